"""What a query asks for: one pure function decides, and the databases answer as it does."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from feedpub.language.en import ENGLISH
from feedpub.language.search import search_of
from feedpub.model.edtf import interval_of, precision_of
from feedpub.model.event import Event, What, When, Where
from feedpub.model.facts import Words, matches, says
from feedpub.model.nearness import FARTHEST, Nearness, point_at
from feedpub.model.selection import Query, Selection, TimeRange
from feedpub.model.span import Span
from feedpub.store import Store, open_store
from feedpub.store.facts import facts_in
from feedpub.store.tables import facts, words
from tests.builders import NOON, article, event
from tests.storing import delete, put

DAY = timedelta(days=1)
CITIES = {"Rotterdam": (51.92, 4.48), "Delft": (52.01, 4.36), "Suva": (-18.14, 178.44), "Apia": (-13.83, -171.77)}
DATES = ("2024-05-06", "2024-05", "2024-W19", "2024-05-05T23:30-04:00", "2024-04-30/2024-05-02", "202X")


def told(place: str, value: str, sure: float) -> dict[str, Any]:
    """Answers: where, when and what, each as sure as asked for."""
    text = article().text
    span = (Span(start=0, end=9, text=text[:9]),)
    latitude, longitude = CITIES[place]
    at = {"kind": "city", "latitude": latitude, "longitude": longitude, "evidence": span, "rule": "r", "confidence": sure}
    mentioned = When(value="1999", precision="year", text="Monday", evidence=span, rule="r")
    on = {"value": value, "precision": precision_of(value), "role": "event", "text": "Monday"}
    what = {"summary": "It reopened.", "action": "reopened", "type": "policy_decision"}
    proof: dict[str, Any] = {"evidence": span, "rule": "r", "confidence": sure}
    return {
        "where": (Where(name=place, **at), Where(name=f"{place} FC", use="in_name", kind="venue", evidence=span, rule="r")),
        "when": (When(**on, **proof), mentioned),
        "what": What(**what, **proof),
    }


def several(store: Store) -> None:
    """Store events that differ in everything that can be asked for."""
    for number, (place, value) in enumerate(zip(list(CITIES) * 2, DATES, strict=False)):
        section, tags = ("Sport", "World")[number % 2], ("docks", "sea")[: number % 3]
        sure = (0.4, 0.8, 0.95)[number % 3]
        moment = NOON + number * DAY
        put(
            store,
            f"n{number}",
            published=moment,
            section=section,
            tags=tags,
            **told(place, value, sure),
            source=("wire", "desk")[number % 4 == 3],
        )
    put(store, "n1", status="canceled", published=NOON + DAY, now=NOON + DAY)
    delete(store, event("n2").id)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('store')}/store.db") as store:
        several(store)
        yield store


RADII = (0.001, 13.0, 13.5, 1200.0, 10_000.0, FARTHEST)
SEARCHES = ("council", "n3", '"reopens n4"', "counc* -n0")
SLUGS = {
    "section": ("sport", "world", "none"),
    "tag": ("docks", "sea"),
    "place": ("rotterdam", "delft"),
    "language": ("en",),
}
TIMES = st.one_of(st.none(), st.integers(-40, 40).map(lambda hours: NOON + timedelta(hours=4 * hours)))


@st.composite
def selections(draw: st.DrawFn) -> tuple[Selection, ...]:
    kinds = draw(st.lists(st.sampled_from(sorted(SLUGS)), max_size=2, unique=True))
    return tuple(Selection(kind=kind, slug=draw(st.sampled_from(SLUGS[kind]))) for kind in kinds)


@st.composite
def ranges(draw: st.DrawFn) -> TimeRange:
    start, end = draw(TIMES), draw(TIMES)
    return TimeRange(start=start, end=end if not (start and end and end <= start) else None)


@st.composite
def circles(draw: st.DrawFn) -> Nearness:
    latitude, longitude = draw(st.sampled_from([*CITIES.values(), (0.0, 180.0), (90.0, 0.0)]))
    return Nearness(latitude=latitude, longitude=longitude, km=draw(st.sampled_from(RADII)))


def maybe(*values: str) -> st.SearchStrategy[str | None]:
    return st.one_of(st.none(), st.none(), st.sampled_from(values))


QUERIES = st.builds(
    Query,
    selections=selections(),
    without=selections(),
    min_confidence=st.sampled_from([0.0, 0.0, 0.5, 0.9]),
    source=maybe("wire", "desk", "nobody"),
    without_source=maybe("desk"),
    status=maybe("usable", "canceled"),
    without_status=maybe("canceled"),
    near=st.one_of(st.none(), circles()),
    published=ranges(),
    happened=ranges(),
    search=st.one_of(st.none(), st.sampled_from(SEARCHES).map(lambda q: search_of(q, ENGLISH))),
)


def decided(store: Store, query: Query) -> set[str]:
    """Ask the pure function about every event that is public."""
    with store.writing() as writing:
        rows = writing.connection.execute(select(facts).where(facts.c.until.is_(None))).all()
        said = {row.article_id: Words(row.said, row.stems) for row in writing.connection.execute(select(words))}
    return {
        row.article_id
        for row in rows
        if matches(facts_in(row.facts), query) and (query.search is None or says(said[row.article_id], query.search))
    }


def listed(store: Store, query: Query) -> list[str]:
    return [one.event.id for one in store.events.newest(50, matching=query)]


@given(QUERIES)
@settings(max_examples=150)
def test_the_database_answers_as_the_function_decides(filled: Store, query: Query) -> None:
    found = listed(filled, query)
    assert set(found) == decided(filled, query)
    everything = listed(filled, Query())
    assert found == [one for one in everything if one in found], "in the order of the whole list"
    if found:
        third = filled.events.newest(3, matching=query)[-1]
        rest = filled.events.newest(50, (third.published, third.event.id), query)
        assert [one.event.id for one in rest] == found[3:]


@given(QUERIES)
@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_database_answers_alike(store: Store, query: Query) -> None:
    if not store.events.count():
        several(store)
    for one in (query, query.model_copy(update={"search": None}), query.model_copy(update={"near": None})):
        assert set(listed(store, one)) == decided(store, one)


@given(QUERIES)
def test_equal_queries_have_equal_addresses_and_others_have_not(query: Query) -> None:
    again = Query.model_validate(query.model_dump() | {"search": query.search})
    assert (again, again.string) == (query, query.string)
    assert (query.string == "") == (query == Query())
    other = query.model_copy(update={"source": "elsewhere", "without_status": "usable"})
    assert other.string != query.string


@pytest.mark.parametrize(
    ("value", "begins", "ends"),
    [
        ("2024-02-29", "2024-02-29", "2024-03-01"),
        ("2024-05-05T23:30-04:00", "2024-05-06T03:30", "2024-05-06T03:31"),
        ("2024-05-05T23", "2024-05-05T23:00", "2024-05-06T00:00"),
        ("2024-W01", "2024-01-01", "2024-01-08"),
        ("2024-12", "2024-12-01", "2025-01-01"),
        ("2024-24", "2024-12-01", "2025-03-01"),
        ("2024-33", "2024-01-01", "2024-04-01"),
        ("2024", "2024-01-01", "2025-01-01"),
        ("199X", "1990-01-01", "2000-01-01"),
        ("2024-04-22/2024-04-24", "2024-04-22", "2024-04-25"),
        ("2024-04/2024-04-24", "2024-04-01", "2024-04-25"),
    ],
)
def test_a_value_covers_a_time(value: str, begins: str, ends: str) -> None:
    expected = tuple(datetime.fromisoformat(edge).replace(tzinfo=UTC) for edge in (begins, ends))
    assert interval_of(value) == expected


EDGES = "0000 000X 9999 999X 9999-24 9999-12-31 0001-01-01T00:10+02:00 9999-12-31T23:30-02:00"


@pytest.mark.parametrize("value", EDGES.split())
def test_times_at_the_ends_of_the_calendar_stay_in_it(value: str) -> None:
    begins, ends = interval_of(value)
    assert begins <= ends
    assert begins.year in (1, 9990, 9999)


@given(st.dates(min_value=date(2, 1, 1), max_value=date(9990, 1, 1)))
def test_a_day_lies_in_its_week_month_and_year(day: date) -> None:
    begins, ends = interval_of(day.isoformat())
    assert ends - begins == DAY
    year, week, _ = day.isocalendar()
    for wider in (f"{year:04}-W{week:02}", f"{day.year:04}-{day.month:02}", f"{day.year:04}", f"{day.year // 10:03}X"):
        first, after = interval_of(wider)
        assert first <= begins
        assert ends <= after


def test_distances_are_those_of_the_sphere() -> None:
    rotterdam, delft = CITIES["Rotterdam"], CITIES["Delft"]
    around = {km: Nearness(latitude=rotterdam[0], longitude=rotterdam[1], km=km) for km in (12.8, 13.1)}
    assert [one.holds(point_at(*delft)) for one in around.values()] == [False, True]  # 12.97 km
    across = Nearness(latitude=0, longitude=179.9, km=30)
    assert across.holds(point_at(0, -179.9))
    assert not across.holds(point_at(0, 179.5))


def test_events_keep_what_they_are_found_by_once_taken_back(store: Store) -> None:
    gone: Event = event("n", **told("Delft", "2024-05-06", 0.9))
    put(store, "n", **told("Delft", "2024-05-06", 0.9))
    put(store, "n", status="canceled", published=NOON + 5 * DAY, now=NOON + DAY)
    at = Query(near=Nearness(latitude=52.01, longitude=4.36, km=1), happened=TimeRange(start=NOON - DAY, end=NOON + DAY))
    assert listed(store, at) == [gone.id]
    later = TimeRange(start=NOON + 4 * DAY)
    assert listed(store, Query(selections=(Selection(kind="place", slug="delft"),), published=later)) == [gone.id]
    put(store, "n", now=NOON + 2 * DAY)
    assert listed(store, at) == []
