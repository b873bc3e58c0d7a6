"""What stands in a backup about the backup, and how a row is written in it."""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

MANIFEST = "manifest.json"
MEDIA = "media/"
_BYTES = "base64"


class BackupManifest(BaseModel):
    """What a backup holds.

    Args:
        form: of the backup.
        program: the version of feedpub that wrote it.
        schema_version: of the tables.
        made: when it was written, by the clock of the database.
        tables: how many rows each has.
        pictures: how many there are.
        sequence: number of the last change.
        chain: over all changes, as /api/state has it.
        events: how many are shown.
        digest: of all that are shown, as /api/state has it.
        proven: the same, worked out from the documents themselves: another one where rows are damaged.
    """

    model_config = ConfigDict(frozen=True)

    form: Literal[1] = 1
    program: str
    schema_version: str
    made: datetime
    tables: dict[str, int]
    pictures: int
    sequence: int
    chain: str
    events: int
    digest: str
    proven: str


def table_name(name: str) -> str:
    """Name the part of a backup that holds a table.

    Args:
        name: of the table.
    """
    return f"tables/{name}.jsonl"


def written(row: Iterable[Any]) -> bytes:
    """Write a row down.

    Args:
        row: numbers, texts, bytes and nothing; of a damaged text, halves of characters for what is no UTF-8.

    Returns:
        A line of JSON, all of it ASCII.
    """
    return json.dumps(list(row), default=_encoded, separators=(",", ":")).encode("ascii") + b"\n"


def read(line: bytes) -> Sequence[Any]:
    """Read a row.

    Args:
        line: as ``written`` gives it.

    Returns:
        The same values.

    Raises:
        ValueError: it is none.
    """
    row = json.loads(line)
    if not isinstance(row, list):
        raise ValueError("it is no row")
    return [b64decode(value[_BYTES]) if isinstance(value, dict) else value for value in row]


def _encoded(value: bytes) -> dict[str, str]:
    return {_BYTES: b64encode(value).decode("ascii")}
