"""The databases of a trial: a file, or a PostgreSQL server of its own that may be killed."""

import os
import random
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir
from uuid import uuid4

import psycopg
from sqlalchemy import ColumnElement, create_engine, func, make_url, select, true
from sqlalchemy.exc import SQLAlchemyError

from feedpub.store.tables import changes

_SCRIPT = str(Path(__file__).parents[2] / ".ci" / "postgres")


def libpq(url: str) -> str:
    """Write a database's address as its own programs take it."""
    return make_url(url).set(drivername="postgresql").render_as_string(False)


def last_sequence(url: str) -> int:
    """Tell the number of the last change, whoever may see it; 0 where the database has none yet, or does not answer."""
    return _last(url, true())


def last_told(url: str) -> int:
    """Tell the number of the last change that is no secret."""
    return _last(url, changes.c.op.in_(("upsert", "delete")))


def releases(url: str) -> int:
    """Count the revisions that were stored under an embargo and made public when it had ended."""
    held = changes.alias()
    same = (held.c.article_id == changes.c.article_id, held.c.revision == changes.c.revision)
    made = select(held.c.sequence).where(*same, held.c.sequence < changes.c.sequence).exists()
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            counted = select(func.count()).select_from(changes).where(changes.c.op == "upsert", made)
            return connection.execute(counted).scalar_one()
    finally:
        engine.dispose()


def _last(url: str, which: ColumnElement[bool]) -> int:
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            return connection.execute(select(func.max(changes.c.sequence)).where(which)).scalar() or 0
    except SQLAlchemyError:
        return 0
    finally:
        engine.dispose()


@dataclass(frozen=True)
class Server:
    """A PostgreSQL server that nobody else uses.

    Args:
        url: of its first database.
        home: of its files.
    """

    url: str
    home: str

    @contextmanager
    def database(self) -> Iterator[str]:
        """Make a database, and drop it afterwards."""
        name = f"feedpub_{uuid4().hex}"
        with psycopg.connect(libpq(self.url), autocommit=True) as admin:
            admin.execute(f"CREATE DATABASE {name}".encode())
        yield make_url(self.url).set(database=name).render_as_string(False)
        with psycopg.connect(libpq(self.url), autocommit=True) as admin:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())

    def replica(self, url: str) -> str:
        """Start a streaming replica, which ends with the server.

        Args:
            url: of a database.

        Returns:
            The address of the database there.
        """
        database = make_url(url).database
        return make_url(_run("replica", home=self.home).strip()).set(database=database).render_as_string(False)

    def end_backend(self, chance: random.Random, *, roughly: bool) -> bool:
        """End one of the server's processes that work for feedpub.

        Args:
            chance: which.
            roughly: by SIGKILL, after which the server throws out everybody and recovers; else as an operator does.

        Returns:
            Whether there was one.
        """
        with suppress(psycopg.Error), psycopg.connect(libpq(self.url), autocommit=True, connect_timeout=5) as admin:
            asked = "SELECT pid FROM pg_stat_activity WHERE datname LIKE 'feedpub_%' ORDER BY pid"
            found = [row[0] for row in admin.execute(asked)]
            if not found:
                return False
            if roughly:
                os.kill(chance.choice(found), signal.SIGKILL)
            else:
                admin.execute("SELECT pg_terminate_backend(%s)", (chance.choice(found),))
            return True
        return False

    def restart(self, mode: str) -> None:
        """Stop the server and start it again.

        Args:
            mode: fast takes back open transactions; immediate leaves them to recovery, as a power failure does.
        """
        _run("restart", mode, home=self.home)


@contextmanager
def server() -> Iterator[Server]:
    """Run a PostgreSQL server until the block ends."""
    home = f"{gettempdir()}/feedpub-postgres-{uuid4().hex[:12]}"
    url = _run("start", home=home).strip()
    try:
        yield Server(url, home)
    finally:
        _run("stop", home=home)


def _run(*arguments: str, home: str) -> str:
    env = os.environ | {"FEEDPUB_POSTGRES_HOME": home}
    # The server inherits what it may write to: a pipe of ours would never close.
    return subprocess.run([_SCRIPT, *arguments], env=env, stdout=subprocess.PIPE, check=True, text=True).stdout
