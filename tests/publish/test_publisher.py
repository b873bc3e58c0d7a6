"""The publisher over a real store."""

import gzip
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from hashlib import sha256
from typing import Any

import brotli
import feedparser
import orjson
import pytest

from feedpub.errors import QueryError
from feedpub.formats import atom, eventjson, jsonld, rss
from feedpub.formats.base import Format
from feedpub.model.article import Correction
from feedpub.model.digests import NOTHING, chained, digest_of, link_of
from feedpub.model.feed import Feed
from feedpub.publish import NotPublishedError, Publication, Publisher, Version, entry_of
from feedpub.store import Store
from tests.builders import MINUTE, NOON, query
from tests.following import placed
from tests.formats.samples import SITE
from tests.formats.test_schemas import validator
from tests.storing import delete, put

HOUR = timedelta(hours=1)


def fed(publisher: Publisher, output: Format, version: Version) -> Publication:
    """The feed of everything."""
    return publisher.feeds.feed(output, version)


def ids(body: bytes) -> list[str]:
    return [str(entry.id) for entry in feedparser.parse(body).entries]


def listed(page: Publication) -> Any:
    return orjson.loads(page.body)


def test_a_feed_is_rendered_once_per_change(store: Store, publisher: Publisher) -> None:
    put(store, "a")
    first = fed(publisher, rss.FORMAT, publisher.version(NOON))
    assert fed(publisher, rss.FORMAT, publisher.version(NOON + HOUR)) is first
    put(store, "b", NOON + MINUTE)
    second = fed(publisher, rss.FORMAT, publisher.version(NOON + HOUR))
    assert second.etag != first.etag
    assert (first.changed, second.changed) == (NOON, NOON + MINUTE)


def test_another_process_renders_the_same_bytes(store: Store, publisher: Publisher) -> None:
    put(store, "a")
    other = Publisher(store, SITE, feed_size=5)
    mine, theirs = (fed(one, atom.FORMAT, one.version(NOON)) for one in (publisher, other))
    assert mine is not theirs
    assert mine == theirs


def test_a_feed_changes_with_edits_and_removals(store: Store, publisher: Publisher) -> None:
    a, b = put(store, "a"), put(store, "b", NOON + MINUTE)
    put(store, "a", NOON + HOUR, headline="Council closes a")
    edited = fed(publisher, atom.FORMAT, publisher.version(NOON + HOUR))
    assert set(ids(edited.body)) == {a, b}
    assert edited.changed == NOON + HOUR
    delete(store, a, NOON + 2 * HOUR)
    cut = fed(publisher, atom.FORMAT, publisher.version(NOON + 2 * HOUR))
    assert ids(cut.body) == [b]
    assert f'ref="{a}"'.encode() in cut.body
    assert cut.changed == NOON + 2 * HOUR


def test_an_embargo_ends_with_its_release_whatever_the_time(store: Store, publisher: Publisher) -> None:
    put(store, "open")
    secret = put(store, "secret", embargo=NOON + HOUR)
    before = publisher.version(NOON)
    hidden = fed(publisher, rss.FORMAT, before)
    assert before.until == NOON + HOUR
    # A node whose clock is ahead of the database's sees no more than the others, and keeps no copy past the release.
    ahead = publisher.version(NOON + 2 * HOUR)
    assert (ahead.sequence, ahead.until) == (before.sequence, NOON + HOUR)
    assert fed(publisher, rss.FORMAT, ahead) is hidden
    store.release(NOON + HOUR)
    after = publisher.version(NOON - HOUR)
    released = fed(publisher, rss.FORMAT, after)
    assert secret not in ids(hidden.body)
    assert secret in ids(released.body)
    assert released.changed == NOON + HOUR
    assert publisher.api.events(None, 5, after).changed == NOON + HOUR


def test_an_event_is_published_in_each_format(store: Store, publisher: Publisher) -> None:
    name = put(store, "a")
    for output in (eventjson.FORMAT, jsonld.FORMAT):
        made = publisher.articles.document("council-reopens-a", output, publisher.version(NOON))
        assert isinstance(made, Publication)
        assert made.content_type == output.content_type
        assert name in made.body.decode()


def test_what_is_gone_is_told_from_what_never_was(store: Store, publisher: Publisher) -> None:
    delete(store, put(store, "a"), NOON + MINUTE)
    version = publisher.version(NOON + HOUR)
    for slug, removal in (("council-reopens-a", store.events.by_slug("council-reopens-a")), ("never", None)):
        for render in (partial(publisher.articles.document, slug, jsonld.FORMAT), partial(publisher.articles.page, slug)):
            with pytest.raises(NotPublishedError) as missing:
                render(version)
            assert missing.value.removal == removal


def test_a_retraction_shows_its_notice_everywhere(store: Store, publisher: Publisher) -> None:
    put(store, "a")
    note = Correction(date=date(2024, 5, 6), text="The quay is still closed.")
    name = put(store, "a", NOON + HOUR, status="canceled", corrections=(note,))
    version = publisher.version(NOON + HOUR)
    (entry,) = [entry_of(one, SITE) for one in store.events.newest(5)]
    assert (entry.event.id, entry.event.article.text) == (name, note.text)
    assert entry.modified == NOON + HOUR
    document = publisher.articles.document("council-reopens-a", eventjson.FORMAT, version)
    assert isinstance(document, Publication)
    pages = [document.body, publisher.api.events(None, 5, version).body, publisher.changes.page(0, 5, version).body]
    assert all(b"Mira Oduya" not in page for page in pages)


def test_the_list_of_events_misses_and_repeats_nothing_while_events_are_added(store: Store, publisher: Publisher) -> None:
    wanted = [put(store, f"n{number}", published=NOON - (number // 2) * MINUTE) for number in range(7)]
    seen: list[str] = []
    cursor = None
    while True:
        page = publisher.api.events(cursor, 2, publisher.version(NOON))
        body = listed(page)
        seen += [item["id"] for item in body["items"]]
        assert (body["next"] is not None) == body["has_more"]
        assert page.next == body["next"]
        if body["next"] is None:
            break
        cursor = body["next"].partition("cursor=")[2]
        put(store, f"new {len(seen)}", NOON + HOUR, published=NOON + HOUR)
    assert sorted(seen) == sorted(wanted)


@pytest.mark.parametrize("cursor", ["", "x", "!!!", "W10", "é", "W251bGwsbnVsbF0", "WzEsMl0", "a" * 5000])
def test_a_foreign_cursor_is_refused_by_name(publisher: Publisher, cursor: str) -> None:
    with pytest.raises(QueryError, match="cursor: is not one") as refused:
        publisher.api.events(cursor, 5, publisher.version(NOON))
    assert refused.value.location == "cursor"


def test_a_poller_ends_with_an_exact_copy(store: Store, publisher: Publisher) -> None:
    copy: dict[str, Any] = {}
    after = 0

    def poll() -> None:
        nonlocal after
        while True:
            body = listed(publisher.changes.page(after, 2, publisher.version(NOON + 9 * HOUR)))
            for change in body["items"]:
                assert change["sequence"] > after
                copy[change["id"]] = placed(change) if change["op"] == "upsert" else None
                after = change["sequence"]
            assert (
                publisher.changes.position(body["cursor"], publisher.version(NOON + 9 * HOUR)) == body["sequence"] == after
            )
            if body["next"] is None:
                return
            assert f"after={body['cursor']}" in body["next"]

    first, second = put(store, "a"), put(store, "b")
    poll()
    put(store, "a", NOON + HOUR, headline="Council closes a")
    delete(store, second, NOON + 2 * HOUR)
    third = put(store, "c", NOON + 3 * HOUR)
    poll()
    poll()
    items = listed(publisher.api.events(None, 9, publisher.version(NOON + 9 * HOUR)))["items"]
    assert {name: document for name, document in copy.items() if document} == {item["id"]: item for item in items}
    assert set(copy) == {first, second, third}


def test_a_removal_in_the_list_of_changes_names_the_page_that_is_gone(store: Store, publisher: Publisher) -> None:
    name = put(store, "a")
    (before,) = listed(publisher.changes.page(0, 9, publisher.version(NOON)))["items"]
    delete(store, name, NOON + HOUR)
    change = listed(publisher.changes.page(0, 9, publisher.version(NOON + HOUR)))["items"][-1]
    assert change == {
        "sequence": 2,
        "op": "delete",
        "id": name,
        "removed": "2024-05-06T13:00:00+00:00",
        "url": "https://news.example/articles/council-reopens-a",
        "chain": change["chain"],
        "skipped": [link_of(1, "upsert", name, 1, before["digest"])],
        "tombstone": {field: change[field] for field in ("id", "removed", "url")},
    }
    assert change["chain"] == chained(chained(NOTHING, change["skipped"][0]), link_of(2, "delete", name))


def test_a_change_carries_revision_and_time(store: Store, publisher: Publisher) -> None:
    put(store, "a", NOON + timedelta(microseconds=5))
    (change,) = listed(publisher.changes.page(0, 9, publisher.version(NOON + HOUR)))["items"]
    assert (change["op"], change["revision"], change["updated"]) == ("upsert", 1, "2024-05-06T12:00:00.000005+00:00")
    assert change["url"] == "https://news.example/articles/council-reopens-a"
    assert "url" not in change["event"]["article"], "what is proven does not depend on where the site is"
    assert change["digest"] == digest_of(change["event"])


def test_a_page_is_rendered_once_per_change(store: Store, publisher: Publisher) -> None:
    put(store, "a")
    version = publisher.version(NOON)
    for render in (publisher.pages.home, partial(publisher.articles.page, "council-reopens-a")):
        first = render(version)
        assert render(version) is first
        assert (first.content_type, first.changed) == ("text/html; charset=utf-8", NOON)
    put(store, "b", NOON + HOUR)
    assert publisher.pages.home(publisher.version(NOON)).changed == NOON + HOUR


def test_codings_hold_the_body_and_are_the_same_every_time(store: Store, publisher: Publisher) -> None:
    put(store, "a")
    made = fed(publisher, rss.FORMAT, publisher.version(NOON))
    assert gzip.decompress(made.coded("gzip")) == brotli.decompress(made.coded("br")) == made.coded("identity") == made.body
    assert made.coded("gzip") is made.coded("gzip")
    again = Publisher(store, SITE, feed_size=5)
    assert fed(again, rss.FORMAT, again.version(NOON)).coded("gzip") == made.coded("gzip")


def test_the_home_page_lists_the_newest_first(store: Store, publisher: Publisher) -> None:
    for number in range(4):
        put(store, f"n{number}", published=NOON - number * MINUTE)
    body = publisher.pages.home(publisher.version(NOON)).body.decode()
    assert re.findall('<h2><a href="/articles/(.*?)">', body) == [f"council-reopens-n{number}" for number in range(4)]


def test_a_body_is_not_dated_by_a_change_that_it_may_lack(store: Store, publisher: Publisher) -> None:
    put(store, "a", section="Sport")
    version = publisher.version(NOON + HOUR)

    def slow(_feed: Feed) -> bytes:
        put(store, "b", now=NOON + HOUR)
        return b"rendered before that"

    sport = query(section="sport")
    assert publisher.feeds.feed(replace(rss.FORMAT, render=slow, assembly=None), version, sport).changed == NOON
    assert publisher.feeds.feed(atom.FORMAT, publisher.version(NOON + HOUR), sport).changed == NOON + HOUR


def test_an_empty_store_is_published_too(publisher: Publisher) -> None:
    version = publisher.version(NOON)
    assert not feedparser.parse(fed(publisher, rss.FORMAT, version).body).bozo
    assert listed(publisher.api.events(None, 5, version)) == {"items": [], "next": None, "has_more": False}
    page = listed(publisher.changes.page(0, 5, version))
    assert publisher.changes.position(page.pop("cursor"), version) == 0
    assert page == {"items": [], "next": None, "has_more": False, "sequence": 0, "chain": "0" * 64}


def test_the_lists_fit_their_schemas(store: Store, publisher: Publisher) -> None:
    delete(store, put(store, "a"), NOON + MINUTE)
    for key in ("b", "c", "d"):
        put(store, key)
    version = publisher.version(NOON + HOUR)
    for limit in (2, 9):
        validator("events.schema.json").validate(listed(publisher.api.events(None, limit, version)))
        validator("changes.schema.json").validate(listed(publisher.changes.page(0, limit, version)))


def test_threads_that_read_while_events_are_stored_get_whole_bodies(store: Store, publisher: Publisher) -> None:
    def read(number: int) -> bool:
        version = publisher.version(NOON + HOUR)
        made = fed(publisher, (rss, atom)[number % 2].FORMAT, version)
        listing = listed(publisher.api.events(None, 5, version))
        return made.etag == sha256(made.body).hexdigest()[:32] and len(ids(made.body)) <= 5 and len(listing["items"]) <= 5

    with ThreadPoolExecutor(4) as pool:
        readings = [pool.submit(read, number) for number in range(40)]
        for number in range(10):
            put(store, f"n{number}", NOON + number * MINUTE)
        assert all(reading.result(30) for reading in readings)
    assert len(ids(fed(publisher, rss.FORMAT, publisher.version(NOON + HOUR)).body)) == 5
