"""Versions of the schema, oldest first in versions/; ``upgrading`` brings a database to the newest, an empty one at once.

Several nodes that share a PostgreSQL are brought to a new release one after the other. A version whose module says ``ROLLING
= True`` leaves everything as programs of the version before read and write it: it adds what they need not know. The
database names the oldest version whose programs can use it, and whoever knows that one may, although a later one is there.
"""

from functools import cache
from importlib.resources import files

from sqlalchemy import Connection, inspect, text

# How the database names the oldest version whose programs can use it: in a comment on the table that names its own.
SINCE = "usable by programs since "
"""What that comment begins with."""
_TABLE = "alembic_version"
_stamp = text(f"SELECT version_num FROM {_TABLE}")  # noqa: S608 - our own words
_comment = text(f"SELECT obj_description('{_TABLE}'::regclass)")


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
    return said.startswith(SINCE) and is_known(said.removeprefix(SINCE))


def is_unchanged(connection: Connection) -> bool:
    """Tell whether a database that was used is still of this version: one small query, for every writer.

    Args:
        connection: of a writer.
    """
    return connection.execute(_stamp).scalar() == newest_version() or is_usable(connection)


@cache
def _versions() -> tuple[str, ...]:
    """Name all versions, oldest first, by their files: loading them, and Alembic, takes long, and is rarely needed."""
    names = (file.name for file in files(__name__).joinpath("versions").iterdir())
    return tuple(sorted(name[1:5] for name in names if name.startswith("v") and name.endswith(".py")))


def newest_version() -> str:
    """Name the version of this program's schema."""
    return _versions()[-1]


def version_of(connection: Connection) -> str | None:
    """Name the version of a database's schema.

    Args:
        connection: of a reader.

    Returns:
        The version; None where the database was never feedpub's.
    """
    return connection.execute(_stamp).scalar() if inspect(connection).has_table(_TABLE) else None


def is_known(version: str) -> bool:
    """Tell whether a version of the schema is this program's or an earlier one.

    Args:
        version: its name.
    """
    return version in _versions()
