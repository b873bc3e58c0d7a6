"""Copy that is dated ahead or held back: until when it waits, and what its end changes."""

from datetime import UTC, date, datetime, timedelta

import pytest

from feedpub.model.article import Article, Correction
from feedpub.model.document import Document
from feedpub.store import Store
from tests.builders import MINUTE, NOON, FakeSource, document, tiny_read
from tests.refreshing import bring, folder, shown

LATER = NOON + timedelta(days=1)


def test_copy_withheld_until_a_moment_is_released_then(store: Store) -> None:
    copy = document("harbour", f"status: withheld\nembargo: {LATER.isoformat()}\nThe quay opens.")
    bring(store, FakeSource([copy]))
    assert store.events.newest(5) == ()
    bring(store, FakeSource([copy]), LATER)
    assert shown(store).event.status == "usable"
    assert [change.op for change in store.changes.listed(0, 5, store.changes.sequence())] == ["upsert"]


def dated(ahead: timedelta, **fields: str) -> Document:
    head = {"published": (NOON + ahead).isoformat()} | fields
    return document("harbour", "".join(f"{name}: {value}\n" for name, value in head.items()) + "The quay opens.")


def test_copy_that_is_dated_ahead_waits_for_its_moment_and_says_so(store: Store) -> None:
    (outcome,) = bring(store, FakeSource([dated(timedelta(minutes=10, seconds=1))]))
    assert (outcome.status, outcome.waits) == ("new", NOON + timedelta(minutes=10, seconds=1))
    assert outcome.reason == "is dated ahead and waits until 2024-05-06T12:10:01+00:00"
    assert (store.events.newest(5), store.releases.next()) == ((), outcome.waits)
    assert bring(store, FakeSource([dated(timedelta(minutes=10, seconds=1))]))[0].status == "unchanged"
    assert store.release(NOON + timedelta(minutes=10)) == 0
    bring(store, FakeSource([dated(timedelta(minutes=10, seconds=1))]), NOON + timedelta(minutes=11))
    assert [one.published for one in store.events.newest(5)] == [outcome.waits]
    assert shown(store).event.article.embargo is None, "the copy is what it was"


def test_copy_that_is_dated_ahead_by_less_is_shown_at_once(store: Store) -> None:
    (outcome,) = bring(store, FakeSource([dated(timedelta(minutes=10))]))
    assert (outcome.waits, outcome.reason, store.events.count()) == (None, "", 1)


def test_the_later_of_embargo_and_date_counts(store: Store) -> None:
    later = NOON + timedelta(hours=2)
    bring(store, FakeSource([dated(timedelta(hours=1), embargo=later.isoformat())]))
    assert store.releases.next() == later


def test_a_date_that_is_put_right_ends_the_wait(store: Store) -> None:
    bring(store, FakeSource([dated(timedelta(days=365))]))
    (outcome,) = bring(store, FakeSource([dated(timedelta(hours=-1))]), NOON + MINUTE)
    assert (outcome.status, outcome.waits, store.events.count()) == ("changed", None, 1)


@pytest.mark.parametrize(
    ("published", "when", "modified"),
    [
        (NOON, NOON + MINUTE, NOON + MINUTE),
        (NOON, NOON + timedelta(days=9), LATER),  # nothing is corrected after we have read it
        (NOON, date(2024, 5, 7), datetime(2024, 5, 7, tzinfo=UTC)),
        (NOON, date(2024, 5, 6), datetime(2024, 5, 6, 23, 59, 59, tzinfo=UTC)),  # at the end of its day at the latest
        (date(2024, 5, 6), date(2024, 5, 6), datetime(2024, 5, 6, 23, 59, 59, tzinfo=UTC)),
    ],
)
def test_a_correction_that_comes_with_the_first_sight_of_an_article_is_its_last_change(
    store: Store, published: date, when: date, modified: datetime
) -> None:
    def read(given: Document) -> Article:
        note = Correction(date=when, text="The quay is closed.")
        return tiny_read(given).model_copy(update={"published": published, "corrections": (note,)})

    bring(store, folder("harbour"), LATER, read=read)
    assert shown(store).modified == modified


def test_a_retraction_that_comes_with_the_first_sight_of_an_article_is_its_last_change(store: Store) -> None:
    bring(store, FakeSource([document("harbour", "status: canceled\nThe quay opens.")]), LATER)
    assert shown(store).modified == LATER
