"""Failures of the database under a running server: another process that locks it, a server that is away."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import POSTGRES
from tests.failures.site import readers, site

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
LOCKED = 45.0  # seconds: longer than any writer of the store waits

LOCKING = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=30)
connection.execute("BEGIN EXCLUSIVE")
print("locked", flush=True)
sys.stdin.read()
"""


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Have another process hold the lock for writing until the block ends."""
    command = [sys.executable, "-c", LOCKING, str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        assert process.stdout.readline() == b"locked\n"
        try:
            yield
        finally:
            process.stdin.close()


def test_database_locked(tmp_path: Path) -> None:
    with site(tmp_path) as served:
        served.deliver("quay")
        served.soon_shows("quay")
        served.soon_well()
        with readers(served.client) as reading:
            with locked(tmp_path / "feedpub.db"):
                end = time.monotonic() + LOCKED
                served.deliver("harbour")
                served.soon_says("writing", "locked")
                while time.monotonic() < end:
                    status, told = served.health()
                    assert (status, told["checks"]["writing"]["status"]) == (503, "failing")
                    assert "locked" in told["checks"]["writing"]["reason"]
                    assert told["checks"]["database"]["status"] == told["checks"]["render"]["status"] == "ok"
                    time.sleep(1)
                assert "sources" in served.wrong(), "nothing has come in for long"
                assert not served.shows("harbour")
            served.soon_shows("harbour")
            served.soon_well()
        reading.were_served()


@pytest.fixture
def postgres() -> Iterator["Postgres"]:
    if POSTGRES is None:
        pytest.skip("FEEDPUB_TEST_POSTGRES names no server, so that none is started that may be stopped (see .ci/postgres)")
    server = Postgres(Path(f"/tmp/feedpub-postgres-{os.getpid()}"))  # noqa: S108 (made afresh, and its user must reach it)
    try:
        yield server
    finally:
        server("stop")


class Postgres:
    """A PostgreSQL server of its own, which a test may stop.

    Args:
        home: of its data.
    """

    def __init__(self, home: Path) -> None:
        self._home = home
        self.url = self("start").strip()

    def __call__(self, command: str) -> str:
        variables = os.environ | {"FEEDPUB_POSTGRES_HOME": str(self._home)}
        done = subprocess.run(
            [ROOT / ".ci" / "postgres", command],
            env=variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=True,
        )
        return done.stdout.decode()


def test_postgresql_restarted(tmp_path: Path, postgres: Postgres) -> None:
    with site(tmp_path, FEEDPUB_DATABASE_URL=postgres.url) as served:
        served.deliver("quay")
        served.soon_shows("quay")
        served.soon_well()
        postgres("restart")
        served.deliver("harbour")
        served.soon_shows("harbour")
        served.soon_well()
        postgres("down")
        served.soon_says("database", "refused")
        assert served.health()[0] == 503
        assert served.client.get("/livez").status == 200
        assert served.client.get("/readyz").status == 503
        feed = served.client.get("/feeds/all.rss")
        assert (feed.status, feed.json()["type"]) == (503, "urn:feedpub:problem:store-unavailable")
        served.deliver("mill")
        postgres("up")
        served.soon_shows("mill")
        served.soon_well()


def test_postgresql_away_when_the_server_starts(tmp_path: Path, postgres: Postgres) -> None:
    postgres("down")
    with site(tmp_path, FEEDPUB_DATABASE_URL=postgres.url) as served:
        served.soon_says("database", "refused")
        assert served.client.get("/livez").status == 200
        served.deliver("quay")
        postgres("up")
        served.soon_shows("quay")
        served.soon_well()
