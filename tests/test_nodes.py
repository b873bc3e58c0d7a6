"""Several web nodes on one database: whoever asks them in turn is told every change once and in order by all of them."""

from collections.abc import Iterator
from itertools import cycle

import pytest
from flask.testing import FlaskClient

from feedpub.settings import Settings
from feedpub.store import Store, open_store
from feedpub.wiring import create_app
from tests.store.test_events import put


@pytest.fixture
def nodes(database: str) -> list[FlaskClient]:
    """Two nodes, each with connections of its own."""
    return [create_app(Settings(database_url=database, scheduler="off")).test_client() for _ in range(2)]


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    """The database, as whoever writes has it."""
    with open_store(database) as opened:
        yield opened


def test_a_follower_that_asks_all_nodes_in_turn_misses_nothing(nodes: list[FlaskClient], store: Store) -> None:
    after, told = "0", list[int]()
    for number, node in zip(range(24), cycle(nodes)):
        if number < 20 and number % 3 != 1:
            put(store, f"quay {number}")
        page = node.get(f"/api/changes?after={after}&limit=2").get_json()
        after, told = page["cursor"], [*told, *(change["sequence"] for change in page["items"])]
    assert told == list(range(1, store.changes.sequence() + 1))
    states = [node.get("/api/state").get_json() for node in nodes]
    assert states[0] == states[1]
    assert states[0]["count"] == len(told)
