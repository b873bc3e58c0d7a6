"""Programs of two versions on one database: the earlier one goes on where the later one says so, and else writes nothing."""

import pytest
from sqlalchemy import Connection, text

from feedpub.errors import StoreError
from feedpub.store import Store, open_store
from feedpub.store.migrations import newest_version
from feedpub.store.migrations.upgrading import oldest_usable
from tests.store.test_replica import on_postgresql
from tests.storing import put


def bring_to_a_later_version(store: Store, since: str) -> None:
    """Do what a later version does when it is started, naming the oldest version whose programs can go on."""
    with store.writing() as writing:
        writing.connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        if writing.connection.dialect.name == "postgresql":
            _note(writing.connection, since)


def _note(connection: Connection, since: str) -> None:
    connection.execute(text(f"COMMENT ON TABLE alembic_version IS 'usable by programs since {since}'"))


@on_postgresql
def test_programs_go_on_with_a_later_version_that_leaves_what_they_know(database: str) -> None:
    with open_store(database) as running, open_store(database) as later:
        put(running, "quay")
        bring_to_a_later_version(later, newest_version())
        put(running, "mill")
        with open_store(database) as started:
            put(started, "pier")
            assert (started.events.count(), running.changes.sequence()) == (3, 3)


@on_postgresql
def test_a_database_names_the_oldest_version_whose_programs_can_use_it(database: str) -> None:
    with open_store(database) as store, store.writing() as writing:
        said = writing.connection.execute(text("SELECT obj_description('alembic_version'::regclass)")).scalar_one()
    assert said == f"usable by programs since {oldest_usable()}"


def test_nothing_is_written_to_a_version_that_is_not_known(database: str) -> None:
    with open_store(database) as running:
        put(running, "quay")
        with open_store(database) as later:
            bring_to_a_later_version(later, "9998")
        with pytest.raises(StoreError, match="a newer version of feedpub has changed it"):
            put(running, "mill")
        with pytest.raises(StoreError, match="a newer version of feedpub wrote it"):
            running.events.count()
    with pytest.raises(StoreError, match="a newer version of feedpub wrote it"):
        open_store(database)


@on_postgresql
def test_who_can_no_longer_read_says_why(database: str) -> None:
    with open_store(database) as running, open_store(database) as later:
        put(running, "quay")
        bring_to_a_later_version(later, "9998")
        with later._transactions.leasing() as connection:
            connection.execute(text("ALTER TABLE changes RENAME COLUMN at TO since"))
        with pytest.raises(StoreError, match="the database refuses"):
            running.changes.last_at()
        with pytest.raises(StoreError, match="a newer version of feedpub wrote it"):
            running.changes.last_at()
