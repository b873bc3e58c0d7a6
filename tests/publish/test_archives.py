"""Archives: following their chain from the feed gives every event, and what a subscriber has read stays as it was."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from feedpub.model.event import Event
from feedpub.model.feed import Feed
from feedpub.publish.archives import ArchivePart, Archives, address
from feedpub.site.channels import channel_of
from feedpub.store import Store, open_store
from tests.builders import event
from tests.formats.samples import SITE

NOW = datetime(2030, 1, 1, tzinfo=UTC)
CHANNEL = channel_of(SITE, "all", SITE.title, "/")
SIZE = 3


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path}/news.db") as opened:
        yield opened


def put(store: Store, *days: str) -> None:
    for day in days:
        published = datetime.fromisoformat(f"{day}+00:00")
        made = event(f"copy of {day}", published=published)
        with store.writing() as writing:
            writing.articles.put(made, "[]", published=published, modified=published, now=NOW)


def walk(store: Store) -> list[Feed]:
    """Follow the chain as a subscriber does."""
    with store.snapshot() as snapshot:
        archives = Archives(snapshot, SIZE)
        newest = snapshot.events.newest(1)
        part, found = archives.newest(newest[0].published) if newest else None, []
        while part:
            feed = archives.feed(part, CHANNEL)
            assert feed
            assert feed.previous == address(CHANNEL, archives.before(part))
            found.append(feed)
            part = archives.before(part)
        return found


def ids(feeds: list[Feed]) -> set[str]:
    return {entry.event.id for feed in feeds for entry in feed.entries}


def test_the_feed_and_its_archives_hold_every_event(store: Store) -> None:
    days = [f"2024-0{month}-{day:02}T12:00" for month, last in ((1, 7), (3, 2), (5, 4)) for day in range(1, last + 1)]
    for number, day in enumerate(days, start=1):
        put(store, day)
        newest = {stored.event.id for stored in store.events.newest(SIZE)}
        assert len(ids(walk(store)) | newest) == number


def test_an_archive_gains_nothing_when_news_comes_in(store: Store) -> None:
    seen: dict[str, list[Event]] = {}
    for hour in range(40):
        put(store, (datetime(2024, 1, 25) + timedelta(hours=8 * hour)).isoformat())  # noqa: DTZ001 (put adds the zone)
        for feed in walk(store):
            entries = [entry.event for entry in feed.entries]
            assert seen.setdefault(feed.address, entries) == entries
    assert list(seen)[:2] == [f"{CHANNEL.address}/archive/2024-01/{number}" for number in (1, 2)]
    assert f"{CHANNEL.address}/archive/2024-02/1" in seen


def test_copy_that_was_dated_back_changes_its_month_only(store: Store) -> None:
    put(store, "2024-01-05T12:00", "2024-01-06T12:00", "2024-02-01T12:00", "2024-03-01T12:00")
    before = {feed.address: feed.entries for feed in walk(store)}
    put(store, "2024-02-02T12:00")
    after = {feed.address: feed.entries for feed in walk(store)}
    assert [name for name in after if before.get(name) != after[name]] == [f"{CHANNEL.address}/archive/2024-02/1"]


def test_the_links_of_the_chain_lead_both_ways_and_to_the_feed(store: Store) -> None:
    put(store, *(f"2024-01-{day:02}T12:00" for day in range(1, 6)), "2024-04-01T12:00", "2024-05-01T12:00")
    chain = walk(store)
    assert [feed.address.rpartition("archive/")[2] for feed in chain] == ["2024-04/1", "2024-01/2", "2024-01/1"]
    assert [feed.following for feed in chain] == [None, chain[0].address, chain[1].address]
    assert {feed.current for feed in chain} == {CHANNEL.address}
    assert {feed.id for feed in chain} == {CHANNEL.id}
    assert [entry.event.article.published for entry in chain[2].entries] == [
        datetime(2024, 1, day, 12, tzinfo=UTC) for day in (3, 2, 1)
    ]


def test_what_is_not_closed_or_not_there_is_no_archive(store: Store) -> None:
    put(store, "2024-01-01T12:00", "2024-01-02T12:00")
    with store.snapshot() as snapshot:
        archives = Archives(snapshot, SIZE)
        assert archives.newest(datetime(2024, 1, 2, 12, tzinfo=UTC)) is None
        for part in (
            ArchivePart(2024, 1, 1),
            ArchivePart(2024, 1, 2),
            ArchivePart(2023, 12, 1),
            ArchivePart(2999, 12, 10**30),
        ):
            assert archives.feed(part, CHANNEL) is None


def test_a_store_without_events_has_no_archives(store: Store) -> None:
    assert walk(store) == []


def test_what_is_withheld_or_gone_is_in_no_archive(store: Store) -> None:
    put(store, "2024-01-01T12:00", "2024-01-02T12:00", "2024-02-01T12:00")
    held = event("held", published=datetime(2024, 1, 3, tzinfo=UTC), embargo=NOW + timedelta(days=1))
    with store.writing() as writing:
        writing.articles.put(
            held, "[]", published=datetime(2024, 1, 3, tzinfo=UTC), modified=datetime(2024, 1, 3, tzinfo=UTC), now=NOW
        )
        writing.articles.delete(event("copy of 2024-01-01T12:00").id, NOW)
    assert [len(feed.entries) for feed in walk(store)] == [1]
