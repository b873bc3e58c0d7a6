"""Document in, articles out: one reader for each input format."""

from feedpub.errors import ReadError
from feedpub.model.article import Article
from feedpub.model.document import WORD_TIMES, Document
from feedpub.readers import (
    anpa,
    eventjson,
    html,
    iptc7901,
    jsonfeed,
    jsonlines,
    markdown,
    newsml,
    newsml1,
    ninjs,
    nitf,
    plaintext,
    syndication,
    word,
)
from feedpub.readers._assembling import place
from feedpub.readers.base import Reader, alone
from feedpub.readers.detect import detect

READERS: tuple[Reader, ...] = (
    plaintext.READER,
    markdown.READER,
    jsonfeed.READER,
    jsonlines.READER,
    eventjson.READER,
    ninjs.READER,
    newsml.READER,
    newsml1.READER,
    nitf.READER,
    syndication.READER,
    html.READER,  # below those whose documents may have a page in them
    iptc7901.READER,
    anpa.READER,
    word.READER,
)
MAX_BYTES = 2_000_000
_MOST_TIMES = 10  # how often what the parts of a document share may be repeated in them


def read(document: Document, max_bytes: int = MAX_BYTES) -> Article:
    """Read a document of one article, whatever its format.

    Args:
        document: as its source holds it, or a part of such a one.
        max_bytes: a larger document is refused unread.

    Returns:
        The article, under the id minted from source and key.

    Raises:
        ReadError: the document cannot be an article; the error names it, the field at fault and the reason.
    """
    return _reader(document, max_bytes).read(document)


def split(document: Document, max_bytes: int = MAX_BYTES) -> tuple[Document, ...]:
    """Part a document into documents of one article each.

    Args:
        document: as its source holds it.
        max_bytes: a larger document is refused unread.

    Returns:
        The documents, in order; most formats hold one article, and then it is the document itself.

    Raises:
        ReadError: nothing in it can be an article.
    """
    parts = _reader(document, max_bytes).split(document)
    if sum(len(part.content) for part in parts) > _MOST_TIMES * max_bytes:
        raise ReadError(place(document), f"its {len(parts):,} parts would be too large together")
    return parts


def may_hold_several(document: Document) -> bool:
    """Tell from how a document begins whether it is of a format in which one may hold several articles.

    Args:
        document: as its source holds it.

    Returns:
        False also for what no reader knows.
    """
    try:
        return detect(document, READERS).split is not alone
    except ReadError:
        return False


def _reader(document: Document, max_bytes: int) -> Reader:
    most = max_bytes * (WORD_TIMES if document.content.startswith(word.PACKED) else 1)
    if len(document.content) > most:
        raise ReadError(place(document), f"it has {len(document.content):,} bytes, more than the {most:,} allowed")
    if not document.content.strip():
        raise ReadError(place(document), "it is empty")
    return detect(document, READERS)
