"""Filling a database with what a backup holds, in one transaction: whoever breaks it off leaves what was there.

The tables are made as they were when the backup was written, filled, and then brought to this version as those of any
earlier store are.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from sqlalchemy import (
    Connection,
    LargeBinary,
    MetaData,
    Table,
    Text,
    cast,
    delete,
    func,
    insert,
    inspect,
    literal,
    select,
    text,
)

from feedpub.errors import StoreError
from feedpub.store import compaction, search
from feedpub.store.announcements import announce
from feedpub.store.contents import StoredState, plain_tables, state_of
from feedpub.store.engine import connect, keep_open, place, translated, use_wal
from feedpub.store.migrations import is_known, newest_version, version_of
from feedpub.store.migrations.upgrading import analyse, migrate, upgrade
from feedpub.store.tables import metadata, traces, words

_AT_ONCE = 500  # rows that are in memory
_PATIENCE = 30.0  # seconds to wait for other writers
# Where one of these has rows, something would be lost; a store of any version has them, and these columns.
_ANY_ROW = {"articles": text("SELECT id FROM articles LIMIT 1"), "documents": text("SELECT key FROM documents LIMIT 1")}
# What no text of PostgreSQL holds: NUL, and bytes that are no UTF-8, as reading SQLite gives them.
_UNSTORABLE = re.compile("[\0\udc80-\udcff]")
_NO_TEXT = re.compile("[\udc80-\udcff]")


class Restoration:
    """A database that is being filled.

    Args:
        connection: of the transaction.
        tables: to be filled, by name, each after those that it refers to.
    """

    def __init__(self, connection: Connection, tables: Mapping[str, Table]) -> None:
        self._connection = connection
        self.tables = tables

    def fill(self, name: str, columns: Sequence[str], rows: Iterator[Sequence[Any]]) -> int:
        """Put rows into a table, in the place of what the schema itself has put there.

        Args:
            name: of the table.
            columns: of the rows.
            rows: values as ``Contents.rows`` gives them.

        Returns:
            How many rows there were.

        Raises:
            StoreError: the table has no such column.
        """
        table = self.tables[name]
        if unknown := sorted(set(columns) - set(table.columns.keys())):
            raise StoreError(name, f"has no column {unknown[0]}")
        self._connection.execute(delete(table))
        total = 0
        while some := [dict(zip(columns, row, strict=True)) for row in islice(rows, _AT_ONCE)]:
            self._insert(table, some)
            total += len(some)
        self._go_on_counting(table)
        return total

    def state(self) -> StoredState:
        """Work out what everything comes to that was put in."""
        return state_of(self._connection)

    def _insert(self, table: Table, rows: list[dict[str, Any]]) -> None:
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(
                insert(table), [{name: _storable(value) for name, value in row.items()} for row in rows]
            )
            return
        damaged = [row for row in rows if any(isinstance(value, str) and _NO_TEXT.search(value) for value in row.values())]
        if sound := [row for row in rows if row not in damaged] if damaged else rows:
            self._connection.execute(insert(table), sound)
        for row in damaged:
            self._connection.execute(insert(table).values({name: _as_bytes(value) for name, value in row.items()}))

    def _go_on_counting(self, table: Table) -> None:
        """Have PostgreSQL number the next rows behind those that came with their numbers."""
        if self._connection.dialect.name != "postgresql" or len(table.primary_key) != 1:
            return
        (key,) = table.primary_key
        sequence = self._connection.execute(select(func.pg_get_serial_sequence(table.name, key.name))).scalar()
        if sequence is not None:
            last = select(func.coalesce(func.max(key), 0) + 1).scalar_subquery()
            self._connection.execute(select(func.setval(sequence, last, False)))


@contextmanager
def restoring(address: str, schema: str, *, replace: bool) -> Iterator[Restoration]:
    """Make the tables of a version anew, to be filled; at the end they are brought to this version.

    Args:
        address: an SQLAlchemy address; a SQLite file is made where there is none.
        schema: the version.
        replace: also where there are articles, which are lost.

    Yields:
        The tables, in a transaction that is committed at the end; an exception takes all of it back.

    Raises:
        StoreError: the database cannot be used, has articles, or is not feedpub's; the version is not known.
    """
    engine = connect(address, _PATIENCE)
    location = place(engine.url)
    if not is_known(schema):
        raise StoreError(location, "a newer version of feedpub wrote the backup")
    try:
        with translated(engine.url):
            if engine.dialect.name == "sqlite":
                use_wal(engine, _PATIENCE)
            with engine.execution_options(writing=True).begin() as connection:
                keep_open(connection)
                _refuse(connection, location, replace=replace)
                _clear(connection)
                _make(connection, location, schema)
                yield Restoration(connection, _tables(connection, schema))
                search.fill(connection)
                if schema == newest_version() and connection.dialect.name == "sqlite":
                    compaction.complete(connection, traces, words)  # which came without their documents
                migrate(connection, location)
                analyse(connection)
                announce(connection)
    finally:
        engine.dispose()


def _refuse(connection: Connection, location: str, *, replace: bool) -> None:
    version, there = version_of(connection), set(inspect(connection).get_table_names())
    if version is None and there & set(metadata.tables):
        raise StoreError(location, "has tables of the same names that are not feedpub's")
    if version is not None and not is_known(version):
        raise StoreError(location, "a newer version of feedpub wrote it")
    if not replace and any(name in there and connection.execute(_ANY_ROW[name]).first() for name in _ANY_ROW):
        raise StoreError(location, "has articles, which a restored backup would replace")


def _clear(connection: Connection) -> None:
    """Drop all tables, those first that refer to others; what stands beside them goes with them."""
    ours = {*metadata.tables, "words_index", "alembic_version"}
    for name in reversed([name for name, _ in inspect(connection).get_sorted_table_and_fkc_names() if name in ours]):
        connection.execute(text(f"DROP TABLE {name}"))


def _make(connection: Connection, location: str, schema: str) -> None:
    if schema == newest_version():
        migrate(connection, location)
    else:
        upgrade(connection, schema)


def _tables(connection: Connection, schema: str) -> dict[str, Table]:
    now = plain_tables()
    if schema == newest_version():
        return {table.name: table for table in now}
    then = MetaData()
    then.reflect(connection, only=lambda name, _: name in metadata.tables)
    order = {table.name: number for number, table in enumerate(now)}
    there = sorted((table for table in then.sorted_tables if table.name in order), key=lambda table: order[table.name])
    return {table.name: table for table in there}


def _storable(value: Any) -> Any:
    """Give what PostgreSQL can hold; text that is none stays such that nobody can read it as a document."""
    if not isinstance(value, str):
        return value
    return _UNSTORABLE.sub(lambda found: f"\\ud8{ord(found[0]) & 0xFF:02x}", value)


def _as_bytes(value: Any) -> Any:
    """Give a text of SQLite that is none byte for byte."""
    if not (isinstance(value, str) and _NO_TEXT.search(value)):
        return value
    return cast(literal(value.encode("utf-8", "surrogateescape"), LargeBinary), Text)
