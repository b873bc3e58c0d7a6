from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from feedpub.store import Store, open_store
from tests.builders import NOON, event
from tests.storing import delete, put

Change = Callable[[Store, datetime], object]
LATER = NOON + timedelta(days=30)
DAY = timedelta(days=1)


def publish(store: Store, key: str, published: datetime, **changes: object) -> None:
    new = event(key, **changes)
    with store.writing() as writing:
        writing.articles.put(new, "[]", published=published, modified=published, now=NOON)


def test_days_are_whole_days_in_utc_also_before_1970(store: Store) -> None:
    for moment in (
        datetime(2024, 5, 6, 0, 0, tzinfo=UTC),
        datetime(2024, 5, 6, 23, 59, 59, 999_999, tzinfo=UTC),
        datetime(2024, 5, 7, tzinfo=UTC),
        datetime(1969, 7, 20, 20, 17, 40, tzinfo=UTC),
        datetime(1, 1, 1, tzinfo=UTC),
    ):
        publish(store, f"dock {moment.isoformat()}", moment)
    assert [one.day for one in store.days.listed()] == [
        date(2024, 5, 7),
        date(2024, 5, 6),
        date(1969, 7, 20),
        date(1, 1, 1),
    ]
    found = {one.day: (one.modified, one.total) for one in store.days.listed()}
    assert found[date(2024, 5, 6)] == (datetime(2024, 5, 6, 23, 59, 59, 999_999, tzinfo=UTC), 2)
    assert len(store.days.pages(date(2024, 5, 6), 10)) == 2
    assert len(store.days.pages(date(1969, 7, 20), 10)) == 1


def test_what_may_not_be_shown_or_was_taken_back_has_no_day_and_no_heading(store: Store) -> None:
    publish(store, "harbour", NOON)
    publish(store, "quay", NOON + DAY, embargo=LATER)
    publish(store, "mill", NOON + 2 * DAY, status="canceled")
    before = LATER - DAY
    assert [one.day for one in store.days.listed()] == [NOON.date()]
    assert store.days.pages(NOON.date() + DAY, 10) == ()
    assert [heading.slug for heading in store.days.headings(before, NOON - DAY, 10)] == ["council-reopens-harbour"]
    store.release(LATER)
    assert [heading.slug for heading in store.days.headings(LATER, NOON, 10)] == ["council-reopens-quay"]


def test_the_publications_around_a_moment(store: Store) -> None:
    assert store.days.around(NOON) == (None, None)
    publish(store, "harbour", NOON)
    publish(store, "quay", NOON + DAY)
    assert store.days.around(NOON) == (NOON, NOON + DAY)
    assert store.days.around(NOON + DAY) == (NOON + DAY, None)


def test_the_days_beside_a_day_are_the_nearest_that_have_news(store: Store) -> None:
    assert store.days.beside(NOON.date()) == (None, None)
    for key, published in (("old", NOON - 9 * DAY), ("pier", NOON - 2 * DAY), ("quay", NOON), ("mill", NOON + 5 * DAY)):
        publish(store, key, published)
    publish(store, "taken back", NOON + DAY, status="canceled")
    publish(store, "held", NOON - DAY, embargo=LATER + DAY)
    today = NOON.date()
    assert store.days.beside(today) == (today - 2 * DAY, today + 5 * DAY)
    assert store.days.beside(today + DAY) == (today, today + 5 * DAY)
    assert store.days.beside(today + 5 * DAY) == (today, None)
    assert store.days.beside(today - 9 * DAY) == (None, today - 2 * DAY)


def test_days_that_are_kept_follow_what_is_published_moved_and_taken_away(database: str) -> None:
    with open_store(database) as store:
        for minute, change in enumerate(_CHANGES):
            change(store, NOON + timedelta(minutes=minute))
            with open_store(database) as fresh:  # which has kept nothing yet
                expected, headings = fresh.days.listed(), fresh.days.headings(LATER, NOON - 9 * DAY, 10)
            assert store.days.listed() == expected, minute
            assert store.days.headings(LATER, NOON - 9 * DAY, 10) == headings, minute
        with store.snapshot() as earlier:
            assert earlier.days.listed() == expected
            _put("quay", NOON - 2 * DAY)(store, LATER)
            found = store.days.listed()
            assert earlier.days.listed() == expected
            assert store.days.listed() == found != expected


def _put(key: str, published: datetime, **changes: Any) -> Change:
    return lambda store, now: put(store, key, published=published, now=now, **changes)


_CHANGES: tuple[Change, ...] = (
    _put("harbour", NOON),
    _put("quay", NOON - DAY),
    _put("pier", NOON - DAY, headline="Pier closes"),
    _put("pier", NOON - DAY, headline="Pier opens"),
    _put("quay", NOON - 3 * DAY),
    _put("harbour", NOON, status="canceled"),
    _put("mill", NOON + DAY, sample=True),
    _put("mill", NOON + DAY),
    lambda store, now: delete(store, event("pier").id, now),
    lambda store, now: [put(store, f"dock {day}", published=NOON - day * DAY, now=now) for day in range(70)],
)
