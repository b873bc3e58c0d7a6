"""Records of the batch door: one JSON object per line, its text taken verbatim.

Each record is ``{id, text, headline?, standfirst?, published?, language?}``.
"""

from typing import Any

import orjson
from pydantic import ValidationError

from feedpub.bcp47 import existing
from feedpub.errors import ReadError
from feedpub.model.article import Article
from feedpub.model.base import fault_of
from feedpub.model.document import article_id
from feedpub.readers._assembling import complete

_SOURCE = "jsonl"
RECORD = frozenset({"id", "text", "headline", "standfirst", "published", "language"})
"""The names that a record may have."""
_OPTIONAL = ("headline", "standfirst", "published", "language")


def record_of(line: bytes) -> dict[str, Any]:
    """Parse one line.

    Args:
        line: UTF-8 JSON.

    Returns:
        The object.

    Raises:
        ReadError: the line is no JSON object.
    """
    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise ReadError("record", "is no JSON") from error
    if not isinstance(record, dict):
        raise ReadError("record", "is no JSON object")
    return record


def article_of(record: dict[str, Any]) -> Article:
    """Make an article of a record; its text is not touched.

    Args:
        record: a parsed line.

    Returns:
        The article.

    Raises:
        ReadError: a key is missing, unknown or of the wrong kind.
    """
    name = str(record.get("id", "record"))
    if not isinstance(record.get("id"), str | int) or isinstance(record.get("id"), bool):
        raise ReadError(name, "is missing, or neither a string nor a number", "id")
    if unknown := sorted(record.keys() - RECORD):
        raise ReadError(name, "is no key of a record", unknown[0])
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        raise ReadError(name, "is missing or empty", "text")
    given = {key: record[key] for key in _OPTIONAL if record.get(key)} | {"text": text}
    _check_language(name, given.get("language"))
    complete(name, given)
    try:
        return Article(id=article_id(_SOURCE, name), **given)
    except ValidationError as error:
        field, reason = fault_of(error)
        raise ReadError(name, reason, field) from None


def _check_language(name: str, tag: Any) -> None:
    if isinstance(tag, str):
        try:
            existing(tag)
        except ValueError as error:
            raise ReadError(name, str(error), "language") from None
