"""Whether anything was committed, learnt without asking a table: SQLite counts commits, PostgreSQL announces them.

A version is a token that stands as long as nothing was committed. None says that this cannot be told now; then the tables
have to be asked. A commit that changes nothing that is published, as of a lease, moves it too.
"""

import os
import time
import weakref
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Protocol

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from feedpub.errors import StoreError
from feedpub.store.files import PassingFile
from feedpub.store.opening import Opening

_AGAIN = 1.0  # seconds before a file that lets nobody count is tried again: each attempt opens it


class DataVersion(Protocol):
    """Tells one state of a database from another."""

    @property
    def is_exact(self) -> bool:
        """Whether a commit moves it at once; else some moments later."""
        ...

    def token(self, *, listen: bool) -> Hashable | None:
        """Return what stands as long as nothing is committed; None where that cannot be told.

        Args:
            listen: begin to listen to announcements where nobody does.
        """
        ...

    def close(self) -> None:
        """Close what it is learnt by."""
        ...


class CountedVersion:
    """SQLite's own count, read over a connection that is kept for it and never writes.

    The counter in the file's header would not do: it stands still until the write-ahead log is brought into the file.

    Args:
        engine: of the file.
        opening: of the same file.

    Source: https://www.sqlite.org/pragma.html#pragma_data_version
    """

    is_exact = True

    def __init__(self, engine: Engine, opening: Opening) -> None:
        self._engine = engine
        self._opening = opening
        self._lock = Lock()
        self._connection: Any = None
        self._connections = 0  # each of which counts for itself
        self._again = 0.0
        self._inherited: list[object] = []
        after_fork(self._begin_anew)

    def token(self, *, listen: bool = False) -> Hashable | None:  # noqa: ARG002 (nothing is announced)
        """Return the number of the connection, and what it has counted."""
        try:
            with self._lock:
                connection = self._connection or self._opened()
                if connection is None:
                    return None
                return self._connections, connection.execute("PRAGMA data_version").fetchall()[0][0]
        except (StoreError, SQLAlchemyError, self._engine.dialect.loaded_dbapi.Error):
            self.close()
            return None

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            connection, self._connection = self._connection, None
            if connection is not None:
                connection.close()

    def _opened(self) -> Any:
        self._opening.ensure()
        if time.monotonic() < self._again:
            return None
        pooled = self._engine.raw_connection()
        if isinstance(pooled.dbapi_connection, PassingFile):  # to be used once only
            pooled.close()
            self._again = time.monotonic() + _AGAIN
            return None
        pooled.detach()
        self._connection, self._connections = pooled.dbapi_connection, self._connections + 1
        return self._connection

    def _begin_anew(self) -> None:
        """Leave the connection to the parent of this process: closing it here would end what the parent does with it."""
        self._inherited.append(self._connection)
        self._lock, self._connection = Lock(), None


def after_fork(call: Callable[[], None]) -> None:
    """Have a method called in every process that this one forks, as long as its object lives.

    Args:
        call: the method.
    """
    known = weakref.WeakMethod(call)

    def forked() -> None:
        if (found := known()) is not None:
            found()

    os.register_at_fork(after_in_child=forked)
