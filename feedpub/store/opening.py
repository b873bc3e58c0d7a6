"""Bringing a database to this version before its first use, and trying again where that could not be done."""

import logging
import threading
import time

from sqlalchemy import Connection, Engine

from feedpub.errors import StoreError
from feedpub.store.engine import is_frozen, place, translated, use_wal
from feedpub.store.migrations import is_unchanged, is_usable

_AGAIN = 1.0  # seconds between two attempts: a restarted server is found at once, a missing one costs next to nothing
_log = logging.getLogger(__name__)


class Opening:
    """What has to be done once with a database, by whoever is the first that can.

    Args:
        engine: of the database.
        timeout: seconds to wait for other writers.
        follows: it is a replica, which comes to this version by itself once its primary is brought to it.
    """

    def __init__(self, engine: Engine, timeout: float, *, follows: bool = False) -> None:
        self._engine = engine
        self._timeout = timeout
        self._follows = follows
        self._done = False
        self._lock = threading.Lock()
        self._failure: StoreError | None = None
        self._again = 0.0
        self._closed = False

    def ensure(self) -> None:
        """Open the database unless it is open. Whoever asks while another tries does not wait for it.

        Raises:
            StoreError: it is closed, or cannot be used now.
        """
        if self._closed:
            raise StoreError(place(self._engine.url), "is closed")
        if self._done:
            return
        if not self._lock.acquire(blocking=False):
            raise self._refusal()
        try:
            self._attempt()
        finally:
            self._lock.release()

    def confirm(self, connection: Connection) -> None:
        """Make sure that a later version has not changed what this program is about to write.

        Args:
            connection: of a writer that has locked out all others.

        Raises:
            StoreError: it has.
        """
        if not is_unchanged(connection):
            self._done = False
            raise StoreError(place(self._engine.url), "a newer version of feedpub has changed it: run that one here as well")

    def doubt(self, error: StoreError) -> None:
        """Look again before the next use where an error may mean that a later version has changed the database.

        Args:
            error: that a question raised.
        """
        if isinstance(error.__cause__, self._engine.dialect.loaded_dbapi.ProgrammingError):
            self._done = False

    def close(self) -> None:
        """Have everything refused from now on."""
        self._closed = True

    def is_temporary(self, error: StoreError) -> bool:
        """Tell whether trying again may help: a disk that is full, a server that is away, another writer.

        Args:
            error: that an attempt raised.
        """
        return isinstance(error.__cause__, self._engine.dialect.loaded_dbapi.OperationalError)

    def _attempt(self) -> None:
        if self._done:
            return
        if time.monotonic() < self._again:
            raise self._refusal()
        try:
            with translated(self._engine.url):
                self._prepare()
        except StoreError as error:
            self._failure, self._again = error, time.monotonic() + _AGAIN
            raise
        if self._failure is not None:
            _log.warning("%s: can be used now", place(self._engine.url))
        self._done = True

    def _prepare(self) -> None:
        with self._engine.connect() as connection:
            if self._is_ready(connection):  # which only reads: nothing may be writable today
                return
        if self._follows:
            raise StoreError(place(self._engine.url), "the replica has not come to this version of the schema")
        if self._engine.dialect.name == "sqlite":
            use_wal(self._engine, self._timeout)
        with self._engine.execution_options(writing=True).begin() as connection:
            # Loads Alembic and all versions, which nobody needs whose database is as it should be.
            from feedpub.store.migrations.upgrading import migrate  # noqa: PLC0415

            migrate(connection, place(self._engine.url))

    def _is_ready(self, connection: Connection) -> bool:
        if self._engine.dialect.name == "sqlite" and not is_frozen(connection):
            mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
            if mode != "wal":
                return False
        return is_usable(connection)

    def _refusal(self) -> StoreError:
        refusal = StoreError(place(self._engine.url), "the database cannot be used yet")
        refusal.__cause__ = self._failure and self._failure.__cause__
        return refusal
