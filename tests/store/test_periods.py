"""Publication within a period."""

from datetime import timedelta

import pytest

from feedpub.language.en import ENGLISH
from feedpub.language.search import search_of
from feedpub.model.selection import EVERYTHING, Query, TimeRange
from feedpub.store import Store
from tests.builders import MINUTE, NOON, event, query
from tests.storing import delete

HOUR = timedelta(hours=1)


def put(store: Store, key: str, minutes: int, **changes: object) -> str:
    published = NOON + minutes * MINUTE
    made = event(key, published=published, **changes)
    with store.writing() as writing:
        writing.articles.put(made, "[]", published=published, modified=published, now=NOON)
    return made.id


def test_a_period_begins_with_its_start_and_ends_before_its_end(store: Store) -> None:
    ids = [put(store, f"quay {minutes}", minutes) for minutes in (-1, 0, 30, 59, 60)]
    assert store.periods.count(NOON, NOON + HOUR) == 3
    assert [found.event.id for found in store.periods.events(NOON, NOON + HOUR, 10, 0)] == ids[1:4]
    assert [found.event.id for found in store.periods.events(NOON, NOON + HOUR, 1, 1)] == ids[2:3]
    assert store.periods.last_before(NOON) == NOON - MINUTE
    assert store.periods.first_since(NOON + HOUR) == NOON + HOUR
    assert store.periods.first_since(NOON + 2 * HOUR) is None


def test_what_may_not_be_shown_is_in_no_period(store: Store) -> None:
    put(store, "held", 1, embargo=NOON + HOUR)
    put(store, "withheld", 2, status="withheld")
    assert store.periods.count(NOON, NOON + HOUR) == 0
    assert (store.periods.last_before(NOON + HOUR), store.periods.first_since(NOON)) == (None, None)
    store.release(NOON + HOUR)
    assert store.periods.count(NOON, NOON + HOUR) == 1


SPORT = query(section="sport")
QUERIES = (
    EVERYTHING,
    SPORT,
    query(section="sport", tag="docks"),
    SPORT.model_copy(update={"min_confidence": 0.5}),
    SPORT.model_copy(update={"published": TimeRange(start=NOON + 6 * MINUTE)}),
    Query(published=TimeRange(end=NOON)),
    Query(without_status="canceled"),
    Query(search=search_of("harbour", ENGLISH)),
)


@pytest.mark.parametrize("kept", [False, True], ids=["looked up", "from sets"])
def test_what_is_counted_of_a_period_is_what_it_lists(store: Store, kept: bool) -> None:
    for minute in range(12):
        tags = ("docks",) if minute % 3 else ()
        put(store, f"harbour {minute}", minute, section="Sport" if minute % 2 else "World", tags=tags)
    delete(store, put(store, "harbour gone", 3, section="Sport", tags=("docks",)))
    put(store, "harbour held", 5, section="Sport", embargo=NOON + HOUR)
    put(store, "harbour back", 7, section="Sport", status="canceled")
    if kept:
        store.counts.prepare(0)
    for asked in QUERIES:
        listed = store.periods.events(NOON + MINUTE, NOON + 9 * MINUTE, 20, 0, matching=asked)
        assert store.periods.count(NOON + MINUTE, NOON + 9 * MINUTE, asked) == len(listed), asked
        last = max((one.published for one in listed), default=None)
        assert last is None or store.periods.last_before(NOON + 9 * MINUTE, asked) == last, asked
    assert store.periods.count(NOON + MINUTE, NOON + 9 * MINUTE, SPORT) == 4
