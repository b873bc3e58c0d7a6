"""The store as a whole: one engine, short transactions, and errors that name the database."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, func, select

from feedpub.errors import LeaseError, StoreError
from feedpub.model.record import RefusedCopy, SourceState, UnreadableEvent
from feedpub.store import leases
from feedpub.store.articles import is_due
from feedpub.store.changes import Changes
from feedpub.store.condition import SECONDS, Condition
from feedpub.store.days import Days
from feedpub.store.engine import connect, place, translated
from feedpub.store.events import Events
from feedpub.store.examination import Examined, examine, unreadable_events
from feedpub.store.facets import Facets
from feedpub.store.faults import Faults
from feedpub.store.keys import Keys
from feedpub.store.leases import Lease, LeaseState
from feedpub.store.marks import Marks
from feedpub.store.opening import Opening
from feedpub.store.periods import Periods
from feedpub.store.refused import copy_of
from feedpub.store.samples import Samples
from feedpub.store.shared import SharedFacets
from feedpub.store.sources import KnownDocument, Sources, known_documents, source_states
from feedpub.store.tables import counters

_log = logging.getLogger(__name__)


class Snapshot(Events, Changes, Days, Facets, SharedFacets, Periods, Samples):
    """The store as it was at one moment: everything read from it fits together, whatever is written meanwhile."""

    def __init__(self, connection: Connection, faults: Faults) -> None:
        self._connection = connection
        self._faults = faults

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        yield self._connection


class Writing(Marks, Sources):
    """One transaction that locks out other writers: all of it is stored, or nothing."""


class Store(Events, Changes, Days, Facets, SharedFacets, Periods, Samples, Keys):
    """An open store; any number of threads may use it, and a forked process as well."""

    def __init__(self, engine: Engine, opening: Opening, condition: Condition, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._opening = opening
        self.condition = condition
        self._clock = clock
        self._faults = Faults()
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

    def now(self) -> datetime:
        """Tell the time by which embargoes end: that of PostgreSQL's server, which all who share it have in common.

        Returns:
            The time; for a file of SQLite that of this machine.

        Raises:
            StoreError: the database cannot be used.
        """
        with self._reading() as connection:
            if self._engine.dialect.name != "postgresql":
                return self._clock()
            moment: datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
            return moment.astimezone(UTC)

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
            yield Snapshot(connection, self._faults)

    @contextmanager
    def writing(self, lease: Lease | None = None) -> Iterator[Writing]:
        """Write several things at once.

        Args:
            lease: the writer must still hold this one.

        Yields:
            The transaction, committed at the end; an exception takes all of it back.

        Raises:
            StoreError: the database cannot be used.
            LeaseError: another process has the lease.
        """
        with self._transaction(self._writer) as connection:
            # On PostgreSQL this is the lock that SQLite takes for the whole file.
            connection.execute(select(counters.c.value).where(counters.c.name == "sequence").with_for_update())
            if lease is not None and not leases.holds(connection, lease):
                raise LeaseError(self.location, f"the lease {lease.name} is no longer held: another process goes on")
            yield Writing(connection)

    def release(self, now: datetime, lease: Lease | None = None) -> int:
        """Make public every article whose embargo has passed; again changes nothing.

        Args:
            now: the time, by ``now`` of this store.
            lease: the writer must still hold this one.

        Returns:
            How many articles were released.

        Raises:
            StoreError: the database cannot be used.
            LeaseError: another process has the lease.
        """
        with self._reading() as connection:
            if not is_due(connection, now):
                return 0
        with self.writing(lease) as writing:
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

    def refused_copy(self, source: str, key: str) -> RefusedCopy | None:
        """Return a document that was refused, as it was.

        Args:
            source: name of its source.
            key: the document's.

        Returns:
            Its bytes; None where they are not kept.

        Raises:
            StoreError: the database cannot be used.
        """
        with self._reading() as connection:
            return copy_of(connection, source, key)

    def unreadable(self) -> tuple[UnreadableEvent, ...]:
        """List the articles that this version cannot read in whole; they are left out of what is published.

        Returns:
            The articles, by id; none once their documents were read again.

        Raises:
            StoreError: the database cannot be used.
        """
        with self._reading() as connection:
            return unreadable_events(connection, self._faults.pending())

    @property
    def has_faults(self) -> bool:
        """Whether this process has met rows that cannot be read and that nobody has marked yet."""
        return bool(self._faults.pending())

    def mark(self, lease: Lease | None = None) -> int:
        """Mark what this process has met that cannot be read, so that all processes leave it out.

        Args:
            lease: the writer must still hold this one.

        Returns:
            How many articles were marked.

        Raises:
            StoreError: the database cannot be used.
            LeaseError: another process has the lease.
        """
        met = self._faults.pending()
        if not met:
            return 0
        now = self.now()
        with self.writing(lease) as writing:
            marked = writing.mark(met, now)
        self._faults.forget(met)
        return marked

    def examine(self, lease: Lease | None = None) -> int:
        """Look through all that is stored for what cannot be read, and for what can be read again; mark accordingly.

        Args:
            lease: the writer must still hold this one.

        Returns:
            How many articles have a mark now that they had not, or none any more.

        Raises:
            StoreError: the database cannot be used.
            LeaseError: another process has the lease.
        """
        changed, last = 0, ""
        while (found := self._examined(last)).last is not None:
            last = found.last
            for fault in found.faults:
                self._faults.note(fault)
            changed += self.mark(lease) + self._lift(found.marked, lease)
        return changed

    def _examined(self, after: str) -> Examined:
        with self._reading() as connection:
            return examine(connection, after)

    def _lift(self, marked: tuple[str, ...], lease: Lease | None) -> int:
        if not marked:
            return 0
        now = self.now()
        with self.writing(lease) as writing:
            return sum(writing.lift(article_id, now) for article_id in marked)

    def lease(self, name: str) -> LeaseState | None:
        """Look at a lease.

        Args:
            name: of the lease.

        Returns:
            Its state; None where nobody ever had it.

        Raises:
            StoreError: the database cannot be used.
        """
        with self._reading() as connection:
            return leases.state(connection, name)

    def take(self, name: str, holder: str, seen: LeaseState | None) -> Lease | None:
        """Take a lease that is free, or whose holder is gone; of several who try one gets it.

        Args:
            name: of the lease.
            holder: who takes it.
            seen: the state by which the lease was found free; nothing happens where it has moved since.

        Returns:
            The lease, or None where somebody was faster, or the holder came back to life.

        Raises:
            StoreError: the database cannot be used.
        """
        with self._transaction(self._writer) as connection:
            return leases.take(connection, name, holder, seen)

    def renew(self, lease: Lease) -> bool:
        """Show that a holder lives.

        Args:
            lease: one's own.

        Returns:
            False where another has taken it.

        Raises:
            StoreError: the database cannot be used.
        """
        with self._transaction(self._writer) as connection:
            return leases.renew(connection, lease)

    def give_back(self, lease: Lease) -> None:
        """Give a lease back; nothing happens when somebody else has it.

        Args:
            lease: one's own.

        Raises:
            StoreError: the database cannot be used.
        """
        with self._transaction(self._writer) as connection:
            leases.give_back(connection, lease)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._transaction(self._engine) as connection:
            yield connection

    @contextmanager
    def _transaction(self, engine: Engine) -> Iterator[Connection]:
        self._opening.ensure()
        with translated(self._engine.url), engine.begin() as connection:
            yield connection


def _machine_clock() -> datetime:
    return datetime.now(UTC)


def open_store(
    url: str, timeout: float = 30, *, patient: bool = False, clock: Callable[[], datetime] = _machine_clock
) -> Store:
    """Open a database, and bring its tables to this version of feedpub.

    Args:
        url: an SQLAlchemy address; a SQLite file is made where there is none.
        timeout: seconds to wait for other writers, also later.
        patient: do not fail where trying again may help (a full disk, a server that is away): the store then opens when it
            is used and can be, and raises StoreError until then.
        clock: the time where the database has none of its own; default: this machine's.

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
    return Store(engine, opening, Condition(connect(url, SECONDS), opening), clock)
