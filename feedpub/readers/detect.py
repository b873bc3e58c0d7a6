"""Which reader reads a document: the one that its media type or suffix names, and where several share that, by its bytes."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from feedpub.errors import ReadError
from feedpub.model.document import Document
from feedpub.readers._assembling import place
from feedpub.readers._xml import root_name
from feedpub.readers.base import Reader


def detect(document: Document, readers: Iterable[Reader]) -> Reader:
    """Pick the reader of a document.

    Args:
        document: unread.
        readers: to choose from, the likeliest first.

    Returns:
        The reader.

    Raises:
        ReadError: none of them knows such documents.
    """
    readers = tuple(readers)
    media_type = document.media_type.partition(";")[0].strip().lower()
    suffix = PurePosixPath(document.key.partition("#")[0]).suffix.removeprefix(".").lower()
    announced = [reader for reader in readers if media_type in reader.media_types]
    announced = announced or [reader for reader in readers if suffix in reader.suffixes]
    found = announced if len(announced) == 1 else [reader for reader in announced if reader.recognises(document.content)]
    # Nothing in the bytes says what it is: then it is what the name says first of all, as .txt says plain text.
    found = found or [reader for reader in announced if media_type == reader.media_types[0] or suffix == reader.suffixes[0]]
    found = found or [reader for reader in readers if reader.recognises(document.content)]
    if not found:
        raise ReadError(place(document), _unknown(document, media_type, readers))
    return found[0]


def _unknown(document: Document, media_type: str, readers: tuple[Reader, ...]) -> str:
    known = ", ".join(dict.fromkeys(f".{suffix}" for reader in readers for suffix in reader.suffixes))
    called = f" (media type {media_type[:60]})" if media_type else ""
    root = root_name(document.content)
    within = f" with <{root[:60]}> as its first element" if root else ""
    return f"no reader knows this kind of document{within}{called}; readable are {known}"
