"""Versions of the schema, oldest first in versions/; ``migrate`` brings a database to the newest, an empty one at once."""

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
from feedpub.store.tables import counters, keys, metadata

_LOCK = 0x66656564  # any number that other users of the database are unlikely to lock


def is_current(connection: Connection) -> bool:
    """Tell whether the schema is that of this version; only reads.

    Args:
        connection: of a reader.
    """
    return version_of(connection) == newest_version()


def newest_version() -> str:
    """Name the version of this program's schema."""
    return str(_versions().get_current_head())


def version_of(connection: Connection) -> str | None:
    """Name the version of a database's schema.

    Args:
        connection: of a reader.

    Returns:
        The version; None where the database was never feedpub's.
    """
    return MigrationContext.configure(connection).get_current_revision()


def is_known(version: str) -> bool:
    """Tell whether a version of the schema is this program's or an earlier one.

    Args:
        version: its name.
    """
    return version in {script.revision for script in _versions().walk_revisions()}


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
    if is_current(connection):
        return
    if version_of(connection) is None and not inspect(connection).has_table(counters.name):
        _make(connection)
        return
    try:
        upgrade(connection, "head")
    except CommandError as error:
        raise StoreError(location, "a newer version of feedpub wrote it") from error
    analyse(connection)


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


def _make(connection: Connection) -> None:
    """Give an empty database what all versions together would give it; a test compares the two."""
    metadata.create_all(connection, checkfirst=False)
    connection.execute(insert(counters), [{"name": "sequence", "value": 0}])
    connection.execute(insert(keys), [{"name": "cursors", "value": secrets.token_hex(32)}])
    MigrationContext.configure(connection).stamp(_versions(), "head")


@cache
def _versions() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "feedpub.store:migrations")
    return config
