"""The only ways into a database: one transaction for one question, a snapshot, and a writer that locks out all others."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, select

from feedpub.errors import LeaseError, StoreError
from feedpub.store import leases
from feedpub.store.announcements import announce
from feedpub.store.engine import place, translated, vacuum
from feedpub.store.leases import Lease
from feedpub.store.opening import Opening
from feedpub.store.replica import Replica
from feedpub.store.tables import counters


class Transactions:
    """Begins transactions, each committed at its end; an exception takes all of it back.

    Args:
        engine: of the database.
        opening: of the same database.
        replica: that is read from; None to read from the database itself.
    """

    def __init__(self, engine: Engine, opening: Opening, replica: Replica | None = None) -> None:
        self._engine = engine
        self._opening = opening
        self._replica = replica
        self._read = replica or Replica(engine, opening)
        self._writer = engine.execution_options(writing=True)
        self._committed = 0

    @property
    def location(self) -> str:
        """The database's address, without a password."""
        return place(self._engine.url)

    @property
    def is_server(self) -> bool:
        """Whether the database is a server, which has a clock of its own."""
        return self._engine.dialect.name == "postgresql"

    def ensure(self) -> None:
        """Open the database unless it is open.

        Raises:
            StoreError: it cannot be used now.
        """
        self._opening.ensure()

    @property
    def has_replica(self) -> bool:
        """Whether what is read may be behind what is committed."""
        return self._replica is not None

    def committed(self) -> int:
        """Tell how often this process has written articles."""
        return self._committed

    def close(self) -> None:
        """Close all connections; what is begun later is refused."""
        for each in (self._read, Replica(self._engine, self._opening)):
            each.opening.close()
            each.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Begin a transaction that answers one question.

        Raises:
            StoreError: the database cannot be used.
        """
        with self._begun(self._read.engine, self._read.opening) as connection:
            yield connection

    @contextmanager
    def primary(self) -> Iterator[Connection]:
        """Begin a transaction that answers a question on which it depends what is written.

        Raises:
            StoreError: the database cannot be used.
        """
        with self._begun(self._engine, self._opening) as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """Begin a transaction that sees one moment, whatever is written meanwhile.

        Raises:
            StoreError: the database cannot be used.
        """
        # Every transaction of SQLite sees one moment; on PostgreSQL it has to be asked for.
        engine = self._read.engine
        engine = engine.execution_options(isolation_level="REPEATABLE READ") if self.is_server else engine
        with self._begun(engine, self._read.opening) as connection:
            yield connection

    @contextmanager
    def leasing(self) -> Iterator[Connection]:
        """Begin a transaction that writes nothing of articles, such as a lease; on a server it waits for none who does.

        Raises:
            StoreError: the database cannot be used.
        """
        with self._begun(self._writer, self._opening) as connection:
            yield connection

    @contextmanager
    def writing(self, lease: Lease | None = None) -> Iterator[Connection]:
        """Begin a transaction that locks out other writers, so that sequence numbers follow commits.

        Args:
            lease: the writer must still hold this one.

        Raises:
            StoreError: the database cannot be used.
            LeaseError: another process has the lease.
        """
        with self._begun(self._writer, self._opening) as connection:
            # On PostgreSQL this is the lock that SQLite takes for the whole file.
            connection.execute(select(counters.c.value).where(counters.c.name == "sequence").with_for_update())
            self._opening.confirm(connection)
            if lease is not None and not leases.holds(connection, lease):
                raise LeaseError(self.location, f"the lease {lease.name} is no longer held: another process goes on")
            yield connection
            announce(connection)
        self._committed += 1

    def tidy(self) -> None:
        """Have the database give back the room that it does not need; readers go on, writers wait.

        Raises:
            StoreError: the database cannot be used, or somebody writes all the time.
        """
        self._opening.ensure()
        with translated(self._engine.url), self._engine.connect() as connection:
            if self.is_server:
                connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("VACUUM (ANALYZE)")
                return
            # No transaction may be open. Statistics are not asked for: newest.py counts what queries are planned by.
            cursor = connection.connection.cursor()
            vacuum(cursor)
            cursor.close()

    @contextmanager
    def _begun(self, engine: Engine, opening: Opening) -> Iterator[Connection]:
        opening.ensure()
        try:
            with translated(engine.url), engine.begin() as connection:
                yield connection
        except StoreError as error:
            opening.doubt(error)
            raise
