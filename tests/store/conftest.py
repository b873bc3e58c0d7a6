"""The same tests on SQLite always, and on PostgreSQL where FEEDPUB_TEST_POSTGRES names a server."""

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import make_url

from feedpub.store import Store, open_store

_SERVER = os.environ.get("FEEDPUB_TEST_POSTGRES")


@pytest.fixture(params=["sqlite", "postgresql"] if _SERVER else ["sqlite"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/store.db"
        return
    server = make_url(str(_SERVER))
    name = f"feedpub_{uuid4().hex}"
    with psycopg.connect(server.set(drivername="postgresql").render_as_string(False), autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}".encode())
        yield server.set(database=name).render_as_string(False)
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    """An empty store."""
    with open_store(database) as opened:
        yield opened
