"""Which reader reads a document: the one its media type names, else its suffix, else the one that knows its first bytes."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from feedpub.errors import ReadError
from feedpub.model.document import Document
from feedpub.readers._assembling import place
from feedpub.readers.base import Reader

_FIRST_BYTES = 2048


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
    suffix = PurePosixPath(document.key).suffix.removeprefix(".").lower()
    first = document.content[:_FIRST_BYTES]
    found = (
        _first(reader for reader in readers if media_type in reader.media_types)
        or _first(reader for reader in readers if suffix in reader.suffixes)
        or _first(reader for reader in readers if reader.recognises(first))
    )
    if found is None:
        known = ", ".join(f".{suffix}" for reader in readers for suffix in reader.suffixes)
        called = f" (media type {media_type[:60]})" if media_type else ""
        raise ReadError(place(document), f"no reader knows this kind of document{called}; readable are {known}")
    return found


def _first(readers: Iterable[Reader]) -> Reader | None:
    return next(iter(readers), None)
