"""Rows that this version cannot read spoil themselves alone, and are healed when their documents are read again."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import orjson
import pytest
from flask.testing import FlaskClient
from sqlalchemy import BigInteger, select, text, type_coerce, update
from sqlalchemy import delete as remove

from feedpub.ingest import Outcome, refresh
from feedpub.model.document import article_id
from feedpub.publish import Publisher
from feedpub.store import Store, open_store
from feedpub.store.tables import revisions
from feedpub.web import create_app
from tests.builders import NOON, FakeSource, document, drafting_apart
from tests.formats.samples import SITE

KEYS = ("harbour", "mill", "pier", "quay", "tower")
GONE = "pier"
PATHS = ("/", "/feeds/all.rss", "/feeds/all.atom", "/feeds/all.json", "/api/events", "/api/changes", "/sitemap.xml")
LISTS = (
    *PATHS,
    "/sitemaps/2024-05-06.xml",
    "/sitemap-news.xml",
    "/search?q=council",
    "/feeds/language/en.rss",
    "/languages/en",
)


def _document(store: Store, change: Callable[[str], str]) -> None:
    where = {"id": article_id("wire", GONE)}
    with store.writing() as writing:
        found = select(revisions.c.document).where(revisions.c.article_id == where["id"])
        stored = writing.connection.execute(found).scalar_one()
        damaged = text("UPDATE revisions SET document = :document WHERE article_id = :id")
        writing.connection.execute(damaged, where | {"document": change(stored)})


def _no_trace(store: Store) -> None:
    with store.writing() as writing:
        writing.connection.execute(text("DELETE FROM traces WHERE article_id = :id"), {"id": article_id("wire", GONE)})


def _no_revision(store: Store) -> None:
    _no_trace(store)
    with store.writing() as writing:
        writing.connection.execute(remove(revisions).where(revisions.c.article_id == article_id("wire", GONE)))


def _date(column: str, microseconds: int) -> Callable[[Store], None]:
    def damage(store: Store) -> None:
        theirs = update(revisions).where(revisions.c.article_id == article_id("wire", GONE))
        with store.writing() as writing:
            writing.connection.execute(theirs.values({column: type_coerce(microseconds, BigInteger)}))

    return damage


def _another(stored: str) -> str:
    return stored.replace(article_id("wire", GONE), article_id("wire", "another"))


UNREADABLE: dict[str, tuple[Callable[[Store], None], str]] = {
    "empty": (lambda store: _document(store, lambda _: ""), "is empty"),
    "other version": (
        lambda store: _document(store, lambda stored: stored.replace('"schema_version":"1.1"', '"schema_version":"9.0"')),
        "schema version 9.0; this version reads 1.1",
    ),
    "broken": (lambda store: _document(store, lambda stored: stored[: len(stored) // 2]), "no JSON"),
    "another's": (lambda store: _document(store, _another), "says that it is urn:uuid"),
    "missing": (_no_revision, "is missing"),
    "of no day": (_date("published", 2**60), "in no calendar"),
    "of no day either": (_date("changed", -(2**60)), "in no calendar"),
    "of no text": (lambda store: _document(store, lambda stored: stored.replace("The", "\x01", 1)), "no JSON"),
    "deep": (lambda store: _document(store, lambda _: "[" * 100_000), "no JSON"),
    "other shape": (lambda store: _document(store, lambda stored: stored.replace('"headline"', '"title"')), "headline"),
}


@pytest.fixture
def source() -> FakeSource:
    return FakeSource([document(key, f"The council reopened {key} on Monday.") for key in KEYS])


@pytest.fixture
def store(database: str, source: FakeSource) -> Iterator[Store]:
    with open_store(database, clock=lambda: NOON) as opened:
        assert [one.status for one in bring(opened, source)] == ["new"] * len(KEYS)
        yield opened


def bring(store: Store, source: FakeSource) -> list[Outcome]:
    return list(refresh(source, store=store, now=NOON, **drafting_apart({})))


def client(store: Store) -> FlaskClient:
    """A server that has nothing in memory yet."""
    now = NOON + timedelta(hours=1)
    return create_app(Publisher(store, SITE, feed_size=5), store, max_age=60, now=lambda: now).test_client()


def address(key: str) -> str:
    return f"/articles/the-council-reopened-{key}-on-monday"


def bodies(site: FlaskClient) -> dict[str, bytes]:
    """What is published of the others."""
    found = {}
    for key in KEYS:
        for suffix in ("", ".json", ".jsonld", ".md", "/explanation") if key != GONE else ():
            answer = site.get(address(key) + suffix)
            assert answer.status_code == 200
            found[address(key) + suffix] = answer.data
    return found


def without(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What is not told of stands in the chain: the links that are skipped differ."""
    others = (item for item in items if item["id"] != article_id("wire", GONE))
    return [{name: value for name, value in item.items() if name != "skipped"} for item in others]


@pytest.mark.parametrize("damage", UNREADABLE)
def test_a_row_that_cannot_be_read_spoils_only_itself_and_is_healed(store: Store, source: FakeSource, damage: str) -> None:
    before = client(store)
    whole, events = bodies(before), orjson.loads(before.get("/api/events").data)["items"]
    changes = orjson.loads(before.get("/api/changes").data)["items"]
    ruin, reason = UNREADABLE[damage]
    ruin(store)
    after = client(store)
    for path in LISTS:
        answer = after.get(path)
        assert answer.status_code == 200, path
    assert bodies(after) == whole
    assert orjson.loads(after.get("/api/events").data)["items"] == without(events)
    assert without(orjson.loads(after.get("/api/changes").data)["items"]) == without(changes)
    for path in LISTS:
        assert f"-{GONE}-".encode() not in after.get(path).data, path
    assert store.events.count() == len(store.events.newest(9)) == len(KEYS) - 1
    (one,) = store.integrity.unreadable()
    assert (one.id, one.source, one.document, one.shown) == (article_id("wire", GONE), "wire", GONE, False)
    assert reason in one.reason
    for suffix in ("", ".json"):
        own = after.get(address(GONE) + suffix, headers={"Accept": "application/json"})
        assert (own.status_code, own.headers["Retry-After"], own.json and own.json["type"]) == (
            503,
            "30",
            "urn:feedpub:problem:unreadable",
        )
    healed(store, source, after, changes)


# What the document's heading does not tell.
WITHIN: dict[str, Callable[[str], str]] = {
    "a number that JSON has not": lambda stored: stored[:-1] + ',"x":NaN}',
    "an answer of another shape": lambda stored: stored.replace('"when":[', '"when":[5,'),
}


@pytest.mark.parametrize("damage", WITHIN)
def test_the_list_of_changes_tells_nothing_that_is_not_what_was_stored(store: Store, damage: str) -> None:
    changes = orjson.loads(client(store).get("/api/changes").data)["items"]
    _document(store, WITHIN[damage])
    told = orjson.loads(client(store).get("/api/changes").data)["items"]
    assert [item["id"] for item in told] == [item["id"] for item in without(changes)]
    (one,) = store.integrity.unreadable()
    assert one.id == article_id("wire", GONE)


def healed(store: Store, source: FakeSource, site: FlaskClient, changes: list[dict[str, Any]]) -> None:
    seen = store.changes.sequence()
    assert {one.key: one.status for one in bring(store, source)} == dict.fromkeys(KEYS, "unchanged") | {GONE: "changed"}
    assert [one.status for one in bring(store, source)] == ["unchanged"] * len(KEYS), "it is read again once"
    assert store.integrity.unreadable() == ()
    assert store.events.count() == len(store.events.newest(9)) == len(KEYS)
    assert site.get(address(GONE)).status_code == site.get(f"{address(GONE)}/explanation").status_code == 200
    page = orjson.loads(site.get("/api/changes").data)["items"]
    assert without(page) == without(changes)
    (back,) = (item for item in page if item["id"] == article_id("wire", GONE))
    assert (back["revision"], back["sequence"] > seen) == (2, True), "whoever has read on is told of it"


def test_a_missing_explanation_is_missed_nowhere_else_and_made_again(store: Store, source: FakeSource) -> None:
    before = client(store)
    published = {path: before.get(path).data for path in (*LISTS, address(GONE), f"{address(GONE)}.json")}
    _no_trace(store)
    after = client(store)
    assert {path: after.get(path).data for path in published} == published
    answer = after.get(f"{address(GONE)}/explanation")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert store.integrity.examine() == 1
    (one,) = store.integrity.unreadable()
    assert (one.document, one.shown, one.reason) == (GONE, True, "the explanation of its answers is missing")
    assert {one.status for one in bring(store, source)} == {"unchanged"}
    assert store.integrity.unreadable() == ()
    assert after.get(f"{address(GONE)}/explanation").status_code == 200
    assert {path: after.get(path).data for path in published} == published


@pytest.mark.parametrize("damage", UNREADABLE)
def test_damage_that_nobody_has_met_is_found_by_looking(store: Store, source: FakeSource, damage: str) -> None:
    UNREADABLE[damage][0](store)
    assert store.integrity.examine() == 1
    assert store.integrity.examine() == 0
    assert store.events.count() == len(KEYS) - 1
    assert {one.key for one in bring(store, source) if one.status == "changed"} == {GONE}


def test_what_can_be_read_again_is_told_again(store: Store) -> None:
    """As where a newer version wrote it, and is installed again."""
    UNREADABLE["other version"][0](store)
    assert store.integrity.examine() == 1
    seen = store.changes.sequence()
    _document(store, lambda stored: stored.replace('"schema_version":"9.0"', '"schema_version":"1.1"'))
    assert store.integrity.examine() == 1
    assert store.integrity.unreadable() == ()
    assert [(change.sequence > seen, change.id) for change in store.changes.listed(seen, 9, store.changes.sequence())] == [
        (True, article_id("wire", GONE))
    ]
    told = [change.id for change in store.changes.listed(0, 9, store.changes.sequence())]
    assert sorted(told) == sorted(article_id("wire", key) for key in KEYS)


def test_what_cannot_be_read_is_deleted_as_anything_else(store: Store, source: FakeSource) -> None:
    UNREADABLE["broken"][0](store)
    store.integrity.examine()
    source.documents_now = [one for one in source.documents_now if getattr(one, "key", "") != GONE]
    assert [one.status for one in bring(store, source)][-1] == "deleted"
    assert store.integrity.unreadable() == ()
    assert client(store).get(address(GONE)).status_code == 410


def test_what_nobody_lists_any_more_stays_left_out_and_is_not_read_again_and_again(store: Store) -> None:
    UNREADABLE["empty"][0](store)
    store.integrity.examine()
    numbers = []
    for _ in range(3):
        store.integrity.examine()
        bring(store, FakeSource([document("pump", source="other")], name="other"))
        numbers.append(store.changes.sequence())
    assert len(set(numbers)) == 1
    assert len(store.integrity.unreadable()) == 1


def test_pages_are_filled_up_and_no_change_is_repeated_where_half_the_rows_are_damaged(store: Store) -> None:
    with store.writing() as writing:
        half = [article_id("wire", key) for key in KEYS[::2]]
        for each in half:
            writing.connection.execute(text("UPDATE revisions SET document = '' WHERE article_id = :id"), {"id": each})
    site = client(store)
    seen, path = [], "/api/events?limit=1"
    while path:
        page = orjson.loads(site.get(path).data)
        seen += [item["id"] for item in page["items"]]
        path = (page["next"] or "").removeprefix(SITE.base_url)
    assert sorted(seen) == sorted(article_id("wire", key) for key in KEYS[1::2])
    told = [store.changes.listed(after, 1, store.changes.sequence()) for after in range(len(KEYS))]
    assert [[change.sequence for change in page] for page in told] == [[2], [2], [4], [4], []]
