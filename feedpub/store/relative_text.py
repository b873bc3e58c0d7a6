"""Texts that say again what a revision's document says: in SQLite they are stored as what is different about them.

The words of an article, and how its answers were chosen, repeat its document in another form. Zstandard compresses them with
that as their dictionary (RFC 8878, section 5), so that of 500 articles of 3 KB the words take .15 KB instead of 1.45, their
stems .27 instead of .40, and the trace .53 instead of 1.02. They can be read beside the document alone, which never changes
while its revision is there; ``select(words.c.said)`` brings it along by itself.

SQLite keeps whatever it is given in a column: text of the first versions, frames of compression.py of later ones and of
restored backups, and these, until compaction.py has made all of them relative. PostgreSQL stores the text as it is.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase, punctuation
from typing import Any, NamedTuple

import zstandard
from sqlalchemy import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from feedpub.store.compression import CompressedText, decoded, dictionary, encoded, restored

RESTORE = "restored_beside"
"""The function of two arguments that SQLite's connections have: what lies in a column, and the document beside it."""
# Of 500 articles of 3 KB level 3 leaves .17, .33 and .65 KB of words, stems and trace and takes .19 ms, level 7 as above and
# .23 ms; level 9 as much as 7, and .69 ms.
_LEVEL = 7
# The first byte of a relative text says what it is relative to; no frame of Zstandard and no text begins so. What stands
# behind it can be read with just these bytes: a form is never changed, a better one gets another number.
_WORDS, _JSON = b"\x01", b"\x02"
_LONGEST_EMPTY = 14  # bytes that an empty text takes, with its first
_CUT = bytes.maketrans((ascii_uppercase + punctuation).encode(), (ascii_lowercase + " " * len(punctuation)).encode())


class Beside(NamedTuple):
    """A text to be stored.

    Args:
        text: the text.
        document: of its revision.
    """

    text: str
    document: str


class RelativeText(CompressedText):
    """A text that is stored relative to the document of its revision, where it is given as ``Beside``.

    Args:
        of_words: it is words in small letters; otherwise JSON.
    """

    cache_ok = True

    def __init__(self, *, of_words: bool = False) -> None:
        super().__init__()
        self.of_words = of_words

    def process_bind_param(self, value: str | Beside | None, dialect: Dialect) -> str | bytes | None:
        """Compress the text where the database does not."""
        if not isinstance(value, Beside):
            return super().process_bind_param(value, dialect)
        return relative(value, of_words=self.of_words) if dialect.name == "sqlite" else value.text

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Give the text back, which SQLite has restored already."""
        return decoded(value) if isinstance(value, bytes) else value

    def column_expression(self, column: Any) -> Any:
        """Have SQLite restore what is selected."""
        return _Restored(column)


class _Restored(FunctionElement[str]):
    """A column of ``words`` or ``traces`` as it was before it was compressed."""

    inherit_cache = True

    def __init__(self, column: Any) -> None:
        super().__init__(column)
        self.type = column.type


@compiles(_Restored)
def _as_it_is(element: _Restored, compiler: SQLCompiler, **given: Any) -> str:
    return compiler.process(element.clauses, **given)


@compiles(_Restored, "sqlite")
def _beside_its_document(element: _Restored, compiler: SQLCompiler, **given: Any) -> str:
    (column,) = element.clauses
    table, named = column.table, compiler.process(column, **given)
    # Words are those of the latest revision, and are written in the transaction that makes it the latest.
    number = f"{table.name}.revision" if "revision" in table.c else _LATEST.format(table.name)
    beside = f"article_id = {table.name}.article_id AND revision = {number}"
    # As bytes, for the driver refuses to hand over a text that is none.
    document = f"(SELECT CAST(document AS BLOB) FROM revisions WHERE {beside})"  # noqa: S608 - names of our own columns
    return f"{RESTORE}(CAST({named} AS BLOB), {document})"


_LATEST = "(SELECT revision FROM articles WHERE id = {}.article_id)"


def relative(said: Beside, *, of_words: bool) -> bytes:
    """Compress a text relative to a document.

    Args:
        said: both.
        of_words: it is words in small letters; otherwise JSON.

    Returns:
        A byte that says relative to what, and a frame of Zstandard.
    """
    form = _WORDS if of_words else _JSON
    prefix = _PREFIXES[form](encoded(said.document))
    # With a checksum, or another document would give other words instead of none.
    compressor = zstandard.ZstdCompressor(level=_LEVEL, dict_data=prefix, write_checksum=True)
    return form + compressor.compress(encoded(said.text))


def restored_beside(stored: bytes | None, document: bytes | None) -> bytes | None:
    """Restore what lies in a column.

    Args:
        stored: of any of the forms.
        document: of the revision, compressed or not; None where it is missing.

    Returns:
        UTF-8; what is there instead where the row or its document is damaged.
    """
    if stored is None or (prefix := _PREFIXES.get(stored[:1])) is None:
        return stored and restored(stored)
    try:
        found = zstandard.ZstdDecompressor(dict_data=prefix(restored(document or b""))).decompress(stored[1:])
    except (zstandard.ZstdError, MemoryError):  # a damaged length may ask for any amount
        return stored
    # Of a frame whose damaged length is none, nothing is read, and its checksum is not looked at.
    return found if found or len(stored) <= _LONGEST_EMPTY else stored


def is_lost(text: str) -> bool:
    """Tell whether a text could not be restored: what was read is what is there instead."""
    return text[:1] in _MARKS or _NO_TEXT.search(text) is not None


@lru_cache(maxsize=2)  # words and stems come one after the other
def _words_of(document: bytes) -> zstandard.ZstdCompressionDict:
    """Cut a document as words are cut, near enough: small letters without the marks of JSON and of sentences."""
    return _prefix(b" ".join(document.replace(b"\\n", b" ").translate(_CUT).split()))


def _json_of(document: bytes) -> zstandard.ZstdCompressionDict:
    """Put before a document what all traces have in common, which is in the dictionary."""
    return _prefix(dictionary().as_bytes() + document)


def _prefix(content: bytes) -> zstandard.ZstdCompressionDict:
    return zstandard.ZstdCompressionDict(content, dict_type=zstandard.DICT_TYPE_RAWCONTENT)


_PREFIXES: dict[bytes, Callable[[bytes], zstandard.ZstdCompressionDict]] = {_WORDS: _words_of, _JSON: _json_of}
_MARKS = tuple(form.decode() for form in _PREFIXES)
_NO_TEXT = re.compile("[\udc80-\udcff]")  # bytes that are no UTF-8, as they are read
