from datetime import UTC, datetime, timedelta

import pytest

from feedpub.model.document import article_id
from feedpub.model.record import Removal, StoredEvent
from feedpub.model.selection import Query, Selection
from feedpub.store import Store
from tests.builders import EARLY, MINUTE, NOON, event
from tests.storing import delete, put

LATER = NOON + timedelta(days=1)
TICK = timedelta(microseconds=1)


def ops(store: Store, after: int = 0) -> list[tuple[int, str, str]]:
    """The change list in short."""
    listed = store.changes.listed(after, 100, store.changes.sequence())
    return [(c.sequence, c.op, c.stored.event.article.headline if c.stored else "") for c in listed]


def found(store: Store, slug: str) -> StoredEvent:
    stored = store.events.by_slug(slug)
    assert isinstance(stored, StoredEvent)
    return stored


def test_an_event_comes_back_as_it_was_stored(store: Store) -> None:
    put(store, now=NOON + 3 * TICK)
    stored = found(store, "council-reopens-harbour")
    assert stored.event == event().model_copy(update={"revision": 1})
    assert (stored.published, stored.modified, stored.changed) == (NOON, NOON + 3 * TICK, NOON + 3 * TICK)
    assert stored.sequence == store.changes.sequence() == 1
    assert store.events.by_id(stored.event.id) == stored


def test_an_empty_store_knows_nothing(store: Store) -> None:
    assert (store.changes.sequence(), store.events.count(), store.events.newest(5), store.releases.next()) == (
        0,
        0,
        (),
        None,
    )
    assert (store.changes.listed(0, 5, store.changes.sequence()), store.changes.removals(5), store.sources.states()) == (
        (),
        (),
        (),
    )
    assert store.events.by_slug("nothing") is None
    assert store.events.by_id(article_id("wire", "nothing")) is None
    assert store.traces.find(article_id("wire", "nothing"), 1) is None


def test_newest_comes_first_and_pages_neither_repeat_nor_miss(store: Store) -> None:
    for number in range(7):
        put(store, f"dock {number}", published=NOON - (number // 2) * MINUTE)
    everything = store.events.newest(100)
    assert [(s.published, s.event.id) for s in everything] == sorted(
        ((s.published, s.event.id) for s in everything), reverse=True
    )
    pages: list[StoredEvent] = []
    while page := store.events.newest(2, (pages[-1].published, pages[-1].event.id) if pages else None):
        pages.extend(page)
    assert pages == list(everything)
    assert store.events.count() == len(everything) == 7


def test_the_events_of_a_facet_are_those_of_all_that_have_it(store: Store) -> None:
    for number in range(7):
        put(store, f"dock {number}", published=NOON - (number // 2) * MINUTE, tags=("Ports",) if number % 3 else ("Rail",))
    for tag in ("ports", "rail", "roads"):
        query = Query(selections=(Selection(kind="tag", slug=tag),))
        having = [one for one in store.events.newest(100) if one.event.article.tags == (tag.title(),)]
        assert list(store.events.newest(100, matching=query)) == having
        assert list(store.events.newest(2, matching=query, skip=1)) == having[1:3]
        for place, one in enumerate(having):
            assert list(store.events.newest(100, (one.published, one.event.id), query)) == having[place + 1 :]
        assert len(store.events.newest(100, matching=query.model_copy(update={"status": "canceled"}))) == 0


def test_an_edit_makes_a_new_revision_under_the_same_id_and_slug(store: Store) -> None:
    put(store)
    put(store, now=NOON + MINUTE, headline="Council closes the harbour")
    stored = found(store, "council-reopens-harbour")
    assert (stored.event.revision, stored.event.article.headline) == (2, "Council closes the harbour")
    assert ops(store) == [(1, "upsert", "Council reopens harbour"), (2, "upsert", "Council closes the harbour")]


def test_a_revision_changes_strictly_later_than_the_one_before_even_when_the_clock_goes_back(store: Store) -> None:
    put(store, now=NOON)
    put(store, now=NOON - MINUTE, headline="Second")
    assert found(store, "council-reopens-harbour").changed == NOON + TICK
    delete(store, event().id, NOON - MINUTE)
    assert store.changes.removals(5)[0].removed == NOON + 2 * TICK


def test_the_same_headline_twice_gives_slugs_that_a_fresh_database_gives_again(store: Store) -> None:
    put(store, "a", headline="Fire at the mill")
    second = put(store, "b", headline="Fire at the mill")
    number = second.rpartition(":")[2].replace("-", "")
    assert [found(store, slug).event.id for slug in ("fire-at-the-mill", f"fire-at-the-mill-{number[:8]}")] == [
        article_id("wire", "a"),
        second,
    ]


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("Ärger im Café: 3 Verletzte", "arger-im-cafe-3-verletzte"),
        ("Пожар в порту", "pozhar-v-portu"),
        ("“Never again” — " + "very " * 30 + "late", "never-again-" + "-".join(["very"] * 13)),
        ("x" * 200, "x" * 80),
        ("?!", article_id("wire", "harbour").rpartition(":")[2].replace("-", "")[:8]),
    ],
)
def test_slugs_are_words_of_the_headline(store: Store, headline: str, slug: str) -> None:
    put(store, headline=headline)
    assert found(store, slug).slug == slug


def test_a_deleted_article_leaves_a_tombstone(store: Store) -> None:
    put(store)
    delete(store, event().id, LATER)
    tombstone = Removal(id=event().id, slug="council-reopens-harbour", removed=LATER, sequence=2)
    assert store.events.by_slug("council-reopens-harbour") == store.events.by_id(event().id) == tombstone
    assert store.changes.removals(5) == (tombstone,)
    assert store.events.newest(5) == ()
    assert [change.removal for change in store.changes.listed(0, 5, store.changes.sequence())] == [tombstone]


def test_deleting_twice_or_deleting_what_was_never_there_changes_nothing(store: Store) -> None:
    put(store)
    delete(store, event().id)
    delete(store, event().id)
    delete(store, article_id("wire", "nothing"))
    assert store.changes.sequence() == 2


def test_what_reappears_keeps_id_and_slug_and_counts_on(store: Store) -> None:
    put(store)
    delete(store, event().id, LATER)
    put(store, "other", now=LATER, headline="Council reopens harbour")
    put(store, now=LATER, headline="Back again")
    stored = found(store, "council-reopens-harbour")
    assert (stored.event.revision, stored.event.article.headline, stored.changed) == (2, "Back again", LATER + TICK)
    assert store.changes.removals(5) == ()
    assert [op for _, op, _ in ops(store)] == ["delete", "upsert", "upsert"], "what was deleted is told no more"


def test_an_embargo_hides_an_article_from_everything_until_it_passes(store: Store) -> None:
    put(store, embargo=LATER)
    assert store.changes.sequence() == 1, "caches notice the new moment"
    assert (
        store.events.newest(5),
        store.events.count(),
        store.changes.listed(0, 5, store.changes.sequence()),
        store.changes.removals(5),
    ) == (
        (),
        0,
        (),
        (),
    )
    assert (store.events.by_slug("council-reopens-harbour"), store.events.by_id(event().id)) == (None, None)
    assert store.traces.find(event().id, 1) is None
    assert store.releases.next() == LATER
    store.release(LATER)
    assert (store.events.newest(5)[0].changed, store.events.count(), store.releases.next()) == (LATER, 1, None)
    assert store.traces.find(event().id, 1) == "[]"


def test_release_tells_pollers_once(store: Store) -> None:
    put(store, embargo=LATER)
    assert store.release(LATER - TICK) == 0
    assert (store.release(LATER), store.release(LATER)) == (1, 0)
    assert ops(store) == [(2, "upsert", "Council reopens harbour")]
    stored = store.events.newest(5)[0]
    assert (stored.changed, stored.sequence, store.changes.sequence()) == (LATER, 2, 2)


def test_only_the_last_of_several_embargoed_revisions_is_ever_told(store: Store) -> None:
    put(store, embargo=LATER, headline="First draft")
    put(store, embargo=LATER, headline="Second draft", now=NOON + MINUTE)
    store.release(LATER)
    assert ops(store) == [(3, "upsert", "Second draft")]
    assert store.traces.find(event().id, 1) is None


def test_an_article_withheld_again_is_removed_and_returns_with_its_release(store: Store) -> None:
    put(store)
    put(store, now=NOON + MINUTE, headline="Secret", embargo=LATER)
    assert ops(store) == [(2, "delete", "")], "its older revision is nobody's to read any more"
    assert store.changes.removals(5)[0].removed == NOON + MINUTE
    store.release(LATER)
    assert store.changes.removals(5) == ()
    assert found(store, "council-reopens-harbour").event.article.headline == "Secret"
    assert ops(store) == [(2, "delete", ""), (3, "upsert", "Secret")]


def test_a_withheld_article_has_no_moment(store: Store) -> None:
    put(store, status="withheld")
    assert (store.releases.next(), store.events.newest(5), store.release(LATER)) == (None, (), 0)


def test_what_was_never_public_leaves_no_tombstone(store: Store) -> None:
    put(store, embargo=LATER)
    delete(store, event().id)
    assert (
        store.changes.removals(5),
        store.changes.listed(0, 5, store.changes.sequence()),
        store.events.by_id(event().id),
    ) == ((), (), None)
    assert store.changes.sequence() == 2


def test_an_embargo_that_has_passed_hides_until_its_release_is_made(store: Store) -> None:
    put(store, embargo=LATER)
    put(store, "quay", now=LATER + MINUTE)
    assert [stored.slug for stored in store.events.newest(5)] == ["council-reopens-quay"]
    assert store.releases.next() == LATER
    assert store.release(LATER + 2 * MINUTE) == 1
    released = found(store, "council-reopens-harbour")
    assert (released.changed, store.changes.last_at()) == (LATER + 2 * MINUTE,) * 2, "readers who ask by date are told"


def test_what_is_deleted_before_its_release_was_never_public(store: Store) -> None:
    put(store, embargo=LATER)
    delete(store, event().id, LATER + MINUTE)
    assert (ops(store), store.changes.removals(5), store.release(LATER + MINUTE)) == ([], (), 0)


def test_an_edit_after_the_embargo_is_public_at_once_and_released_no_more(store: Store) -> None:
    put(store, embargo=LATER, headline="Draft")
    put(store, now=LATER + MINUTE, embargo=LATER, headline="Final")
    assert ops(store) == [(2, "upsert", "Final")]
    assert store.release(LATER + MINUTE) == 0


def test_a_page_of_changes_ends_at_its_number_whatever_is_written_later(store: Store) -> None:
    put(store)
    put(store, "quay", embargo=LATER)
    put(store, now=NOON + MINUTE, headline="Second")
    pages = {until: store.changes.listed(0, 9, until) for until in range(4)}
    store.release(LATER)
    put(store, now=LATER, status="canceled", headline="Retracted")
    delete(store, article_id("wire", "quay"), LATER)
    assert {until: store.changes.listed(0, 9, until) for until in range(4)} == pages
    assert [(c.sequence, c.op) for c in store.changes.listed(0, 9, 4)] == [(1, "upsert"), (3, "upsert"), (4, "upsert")]
    assert ops(store) == [(5, "upsert", "Retracted"), (6, "delete", "")]


def test_changes_are_dated_in_their_order_however_the_clock_is_set(store: Store) -> None:
    put(store, now=LATER)
    put(store, "quay", now=NOON)
    assert store.changes.last_at() == LATER
    assert store.changes.last_at(1) == LATER


def test_an_embargo_lifted_early_publishes_now(store: Store) -> None:
    put(store, embargo=LATER)
    put(store, now=NOON + MINUTE, headline="Out early")
    assert found(store, "council-reopens-harbour").changed == NOON + MINUTE
    assert ops(store) == [(2, "upsert", "Out early")]


def test_of_a_retracted_article_only_the_notice_is_told(store: Store) -> None:
    put(store)
    put(store, now=NOON + MINUTE, status="canceled", headline="Retracted: Council reopens harbour")
    assert found(store, "council-reopens-harbour").event.status == "canceled"
    assert ops(store) == [(2, "upsert", "Retracted: Council reopens harbour")]
    assert store.traces.find(event().id, 1) is None


def test_changes_go_on_after_a_number(store: Store) -> None:
    for number in range(5):
        put(store, f"dock {number}")
    assert [n for n, _, _ in ops(store, after=3)] == [4, 5]
    assert [change.sequence for change in store.changes.listed(1, 2, store.changes.sequence())] == [2, 3]


def test_each_change_carries_its_own_revision(store: Store) -> None:
    put(store)
    put(store, now=NOON + MINUTE, headline="Second")
    told = [change.stored for change in store.changes.listed(0, 5, store.changes.sequence())]
    assert [(s.event.revision, s.sequence, s.changed) for s in told if s] == [(1, 1, NOON), (2, 2, NOON + MINUTE)]


def test_a_snapshot_does_not_see_what_is_written_meanwhile(store: Store) -> None:
    put(store)
    with store.snapshot() as snapshot:
        assert snapshot.changes.sequence() == 1
        put(store, "quay")
        assert (snapshot.changes.sequence(), len(snapshot.events.newest(5))) == (1, 1)
    assert store.changes.sequence() == 2


def test_the_last_change_is_that_of_what_may_be_told(store: Store) -> None:
    assert store.changes.last_at() is None
    put(store)
    put(store, "secret", now=NOON + MINUTE, embargo=LATER)
    assert store.changes.last_at() == NOON
    delete(store, event().id, NOON + 2 * MINUTE)
    assert store.changes.last_at() == NOON + 2 * MINUTE
    assert [store.changes.last_at(sequence) for sequence in (0, 3)] == [None, NOON + 2 * MINUTE]


def test_pages_are_listed_by_day_without_what_was_taken_back(store: Store) -> None:
    midnight = datetime(2024, 5, 6, tzinfo=UTC)
    for key, published in (("early", midnight), ("late", NOON), ("before", midnight - TICK), ("old", EARLY - TICK)):
        put(store, key, published=published)
    put(store, "gone", published=NOON, status="canceled")
    put(store, "secret", published=NOON, embargo=LATER)
    days = store.days.listed()
    assert [one.day.isoformat() for one in days] == ["2024-05-06", "2024-05-05", "1969-12-31"]
    assert (days[0].modified, days[0].total) == (NOON, 2)
    assert [page.slug for page in store.days.pages(days[0][0], 9)] == ["council-reopens-late", "council-reopens-early"]
    assert len(store.days.pages(days[0][0], 1)) == 1


def test_the_publications_around_a_moment(store: Store) -> None:
    assert store.days.around(NOON) == (None, None)
    for minutes in (-2, -1, 1, 2):
        put(store, f"n{minutes}", published=NOON + minutes * MINUTE)
    assert store.days.around(NOON) == (NOON - MINUTE, NOON + MINUTE)
    assert store.days.around(NOON + MINUTE) == (NOON + MINUTE, NOON + 2 * MINUTE)
    assert store.days.around(LATER) == (NOON + 2 * MINUTE, None)


def test_headings_are_of_what_is_recent_and_stands(store: Store) -> None:
    put(store, published=NOON, language="en-GB", headline="Quay “reopens”")
    put(store, "old", published=NOON - MINUTE)
    put(store, "gone", published=NOON, status="canceled")
    put(store, "secret", published=NOON, embargo=LATER)
    (heading,) = store.days.headings(NOON, NOON - MINUTE, 9)
    assert heading == ("quay-reopens", "Quay “reopens”", "en-GB", NOON, NOON, ())
