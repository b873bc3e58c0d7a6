"""A site's events in an SQLite file: what a mirror keeps, and what whoever uses it reads."""

import hashlib
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlencode
from uuid import UUID

from pydantic_core import from_json, to_json

from feedpub.client.errors import CopyError
from feedpub.client.exchange import Batch
from feedpub.client.position import Position
from feedpub.client.wire import Change, Complete, Delete, Leave, Restart, Upsert
from feedpub.model.digests import SetDigest, digest_of

_FORMAT = 1
_ID = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_TABLES = """
CREATE TABLE IF NOT EXISTS events (
    id TEXT NOT NULL PRIMARY KEY,
    revision INTEGER NOT NULL,
    sequence INTEGER NOT NULL,  -- of the change that brought it, or of the snapshot that did
    updated TEXT NOT NULL,
    url TEXT NOT NULL,
    digest TEXT NOT NULL,
    document TEXT NOT NULL,     -- the event as JSON
    snapshot INTEGER NOT NULL   -- how many snapshots had been begun when it was told last
);
CREATE INDEX IF NOT EXISTS events_digests ON events (id, digest);
CREATE TABLE IF NOT EXISTS tombstones (
    id TEXT NOT NULL PRIMARY KEY,
    op TEXT NOT NULL,           -- delete; leave: it stands, and matches no more; gone: a snapshot had it no more
    sequence INTEGER NOT NULL,  -- of the change, or of the snapshot
    at TEXT,                    -- when; null where a snapshot says no more than that
    url TEXT                    -- of the page of what was deleted
);
CREATE TABLE IF NOT EXISTS progress (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    filters TEXT NOT NULL,
    position TEXT,              -- where to go on, with the running digest of all changes
    digest TEXT NOT NULL,       -- of the set of events
    snapshots INTEGER NOT NULL,
    writes INTEGER NOT NULL
);
"""


class Copy:
    """A copy of a site's events. Changes and the position behind them are written in one transaction.

    Args:
        path: of the file, which is made where there is none.
        filters: that it is cut to; None for those that it has, or none where it is new.

    Raises:
        CopyError: the file is none of these, or is cut to something else.
    """

    def __init__(self, path: Path | str, filters: Mapping[str, str] | None = None) -> None:
        self._path = Path(path)
        try:
            self._database = sqlite3.connect(self._path, isolation_level=None, timeout=30)
            self._open(filters)
        except sqlite3.Error as error:
            raise CopyError(str(path), f"is no copy of a site: {error}") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Walk over the documents of all events, by id."""
        for (document,) in self._database.execute("SELECT document FROM events ORDER BY id"):
            yield from_json(document)

    def get(self, name: str) -> dict[str, Any] | None:
        """Return the document of an event.

        Args:
            name: the article's id.

        Returns:
            The document, or None where the copy has none.
        """
        found = self._database.execute("SELECT document FROM events WHERE id = ?", (name,)).fetchone()
        return from_json(found[0]) if found else None

    @property
    def filters(self) -> dict[str, str]:
        """What the copy is cut to."""
        return dict(from_json(self._progress("filters")))

    @property
    def position(self) -> Position | None:
        """How far it has come."""
        found = self._progress("position")
        return Position.model_validate_json(found) if found else None

    @property
    def digest(self) -> str:
        """The digest of the set of its events."""
        return str(self._progress("digest"))

    @property
    def count(self) -> int:
        """How many events it has."""
        return int(self._database.execute("SELECT count(*) FROM events").fetchone()[0])

    def part(self, prefix: str) -> tuple[int, str]:
        """Count and digest the events whose ids begin alike.

        Args:
            prefix: the first hexadecimal digits of their UUIDs.

        Returns:
            Their number, and the digest of their set.
        """
        held = self.held(prefix)
        return len(held), _set_digest(held.items())

    def held(self, prefix: str) -> dict[str, str]:
        """Return the digests of events whose ids begin alike, by id."""
        query = "SELECT id, digest FROM events WHERE id BETWEEN ? AND ?"
        return dict(self._database.execute(query, (_lowest(prefix), last(prefix))))

    def apply(self, batch: Batch) -> None:
        """Write changes, and the position behind them.

        Args:
            batch: of changes.

        Raises:
            CopyError: somebody else writes to the copy.
        """
        with self._writing() as total:
            for change, position in batch.changes:
                self._apply(change, position, total)
            self._database.execute("UPDATE progress SET position = ?", (batch.position.model_dump_json(),))

    def replace(self, prefix: str, there: Iterable[Upsert], gone: set[str]) -> list[str]:
        """Put what the site has in place of what the copy has, in one part of it.

        Args:
            prefix: the first hexadecimal digits of the part's ids.
            there: the events of the site.
            gone: ids of which nothing is known but that their removal is told later.

        Returns:
            The ids of events that were others.
        """
        held, theirs = self.held(prefix), {one.id: one for one in there}
        wrong = [name for name in held if name not in theirs and name not in gone]
        other = [one for one in theirs.values() if held.get(one.id) != one.digest]
        position = self.position or Position()
        with self._writing() as total:
            for name in wrong:
                self._remove(name, total)
                self._bury(name, "gone", position.sequence)
            for one in other:
                self._put(one, position, total)
        return wrong + [one.id for one in other]

    def recount(self) -> None:
        """Digest all documents as they stand in the file, whatever was noted of them when they came."""
        noted, found = dict[str, str](), dict[str, str]()
        # As bytes: what was damaged may be no text any more.
        for name, digest, document in self._database.execute("SELECT id, digest, CAST(document AS BLOB) FROM events"):
            noted[name], found[name] = digest, _digest(document)
        strange = [name for name in found if not _ID.fullmatch(name)]
        for name in strange:
            del found[name]
        with self._writing(_set_digest(found.items())):
            self._database.executemany("DELETE FROM events WHERE id = ?", [(name,) for name in strange])
            changed = [(digest, name) for name, digest in found.items() if noted[name] != digest]
            self._database.executemany("UPDATE events SET digest = ? WHERE id = ?", changed)

    def _open(self, filters: Mapping[str, str] | None) -> None:
        # A writer that is killed loses nothing; readers and the writer do not wait for one another.
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = NORMAL")
        found = self._database.execute("PRAGMA user_version").fetchone()[0]
        if found > _FORMAT:
            raise CopyError(str(self._path), f"is of a later version ({found}) than this one knows ({_FORMAT})")
        if not found:
            self._database.executescript(f"BEGIN IMMEDIATE; {_TABLES}; PRAGMA user_version = {_FORMAT}; COMMIT")
        if not self._database.execute("SELECT 1 FROM progress").fetchone():
            row = (1, to_json(dict(filters or {})).decode(), SetDigest().hex)
            self._database.execute("INSERT OR IGNORE INTO progress VALUES (?, ?, NULL, ?, 0, 0)", row)
        if filters is not None and dict(filters) != self.filters:
            raise CopyError(str(self._path), f"is cut to {urlencode(self.filters) or 'nothing'}; make another for this")
        self._writes = int(self._progress("writes"))

    def _progress(self, column: str) -> Any:
        return self._database.execute(f"SELECT {column} FROM progress").fetchone()[0]  # noqa: S608 - names of this module

    @contextmanager
    def _writing(self, start: str | None = None) -> Iterator[SetDigest]:
        """Write in one transaction, which carries the set's digest on."""
        self._database.execute("BEGIN IMMEDIATE")
        try:
            total = SetDigest(start or self.digest)
            yield total
            mine = (total.hex, self._writes + 1, self._writes)
            if not self._database.execute("UPDATE progress SET digest = ?, writes = ? WHERE writes = ?", mine).rowcount:
                raise CopyError(str(self._path), "somebody else writes to it")
            self._database.execute("COMMIT")
        except BaseException:
            self._database.execute("ROLLBACK")
            raise
        self._writes += 1

    def _apply(self, change: Change, position: Position, total: SetDigest) -> None:
        if isinstance(change, Upsert):
            self._put(change, position, total)
        elif isinstance(change, Delete):
            self._remove(change.id, total)
            self._bury(change.id, "delete", change.sequence, change.removed.isoformat(), change.url)
        elif isinstance(change, Leave):
            self._remove(change.id, total)
            self._bury(change.id, "leave", change.sequence, change.updated.isoformat())
        elif isinstance(change, Restart):
            self._database.execute("UPDATE progress SET snapshots = snapshots + 1")
        else:
            self._complete(change, total)

    def _put(self, told: Upsert, position: Position, total: SetDigest) -> None:
        self._remove(told.id, total)
        self._database.execute("DELETE FROM tombstones WHERE id = ?", (told.id,))
        total.add(told.id, told.digest)
        opened = position.snapshot
        sequence = told.sequence or (opened.head.sequence if opened else position.sequence)
        row = (
            told.id,
            told.revision,
            sequence,
            told.updated.isoformat(),
            told.url,
            told.digest,
            to_json(told.document).decode(),
        )
        query = "INSERT INTO events SELECT ?, ?, ?, ?, ?, ?, ?, snapshots FROM progress"
        self._database.execute(query, row)

    def _remove(self, name: str, total: SetDigest) -> None:
        found = self._database.execute("DELETE FROM events WHERE id = ? RETURNING digest", (name,)).fetchall()
        for (digest,) in found:
            total.remove(name, digest)

    def _bury(self, name: str, op: str, sequence: int, at: str | None = None, url: str | None = None) -> None:
        self._database.execute("INSERT OR REPLACE INTO tombstones VALUES (?, ?, ?, ?, ?)", (name, op, sequence, at, url))

    def _complete(self, snapshot: Complete, total: SetDigest) -> None:
        """Drop what the latest snapshot did not tell."""
        query = "SELECT id FROM events WHERE snapshot < (SELECT snapshots FROM progress)"
        for (name,) in self._database.execute(query).fetchall():
            self._remove(name, total)
            self._bury(name, "gone", snapshot.sequence)


def last(prefix: str) -> str:
    """Return the last id that begins with some hexadecimal digits of its UUID."""
    return _spelled(int(f"{prefix:f<32}", 16))


def before(prefix: str) -> str | None:
    """Return the last id before those that begin with some hexadecimal digits; None where there is none."""
    lowest = int(f"{prefix:0<32}", 16)
    return _spelled(lowest - 1) if lowest else None


def _lowest(prefix: str) -> str:
    return _spelled(int(f"{prefix:0<32}", 16))


def _spelled(number: int) -> str:
    return f"urn:uuid:{UUID(int=number)}"


def _digest(document: bytes) -> str:
    """Digest a document as it stands in the file, also one that is none any more."""
    try:
        return digest_of(from_json(document))
    except ValueError:
        return hashlib.sha256(document).hexdigest()


def _set_digest(held: Iterable[tuple[str, str]]) -> str:
    total = SetDigest()
    for name, digest in held:
        total.add(name, digest)
    return total.hex
