"""The store as a whole: one engine, short transactions, and errors that name the database."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, select

from feedpub.errors import LeaseError, StoreError
from feedpub.model.record import SourceState
from feedpub.store import leases
from feedpub.store.articles import Articles, is_due
from feedpub.store.changes import Changes
from feedpub.store.condition import SECONDS, Condition
from feedpub.store.days import Days
from feedpub.store.engine import connect, place, translated
from feedpub.store.events import Events
from feedpub.store.facets import Facets
from feedpub.store.leases import Lease
from feedpub.store.opening import Opening
from feedpub.store.periods import Periods
from feedpub.store.shared import SharedFacets
from feedpub.store.sources import KnownDocument, Sources, known_documents, source_states
from feedpub.store.tables import counters

_log = logging.getLogger(__name__)


class Snapshot(Events, Changes, Days, Facets, SharedFacets, Periods):
    """The store as it was at one moment: everything read from it fits together, whatever is written meanwhile."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        yield self._connection


class Writing(Articles, Sources):
    """One transaction that locks out other writers: all of it is stored, or nothing."""


class Store(Events, Changes, Days, Facets, SharedFacets, Periods):
    """An open store; any number of threads may use it, and a forked process as well."""

    def __init__(self, engine: Engine, opening: Opening, condition: Condition) -> None:
        self._engine = engine
        self._opening = opening
        self.condition = condition
        self._writer = engine.execution_options(writing=True)

    @property
    def location(self) -> str:
        """The database's address, without a password."""
        return place(self._engine.url)

    def close(self) -> None:
        """Close all connections; a closed store refuses everything."""
        self._opening.close()
        self._engine.dispose()
        self.condition.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """Read several things that fit together.

        Yields:
            The store as it is at the first read.

        Raises:
            StoreError: the database cannot be used.
        """
        # Every transaction of SQLite sees one moment; on PostgreSQL it has to be asked for.
        postgresql = self._engine.dialect.name == "postgresql"
        engine = self._engine.execution_options(isolation_level="REPEATABLE READ") if postgresql else self._engine
        with self._transaction(engine) as connection:
            yield Snapshot(connection)

    @contextmanager
    def writing(self, lease: Lease | None = None, now: datetime | None = None) -> Iterator[Writing]:
        """Write several things at once.

        Args:
            lease: the writer must still hold this one.
            now: the time by which the lease is judged; needed with a lease.

        Yields:
            The transaction, committed at the end; an exception takes all of it back.

        Raises:
            StoreError: the database cannot be used.
            LeaseError: another process may have the lease.
        """
        with self._transaction(self._writer) as connection:
            # On PostgreSQL this is the lock that SQLite takes for the whole file.
            connection.execute(select(counters.c.value).where(counters.c.name == "sequence").with_for_update())
            if lease is not None and (now is None or not leases.holds(connection, lease, now)):
                raise LeaseError(self.location, f"the lease {lease.name} is no longer held: another process goes on")
            yield Writing(connection)

    def release(self, now: datetime) -> int:
        """Tell the change list of every article whose embargo has passed; again changes nothing.

        Args:
            now: the time.

        Returns:
            How many articles were released.

        Raises:
            StoreError: the database cannot be used.
        """
        with self._reading() as connection:
            if not is_due(connection, now):
                return 0
        with self.writing() as writing:
            return writing.release(now)

    def documents(self, source: str) -> dict[str, KnownDocument]:
        """Look up all documents that a source ever listed.

        Args:
            source: its name.

        Returns:
            The documents by key.

        Raises:
            StoreError: the database cannot be used.
        """
        with self._reading() as connection:
            return known_documents(connection, source)

    def sources(self) -> tuple[SourceState, ...]:
        """Look up how all sources do.

        Returns:
            The states, by name; none for a source that was never refreshed.

        Raises:
            StoreError: the database cannot be used.
        """
        with self._reading() as connection:
            return source_states(connection)

    def acquire(self, lease: Lease, now: datetime, seconds: float) -> bool:
        """Take a lease that is free or expired, or renew one's own.

        Args:
            lease: what is asked for, and by whom.
            now: the time.
            seconds: for how long.

        Returns:
            Whether the holder has it now.

        Raises:
            StoreError: the database cannot be used.
        """
        with self._transaction(self._writer) as connection:
            return leases.acquire(connection, lease, now, seconds)

    def give_back(self, lease: Lease) -> None:
        """Give a lease back; nothing happens when somebody else has it.

        Args:
            lease: one's own.

        Raises:
            StoreError: the database cannot be used.
        """
        with self._transaction(self._writer) as connection:
            leases.release(connection, lease)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._transaction(self._engine) as connection:
            yield connection

    @contextmanager
    def _transaction(self, engine: Engine) -> Iterator[Connection]:
        self._opening.ensure()
        with translated(self._engine.url), engine.begin() as connection:
            yield connection


def open_store(url: str, timeout: float = 30, *, patient: bool = False) -> Store:
    """Open a database, and bring its tables to this version of feedpub.

    Args:
        url: an SQLAlchemy address; a SQLite file is made where there is none.
        timeout: seconds to wait for other writers, also later.
        patient: do not fail where trying again may help (a full disk, a server that is away): the store then opens when it
            is used and can be, and raises StoreError until then.

    Returns:
        The store.

    Raises:
        StoreError: the database cannot be reached or used; its location is the address without the password.
    """
    engine = connect(url, timeout)
    opening = Opening(engine, timeout)
    try:
        opening.ensure()
    except StoreError as error:
        if not (patient and opening.is_temporary(error)):
            engine.dispose()
            raise
        _log.error("%s; trying again", error)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, opening, Condition(connect(url, SECONDS), opening))
