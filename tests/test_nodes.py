"""Several web nodes on one database: whoever asks them in turn is told every change once and in order by all of them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import cycle

import pytest
from flask.testing import FlaskClient

from feedpub.publish import Publisher
from feedpub.store import Store, open_store
from feedpub.web import create_app
from tests.formats.samples import SITE
from tests.storing import put


@pytest.fixture
def stores(database: str) -> Iterator[list[Store]]:
    """The database as whoever writes has it, and as two nodes have it, with connections of their own."""
    with open_store(database) as writer, open_store(database) as one, open_store(database) as other:
        yield [writer, one, other]


def node_on(store: Store) -> FlaskClient:
    """A web node."""
    return create_app(Publisher(store, SITE, feed_size=20), store, max_age=300, now=lambda: datetime.now(UTC)).test_client()


def test_a_follower_that_asks_all_nodes_in_turn_misses_nothing(stores: list[Store]) -> None:
    store, *others = stores
    nodes = [node_on(one) for one in others]
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
