from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, MetaData, insert, inspect, select, text

from feedpub.store import Store, open_store
from feedpub.store.migrations import upgrade


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    """An empty store."""
    with open_store(database) as opened:
        yield opened


def undo(store: Store, version: str) -> None:
    """Take a store back to an earlier version of its schema, with everything that it had a place for."""
    with store.writing() as writing:
        connection = writing.connection
        kept = _contents(connection)
        for name in _tables(connection, descending=True):
            connection.execute(text(f"DROP TABLE {name} {'CASCADE' if connection.dialect.name == 'postgresql' else ''}"))
        upgrade(connection, version)
        for name in {"counters", "keys"} & set(_tables(connection)):
            connection.execute(text(f"DELETE FROM {name}"))  # noqa: S608 - two names of tables
        then = MetaData()
        then.reflect(connection, only=_tables(connection))
        for table in then.sorted_tables:
            rows = [{name: row[name] for name in table.c.keys() if name in row} for row in kept.get(table.name, ())]  # noqa: SIM118 - not a dict
            if rows:
                connection.execute(insert(table), rows)


def _tables(connection: Connection, *, descending: bool = False) -> list[str]:
    """The tables that both databases have, each after those that it refers to."""
    names = [name for name, _ in inspect(connection).get_sorted_table_and_fkc_names() if name]
    ours = [name for name in names if not name.startswith("words_index_")]
    return ours[::-1] if descending else [name for name in ours if name not in ("words_index", "alembic_version")]


def _contents(connection: Connection) -> dict[str, list[dict[str, object]]]:
    now = MetaData()
    now.reflect(connection, only=_tables(connection))
    return {
        table.name: [dict(row._mapping) for row in connection.execute(select(table))]
        for table in now.sorted_tables
        if table.name not in ("leases", "words")
    }
