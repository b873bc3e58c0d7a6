from collections.abc import Iterator

import pytest
from sqlalchemy import inspect, text

from feedpub.store import Store, open_store


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    """An empty store."""
    with open_store(database) as opened:
        yield opened


def undo(store: Store, version: str, *tables: str) -> None:
    """Take a store back to an earlier version of its schema, by taking away the tables that came later."""
    with store.writing() as writing:
        known = inspect(writing._connection).get_table_names()
        for table in (*(("words_index",) if "words_index" in known else ()), *tables):
            writing._connection.execute(text(f"DROP TABLE {table}"))
        writing._connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})
