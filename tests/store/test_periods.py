"""Publication within a period."""

from datetime import timedelta

from feedpub.store import Store
from tests.builders import MINUTE, NOON, event

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
