"""JSON lines: an object on each line, of ninjs, of our own JSON, or a record of the batch door. https://jsonlines.org/."""

from typing import Any

import orjson

from feedpub.errors import ReadError
from feedpub.model.article import Article
from feedpub.model.document import Document
from feedpub.readers import eventjson, ninjs
from feedpub.readers._assembling import place
from feedpub.readers._characters import UndecodableError, decoded
from feedpub.readers._json import load_json, text
from feedpub.readers._own import own_article
from feedpub.readers._parts import part
from feedpub.readers._values import Values
from feedpub.readers.base import Reader
from feedpub.readers.records import RECORD

_MOST_LINES = 20_000


def split(document: Document) -> tuple[Document, ...]:
    """Part a document into its lines.

    Args:
        document: lines, of which empty ones do not count.

    Returns:
        The documents; the document itself where it is one line. A line that cannot be read is a document, too, and is
        refused by its number when it is read.

    Raises:
        ReadError: it is no text, or has no line or too many.
    """
    lines = _lines(document)
    if len(lines) == 1:
        return (document,)
    if len(lines) > _MOST_LINES:
        raise ReadError(place(document), f"it has {len(lines):,} lines, more than the {_MOST_LINES:,} allowed")
    known_as = READER.media_types[0]  # also where the whole was known by its bytes: one line does not look like lines
    return tuple(part(document, _name(line) or f"line {number}", line, known_as) for number, line in lines)


def read(document: Document) -> Article:
    """Read a document of one line.

    Args:
        document: the bytes.

    Returns:
        The article, under the identity that the object gives it.

    Raises:
        ReadError: the line is no JSON object, or none of those that can be read.
    """
    lines = _lines(document)
    if len(lines) != 1:
        raise ReadError(place(document), f"it has {len(lines)} lines, not one")
    alone = document.model_copy(update={"content": lines[0][1]})
    item = load_json(alone)
    if not isinstance(item, dict):
        raise ReadError(place(document), "the line is no JSON object")
    if "schema_version" in item:
        return eventjson.read(alone)
    return _record(alone, item) if "text" in item else ninjs.read(alone)


def _lines(document: Document) -> list[tuple[int, bytes]]:
    """List the lines that are not empty with their numbers; only a line feed ends one, as RFC 8259 has it in no string."""
    try:
        source = decoded(document.content, "utf-8").removeprefix("\ufeff")
    except UndecodableError as error:
        raise ReadError(place(document), str(error)) from None
    lines = [(number, line.strip().encode()) for number, line in enumerate(source.split("\n"), 1) if line.strip()]
    if not lines:
        raise ReadError(place(document), "it has no line")
    return lines


def _name(line: bytes) -> str:
    try:
        item = orjson.loads(line)
    except orjson.JSONDecodeError:
        return ""
    given = (text(item.get(name)) for name in ("id", "uri", "guid", "altids")) if isinstance(item, dict) else ()
    return next(filter(None, given), "")


def _record(document: Document, record: dict[str, Any]) -> Article:
    """Read a record as the batch door takes it, though its text is put into paragraphs like any other."""
    values = Values(document, record)
    values.only(RECORD)
    words = record["text"]
    if not isinstance(words, str):
        values.refuse("text", "must be text")
    said = {name: value for name, value in record.items() if name != "text"}
    return own_article(document, said | {"id": text(record.get("id"))}, words)


def recognises(content: bytes) -> bool:
    """Tell whether the first line of a document is a JSON object, and the second begins as one."""
    first, _, rest = content.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    if not (first.startswith(b"{") and rest.lstrip()[:1] == b"{"):
        return False
    try:
        return isinstance(orjson.loads(first), dict)
    except orjson.JSONDecodeError:
        return False


READER = Reader(
    name="jsonlines",
    media_types=("application/jsonl", "application/x-ndjson", "application/x-jsonlines", "application/json"),
    suffixes=("jsonl", "ndjson", "json"),
    spec="https://jsonlines.org/",
    recognises=recognises,
    read=read,
    split=split,
)
