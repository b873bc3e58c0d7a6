"""ANPA 1312, the wire text of North American agencies. https://www.iptc.org/std/IPTC7901/ (appendix) and AP's handbook.

Lines above the body stand between ^ and <; the paragraphs of the body are indented.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from feedpub.language.byline import credited, find_byline
from feedpub.language.embargo import find_hold, is_free
from feedpub.model.article import Article, Author
from feedpub.model.document import Document
from feedpub.readers._characters import one_line
from feedpub.readers._paragraphs import plain
from feedpub.readers._story import Story, article_of
from feedpub.readers._wire_text import MARKED_LINE, START_OF_HEADER, START_OF_TEXT, SYNCHRONOUS_IDLE, dated, transmission
from feedpub.readers.base import Reader

_DATE = re.compile(r"(\d\d)-(\d\d)-(\d\d)\s+(\d{4})\s*(GMT|[A-Z]DT|[A-Z]ST)?")
_SLUG = re.compile(r"(?:[A-Z]{2}-+)?[\w'’.-]+(?:--?[\w'’. -]+)+(?:,.*)?")
_FOR_EDITORS = re.compile(r"(?:[\w ]{2,20}\b(?:photos?|video|graphics?|audio)\b.*|eds?:.*|with .*photos?.*)", re.IGNORECASE)
_INDENTS = ("   ", "\t")  # with which a paragraph of the body begins
_LEAST_SUMMARY = 60  # characters: a line that says so much is no post and no place
# Zones of the United States, which stand in trailers where GMT does not.
_ZONES = {"GMT": "Z", "EST": "-0500", "EDT": "-0400", "CST": "-0600", "CDT": "-0500", "MST": "-0700", "MDT": "-0600",
          "PST": "-0800", "PDT": "-0700"}  # fmt: skip


@dataclass
class _WireHead:
    """What the lines above the body say."""

    slug: str = ""
    headline: str = ""
    summary: str = ""
    authors: list[Author] = field(default_factory=list)
    held: list[str] = field(default_factory=list)

    def take(self, line: str, *, marked: bool) -> None:
        """Note a line; one that is marked ends with the equals sign of bylines."""
        if marked or find_byline(line):
            self.authors.extend(author for author in (find_byline(line) or credited(line)) if author not in self.authors)
        elif find_hold(line):
            self.held.append(line)
        elif not self.slug and _SLUG.fullmatch(line) and "-" in line.split(",", maxsplit=1)[0]:
            self.slug = line.split(",", maxsplit=1)[0].removeprefix("BC-").removeprefix("AM-").removeprefix("PM-")
        elif _FOR_EDITORS.fullmatch(line) or is_free(line):
            return
        elif not self.headline:
            self.headline = line
        elif not self.summary and len(line) > _LEAST_SUMMARY:
            self.summary = line


def read(document: Document) -> Article:
    """Read an ANPA 1312 transmission.

    Args:
        document: the bytes.

    Returns:
        The article.

    Raises:
        ReadError: no text begins in it, or it has no words or no date.
    """
    sent = transmission(document)
    head = _WireHead()
    paragraphs = list(_body(head, sent.text))
    told = Story(
        headline=head.headline,
        standfirst=head.summary,
        paragraphs=plain(paragraphs),
        authors=head.authors,
        published=_published(sent.trailer, document) or _published(sent.header, document),
        tags=filter(None, [head.slug]),
        held=head.held,
    )
    return article_of(document, told)


def _published(line: str, document: Document) -> date | datetime | None:
    found = _DATE.search(line)
    return dated(document, found[3], found[1], found[2], found[4], _ZONES.get(found[5] or "GMT", "Z")) if found else None


def _body(head: _WireHead, text: str) -> Iterator[str]:
    """Note the lines of the head, and yield the paragraphs below it."""
    paragraph: list[str] = []
    for line in text.split("\n"):
        words = one_line(line)
        if line.startswith("^") or (words.endswith("<") and not paragraph and not line.startswith(_INDENTS)):
            said = words.strip("^<= ")
            if said:
                head.take(said, marked=words.rstrip(" <").endswith("="))
            continue
        if (line[:1].isspace() or not words) and paragraph:
            yield " ".join(paragraph)
            paragraph = []
        if words.strip(" <"):
            paragraph.append(words.removesuffix("<").rstrip())
    if paragraph:
        yield " ".join(paragraph)


def recognises(content: bytes) -> bool:
    """Tell whether a document begins as ANPA transmissions do: with a header behind idle signs, or with marked lines."""
    begun = content.lstrip(b"\r\n \x00")
    idle = SYNCHRONOUS_IDLE.encode()
    idle_or_marked = begun.startswith(idle) or MARKED_LINE.search(content[:2048])
    return bool(idle_or_marked) and START_OF_HEADER.encode() in begun[:16] and START_OF_TEXT.encode() in begun[:2048]


READER = Reader(
    name="anpa-1312",
    media_types=("text/vnd.anpa.1312", "text/plain"),
    suffixes=("anpa", "tst", "txt"),
    spec="https://en.wikipedia.org/wiki/ANPA-1312",
    recognises=recognises,
    read=read,
)
