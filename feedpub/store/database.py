"""The store as a whole: one engine, short transactions, and errors that name the database."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from sqlalchemy import Engine, func, select

from feedpub.errors import StoreError
from feedpub.store import kept_sets, tombstones, traces
from feedpub.store.announcements import AnnouncedVersion
from feedpub.store.articles import is_due
from feedpub.store.changes import Changes
from feedpub.store.compaction import Compaction
from feedpub.store.condition import SECONDS, Condition
from feedpub.store.contents import Contents
from feedpub.store.copies import CopiedArticles
from feedpub.store.counts import Counts
from feedpub.store.data_version import CountedVersion, DataVersion
from feedpub.store.days import Days
from feedpub.store.directories import FacetDirectory
from feedpub.store.engine import connect
from feedpub.store.event_rows import sequence_of
from feedpub.store.events import Events
from feedpub.store.exports import Exports
from feedpub.store.facets import Facets
from feedpub.store.faults import Faults
from feedpub.store.integrity import Integrity
from feedpub.store.keys import Keys
from feedpub.store.lease_holders import Leases
from feedpub.store.leases import Lease
from feedpub.store.opening import Opening
from feedpub.store.periods import Periods
from feedpub.store.portraits import Portraits
from feedpub.store.quoted import QuotingEvents
from feedpub.store.related import Related
from feedpub.store.releases import Releases
from feedpub.store.replica import PolledVersion, replica_at
from feedpub.store.revisions import Revisions
from feedpub.store.samples import Samples
from feedpub.store.session import Kept, ReadSession
from feedpub.store.signatures import Signatures
from feedpub.store.sources import Sources
from feedpub.store.state import Totals
from feedpub.store.traces import Traces
from feedpub.store.transactions import Transactions
from feedpub.store.vocabulary import Vocabulary
from feedpub.store.wide_counts import MANY
from feedpub.store.writing import Writing, writing_on

_log = logging.getLogger(__name__)


class Snapshot:
    """What may be read of the store, by its parts; in one transaction everything that is read fits together.

    Args:
        session: in which all parts read.
    """

    def __init__(self, session: ReadSession) -> None:
        self.events = Events(session)
        self.changes = Changes(session)
        self.releases = Releases(session)
        self.traces = Traces(session)
        self.days = Days(session)
        self.periods = Periods(session)
        self.facets = Facets(session)
        self.counts = Counts(session)
        self.samples = Samples(session)
        self.sources = Sources(session)
        self.copies = CopiedArticles(session)
        self.signatures = Signatures(session)
        self.state = Totals(session)
        self.exports = Exports(session)
        self.revisions = Revisions(session)
        self.portraits = Portraits(session)
        self.quoting = QuotingEvents(session)
        self.directories = FacetDirectory(session)
        self.vocabulary = Vocabulary(session)
        self.related = Related(session)
        self.contents = Contents(session)


class Store:
    """An open store; any number of threads may use it, and a forked process as well.

    Asked directly, each part answers in a transaction of its own; ``snapshot`` gives the same parts within one.

    Args:
        transactions: on its database.
        condition: of the same database.
        data_version: of the same database.
        clock: the time where the database has none of its own.
    """

    def __init__(
        self, transactions: Transactions, condition: Condition, data_version: DataVersion, clock: Callable[[], datetime]
    ) -> None:
        self._transactions = transactions
        self._clock = clock
        self._faults = Faults()
        self._kept = Kept()
        session = ReadSession(transactions.reading, self._faults, self._kept)
        now = Snapshot(session)
        self.events = now.events
        self.changes = now.changes
        self.releases = now.releases
        self.traces = now.traces
        self.days = now.days
        self.periods = now.periods
        self.facets = now.facets
        self.counts = now.counts
        self.samples = now.samples
        self.sources = now.sources
        self.copies = now.copies
        self.signatures = now.signatures
        self.state = now.state
        self.exports = now.exports
        self.revisions = now.revisions
        self.keys = Keys(session)
        self.leases = Leases(transactions)
        self.compaction = Compaction(transactions)
        self.integrity = Integrity(transactions, self._faults, self.now)
        self.condition = condition
        self.data_version = data_version

    @property
    def location(self) -> str:
        """The database's address, without a password."""
        return self._transactions.location

    def close(self) -> None:
        """Close all connections; a closed store refuses everything."""
        self._transactions.close()
        self.condition.close()
        self.data_version.close()

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
        if not self._transactions.is_server:
            self._transactions.ensure()
            return self._clock()
        with self._transactions.primary() as connection:
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
        with self._transactions.snapshot() as connection:
            yield Snapshot(ReadSession(lambda: nullcontext(connection), self._faults, self._kept))

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
        with self._transactions.writing(lease) as connection, writing_on(connection) as writing:
            yield writing

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
        with self._transactions.primary() as connection:
            if not is_due(connection, now):
                return 0
        with self.writing(lease) as writing:
            return writing.articles.release(now)

    def has_committed(self, sequence: int) -> bool:
        """Tell whether a change was committed, also where a replica that is read from lacks it.

        Args:
            sequence: its number.

        Raises:
            StoreError: the database cannot be used.
        """
        with self._transactions.primary() as connection:
            return sequence <= sequence_of(connection)

    def keep_counts(self, least: int = MANY) -> bool:
        """Write down what this process counts events by, so that the next one need not read all of them.

        Args:
            least: events that there are; of fewer nothing is written.

        Returns:
            Whether anything was: not where what was written before is as good.

        Raises:
            StoreError: the database cannot be used.
        """
        with self._transactions.snapshot() as connection:
            written = self._kept.wide.written(connection, least)
        if written is None:
            return False
        with self._transactions.leasing() as connection:
            kept_sets.put(connection, written)
        return True

    def drop_tombstones(self, before: datetime) -> int:
        """Tell no more of removals that are old.

        Args:
            before: of when on they are kept.

        Returns:
            How many were dropped.

        Raises:
            StoreError: the database cannot be used.
        """
        with self._transactions.primary() as connection:
            if not tombstones.are_old(connection, before):
                return 0
        with self.writing() as writing:
            return tombstones.drop(writing.connection, before)

    def drop_traces(self, before: datetime) -> int:
        """Keep no longer how the answers of old revisions were chosen; some at a time, so that others write between.

        Args:
            before: of when on that is kept.

        Returns:
            How many changes were looked at.

        Raises:
            StoreError: the database cannot be used.
        """
        total = 0
        while True:
            with self._transactions.primary() as connection:
                if not traces.are_old(connection, before):
                    return total
            with self.writing() as writing:
                total += traces.drop(writing.connection, before, self.now())


def _machine_clock() -> datetime:
    return datetime.now(UTC)


def open_store(
    url: str,
    timeout: float = 30,
    *,
    patient: bool = False,
    clock: Callable[[], datetime] = _machine_clock,
    replica: str | None = None,
) -> Store:
    """Open a database, and bring its tables to this version of feedpub.

    Args:
        url: an SQLAlchemy address; a SQLite file is made where there is none.
        timeout: seconds to wait for other writers, also later.
        patient: do not fail where trying again may help (a full disk, a server that is away): the store then opens when it
            is used and can be, and raises StoreError until then.
        clock: the time where the database has none of its own; default: this machine's.
        replica: address of a streaming replica of a PostgreSQL database, to read from it; for now it may be behind.

    Returns:
        The store.

    Raises:
        StoreError: the database cannot be reached or used; its location is the address without the password.
    """
    engine = connect(url, timeout)
    follower = replica_at(replica, engine, timeout) if replica else None
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
    transactions = Transactions(engine, opening, follower)
    condition = Condition(connect(url, SECONDS), opening)
    return Store(transactions, condition, _data_version(engine, opening, transactions), clock)


def _data_version(engine: Engine, opening: Opening, transactions: Transactions) -> DataVersion:
    if transactions.has_replica:
        return PolledVersion()
    if transactions.is_server:
        return AnnouncedVersion(engine, opening, transactions.committed)
    return CountedVersion(engine, opening)
