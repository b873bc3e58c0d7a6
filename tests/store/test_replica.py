"""A store that reads from a streaming replica, and a web node on it."""

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from feedpub.errors import StoreError
from feedpub.store import Store, open_store
from tests.builders import NOON
from tests.chaos.databases import libpq
from tests.conftest import POSTGRES
from tests.storing import put
from tests.test_nodes import node_on
from tests.test_schedule import wait_until

_SCRIPT = str(Path(__file__).parents[2] / ".ci" / "postgres")


def on_postgresql(test: Callable[..., None]) -> Callable[..., None]:
    """Run a test where there is a server; a file has no replica."""
    asked = pytest.mark.skipif(not POSTGRES, reason="FEEDPUB_TEST_POSTGRES names no server (.ci/postgres starts one)")
    marked: Callable[..., None] = asked(pytest.mark.parametrize("database", ["postgresql"], indirect=True)(test))
    return marked


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The replica of the PostgreSQL that the tests have, which .ci/postgres has started."""
    # A replica inherits what it may write to: a pipe of ours would never close.
    yield subprocess.run([_SCRIPT, "replica"], stdout=subprocess.PIPE, check=True, text=True).stdout.strip()
    subprocess.run([_SCRIPT, "replica", "stop"], check=True)


@pytest.fixture
def replica(database: str, server: str) -> str:
    """Of the test's own database."""
    return make_url(server).set(database=make_url(database).database).render_as_string(False)


@contextmanager
def paused(replica: str) -> Iterator[None]:
    """Have a replica stay where it is until the block ends."""
    with psycopg.connect(libpq(replica), autocommit=True) as admin:
        admin.execute("SELECT pg_wal_replay_pause()")
        wait_until(lambda: admin.execute("SELECT pg_get_wal_replay_pause_state()").fetchone() == ("paused",))
        yield
        admin.execute("SELECT pg_wal_replay_resume()")


def catch_up(store: Store, primary: Store) -> None:
    wait_until(lambda: store.changes.sequence() == primary.changes.sequence())


@on_postgresql
def test_what_is_read_comes_from_the_replica_and_what_is_written_goes_to_the_database(database: str, replica: str) -> None:
    with open_store(database) as primary, open_store(database, replica=replica, patient=True) as store:
        put(primary, "quay", now=NOON)
        wait_until(lambda: _sequence(store) == 1)
        with paused(replica):
            put(store, "mill", now=NOON)
            assert (primary.changes.sequence(), store.changes.sequence()) == (2, 1)
            assert (store.has_committed(2), store.has_committed(3)) == (True, False)
            assert store.drop_traces(NOON + timedelta(days=1)) == 2, "what is left to drop is asked where it is dropped"
        catch_up(store, primary)


@on_postgresql
def test_a_follower_from_another_node_is_told_to_wait_and_not_to_begin_again(database: str, replica: str) -> None:
    with open_store(database) as primary, open_store(database, replica=replica, patient=True) as store:
        put(primary, "quay")
        wait_until(lambda: _sequence(store) == 1)
        node, elsewhere = node_on(store), node_on(primary)
        with paused(replica):
            put(primary, "mill")
            told = elsewhere.get("/api/changes").get_json()
            assert told["sequence"] == 2
            behind = node.get(f"/api/changes?after={told['cursor']}")
            assert (behind.status_code, behind.headers["Retry-After"]) == (503, "1")
            assert node.get("/api/changes?after=3").status_code == 409, "nobody has committed that"
            assert node.get("/api/changes?after=1").get_json()["items"] == []
        page = node.get(f"/api/changes?after={told['cursor']}")  # which waits for it
        assert (page.status_code, page.get_json()["items"]) == (200, [])
        assert node.get("/feeds/all.rss").status_code == 200


def test_a_file_has_no_replica(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="only PostgreSQL"):
        open_store(f"sqlite:///{tmp_path}/store.db", replica="postgresql://feedpub@127.0.0.1/feedpub")


def _sequence(store: Store) -> int:
    try:
        return store.changes.sequence()
    except StoreError:  # the database itself was made a moment ago
        time.sleep(0.1)
        return -1
