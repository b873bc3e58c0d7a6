"""Bringing a database to the newest version of the schema, by Alembic."""

import secrets
from functools import cache

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, insert, inspect, text

from feedpub.errors import StoreError
from feedpub.store import totals_triggers, words_index  # noqa: F401 - make what tables need beside them
from feedpub.store.migrations import SINCE, is_usable, version_of
from feedpub.store.tables import counters, keys, metadata

_LOCK = 0x66656564  # any number that other users of the database are unlikely to lock


def migrate(connection: Connection, location: str) -> None:
    """Bring the schema to the newest version; processes that start together wait for one another.

    Args:
        connection: in a transaction that began as a writer's.
        location: the database, for messages.

    Raises:
        StoreError: a newer version of feedpub wrote the database.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    if is_usable(connection):
        return
    if version_of(connection) is None and not inspect(connection).has_table(counters.name):
        _make(connection)
        return
    try:
        upgrade(connection, "head")
    except CommandError as error:
        raise StoreError(location, "a newer version of feedpub wrote it") from error
    _note_usable(connection)
    analyse(connection)


def oldest_usable() -> str:
    """Name the oldest version of the schema whose programs can use a PostgreSQL database of the newest one."""
    versions = iter(_versions().walk_revisions())
    return next(one.revision for one in versions if not getattr(one.module, "ROLLING", False))


def analyse(connection: Connection) -> None:
    """Have PostgreSQL count anew what its plans go by: until its own turn comes, a list of new rows might take a minute.

    Args:
        connection: of a writer who made tables anew, or filled them.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"ANALYZE {', '.join(sorted(metadata.tables))}"))


def upgrade(connection: Connection, version: str) -> None:
    """Take a database through all versions of the schema up to one.

    Args:
        connection: in a transaction that began as a writer's.
        version: its name.
    """
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, version)


def _note_usable(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"COMMENT ON TABLE alembic_version IS '{SINCE}{oldest_usable()}'"))


def _make(connection: Connection) -> None:
    """Give an empty database what all versions together would give it; a test compares the two."""
    metadata.create_all(connection, checkfirst=False)
    connection.execute(insert(counters), [{"name": "sequence", "value": 0}])
    connection.execute(insert(keys), [{"name": "cursors", "value": secrets.token_hex(32)}])
    MigrationContext.configure(connection).stamp(_versions(), "head")
    _note_usable(connection)


@cache
def _versions() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "feedpub.store:migrations")
    return config
