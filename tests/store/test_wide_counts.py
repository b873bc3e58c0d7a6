"""What is counted in the sets that a process keeps is what the database counts, after every kind of change."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from feedpub.language.en import ENGLISH
from feedpub.language.search import search_of
from feedpub.model.selection import FACET_ORDERS, ORDERS, FacetKind, FacetOrder, Order, Query, Selection, TimeRange
from feedpub.store import (
    FacetPlace,
    Store,
    counts,
    event_sets,
    kept_sets,
    key_of,
    open_store,
    ordered,
    wide_counts,
    word_rows,
)
from feedpub.store.event_sets import EventSets
from feedpub.store.spans import Spans
from feedpub.store.tables import TICK
from feedpub.store.tables import event_sets as event_sets_table
from feedpub.store.wide_counts import EventPage, FacetPage, WideCounts
from feedpub.store.word_rows import WordRows
from tests.builders import MINUTE, NOON, event
from tests.store.test_events import LATER
from tests.store.test_matching import QUERIES, several, told
from tests.storing import delete, put

_SPORT, _SEA = Selection(kind="section", slug="sport"), Selection(kind="tag", slug="sea")
_LISTS: tuple[tuple[FacetKind, FacetOrder], ...] = (("person", "slug"), ("section", "count"), ("place", "slug"))
_ASKED = (
    Query(status="usable"),
    Query(selections=(_SPORT,)),
    Query(without=(_SEA,), published=TimeRange(start=NOON + MINUTE)),
    Query(source="wire"),
    Query(without_source="wire"),
)


def wide(store: Store, kept: WideCounts, kind: FacetKind, query: Query, asked: FacetPage) -> list[tuple[str, int]] | None:
    with store.writing() as writing:
        return kept.page(writing.connection, kind, query, asked)


def narrow(store: Store, kind: FacetKind, query: Query, asked: FacetPage) -> list[tuple[str, int]]:
    """Count with what a store that keeps no sets reads; so few events are always looked up."""
    found = store.counts.page(kind, asked.limit, asked.after, query, asked.order)
    return [(one.slug, one.total) for one in found]


def first(store: Store, kept: WideCounts, query: Query, asked: EventPage) -> list[str] | None:
    wide(store, kept, "section", query, FacetPage(1, None, "slug"))  # which has the sets read
    with store.writing() as writing:
        return kept.first(writing.connection, query, asked)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, WideCounts]]:
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('store')}/store.db") as store:
        several(store)
        yield store, WideCounts()


@given(QUERIES)
@settings(max_examples=25)
def test_sets_count_what_the_database_counts(filled: tuple[Store, WideCounts], query: Query) -> None:
    store, kept = filled
    for kind, order in _LISTS:
        asked = FacetPage(99, None, order)
        found = wide(store, kept, kind, query, asked)
        assert (found is None) == bool(query.min_confidence), "how sure somebody is stands in no set"
        assert found is None or found == narrow(store, kind, query, asked)


@given(QUERIES, st.sampled_from(ORDERS), st.booleans())
@settings(max_examples=25)
def test_events_are_listed_by_sets_as_by_the_database(
    filled: tuple[Store, WideCounts], query: Query, order: Order, quoting: bool
) -> None:
    store, kept = filled
    read = store.events.quoting if quoting else store.events.listed
    expected = read(99, order, None, query)
    found = first(store, kept, query, EventPage(order, None, quoting))
    if query.min_confidence:
        assert found is None
        return
    assert found == [one.event.id for one in expected]
    for number, one in enumerate(expected, 1):
        place = key_of(one, order), one.event.id
        assert first(store, kept, query, EventPage(order, place, quoting)) == found[number:]


def test_of_very_many_answers_only_those_to_words_are_sorted(
    filled: tuple[Store, WideCounts], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, kept = filled
    page = EventPage("published", None)
    worded, status = Query(search=search_of("council", ENGLISH)), Query(status="usable")
    assert first(store, kept, status, page), "few are sorted"
    monkeypatch.setattr(wide_counts, "_SORTED", 0)
    assert first(store, kept, status, page) is None, "a walk through all soon has a page"
    assert first(store, kept, worded, page) == [one.event.id for one in store.events.listed(99, "published", None, worded)]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('store')}/store.db") as store:
        several(store)
        store.counts.prepare(0)
        yield store


@given(QUERIES, st.sampled_from([1, 3, 99]))
@settings(max_examples=25)
def test_what_is_searched_for_is_found_by_sets_as_by_a_walk(prepared: Store, query: Query, many: int) -> None:
    expected = [one.event.id for one in prepared.events.newest(99, matching=query)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ordered, "_MANY", many)
        assert list(prepared.events.ids(99, None, query)) == expected
        for stored in prepared.events.newest(99, matching=query)[:2]:
            place = stored.published, stored.event.id
            assert list(prepared.events.ids(99, place, query)) == expected[expected.index(place[1]) + 1 :]


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 30), st.integers(1, 9))),
    st.none() | st.integers(0, 40),
    st.none() | st.integers(0, 40),
    st.integers(0, 9),
)
def test_spans_that_overlap_a_time_are_found(
    rows: list[tuple[int, int, int]], start: int | None, end: int | None, known: int
) -> None:
    made = [(number, begins, begins + length) for number, begins, length in rows]
    spans = Spans(made[:known])
    for row in made[known:]:
        spans.add(*row)
    expected = {n for n, begins, ends in made if (end is None or begins < end) and (start is None or ends > start)}
    assert set(spans.overlapping(start, end)) == expected


@given(st.dictionaries(st.integers(-2, 40), st.integers(0, 99)), st.lists(st.integers(-3, 60)), st.integers(0, 30))
def test_rows_of_words_lead_to_events(known: dict[int, int], asked: list[int], near: int) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(word_rows, "_NEAR", near)
        rows = WordRows((number, row) for row, number in known.items())
        for one in (rows, WordRows.unpacked(rows.packed())):
            assert set(one.events(asked)) == {known[row] for row in asked if row in known}


def pages_and_periods(store: Store) -> list[object]:
    asked = [query for query in (*_ASKED, Query(search=search_of("council -n3", ENGLISH))) if query.composed]
    moments = [NOON + number * MINUTE * 720 for number in range(1, 10)]
    return [
        *(store.events.listed(3, order, None, query) for query in asked for order in ORDERS),
        *(store.periods.count(NOON, moment, query) for query in asked for moment in moments),
        *(store.periods.last_before(moment, query) for query in asked for moment in moments),
        *(store.periods.first_since(moment, query) for query in asked for moment in moments),
    ]


def test_pages_and_periods_are_the_same_once_sets_are_kept(store: Store) -> None:
    several(store)
    before = pages_and_periods(store)
    store.counts.prepare(0)
    assert pages_and_periods(store) == before
    put(store, "n9", now=LATER, section="Sport")
    assert store.events.listed(1, "updated", None, _ASKED[0])[0].event.id == event("n9").id


def test_months_are_counted_by_sets_as_by_the_database(store: Store) -> None:
    edge = datetime(2024, 6, 1, tzinfo=UTC)
    moments = (
        edge,
        edge - TICK,
        edge + 2400 * MINUTE,
        NOON,
        edge.replace(year=1, day=2),
        datetime(9999, 12, 31, 23, tzinfo=UTC),
    )
    ids = [put(store, f"quay {at}", published=moment, section="Sport") for at, moment in enumerate((*moments, NOON, NOON))]
    delete(store, ids[-1])
    put(store, "quay 6", published=NOON, section="Sport", status="canceled")
    with store.snapshot() as snapshot:
        counted = [tuple(month) for month in snapshot.portraits.months(_SPORT)]
    assert [total for _, total in counted] == [1, 2, 2, 1]
    kept = WideCounts()
    with store.writing() as writing:
        assert kept.months(writing.connection, Query(selections=(_SPORT,))) is None  # nothing is read for that alone
    wide(store, kept, "section", Query(), FacetPage(1, None, "slug"))
    with store.writing() as writing:
        assert kept.months(writing.connection, Query(selections=(_SPORT,))) == counted
        assert kept.months(writing.connection, Query(min_confidence=0.5)) is None


def test_pages_go_on_behind_the_last_facet(filled: tuple[Store, WideCounts]) -> None:
    store, kept = filled
    for order in FACET_ORDERS:
        whole = wide(store, kept, "place", _ASKED[0], FacetPage(99, None, order))
        assert whole
        for number, last in enumerate(whole, 1):
            asked = FacetPage(2, FacetPlace(*last), order)
            assert wide(store, kept, "place", _ASKED[0], asked) == whole[number : number + 2]


def agree(store: Store, kept: WideCounts) -> None:
    for listed in ORDERS:
        for query in _ASKED:
            ids = first(store, kept, query, EventPage(listed, None))
            assert ids == [one.event.id for one in store.events.listed(99, listed, None, query)], (listed, query)
    for kind, order in _LISTS:
        for query in _ASKED:
            asked = FacetPage(99, None, order)
            assert wide(store, kept, kind, query, asked) == narrow(store, kind, query, asked), (kind, query)


def test_sets_follow_whatever_becomes_of_articles(store: Store) -> None:
    kept = WideCounts()
    several(store)
    agree(store, kept)
    put(store, "n3", now=LATER, section="Sport", tags=("lock", "sea"), **told("Delft", "2024-05", 0.9))
    agree(store, kept)
    put(store, "n4", now=LATER, status="withheld")
    put(store, "n5", now=LATER, status="canceled")
    agree(store, kept)
    put(store, "n5", now=LATER + MINUTE, section="Sport", **told("Suva", "2024", 0.9))
    put(store, "n8", now=LATER, embargo=LATER + 9 * MINUTE, section="Sport", **told("Apia", "2024", 0.9))
    agree(store, kept)
    store.release(LATER + 9 * MINUTE)
    delete(store, event("n0").id, LATER + 10 * MINUTE)
    agree(store, kept)


def test_sets_are_read_anew_where_changes_do_not_tell(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = WideCounts()
    several(store)
    agree(store, kept)
    monkeypatch.setattr(event_sets, "_MOST_CHANGES", 1)
    put(store, "n8", section="Sport")
    put(store, "n9", section="Sport")
    agree(store, kept)
    monkeypatch.setattr(event_sets, "_SPARE", -99)
    put(store, "n9", now=LATER, section="World")
    agree(store, kept)


def test_an_earlier_moment_and_another_history_are_never_told_as_this_one(database: str, tmp_path: Path) -> None:
    kept = WideCounts()
    with open_store(database) as store, open_store(f"sqlite:///{tmp_path}/other.db") as other:
        several(store)
        put(other, "n0", section="Sport")
        agree(store, kept)
        assert wide(other, kept, "section", _ASKED[0], FacetPage(9, None, "slug")) is None
        for number in range(20):
            put(other, f"n{number}", now=LATER, section="Opera")
        agree(other, kept)


def never(*_: object) -> EventSets:
    raise AssertionError("the rows are read anew")


def test_sets_that_were_written_down_go_on_from_there(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    several(store)
    assert not store.keep_counts(0), "this process has none"
    store.counts.prepare(0)
    assert not store.keep_counts(99), "so few are soon read"
    assert store.keep_counts(0)
    assert not store.keep_counts(0), "nothing has changed"
    put(store, "n3", now=LATER, section="Sport", tags=("lock", "sea"), **told("Delft", "2024-05", 0.9))
    delete(store, event("n0").id, LATER)
    with monkeypatch.context() as patched:
        patched.setattr(EventSets, "read", never)
        kept = WideCounts()
        for asked in (Query(), *_ASKED):
            assert first(store, kept, asked, EventPage("happened", None)) is not None
    agree(store, kept)
    put(store, "n9", now=LATER + MINUTE, section="Sport", **told("Suva", "2024", 0.9))
    agree(store, kept)
    monkeypatch.setattr(kept_sets, "_STALE", 1)
    assert store.keep_counts(0)


@given(QUERIES, st.sampled_from(ORDERS))
@settings(max_examples=25)
def test_sets_are_the_same_once_they_were_written_down(filled: tuple[Store, WideCounts], query: Query, order: Order) -> None:
    store, _ = filled
    with store.writing() as writing:
        read = EventSets.read(writing.connection, store.changes.sequence())
        again = EventSets.unpacked(read.packed(writing.connection), read.sequence, read.chain or "")
        assert again.packed(writing.connection) == read.packed(writing.connection)
        if not query.min_confidence:
            found = read.answering(writing.connection, query)
            assert again.answering(writing.connection, query) == found
            assert again.first(found, order, None, 99) == read.first(found, order, None, 99)


@pytest.mark.parametrize(
    "harm", [{"content": b"no frame"}, {"chain": "f" * 64}, {"sequence": 99}, {"form": "of another version"}]
)
def test_written_sets_that_are_of_no_use_are_passed_over(store: Store, harm: dict[str, object]) -> None:
    several(store)
    store.counts.prepare(0)
    assert store.keep_counts(0)
    with store.writing() as writing:
        writing.connection.execute(update(event_sets_table).values(harm))
    agree(store, WideCounts())
    if "content" not in harm:
        assert store.keep_counts(0), "they are written anew"
        with store.writing() as writing:
            assert len(writing.connection.execute(select(event_sets_table)).all()) == 1


def test_a_look_up_under_a_wide_query_is_that_of_sets(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    several(store)
    few = store.counts.page("place", 99, None, _ASKED[1], "count")
    assert few
    monkeypatch.setattr(counts, "_FEW", 1)
    assert store.counts.page("place", 99, None, _ASKED[1], "count") == few
    sure = _ASKED[1].model_copy(update={"min_confidence": 0.5})
    assert len(store.counts.page("place", 99, None, sure, "count")) <= len(few)
