"""Releases by a process that only serves."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import create_engine, text

from feedpub.formats import rss
from feedpub.model.record import StoredEvent
from feedpub.publish import Publisher
from feedpub.publish.publication import Publication
from feedpub.publish.upkeep import Upkeep
from feedpub.store import DROPPED, REFRESH, Store, open_store
from tests.builders import MINUTE, NOON, event
from tests.formats.samples import SITE
from tests.publish.test_publisher import fed, ids
from tests.storing import put
from tests.test_schedule import wait_until

LATER = NOON + timedelta(hours=1)


class Clock:
    """The machine's clock, as a test sets it; PostgreSQL has its own."""

    time = NOON

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(database: str, clock: Clock) -> Iterator[Store]:
    with open_store(database, clock=clock) as opened:
        yield opened


def held(store: Store, embargo: datetime) -> str:
    """Store an article that waits, whatever the database's time is."""
    return put(store, "secret", now=min(NOON, embargo - MINUTE), embargo=embargo)


def test_where_no_scheduler_lives_the_first_reader_after_an_embargo_finds_the_article(store: Store, clock: Clock) -> None:
    # Long past by PostgreSQL's clock.
    secret = held(store, LATER)
    publisher = Publisher(store, SITE, feed_size=5)
    clock.time = LATER
    wait_until(lambda: ids(fed(publisher, rss.FORMAT, publisher.version(LATER)).body) == [secret])
    assert [change.op for change in store.changes.listed(0, 9, store.changes.sequence())] == ["upsert"]


def test_a_node_whose_clock_is_ahead_breaks_no_embargo(store: Store) -> None:
    moment = store.now() + 30 * MINUTE
    held(store, moment)
    publisher = Publisher(store, SITE, feed_size=5)
    for minutes in range(0, 120, 10):
        assert fed(publisher, rss.FORMAT, publisher.version(moment + minutes * MINUTE)).body.count(b"<item>") == 0
    assert store.releases.next() == moment


def test_releases_are_left_to_a_scheduler_that_lives(store: Store, clock: Clock) -> None:
    held(store, LATER)
    clock.time = LATER
    lease = store.leases.take(REFRESH, "a scheduler", None)
    assert lease
    publisher = Publisher(store, SITE, feed_size=5, lease_seconds=1.5)
    for _ in range(4):
        publisher.version(LATER)
        assert store.releases.next() == LATER
        store.leases.renew(lease)
    # It is gone, without giving its lease back.
    wait_until(lambda: publisher.version(LATER).release is None)
    assert store.events.count() == 1


def locking(database: str) -> Callable[[], None]:
    """Lock out all writers until the function that is returned is called."""
    engine = create_engine(database, isolation_level="AUTOCOMMIT")
    connection = engine.connect()
    connection.execute(text("BEGIN IMMEDIATE" if engine.dialect.name == "sqlite" else "BEGIN"))
    if engine.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE counters IN EXCLUSIVE MODE"))

    def unlock() -> None:
        connection.execute(text("ROLLBACK"))
        connection.close()
        engine.dispose()

    return unlock


def test_no_reader_waits_for_a_release_that_a_lock_delays(store: Store, database: str, clock: Clock) -> None:
    put(store, "open")
    held(store, LATER)
    clock.time = LATER
    publisher = Publisher(store, SITE, feed_size=5)
    unlock = locking(database)
    answers: list[int] = []
    readers = [
        threading.Thread(
            target=lambda: answers.append(fed(publisher, rss.FORMAT, publisher.version(LATER)).body.count(b"<item>"))
        )
        for _ in range(8)
    ]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join(10)  # a third of what the release itself waits
    assert answers == [1] * 8
    unlock()
    wait_until(lambda: publisher.version(LATER).release is None)
    assert store.events.count() == 2


def test_where_no_thread_can_be_had_readers_are_served_and_the_release_is_made_later(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = held(store, LATER)
    publisher = Publisher(store, SITE, feed_size=5)
    clock.time = LATER
    with monkeypatch.context() as patched:
        patched.setattr(threading.Thread, "start", no_more_threads)
        assert fed(publisher, rss.FORMAT, publisher.version(LATER)).body.count(b"<item>") == 0
    publisher._upkeep._next = time.monotonic()  # the time passes after which it is tried again
    wait_until(lambda: ids(fed(publisher, rss.FORMAT, publisher.version(LATER)).body) == [secret])


def no_more_threads(_thread: threading.Thread) -> None:
    raise RuntimeError("can't start new thread")


def test_tombstones_are_dropped_once_they_are_as_old_as_the_setting_says(store: Store) -> None:
    days = timedelta(days=1)
    for age in (4, 2):
        now = store.now() - age * days
        name = put(store, f"gone {age}", now=now)
        with store.writing() as writing:
            writing.articles.delete(name, now)
    ticks = [0.0]
    upkeep = Upkeep(store, 600, lambda: ticks[0], tombstones_kept=3 * days)
    publisher = Publisher(store, SITE, feed_size=5)
    version = publisher.version(NOON)
    upkeep.run(version, NOON)
    assert store.changes.extent().dropped == 0, "not while a site starts"
    ticks[0] = 61.0
    upkeep.run(version, NOON)
    wait_until(lambda: store.changes.extent().dropped == 2)
    store.drop_tombstones(store.now() - days)
    assert store.changes.extent().dropped == 4


def test_explanations_are_dropped_when_they_are_old_and_their_page_says_so(store: Store) -> None:
    days, ticks = timedelta(days=1), [0.0]
    for age in (5, 4, 1):
        put(store, f"quay {age}", now=store.now() - age * days)
    publisher = Publisher(store, SITE, feed_size=5)
    version = publisher.version(NOON)

    def dropped() -> list[int]:
        named = {age: event(f"quay {age}") for age in (5, 4, 1)}
        return [age for age, one in named.items() if store.traces.find(one.id, 1) == DROPPED]

    before = {age: _explanation(publisher, store, age) for age in (5, 1)}
    Upkeep(store, 600, lambda: ticks[0]).run(version, NOON)
    upkeep = Upkeep(store, 600, lambda: ticks[0], explanations_kept=3 * days)
    ticks[0] = 61.0
    upkeep.run(version, NOON)
    wait_until(lambda: dropped() == [5, 4])
    assert store.drop_traces(store.now() - 3 * days) == 0
    assert store.integrity.examine() == 0, "what was dropped is not missing"
    pages = {age: _explanation(publisher, store, age) for age in (5, 1)}
    assert ["kept for a limited time" in page.body.decode() for page in pages.values()] == [True, False]
    assert pages[5].changed > before[5].changed, "a copy that was fetched before is not taken for this page"
    assert (pages[1].etag, pages[1].changed) == (before[1].etag, before[1].changed)


def _explanation(publisher: Publisher, store: Store, age: int) -> Publication:
    stored = store.events.by_id(event(f"quay {age}").id)
    assert isinstance(stored, StoredEvent)
    return publisher.articles.explanation(stored.slug, publisher.version(NOON))
