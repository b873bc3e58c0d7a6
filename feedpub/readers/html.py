"""Web pages: the article out of everything that surrounds it. https://html.spec.whatwg.org/.

trafilatura finds the text; what the page says of itself for search engines (schema.org, Open Graph) gives the rest.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime

from lxml import etree

from feedpub.errors import ReadError
from feedpub.language.byline import credited
from feedpub.language.furniture import kind_of_line
from feedpub.model.article import Article, Author, Image
from feedpub.model.document import Document
from feedpub.readers._addresses import is_web_address
from feedpub.readers._assembling import place
from feedpub.readers._characters import UndecodableError, decoded
from feedpub.readers._left_out import LeftOut
from feedpub.readers._page import FloodError, Page, page_of
from feedpub.readers._paragraphs import Paragraph, texts
from feedpub.readers._stamps import first_stamp, stamp
from feedpub.readers._story import Story, article_of
from feedpub.readers.base import Reader

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([A-Za-z0-9_-]{2,40})""", re.IGNORECASE)
_FIRST_BYTES = 4096
_MARKS = re.compile(r"[\W_]+")
_SHORT = 60  # characters of a line that may be nothing but a label


def read(document: Document) -> Article:
    """Read a web page.

    Args:
        document: the bytes.

    Returns:
        The article, under the document's own key.

    Raises:
        ReadError: it is no text, or there is no article with a date in it.
    """
    try:
        left = LeftOut()
        page = page_of(_source(document), _address(document), left)
    except etree.LxmlError as error:
        raise ReadError(place(document), f"it cannot be read as a page: {error}") from None
    except FloodError as error:
        raise ReadError(place(document), str(error)) from None
    if not texts(page.paragraphs):
        raise ReadError(place(document), "there is no article's text in the page", "text")
    return article_of(document, _story(page, document, left))


def _source(document: Document) -> str:
    declared = _DECLARED.search(document.content[:_FIRST_BYTES])
    try:
        return decoded(document.content, declared[1].decode("ascii") if declared else "utf-8").removeprefix("\ufeff")
    except UndecodableError as error:
        raise ReadError(place(document), str(error)) from None


def _address(document: Document) -> str:
    """Return the address that a page was fetched from, or nothing."""
    return next(filter(is_web_address, (document.location, document.key)), "")


def _story(page: Page, document: Document, left: LeftOut) -> Story:
    published = _exact(document, page) or first_stamp(document, page.guess("date"))
    paragraphs = list(_without_head(page, left))
    return Story(
        headline=page.headline,
        standfirst=page.standfirst,
        paragraphs=paragraphs,
        language=page.language,
        surroundings=page.surroundings,
        authors=_authors(page),
        published=published,
        dates=page.published,
        modified=first_stamp(document, *page.modified),
        section=page.section,
        tags=page.tags,
        images=[Image(url=address, caption=page.caption or None) for address in page.images[:1] if is_web_address(address)],
        rights="",
        url=page.address if is_web_address(page.address) else "",
        notes=left.notes(),
    )


def _exact(document: Document, page: Page) -> date | datetime | None:
    """Take the first time that the page says of itself; a day only where no time of that day is said."""
    found = [moment for value in page.published if (moment := stamp(value, document))]
    first = found[0] if found else None
    times = (moment for moment in found if isinstance(moment, datetime) and moment.date() == first)
    return first if first is None or isinstance(first, datetime) else next(times, first)


def _authors(page: Page) -> list[Author]:
    return [author for name in page.authors for author in credited(name)]


def _without_head(page: Page, left: LeftOut) -> Iterator[Paragraph]:
    """Leave out what repeats headline and standfirst above the text, and the furniture between its paragraphs."""
    above = {_plain(page.headline), _plain(page.standfirst), ""}
    begun = False
    for paragraph in page.paragraphs:
        line = paragraph.text
        if paragraph.image:
            yield paragraph
            continue
        if not begun and _plain(line) in above:
            continue
        if kind_of_line(line):
            left.line(line)
            continue
        begun = True
        yield paragraph


def _plain(text: str) -> str:
    return _MARKS.sub("", text).lower()


def recognises(content: bytes) -> bool:
    """Tell whether a document begins as a web page does."""
    begun = content[:_FIRST_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return begun.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) or (
        begun.startswith(b"<") and b"<html" in begun
    )


READER = Reader(
    name="html",
    media_types=("text/html", "application/xhtml+xml"),
    suffixes=("html", "htm", "xhtml"),
    spec="https://html.spec.whatwg.org/",
    recognises=recognises,
    read=read,
)
