"""The batch door: a record in, a line of JSON out, and nothing stored."""

from typing import Any

import orjson

from feedpub.drafting.draft import Extract, lacked_memory
from feedpub.errors import FeedpubError
from feedpub.readers.records import article_of, record_of


def answered(line: bytes, extract: Extract) -> bytes:
    """Extract one record; it may run in another process.

    Args:
        line: UTF-8 JSON.
        extract: an extractor.

    Returns:
        ``{id, event}``, or ``{id, error}`` where the record cannot be used; one line without its end.

    Raises:
        MemoryError: there is not enough memory; whoever set a limit knows which.
    """
    name: object = None
    try:
        record = record_of(line)
        name = record.get("id")
        event, _ = extract(article_of(record))
        return _one_line({"id": name, "event": event.model_dump(mode="json")})
    except FeedpubError as error:
        if lacked_memory(error):
            raise MemoryError from None
        return _one_line({"id": name, "error": str(error)})


def refused(line: bytes, error: FeedpubError) -> bytes:
    """Answer a record whose extraction was broken off.

    Args:
        line: the record.
        error: why.

    Returns:
        ``{id, error}``.
    """
    try:
        name: Any = record_of(line).get("id")
    except FeedpubError:
        name = None
    place = "record" if name is None else str(name)
    return _one_line({"id": name, "error": str(type(error)(place, error.reason, error.field))})


def _one_line(answer: dict[str, object]) -> bytes:
    """Write JSON that stays one line also for readers that break lines where Unicode does."""
    text = orjson.dumps(answer, default=str)
    for character, escaped in (("\x85", b"\\u0085"), ("\u2028", b"\\u2028"), ("\u2029", b"\\u2029")):
        text = text.replace(character.encode(), escaped)
    return text
