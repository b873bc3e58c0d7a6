"""How far a follower has come, and where that is kept."""

import os
from pathlib import Path
from typing import Protocol

from pydantic import ValidationError

from feedpub.client.errors import CopyError
from feedpub.client.wire import HeadLine, Hex, Told
from feedpub.model.base import fault_of
from feedpub.model.digests import NOTHING, SetDigest


class Chained(Told):
    """The running digest.

    Args:
        sequence: of the last change that it is over.
        chain: the digest.
    """

    sequence: int
    chain: Hex


class Opened(Told):
    """A snapshot that is being read.

    Args:
        head: its first line.
        after: id of the last event that was handled; None at the beginning.
        count: events so far.
        digest: of these.
    """

    head: HeadLine
    after: str | None = None
    count: int = 0
    digest: Hex = NOTHING

    def behind(self, name: str, digest: str) -> "Opened":
        """Count an event in."""
        total = SetDigest(self.digest)
        total.add(name, digest)
        return Opened(head=self.head, after=name, count=self.count + 1, digest=total.hex)


class Position(Told):
    """How far a follower has come.

    Args:
        cursor: where the list of changes goes on; None before the first.
        sequence: of the last change that was handled; those up to it that come again are passed over.
        chain: the running digest so far; None where none is told.
        snapshot: that is being read first; None where none is.
    """

    cursor: str | None = None
    sequence: int = 0
    chain: Chained | None = None
    snapshot: Opened | None = None


class State(Protocol):
    """Where a position is kept. A change is handled once where both are stored in one transaction."""

    def load(self) -> Position | None:
        """Return what was saved last, or None."""

    def save(self, position: Position) -> None:
        """Keep a position; everything before it has been handled."""


class FileState:
    """A position in a file, replaced as a whole at each change.

    Args:
        path: of the file, which need not exist.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> Position | None:
        """Return what was saved last, or None.

        Raises:
            CopyError: the file holds something else.
        """
        try:
            return Position.model_validate_json(self._path.read_bytes())
        except FileNotFoundError:
            return None
        except ValidationError as error:
            raise CopyError(str(self._path), f"is no position of a follower: {': '.join(fault_of(error))}") from error

    def save(self, position: Position) -> None:
        """Keep a position."""
        # Renamed into place: whoever is killed meanwhile leaves the old file or the new one, and no half of either.
        beside = self._path.with_name(f"{self._path.name}.{os.getpid()}.new")
        beside.write_text(position.model_dump_json(), encoding="utf-8")
        beside.replace(self._path)


class Forgotten:
    """A position that nobody keeps."""

    def load(self) -> Position | None:
        """Return None: whoever begins, begins anew."""
        return None

    def save(self, position: Position) -> None:
        """Let it go."""


def state_at(place: State | Path | str | None) -> State:
    """Tell where a position is kept.

    Args:
        place: a path, an object that keeps it, or None to keep it nowhere.

    Returns:
        The state.
    """
    if place is None:
        return Forgotten()
    return FileState(Path(place)) if isinstance(place, str | Path) else place
