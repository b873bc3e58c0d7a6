"""Versions of the schema, oldest first in versions/; ``migrate`` brings a database to the newest, an empty one at once.

Several nodes that share a PostgreSQL are brought to a new release one after the other. A version whose module says ``ROLLING
= True`` leaves everything as programs of the version before read and write it: it adds what they need not know. The
database names the oldest version whose programs can use it, and whoever knows that one may, although a later one is there.
"""

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


# How the database names the oldest version whose programs can use it: in a comment on the table that names its own.
_SINCE = "usable by programs since "
_stamp = text("SELECT version_num FROM alembic_version")
_comment = text("SELECT obj_description('alembic_version'::regclass)")


def is_usable(connection: Connection) -> bool:
    """Tell whether this program can use the schema: it is its own, or leaves all that it knows as it was; only reads.

    Args:
        connection: of a reader.
    """
    version = version_of(connection)
    if version == newest_version():
        return True
    if version is None or is_known(version) or connection.dialect.name != "postgresql":
        return False
    said = connection.execute(_comment).scalar() or ""
    return said.startswith(_SINCE) and is_known(said.removeprefix(_SINCE))


def is_unchanged(connection: Connection) -> bool:
    """Tell whether a database that was used is still of this version: one small query, for every writer.

    Args:
        connection: of a writer.
    """
    return connection.execute(_stamp).scalar() == newest_version() or is_usable(connection)


def oldest_usable() -> str:
    """Name the oldest version of the schema whose programs can use a PostgreSQL database of the newest one."""
    versions = iter(_versions().walk_revisions())
    return next(one.revision for one in versions if not getattr(one.module, "ROLLING", False))


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
        connection.execute(text(f"COMMENT ON TABLE alembic_version IS '{_SINCE}{oldest_usable()}'"))


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
