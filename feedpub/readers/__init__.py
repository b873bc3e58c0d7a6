"""Document in, article out: one reader for each input format."""

from feedpub.errors import ReadError
from feedpub.model.article import Article
from feedpub.model.document import Document
from feedpub.readers import markdown, plaintext
from feedpub.readers._assembling import place
from feedpub.readers.base import Reader
from feedpub.readers.detect import detect

READERS: tuple[Reader, ...] = (plaintext.READER, markdown.READER)
MAX_BYTES = 2_000_000


def read(document: Document, max_bytes: int = MAX_BYTES) -> Article:
    """Read a document as an article, whatever its format.

    Args:
        document: as its source holds it.
        max_bytes: a larger document is refused unread.

    Returns:
        The article, under the id minted from source and key.

    Raises:
        ReadError: the document cannot be an article; the error names it, the field at fault and the reason.
    """
    if len(document.content) > max_bytes:
        raise ReadError(place(document), f"it has {len(document.content):,} bytes, more than the {max_bytes:,} allowed")
    if not document.content.strip():
        raise ReadError(place(document), "it is empty")
    return detect(document, READERS).read(document)
