"""Whoever follows the change list loses nothing, wherever clocks stand and whenever a request began."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import orjson
import pytest

from feedpub.publish import Publisher, Version
from feedpub.store import Store, open_store
from tests.builders import NOON
from tests.following import placed
from tests.formats.samples import SITE
from tests.storing import delete, put

MILLISECOND = timedelta(milliseconds=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    with open_store(database, clock=lambda: NOON) as opened:
        yield opened


class Follower:
    """Copies a site through its change list.

    Args:
        publisher: of the server that answers it.
        slow: by how much that server's clock is behind.
    """

    def __init__(self, publisher: Publisher, slow: timedelta = timedelta()) -> None:
        self.copy: dict[str, Any] = {}
        self.cursor = 0
        self.seen: list[int] = []
        self._publisher = publisher
        self._slow = slow

    def begin(self, now: datetime) -> Version:
        """Have the server choose the version that a request sees."""
        return self._publisher.version(now - self._slow)

    def read(self, version: Version, limit: int = 3) -> None:
        """Read on to the end of the list."""
        more = True
        while more:
            page = orjson.loads(self._publisher.changes.page(self.cursor, limit, version).body)
            for change in page["items"]:
                self.seen.append(change["sequence"])
                self.copy[change["id"]] = placed(change) if change["op"] == "upsert" else None
            self.cursor, more = self._publisher.changes.position(page["cursor"], version), page["has_more"]

    def articles(self) -> dict[str, Any]:
        return {name: document for name, document in self.copy.items() if document}


def publisher_of(store: Store) -> Publisher:
    """A server that leaves releases to somebody else."""
    assert store.leases.state("refresh") or store.leases.take("refresh", "a scheduler", None)
    return Publisher(store, SITE, feed_size=5, lease_seconds=600)


def everything(store: Store) -> dict[str, Any]:
    publisher = publisher_of(store)
    page = orjson.loads(publisher.api.events(None, 100, publisher.version(NOON)).body)
    return {item["id"]: item for item in page["items"]}


def test_a_request_that_began_just_before_an_embargo_ends_loses_no_release(store: Store) -> None:
    moment = NOON + SECOND
    put(store, "secret", embargo=moment)
    put(store, "open")
    early, slow = Follower(publisher_of(store)), Follower(publisher_of(store), slow=2 * SECOND)
    began = [each.begin(moment - MILLISECOND) for each in (early, slow)]
    # Between the choice of the version and the drawing of the page the release is made, and more follows it.
    assert store.release(moment) == 1
    put(store, "later", now=moment)
    for each, version in zip((early, slow), began, strict=True):
        each.read(version)
        assert each.seen == [2], "what came after the version is for the next request"
        for later in (MILLISECOND, SECOND, 3 * SECOND):
            each.read(each.begin(moment + later))
        assert each.seen == [2, 3, 4]
        assert each.articles() == everything(store)


def test_followers_of_servers_whose_clocks_differ_end_with_equal_copies(store: Store) -> None:
    hour = timedelta(hours=1)
    followers = [Follower(publisher_of(store), slow) for slow in (timedelta(), 2 * SECOND, -2 * SECOND, hour, -hour)]
    ids = []
    for number in range(40):
        now = NOON + number * SECOND
        ids.append(put(store, f"n{number}", now=now, embargo=now + 2 * SECOND if number % 4 == 0 else None))
        if number % 5 == 4:
            put(store, f"n{number - 4}", now=now, headline=f"Again {number}", embargo=now + SECOND if number % 2 else None)
        if number % 7 == 6:
            delete(store, ids[number - 5], now)
        began = [each.begin(now) for each in followers]
        store.release(now)
        for each, version in zip(followers, began, strict=True):
            each.read(version)
    store.release(NOON + hour)
    for each in followers:
        each.read(each.begin(NOON + 2 * hour))
        assert each.seen == sorted(set(each.seen))
        assert each.articles() == everything(store)
    assert len(everything(store)) > 30


def test_a_page_of_changes_is_the_same_bytes_for_whoever_asks_for_it_at_a_version(store: Store) -> None:
    first = publisher_of(store)
    put(store, "open")
    put(store, "secret", embargo=NOON + SECOND)
    version = first.version(NOON)
    page = first.changes.page(0, 9, version)
    store.release(NOON + SECOND)
    delete(store, put(store, "gone"), NOON + SECOND)
    put(store, "open", now=NOON + SECOND, status="canceled")
    assert publisher_of(store).changes.page(0, 9, version) == page
