"""Markdown copy with YAML front matter, in which every field of an Article can be given (RFC 7763; CommonMark)."""

import re
from datetime import date, datetime
from typing import Any

from feedpub.errors import ReadError
from feedpub.model.article import Article
from feedpub.model.document import Document
from feedpub.readers._assembling import assemble, place
from feedpub.readers._byline import split_byline
from feedpub.readers._characters import UndecodableError, decode
from feedpub.readers._dates import moment
from feedpub.readers._fields import article_fields
from feedpub.readers._frontmatter import FrontMatterError, split
from feedpub.readers._holding import parted
from feedpub.readers._left_out import LeftOut
from feedpub.readers._markdown_text import markdown_paragraphs
from feedpub.readers._paragraphs import aligned, structured, texts
from feedpub.readers.base import Reader

_FENCES = (b"---\n", b"---\r", b"--- ", b"+++\n", b"+++\r")  # not "+++ ", with which agencies begin alerts
_DATED_NAME = re.compile(r"(?:.*/)?(\d{4}-\d\d-\d\d)-[^/]+")  # Jekyll's posts (https://jekyllrb.com/docs/posts/)
_MOST_CHARACTERS = 200_000  # some brackets and stars take more than linear time


def read(document: Document) -> Article:
    """Read Markdown copy.

    Args:
        document: the bytes.

    Returns:
        The article; its text is the body without any formatting, which stands off it.

    Raises:
        ReadError: it is no text, its front matter cannot be used, or it has no date or no body.
    """
    try:
        front_matter, body = split(decode(document.content).lstrip())
    except UndecodableError as error:
        raise ReadError(place(document), str(error)) from None
    except FrontMatterError as error:
        raise ReadError(place(document), str(error), error.field) from None
    if len(body) > _MOST_CHARACTERS:
        raise ReadError(
            place(document), f"it has {len(body):,} characters, more than the {_MOST_CHARACTERS:,} allowed", "text"
        )
    parts = article_fields(document, front_matter)
    document = document.named(parts.pop("id", document.key))
    if "published" not in parts:
        parts["published"] = _date_given(document)
    return assemble(document, _with_body(parts, body))


def _date_given(document: Document) -> date | datetime:
    if document.published is None and (named := _DATED_NAME.fullmatch(document.key)):
        return moment(named[1], document, "published")
    if document.published is None:
        reason = "no date is given: add a line such as date: 2024-04-22 to the front matter"
        raise ReadError(place(document), reason, "published")
    return moment(document.published, document, "published")


def _with_body(parts: dict[str, Any], source: str) -> dict[str, Any]:
    left = LeftOut()
    paragraphs = markdown_paragraphs(source, parts.get("url"), left)
    headline = parts.get("headline")
    titles = (each for each in paragraphs if each.kind == "heading" and each.level == 1 and not each.within)
    title = next(titles, None)
    if title and headline in (None, title.text):  # else it is a heading as any other
        headline = title.text
        paragraphs.remove(title)
    lines, held = parted(texts(paragraphs))
    authors, rest = split_byline(lines[0]) if lines else ((), "")
    if authors:
        lines[:1] = [rest] if rest else []
    return {
        **parts,
        "headline": headline,
        "authors": parts.get("authors", authors),
        "notes": (*parts.get("notes", ()), *left.notes()),
        "held": held,
        **structured(aligned(lines, paragraphs), parts.get("images", ())).fields(),
    }


def recognises(first: bytes) -> bool:
    """Tell whether a document begins with front matter."""
    return first.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(_FENCES)


READER = Reader(
    name="markdown",
    media_types=("text/markdown", "text/x-markdown"),
    suffixes=("md", "markdown"),
    spec="https://www.rfc-editor.org/rfc/rfc7763",
    recognises=recognises,
    read=read,
)
