"""JSON as others write it: whatever stands where text or an object is expected, nothing breaks."""

from typing import Any

import orjson

from feedpub.errors import ReadError
from feedpub.model.document import Document
from feedpub.readers._assembling import place
from feedpub.readers._characters import UndecodableError, decoded, one_line


def load_json(document: Document) -> Any:
    """Read a document as JSON.

    Args:
        document: the bytes, in UTF-8 or whatever else they turn out to be in.

    Returns:
        What stands in it.

    Raises:
        ReadError: it is no JSON.
    """
    try:
        return orjson.loads(decoded(document.content, "utf-8").removeprefix("\ufeff"))
    except (UndecodableError, orjson.JSONDecodeError) as error:
        raise ReadError(place(document), f"it is no JSON: {error}") from None


def text(value: Any) -> str:
    """Return a string or a number on one line; nothing for anything else."""
    if isinstance(value, bool):
        return ""
    return one_line(value) if isinstance(value, str) else str(value) if isinstance(value, int) else ""


def objects(value: Any) -> list[dict[str, Any]]:
    """Return the objects of a list, or of an object whose members are objects."""
    items = value if isinstance(value, list) else list(value.values()) if isinstance(value, dict) else []
    return [item for item in items if isinstance(item, dict)]
