"""Versions of the schema, oldest first in versions/; ``migrate`` brings a database to the newest."""

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, text

from feedpub.errors import StoreError

_LOCK = 0x66656564  # any number that other users of the database are unlikely to lock


def is_current(connection: Connection) -> bool:
    """Tell whether the schema is that of this version; only reads.

    Args:
        connection: of a reader.
    """
    return _version(connection) == ScriptDirectory.from_config(_config()).get_current_head()


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
    config = _config()
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise StoreError(location, "a newer version of feedpub wrote it") from error


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "feedpub.store:migrations")
    return config


def _version(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()
