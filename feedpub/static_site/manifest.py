"""What of a site is built: each address with its file, and from which state of the site; it outlives any interruption."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

_TABLES = (
    "CREATE TABLE IF NOT EXISTS addresses (path TEXT PRIMARY KEY, due INTEGER NOT NULL, status INTEGER, file TEXT, "
    "etag TEXT, target TEXT, headers TEXT, sequence INTEGER NOT NULL DEFAULT -1) WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS due_addresses ON addresses (path) WHERE due",
    "CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
)


@dataclass(frozen=True, slots=True)
class BuiltAddress:
    """What was built of an address.

    Args:
        path: below the site's root.
        status: what the site answered.
        file: where the answer lies; None where there is none to keep.
        etag: of the answer.
        target: path to which the address leads, None where it leads nowhere else.
        headers: that a server has to send with the file, by name.
        sequence: number of the last change that the answer may show.
    """

    path: str
    status: int
    file: PurePosixPath | None
    etag: str
    target: str | None
    headers: dict[str, str]
    sequence: int


class Manifest:
    """The list of what is built, in a file of its own.

    Args:
        path: of the file.
    """

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path)
        # What a loss of power takes with it is built again.
        self._database.execute("PRAGMA synchronous = OFF")
        with self._database:
            for statement in _TABLES:
                self._database.execute(statement)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def fact(self, name: str) -> str | None:
        """Return what was noted under a name, or None."""
        found = self._database.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return found[0] if found else None

    def note(self, name: str, value: str) -> None:
        """Note something under a name."""
        with self._database:
            self._database.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def want(self, paths: Iterable[str], *, again: bool = False) -> None:
        """Enter addresses that are to be built.

        Args:
            paths: of them.
            again: also those that are built.
        """
        with self._database:
            self._enter(paths)
            if again:
                self._database.executemany("UPDATE addresses SET due = 1 WHERE path = ?", ((path,) for path in paths))

    def want_stale(self, is_stale: Callable[[int], Callable[[str], bool]], sequence: int) -> None:
        """Find what is built of an earlier state and shows something that has changed since; all else is of this state.

        Args:
            is_stale: tells, for the number of an earlier change, which paths show something that changed after it.
            sequence: number of the last change.
        """
        earlier = "SELECT DISTINCT sequence FROM addresses WHERE NOT due AND sequence < ?"
        with self._database:
            for (since,) in self._database.execute(earlier, (sequence,)).fetchall():
                self._database.create_function("is_stale", 1, is_stale(since), deterministic=True)
                self._database.execute("UPDATE addresses SET due = is_stale(path) WHERE NOT due AND sequence = ?", (since,))
            self._database.execute("UPDATE addresses SET sequence = ? WHERE NOT due", (sequence,))

    def want_like(self, pattern: str) -> None:
        """Have some addresses built again.

        Args:
            pattern: of their paths, as SQL's LIKE has it.
        """
        with self._database:
            self._database.execute("UPDATE addresses SET due = 1 WHERE path LIKE ?", (pattern,))

    def want_everything(self) -> None:
        """Have everything built again."""
        with self._database:
            self._database.execute("UPDATE addresses SET due = 1, sequence = -1")

    def due(self, limit: int, after: str = "") -> list[str]:
        """List addresses that are to be built, in order, so that what shows the same article is built together.

        Args:
            limit: how many at most.
            after: the last one of the list before.
        """
        query = "SELECT path FROM addresses WHERE due AND path > ? ORDER BY path LIMIT ?"
        return [path for (path,) in self._database.execute(query, (after, limit))]

    def count_due(self) -> int:
        """Count the addresses that are to be built."""
        return int(self._database.execute("SELECT count(*) FROM addresses WHERE due").fetchone()[0])

    def record(self, pages: Iterable[BuiltAddress], links: Iterable[str]) -> None:
        """Note what was built, and enter the addresses that it names, in one transaction.

        Args:
            pages: that were built.
            links: that they name.
        """
        rows = (
            (
                page.path,
                page.status,
                str(page.file) if page.file else None,
                page.etag,
                page.target,
                json.dumps(page.headers, sort_keys=True),
                page.sequence,
            )
            for page in pages
        )
        with self._database:
            self._database.executemany("INSERT OR REPLACE INTO addresses VALUES (?, 0, ?, ?, ?, ?, ?, ?)", rows)
            self._enter(links)

    def find(self, path: str) -> BuiltAddress | None:
        """Return what was built of an address, None where nothing was."""
        query = f"SELECT {_COLUMNS} FROM addresses WHERE path = ? AND status IS NOT NULL"  # noqa: S608 - our own names
        row = self._database.execute(query, (path,)).fetchone()
        return _page(row) if row else None

    def pages(self) -> Iterator[BuiltAddress]:
        """List all that is built, in the order of its paths."""
        query = f"SELECT {_COLUMNS} FROM addresses WHERE status IS NOT NULL ORDER BY path"  # noqa: S608 - our own names
        return map(_page, self._database.execute(query))

    def _enter(self, paths: Iterable[str]) -> None:
        self._database.executemany("INSERT OR IGNORE INTO addresses (path, due) VALUES (?, 1)", ((path,) for path in paths))


_COLUMNS = "path, status, file, etag, target, headers, sequence"


@lru_cache(maxsize=256)
def _read(headers: str) -> dict[str, str]:
    """Read the headers of an address; most have the same as many others."""
    return {str(name): str(value) for name, value in json.loads(headers).items()}


def _page(row: tuple[str, int, str | None, str, str | None, str, int]) -> BuiltAddress:
    path, status, file, etag, target, headers, sequence = row
    return BuiltAddress(path, status, PurePosixPath(file) if file else None, etag, target, dict(_read(headers)), sequence)
