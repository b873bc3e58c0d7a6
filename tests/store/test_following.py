"""A follower of a list that is cut to a query holds at every number what the list held then, and loses nothing."""

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedpub.language.en import ENGLISH
from feedpub.language.search import search_of
from feedpub.model.document import article_id
from feedpub.model.selection import Query, TimeRange
from feedpub.store import Store, following, open_store
from tests.builders import MINUTE, NOON, event, query
from tests.store.conftest import undo
from tests.storing import delete, put

KEYS = ("harbour", "quay", "mill")
QUERIES = (
    query(tag="docks"),
    Query(without=query(tag="docks").selections),
    query(tag="docks", section="sport"),
    Query(search=search_of("strike", ENGLISH)),
    Query(search=search_of("council -strike", ENGLISH), without_status="canceled"),
    Query(published=TimeRange(start=NOON)),
    Query(status="canceled"),
    Query(source="wire", selections=query(section="sport").selections),
)

Step = tuple[str, str, dict[str, object]]
WRITTEN = st.fixed_dictionaries(
    {
        "tags": st.sampled_from([(), ("docks",), ("sea", "docks")]),
        "section": st.sampled_from(["Sport", "World"]),
        "headline": st.sampled_from(["Council meets", "A strike", "Nothing"]),
        "status": st.sampled_from(["usable", "usable", "usable", "canceled", "withheld"]),
        "late": st.booleans(),
        "waits": st.sampled_from([False, False, True]),
    }
)
STEPS = st.lists(
    st.tuples(st.sampled_from(["put", "put", "put", "delete", "release", "drop"]), st.sampled_from(KEYS), WRITTEN),
    min_size=1,
    max_size=14,
)


class Follower:
    """Somebody who copies a list that is cut to a query."""

    def __init__(self, of: Query, page: int) -> None:
        self.query = of
        self.copy: dict[str, int] = {}
        self.at = 0
        self._page = page

    def poll(self, store: Store) -> None:
        """Read to the end of the list."""
        more = True
        while more:
            page = store.changes.page(self.query, self.at, self._page, store.changes.sequence())
            numbers = [change.sequence for change in page.changes]
            assert numbers == sorted(set(numbers))
            assert all(self.at < number <= page.sequence for number in numbers)
            assert len(numbers) <= self._page
            for change in page.changes:
                if change.stored:
                    self.copy[change.id] = change.stored.event.revision
                else:
                    self.copy.pop(change.id, None)
            assert page.sequence > self.at or not page.has_more
            self.at, more = page.sequence, page.has_more


def listed(store: Store, of: Query) -> dict[str, int]:
    return {one.event.id: one.event.revision for one in store.events.newest(50, matching=of)}


def take(store: Store, number: int, step: Step) -> None:
    """Do something to the store, a minute after the step before."""
    kind, key, fields = step
    now = NOON + number * MINUTE
    if kind == "put":
        told = {name: value for name, value in fields.items() if name not in ("late", "waits")}
        moment = NOON + MINUTE if fields["late"] else NOON - MINUTE
        put(store, key, now=now, published=moment, embargo=now + 3 * MINUTE if fields["waits"] else None, **told)
    elif kind == "delete":
        with store.writing() as writing:
            writing.articles.delete(article_id("wire", key), now)
    elif kind == "release":
        store.release(now)
    else:
        store.drop_tombstones(now - 2 * MINUTE)


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store, which takes a while to make."""
    file = tmp_path_factory.mktemp("blank") / "store.db"
    open_store(f"sqlite:///{file}").close()
    return file


@given(steps=STEPS, polls=st.lists(st.integers(0, 3), min_size=14, max_size=14), page=st.integers(1, 3))
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_a_followers_copy_equals_the_list_at_every_number(
    blank: Path, steps: list[Step], polls: list[int], page: int
) -> None:
    with tempfile.TemporaryDirectory() as name, open_store(f"sqlite:///{shutil.copy(blank, name)}") as store:
        followers = [Follower(of, page) for of in QUERIES]
        for number, step in enumerate(steps):
            take(store, number, step)
            for place, one in enumerate(followers):
                if (place + number) % (polls[number] + 1) == 0 and (one.at == 0 or one.at >= store.changes.extent().dropped):
                    one.poll(store)
                    assert one.copy == listed(store, one.query)
        for one in [Follower(of, page) for of in QUERIES]:
            one.poll(store)
            assert one.copy == listed(store, one.query), "who begins now ends with the same"


def test_what_numbers_bring_stays_the_same(store: Store) -> None:
    told: dict[tuple[int, int], object] = {}
    for number in range(6):
        put(store, now=NOON + number * MINUTE, tags=("docks",) if number % 2 else ())
        if number == 4:
            delete(store, event().id)
        for place, of in enumerate(QUERIES):
            told[place, store.changes.sequence()] = store.changes.page(of, 0, 50, store.changes.sequence())
    put(store, status="canceled", now=NOON + 9 * MINUTE)
    for (place, until), page in told.items():
        again = store.changes.page(QUERIES[place], 0, 50, until)
        assert again == page


def test_of_what_is_withdrawn_only_the_leaving_is_told(store: Store) -> None:
    put(store, tags=("docks",), headline="Docks")
    put(store, tags=("sea",), headline="Secret", now=NOON + MINUTE)
    before = store.changes.sequence()
    put(store, status="withheld", now=NOON + 2 * MINUTE)
    docks, sea = (store.changes.page(query(tag=tag), 1, 9, 9).changes for tag in ("docks", "sea"))
    assert [(change.sequence, change.op) for change in docks] == [(2, "leave")]
    assert [(change.sequence, change.op) for change in sea] == [(3, "delete")]
    assert [change.op for change in store.changes.page(query(tag="sea"), 1, 9, before).changes] == ["upsert"]


def test_a_page_looks_at_a_bounded_number_of_changes(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "_LOOKED_AT", 4)
    monkeypatch.setattr(following, "_READ", 15)
    for number in range(9):
        put(store, f"n{number}", tags=("docks",) if number == 7 else (), headline="First")
        put(store, f"n{number}", tags=("docks",) if number == 7 else (), headline="Second", now=NOON + MINUTE)
    pages = []
    after, more = 0, True
    while more:
        page = store.changes.page(query(tag="docks"), after, 9, store.changes.sequence())
        pages.append((page.sequence, len(page.changes)))
        after, more = page.sequence, page.has_more
    assert pages == [(4, 0), (8, 0), (12, 0), (16, 2), (18, 0)]
    searching = Follower(Query(search=search_of("second", ENGLISH)), 9)
    searching.poll(store)
    assert len(searching.copy) == 9


def test_removals_are_dropped_once_they_are_old(store: Store) -> None:
    for number in range(3):
        put(store, f"n{number}", tags=("docks",))
        delete(store, event(f"n{number}").id, NOON + number * MINUTE)
    until = store.changes.sequence()
    before = store.changes.listed(0, 9, until)
    assert (store.drop_tombstones(NOON), store.changes.extent().dropped) == (0, 0)
    assert store.drop_tombstones(NOON + 2 * MINUTE) == 2
    assert store.changes.extent().dropped == 4
    assert store.changes.listed(0, 9, until) == before, "what these numbers bring stays the same"
    put(store, "later", now=NOON + timedelta(days=1))
    told = store.changes.listed(0, 9, store.changes.sequence())
    assert [(change.sequence, change.op) for change in told] == [(6, "delete"), (7, "upsert")]
    assert told[0].skipped, "the chain runs on over what is told no more"
    assert store.drop_tombstones(NOON + 2 * MINUTE) == 0


def test_after_an_upgrade_a_list_that_is_cut_begins_with_what_stands(database: str) -> None:
    with open_store(database) as store:
        put(store, tags=("docks",))
        put(store, tags=("sea",), now=NOON + MINUTE)
        put(store, "retracted", tags=("docks",))
        put(store, "retracted", status="canceled", now=NOON + MINUTE)
        put(store, "waits", tags=("docks",), embargo=NOON + 9 * MINUTE)
        delete(store, put(store, "gone", tags=("docks",)))
        lists = {of.string: listed(store, of) for of in QUERIES}
        undo(store, "0012")
    with open_store(database) as store:
        for of in (of for of in QUERIES if not of.search):  # words are not taken back with the rest
            one = Follower(of, 2)
            one.poll(store)
            assert one.copy == listed(store, of) == lists[of.string]
        store.release(NOON + 9 * MINUTE)
        docks = Follower(query(tag="docks"), 2)
        docks.poll(store)
        assert set(docks.copy) == {event("waits").id, event("retracted").id}
