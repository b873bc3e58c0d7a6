"""A process that keeps a copy of a site by its changes: python -m tests.chaos.follower STATE LIMIT PAUSE PORT...

It asks the ports in turn, and remembers in a file of its own, page by page, all that it was told: killed at any moment and
started again it goes on behind the last page that it has. It imports nothing of feedpub: it is somebody else's program.
"""

import http.client
import json
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from hashlib import sha256
from itertools import cycle
from pathlib import Path
from typing import Any

from tests.following import placed

TABLES = """
CREATE TABLE IF NOT EXISTS place (cursor INTEGER NOT NULL, pages INTEGER NOT NULL, idle INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS told (number INTEGER PRIMARY KEY AUTOINCREMENT, sequence INTEGER NOT NULL, op TEXT NOT NULL,
    article TEXT NOT NULL, digest TEXT NOT NULL, at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS copy (article TEXT PRIMARY KEY, event TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS faults (what TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS troubles (what TEXT PRIMARY KEY, times INTEGER NOT NULL);
INSERT INTO place SELECT 0, 0, 0 WHERE NOT EXISTS (SELECT 1 FROM place);
"""
_BUSY = (429, 502, 503, 504)  # come back later; 500 is nothing that a site may say
_TIMEOUT = 20.0
_LOOKS = 4  # pages between two looks at the newest events, where nothing under embargo may stand either


class UnavailableError(Exception):
    """The site does not answer now."""


def fetch(port: int, path: str) -> Any:
    """Ask a site for JSON.

    Args:
        port: where it listens on loopback.
        path: with its query string.

    Returns:
        What the body holds.

    Raises:
        UnavailableError: it does not answer, breaks off, or asks to come back later.
        ValueError: it answers what no follower can expect.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_TIMEOUT)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
    except (OSError, http.client.HTTPException) as error:
        raise UnavailableError(type(error).__name__) from error
    finally:
        connection.close()
    if answer.status in _BUSY:
        raise UnavailableError(str(answer.status))
    if answer.status != http.HTTPStatus.OK:
        raise ValueError(f"{path}: {answer.status} {body[:200]!r}")
    return json.loads(body)


def digest_of(change: dict[str, Any]) -> str:
    """Tell whether two tellings of a change are the same."""
    told = {name: value for name, value in change.items() if name != "skipped"}  # which depends on where it was read from
    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def open_state(path: Path) -> sqlite3.Connection:
    """Open what a follower remembers, and make it where there is nothing."""
    state = sqlite3.connect(path, timeout=30, isolation_level=None)
    state.execute("PRAGMA journal_mode = WAL")
    state.execute("PRAGMA synchronous = OFF")  # it outlives the process, and need not outlive the machine
    state.executescript(TABLES)
    return state


class Follower:
    """One copy of a site.

    Args:
        state: what it remembers.
        limit: changes on a page.
    """

    def __init__(self, state: sqlite3.Connection, limit: int) -> None:
        self._state = state
        self._limit = limit

    def follow(self, port: int) -> bool:
        """Take one page of changes.

        Args:
            port: whom to ask.

        Returns:
            Whether there is more to ask for at once.
        """
        (cursor,) = self._state.execute("SELECT cursor FROM place").fetchone()
        page = fetch(port, f"/api/changes?after={cursor}&limit={self._limit}")
        now = time.time()
        self._state.execute("BEGIN IMMEDIATE")
        for change in page["items"]:
            cursor = self._take(change, cursor, now)
        if page["sequence"] < cursor:
            self._fault(f"the page's cursor {page['cursor']} lies before its last change {cursor}")
        idle = int(not page["items"])
        self._state.execute("UPDATE place SET cursor = ?, pages = pages + 1, idle = idle + ?", (page["sequence"], idle))
        self._state.execute("COMMIT")
        return bool(page["has_more"])

    def look(self, port: int) -> None:
        """Look at the newest events for what should not be there yet."""
        for event in fetch(port, "/api/events?limit=50")["items"]:
            self._refuse_early(event, time.time(), "the newest events")

    def trouble(self, what: str) -> None:
        """Count what went wrong and may go wrong."""
        self._state.execute("INSERT INTO troubles VALUES (?, 1) ON CONFLICT (what) DO UPDATE SET times = times + 1", (what,))

    def fault(self, what: str) -> None:
        """Remember what must never happen."""
        self._fault(what)

    def _take(self, change: dict[str, Any], cursor: int, now: float) -> int:
        sequence, op, article = int(change["sequence"]), change["op"], change["id"]
        if sequence <= cursor:
            self._fault(f"change {sequence} comes after {cursor}")
        known = self._state.execute("SELECT 1 FROM copy WHERE article = ?", (article,)).fetchone()
        if op == "upsert":
            self._refuse_early(change["event"], now, f"change {sequence}")
            self._state.execute("INSERT OR REPLACE INTO copy VALUES (?, ?)", (article, json.dumps(placed(change))))
        else:
            if not known:
                self.trouble("deletes of what was never told")
            self._state.execute("DELETE FROM copy WHERE article = ?", (article,))
        row = (sequence, op, article, digest_of(change), now)
        self._state.execute("INSERT INTO told (sequence, op, article, digest, at) VALUES (?, ?, ?, ?, ?)", row)
        return max(cursor, sequence)

    def _refuse_early(self, event: dict[str, Any], now: float, where: str) -> None:
        embargo = event["article"].get("embargo")
        if embargo and datetime.fromisoformat(embargo).timestamp() > now:
            early = datetime.fromisoformat(embargo).timestamp() - now
            self._fault(f"{where}: {event['article']['headline']} is shown {early:.3f} s before its moment")

    def _fault(self, what: str) -> None:
        self._state.execute("INSERT INTO faults VALUES (?)", (what,))


def rounds(follower: Follower, ports: list[int], pause: float) -> None:
    """Follow until the process is ended."""
    for number, port in enumerate(cycle(ports)):
        more = _attempt(follower, follower.follow, port)
        if number % _LOOKS == 0:
            _attempt(follower, follower.look, port)
        if not more:
            time.sleep(pause)


def _attempt(follower: Follower, ask: Callable[[int], bool | None], port: int) -> bool:
    try:
        return bool(ask(port))
    except UnavailableError as error:
        follower.trouble(str(error))
    except ValueError as error:
        follower.fault(str(error))
    return False


def main(state: str, limit: str, pause: str, *ports: str) -> None:
    """Follow a site."""
    with closing(open_state(Path(state))) as opened:
        rounds(Follower(opened, int(limit)), [int(port) for port in ports], float(pause))


if __name__ == "__main__":
    main(*sys.argv[1:])
