"""How the store reaches its database: SQLite in WAL mode, or PostgreSQL; and how their errors become ours."""

import os
import sqlite3
import time
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, ColumnElement, Connection, Engine, Table, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from feedpub.errors import StoreError
from feedpub.store.files import FrozenFile, PassingFile, forbids_writing, open_file
from feedpub.store.relative_text import RESTORE, restored_beside

# Bytes of a SQLite page. A compressed document takes some 2.5 KB: of a page of 4,096 bytes it leaves a third empty, of this
# one, which three share, hardly anything. Pages of 16,384 saved another .1 to .4 KB for each article, but every small change
# wrote twice as many bytes and took a quarter more of a processor.
_PAGE = 8192
_DRIVERS = {"sqlite": "sqlite+pysqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}


def connect(address: str, timeout: float) -> Engine:
    """Prepare connections to a database; none is made yet.

    Args:
        address: an SQLAlchemy address of a SQLite file or a PostgreSQL database.
        timeout: seconds to wait for another writer.

    Returns:
        The engine; a transaction with the execution option ``writing`` locks out other writers from its start.

    Raises:
        StoreError: the address cannot be used.
    """
    url = _url(address)
    try:
        engine = create_engine(url, **_options(url, timeout))
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise StoreError(place(url), "needs the database driver: pip install 'feedpub[postgres]'") from error
    if url.get_backend_name() == "sqlite":
        _prepare_sqlite(engine)
    else:
        _prepare_postgresql(engine, timeout)
    _forget_connections_in_children(engine)
    return engine


def place(url: URL) -> str:
    """Name a database without its password.

    Args:
        url: its address.

    Returns:
        The address as messages may show it.
    """
    return url.set(query={}).render_as_string(hide_password=True)


@contextmanager
def translated(url: URL) -> Iterator[None]:
    """Turn whatever the database raises into a StoreError that names it.

    Args:
        url: the database's address.

    Yields:
        Nothing.

    Raises:
        StoreError: instead of SQLAlchemy's errors.
    """
    try:
        yield
    except DBAPIError as error:
        raise StoreError(place(url), "the database refuses") from error.orig
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise StoreError(place(url), "the database cannot be used") from error


def _url(address: str) -> URL:
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise StoreError("database address", "is none, such as sqlite:///feedpub.db") from error
    driver = _DRIVERS.get(url.drivername, url.drivername)
    if driver not in _DRIVERS.values():
        raise StoreError(place(url), "is neither SQLite nor PostgreSQL through psycopg")
    if driver == "sqlite+pysqlite" and url.database in (None, "", ":memory:"):
        raise StoreError(place(url), "names no file; every process of a site opens the same one")
    return url.set(drivername=driver)


def _options(url: URL, timeout: float) -> dict[str, Any]:
    # Parameters are whole articles: they have no place in a message.
    common = {"hide_parameters": True}
    if url.get_backend_name() == "sqlite":
        return common | {"connect_args": {"timeout": timeout}}
    return common | {"pool_pre_ping": True, "connect_args": {"connect_timeout": max(2, int(timeout))}}


def _prepare_sqlite(engine: Engine) -> None:
    _open_files(engine)

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: Any) -> None:
        connection.text_factory = _decoded
        # The driver would begin transactions of its own, too late for a reader's snapshot and without a lock for a writer.
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")
        # A sequence number that a poller has seen must survive a power failure, so every commit reaches the disk.
        connection.execute("PRAGMA synchronous = FULL")
        connection.create_function(RESTORE, 2, restored_beside, deterministic=True)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writing"):
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:  # looks at no file yet, so nothing can go wrong; by way of SQLAlchemy it took a third of what a snapshot takes
            begun: Any = connection.connection.dbapi_connection
            begun.execute("BEGIN")


def _decoded(stored: bytes) -> str:
    """Read a text: bytes that are none spoil their own row, instead of every query that meets it."""
    try:
        return stored.decode()  # takes two thirds of the time that it takes with a way to treat errors
    except UnicodeDecodeError:
        return stored.decode(errors="surrogateescape")


def _open_files(engine: Engine) -> None:
    @event.listens_for(engine, "do_connect")
    def _open(_dialect: Any, _record: Any, arguments: tuple[Any, ...], options: dict[str, Any]) -> Any:
        return None if options.get("uri") else open_file(arguments[0], options)

    @event.listens_for(engine, "checkin")
    def _used(connection: Any, record: Any) -> None:
        if isinstance(connection, PassingFile):
            record.invalidate()  # which has the pool open another

    @event.listens_for(engine, "handle_error")
    def _failed(context: ExceptionContext) -> None:
        if forbids_writing(context.original_exception):
            context.is_disconnect = True
            # A statement that the error's traceback keeps would keep the file open, and later connections to it read-only.
            cursor = getattr(context.execution_context, "cursor", None)
            if cursor is not None:
                cursor.close()


def is_frozen(connection: Connection) -> bool:
    """Tell whether a connection reads a SQLite file as it stands, because nothing can be written beside it.

    Args:
        connection: of a reader.
    """
    return isinstance(connection.connection.dbapi_connection, FrozenFile)


def _prepare_postgresql(engine: Engine, timeout: float) -> None:
    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: Any) -> None:
        connection.execute(f"SET lock_timeout = {max(1, int(timeout * 1000))}")
        # A writer that was stopped in the middle must not hold up the others for ever.
        connection.execute("SET idle_in_transaction_session_timeout = '10s'")
        connection.commit()


def keep_open(connection: Connection) -> None:
    """Have a server keep a transaction whose client does something else for a while, such as writing files.

    Args:
        connection: of the transaction.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = '1h'")


def _forget_connections_in_children(engine: Engine) -> None:
    # A connection belongs to the process that opened it; a forked web worker opens its own.
    # Those inherited are kept rather than closed: closing them here would end what the parent is doing with them.
    known = weakref.ref(engine)
    inherited = []

    def forget() -> None:
        if (found := known()) is not None:
            inherited.append(found.pool)
            found.dispose(close=False)

    os.register_at_fork(after_in_child=forget)


def use_wal(engine: Engine, timeout: float) -> None:
    """Switch a SQLite database to write-ahead logging, which lets readers and a writer work at once.

    Args:
        engine: of the database.
        timeout: seconds to wait for others who do the same.
    """
    deadline = time.monotonic() + timeout
    with engine.connect() as connection:
        cursor = connection.connection.cursor()
        cursor.execute(f"PRAGMA page_size = {_PAGE}")  # of a file that is empty; others keep theirs
        while cursor.execute("PRAGMA journal_mode").fetchone() != ("wal",):
            try:
                cursor.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                # SQLite does not wait here by itself, however long its busy timeout is.
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
                time.sleep(0.02)


def vacuum(cursor: DBAPICursor) -> None:
    """Write a SQLite database anew, without the room that it does not need; readers go on.

    Where nobody else has the file open, it gets pages of the size that new ones have: write-ahead logging has to be left for
    that, which whoever opens the file turns on again.

    Args:
        cursor: of a connection without a transaction.
    """
    if _told(cursor, "PRAGMA page_size") != _PAGE and _has_left_wal(cursor):
        cursor.execute(f"PRAGMA page_size = {_PAGE}")
        try:
            cursor.execute("VACUUM")
        finally:  # also where the disk is full: in any other mode readers and writers wait for one another
            _told(cursor, "PRAGMA journal_mode = WAL")
    else:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _told(cursor: DBAPICursor, pragma: str) -> Any:
    cursor.execute(pragma)
    return cursor.fetchall()[0][0]  # all of it: a statement that is not at its end keeps the file from being written anew


def _has_left_wal(cursor: DBAPICursor) -> bool:
    try:
        return bool(_told(cursor, "PRAGMA journal_mode = DELETE") == "delete")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        return False


def upsert(
    connection: Connection,
    table: Table,
    key: Mapping[str, Any],
    values: Mapping[str, Any],
    where: ColumnElement[bool] | None = None,
) -> bool:
    """Insert a row, or update the one that is there.

    Args:
        connection: of a writer.
        table: of the row.
        key: its primary key.
        values: its other columns.
        where: update only a row that fulfils this.

    Returns:
        Whether the row has the values now.
    """
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table).values({**key, **values})
    statement = statement.on_conflict_do_update(index_elements=list(key), set_=dict(values), where=where)
    # Counting rows would do if every driver counted them.
    return connection.execute(statement.returning(*table.primary_key)).first() is not None


def upsert_all(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, or update those whose primary keys are there.

    Args:
        connection: of a writer.
        table: of the rows.
        rows: all with the same columns.
    """
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table)
    keys = [column.name for column in table.primary_key]
    values = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=values), list(rows))
