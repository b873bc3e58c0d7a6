"""PostgreSQL's announcements of commits (LISTEN and NOTIFY), heard by one thread of a process.

Source: https://www.postgresql.org/docs/current/sql-notify.html
"""

import logging
import os
import selectors
import time
from collections.abc import Callable, Hashable
from contextlib import closing, suppress
from threading import Event, Lock, Thread
from typing import Any

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import SQLAlchemyError

from feedpub.errors import StoreError
from feedpub.store.data_version import after_fork
from feedpub.store.opening import Opening

_CHANNEL = "feedpub_changes"
# Seconds after which the tables are asked although nothing was announced: a connection may have died without a word, and
# what a site of an older release writes is announced by nobody.
_POLL = 1.0
_AFTER_FAILURE = 2.0  # seconds before a server that does not answer is listened to again
_NONE = (-1, -1)  # a pipe that is not open
_log = logging.getLogger(__name__)


def announce(connection: Connection) -> None:
    """Tell all who listen that something is written, once it is committed.

    Args:
        connection: of a writer.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_notify(_CHANNEL, "")))


class AnnouncedVersion:
    """What was heard of commits, and what this process has committed itself, which it hears of some moments later.

    Args:
        engine: of the database.
        opening: of the same database.
        committed: counts what this process has committed.
    """

    is_exact = False

    def __init__(self, engine: Engine, opening: Opening, committed: Callable[[], int]) -> None:
        self._engine = engine
        self._opening = opening
        self._committed = committed
        self._heard = 0
        self._listening = False
        self._lock = Lock()
        self._closed = Event()
        self._thread: Thread | None = None
        self._wake = _NONE  # a pipe: what comes through it has the thread look whether it is to end
        self._connection: Any = None
        self._inherited: list[object] = []
        after_fork(self._begin_anew)

    def token(self, *, listen: bool) -> Hashable | None:
        """Return what was heard; None until somebody listens.

        Args:
            listen: begin to listen.
        """
        if not self._listening:
            if listen:
                self._start()
            return None
        return self._heard, self._committed(), int(time.monotonic() / _POLL)

    def close(self) -> None:
        """Listen no more."""
        with self._lock:
            thread, self._thread = self._thread, None
            self._closed.set()
        if thread is not None:
            os.write(self._wake[1], b".")
            thread.join()
            for end in self._wake:
                os.close(end)

    def _start(self) -> None:
        with self._lock:
            if self._thread is None and not self._closed.is_set():
                self._wake = os.pipe() if self._wake == _NONE else self._wake
                thread = Thread(target=self._run, daemon=True, name="announcements")
                with suppress(RuntimeError):  # the system gives no more threads now
                    thread.start()
                    self._thread = thread

    def _run(self) -> None:
        while not self._closed.is_set():
            try:
                self._listen()
            except (StoreError, SQLAlchemyError, self._engine.dialect.loaded_dbapi.Error) as error:
                _log.warning("changes are asked for, because they are not announced: %s", error)
            self._listening = False
            self._closed.wait(_AFTER_FAILURE)

    def _listen(self) -> None:
        """Count what is announced until this is closed; what was announced before is not known, and counts as something."""
        self._opening.ensure()
        pooled = self._engine.raw_connection()
        pooled.detach()
        self._connection = pooled.dbapi_connection
        with closing(self._connection) as connection, selectors.DefaultSelector() as ready:
            connection.rollback()
            connection.autocommit = True
            connection.execute(f"LISTEN {_CHANNEL}")
            ready.register(connection.fileno(), selectors.EVENT_READ)
            ready.register(self._wake[0], selectors.EVENT_READ)
            self._heard += 1
            self._listening = True
            while not self._closed.is_set():
                # What the connection has read beside an answer is handed out without waiting for more.
                self._heard += len(list(connection.notifies(timeout=0)))
                ready.select()

    def _begin_anew(self) -> None:
        """Leave thread and connection to the parent of this process."""
        self._inherited.append(self._connection)
        self._lock, self._closed = Lock(), Event()
        self._thread, self._connection, self._listening, self._wake = None, None, False, _NONE
