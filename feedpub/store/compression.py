"""Documents and traces as they lie in the database: compressed, or as the text that they are.

SQLite keeps whatever it is given in a column, so that a store of an earlier version has both forms side by side until it is
compacted (compaction.py), and every reader takes either. PostgreSQL compresses long values by itself (its manual, section
66.2, TOAST), so that there the text is stored as it is.

Of 247 articles of 3 KB, documents of 14.4 KB took by zlib 3.4 KB and 275 µs to be written, by Zstandard with a dictionary
3.1 KB and 110 µs; to be read, 74 µs and 33 µs.
"""

import threading
from functools import cache
from pathlib import Path
from typing import Any

import zstandard
from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

# Of 100 documents of 8.7 KB and their traces of 5.2 KB level 3 leaves 2.94 KB, this one 2.65, 15 leaves 2.57 KB; they take
# 0.1, 0.5 and 2.7 ms, where reading and extracting an article takes some 60 ms.
_LEVEL = 9
# What all documents have in common. It is never changed, for what was written with it can be read with it alone: a better
# one is another file, and found by the number that each frame names (RFC 8878, section 3.1.1.1.3).
_DICTIONARY = Path(__file__).parent / "data" / "documents.dict"
_of_thread = threading.local()  # neither side of the library may be used by two threads at once


class CompressedText(TypeDecorator[str]):
    """A text that is long and stays as it is; it is read through this type alone, or as bytes through the next.

    No condition of a query can look into it.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | bytes | None:
        """Compress the text where the database does not."""
        return compressed(value) if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Give the text back, whichever form it has."""
        return decoded(restored(value)) if isinstance(value, bytes) else value


class CompressedBytes(TypeDecorator[bytes]):
    """The same as UTF-8, for what passes it on unread: ``type_coerce(revisions.c.document, CompressedBytes)``."""

    impl = Text
    cache_ok = True

    def process_result_value(self, value: Any, dialect: Dialect) -> bytes | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Give the bytes back, whichever form they have."""
        return encoded(value) if isinstance(value, str) else value and restored(value)


def compressed(text: str) -> bytes:
    """Compress a text.

    Args:
        text: the text; bytes of it that are no UTF-8 stand in it as surrogates, as the database gave them.

    Returns:
        A frame of Zstandard (RFC 8878).
    """
    compressor: zstandard.ZstdCompressor | None = getattr(_of_thread, "compressor", None)
    if compressor is None:
        compressor = _of_thread.compressor = zstandard.ZstdCompressor(level=_LEVEL, dict_data=dictionary())
    return compressor.compress(encoded(text))


def restored(frame: bytes) -> bytes:
    """Restore what was compressed.

    Args:
        frame: as the database has it.

    Returns:
        The text as UTF-8; of a damaged row what it has instead, which is no JSON and spoils that row alone.
    """
    decompressor: zstandard.ZstdDecompressor | None = getattr(_of_thread, "decompressor", None)
    if decompressor is None:
        decompressor = _of_thread.decompressor = zstandard.ZstdDecompressor(dict_data=dictionary())
    try:
        return decompressor.decompress(frame)
    except (zstandard.ZstdError, MemoryError):  # a damaged length may ask for any amount
        return frame


def encoded(text: str) -> bytes:
    """Write a text as UTF-8; what stands in it as surrogates are bytes that are none."""
    return text.encode("utf-8", "surrogateescape")


def decoded(content: bytes) -> str:
    """Read what ``encoded`` wrote, or any bytes."""
    return content.decode("utf-8", "surrogateescape")


@cache
def dictionary() -> zstandard.ZstdCompressionDict:
    """Return what all documents and traces have in common."""
    return zstandard.ZstdCompressionDict(_DICTIONARY.read_bytes())
