import os
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context

import pytest

from feedpub.errors import LeaseError, SourceError
from feedpub.extraction.trace import Extraction
from feedpub.ingest import batching, refresh
from feedpub.model.article import Article, Author
from feedpub.model.document import Document, article_id
from feedpub.model.event import Event
from feedpub.model.record import SourceState
from feedpub.store import Store
from tests.builders import NOON, FakeSource, document, drafting_apart, tiny_extract
from tests.refreshing import bring, folder, short, shown, state

HARBOUR = article_id("wire", "harbour")
LATER = NOON + timedelta(days=1)


def test_documents_become_events_and_the_same_bytes_change_nothing(store: Store) -> None:
    source = folder("harbour", "quay")
    assert short(bring(store, source)) == [("harbour", "new"), ("quay", "new")]
    before = store.changes.sequence()
    assert short(bring(store, source, LATER)) == [("harbour", "unchanged"), ("quay", "unchanged")]
    assert store.changes.sequence() == before == 2
    assert state(store) == SourceState(name="wire", attempted=LATER, succeeded=LATER, refreshes=2, public=2)


def test_the_same_bytes_are_not_read_again(store: Store) -> None:
    def never(document: Document) -> Article:
        raise AssertionError(document.key)

    source = folder("harbour")
    bring(store, source)
    assert short(bring(store, source, read=never)) == [("harbour", "unchanged")]
    assert short(bring(store, source, read=never, again=True)) == [("harbour", "refused")]


def test_the_same_bytes_in_another_time_zone_are_read_again(store: Store) -> None:
    bring(store, FakeSource([document("harbour")]))
    assert shown(store).published == datetime(2024, 5, 6, tzinfo=UTC)
    outcome = bring(store, FakeSource([document("harbour", timezone="America/New_York")]))[0]
    assert (outcome.status, outcome.reason) == ("changed", "published")
    assert shown(store).published == datetime(2024, 5, 6, 4, tzinfo=UTC)


def test_an_edit_makes_a_revision_under_the_same_id_and_says_what_changed(store: Store) -> None:
    bring(store, FakeSource([document("harbour", "headline: Open\nThe quay is open.")]))
    outcome = bring(store, FakeSource([document("harbour", "headline: Shut\nThe quay is shut.")]), LATER)[0]
    assert (outcome.status, outcome.reason, outcome.id) == ("changed", "headline, text", HARBOUR)
    stored = shown(store)
    assert (stored.event.revision, stored.slug, stored.modified, stored.changed) == (2, "open", LATER, LATER)


def test_the_publisher_is_the_author_of_copy_that_names_none(store: Store) -> None:
    bring(store, folder("harbour"))
    assert shown(store).event.article.authors == (Author(name="The Gazette", kind="organization"),)


def test_a_bad_document_is_quarantined_and_the_rest_goes_on(store: Store) -> None:
    listed: list[Document | SourceError] = [
        document("a", "BROKEN"),
        SourceError("b", "cannot be opened"),
        document("c", "BOOM"),
        document("harbour"),
    ]
    outcomes = bring(store, FakeSource(listed))
    assert short(outcomes) == [("a", "refused"), ("b", "refused"), ("c", "refused"), ("harbour", "new")]
    assert [outcome.reason for outcome in outcomes[:3]] == [
        "text: is broken",
        "cannot be opened",
        "cannot be read: ZeroDivisionError: a reader's own mistake",
    ]
    assert [(each.key, each.reason, each.since) for each in state(store).refused] == [
        (outcome.key, outcome.reason, NOON) for outcome in outcomes[:3]
    ]
    bring(store, FakeSource(listed), LATER)
    assert {each.since for each in state(store).refused} == {NOON}, "refused since it was first refused"


def test_the_last_good_version_of_a_bad_document_stays_until_it_is_good_again(store: Store) -> None:
    bring(store, folder("harbour"))
    assert short(bring(store, FakeSource([document("harbour", "BROKEN")]))) == [("harbour", "refused")]
    assert shown(store).event.revision == 1
    assert short(bring(store, folder("harbour"))) == [("harbour", "unchanged")]
    assert state(store).refused == ()


def test_a_refused_document_that_vanishes_is_forgotten(store: Store) -> None:
    bring(store, FakeSource([document("a", "BROKEN"), document("harbour")]))
    assert short(bring(store, folder("harbour"))) == [("harbour", "unchanged")]
    assert state(store).refused == ()


def test_an_extractor_that_raises_or_claims_without_proof_spoils_one_document_only(store: Store) -> None:
    def careless(article: Article) -> tuple[Event, Extraction]:
        if article.id == HARBOUR:
            raise RuntimeError("out of order")
        return tiny_extract(article)

    outcomes = bring(store, folder("harbour", "quay"), extract=careless)
    assert short(outcomes) == [("harbour", "refused"), ("quay", "new")]
    assert outcomes[0].reason == "cannot be read: RuntimeError: out of order"


def test_what_cannot_be_written_as_json_is_refused_alone(store: Store) -> None:
    def half(article: Article) -> tuple[Event, Extraction]:
        broken = article.model_copy(update={"rights": "\ud800"}) if article.id == HARBOUR else article
        return tiny_extract(broken)

    outcomes = bring(store, folder("harbour", "quay"), extract=half)
    assert short(outcomes) == [("harbour", "refused"), ("quay", "new")]


def test_a_document_whose_name_is_no_text_is_refused(store: Store) -> None:
    outcomes = bring(store, FakeSource([document("\udcff.txt", "Text."), document("harbour")]))
    assert [(outcome.key, outcome.status) for outcome in outcomes] == [("\\udcff.txt", "refused"), ("harbour", "new")]


def test_a_document_whose_name_is_too_long_for_a_key_is_refused(store: Store) -> None:
    outcomes = bring(store, FakeSource([document("é" * 501, "Text."), document("harbour")]))
    assert [(outcome.key, outcome.status) for outcome in outcomes] == [("é" * 500, "refused"), ("harbour", "new")]
    assert state(store).refused[0].key == "é" * 500


@pytest.mark.parametrize("line", ["embargo: 9999-12-31T23:59:59-12:00", "published: 0001-01-01T00:00:00+12:00"])
def test_a_moment_outside_the_calendar_is_refused(store: Store, line: str) -> None:
    outcomes = bring(store, FakeSource([document("a", f"{line}\nText."), document("harbour")]))
    assert short(outcomes) == [("a", "refused"), ("harbour", "new")]


def test_the_ends_of_the_calendar_can_be_stored(store: Store) -> None:
    lines = "published: 0001-01-01T00:00:00+00:00\nembargo: 9999-12-31T23:59:59+00:00"
    assert short(bring(store, FakeSource([document("harbour", f"{lines}\nText.")]))) == [("harbour", "new")]
    assert store.releases.next() is not None


def test_a_zero_byte_in_a_reason_can_be_stored(store: Store) -> None:
    bring(store, FakeSource([SourceError("a", "holds \0")]))
    assert state(store).refused[0].reason == "holds \\x00"


def test_of_two_documents_with_the_same_id_where_nothing_tells_which_is_newer_the_second_is_refused(store: Store) -> None:
    source = FakeSource([document("a", "id: fire\nThe mill burnt."), document("b", "id: fire\nThe mill did not burn.")])
    for _ in range(2):
        outcomes = bring(store, source)
        assert short(outcomes)[1] == ("b", "refused")
        assert outcomes[1].reason == "id: is the same article as a, and nothing tells which is newer"
    assert shown(store, "fire").event.article.text == "The mill burnt."


def test_the_second_of_two_takes_over_when_the_first_is_gone(store: Store) -> None:
    first, second = document("a", "id: fire\nThe mill burnt."), document("b", "id: fire\nThe mill did not burn.")
    bring(store, FakeSource([first, second, document("harbour")]))
    assert short(bring(store, FakeSource([second, document("harbour")]))) == [("b", "changed"), ("harbour", "unchanged")]
    assert shown(store, "fire").event.article.text == "The mill did not burn."


def test_a_copy_given_by_hand_does_not_stay_when_its_source_lists_the_original(store: Store) -> None:
    original, copy = document("a", "id: fire\nThe mill burnt."), document("b", "id: fire\nThe mill did not burn.")
    bring(store, FakeSource([original]))
    assert short(bring(store, FakeSource([copy]), sweep=False)) == [("b", "changed")]
    assert short(bring(store, FakeSource([original, copy]))) == [("a", "changed"), ("b", "refused")]
    assert shown(store, "fire").event.article.text == "The mill burnt."
    assert short(bring(store, FakeSource([original, copy]))) == [("a", "unchanged"), ("b", "refused")]


def test_a_key_that_is_listed_twice_counts_once(store: Store) -> None:
    outcomes = bring(store, FakeSource([document("harbour"), document("harbour", "Something else.")]))
    assert short(outcomes) == [("harbour", "new"), ("harbour", "refused")]
    assert outcomes[1].reason == "is listed twice; the first one counts"


def test_a_document_that_moves_stays_the_same_article_when_its_copy_has_an_id(store: Store) -> None:
    bring(store, FakeSource([document("old", "id: fire\nThe mill burnt.")]))
    assert short(bring(store, FakeSource([document("new", "id: fire\nThe mill burnt.")]))) == [("new", "unchanged")]
    assert short(bring(store, FakeSource([document("new", "id: fire\nThe mill burnt.")]))) == [("new", "unchanged")]
    assert shown(store, "fire").event.revision == 1


def test_an_id_written_into_the_copy_later_does_not_make_another_article(store: Store) -> None:
    bring(store, FakeSource([document("harbour", "The quay is open.")]))
    outcome = bring(store, FakeSource([document("harbour", "id: quay-1\nThe quay is shut.")]))[0]
    assert (outcome.status, outcome.id) == ("changed", HARBOUR)
    outcome = bring(store, FakeSource([document("moved", "id: quay-1\nThe quay is shut again.")]))[0]
    assert (outcome.status, outcome.id) == ("changed", HARBOUR)
    assert store.events.count() == 1


def test_a_file_that_gets_another_id_holds_another_article(store: Store) -> None:
    bring(store, FakeSource([document("latest", "id: monday\nMonday's story."), document("a"), document("b")]))
    outcomes = bring(store, FakeSource([document("latest", "id: tuesday\nTuesday's story."), document("a"), document("b")]))
    assert short(outcomes)[0] == ("latest", "new")
    assert outcomes[0].id == article_id("wire", "tuesday")


# deletion


def test_what_a_source_lists_no_more_is_deleted(store: Store) -> None:
    bring(store, folder("harbour", "quay", "mill"))
    outcomes = bring(store, folder("quay", "mill"), LATER)
    assert short(outcomes) == [("quay", "unchanged"), ("mill", "unchanged"), ("harbour", "deleted")]
    assert store.changes.removals(5)[0].id == HARBOUR
    assert short(bring(store, folder("quay", "mill"))) == [("quay", "unchanged"), ("mill", "unchanged")]


def test_what_reappears_goes_on_under_its_old_id_and_slug(store: Store) -> None:
    bring(store, folder("harbour", "quay"))
    slug = shown(store).slug
    bring(store, folder("quay"))
    outcome = bring(store, folder("harbour", "quay"), LATER)[0]
    assert (outcome.status, outcome.reason) == ("changed", "reappeared")
    assert (shown(store).slug, shown(store).event.revision) == (slug, 2)


def test_a_refused_document_has_not_vanished(store: Store) -> None:
    bring(store, folder("harbour", "quay"))
    bring(store, FakeSource([document("harbour", "BROKEN"), SourceError("quay", "cannot be opened")]))
    assert store.events.count() == 2


def test_a_source_that_fails_deletes_nothing_and_says_why(store: Store) -> None:
    bring(store, folder("harbour", "quay", "mill"))
    failing = FakeSource([document("harbour", "Changed.")], failure=SourceError("wire", "folder is gone"))
    with pytest.raises(SourceError, match="folder is gone"):
        bring(store, failing, LATER)
    assert (state(store).failure, state(store).succeeded, state(store).attempted) == ("folder is gone", NOON, LATER)
    assert store.events.count() == 3
    assert shown(store).event.article.text == "Changed.", "what it had listed before counts"
    bring(store, folder("harbour", "quay", "mill"))
    assert state(store).failure is None


def test_more_than_half_vanished_at_once_is_a_failure_that_lasts(store: Store) -> None:
    bring(store, folder("a", "b", "c", "d"))
    for survivors in (folder("a"), folder("a"), folder("a", "e", "f", "g", "h")):
        with pytest.raises(SourceError, match="3 of its documents have vanished at once"):
            bring(store, survivors)
        assert state(store).failure
    assert store.events.count() == 8
    bring(store, folder("a", "b", "c", "d", "e", "f", "g", "h"))
    assert state(store).failure is None


def test_half_vanished_is_deleted(store: Store) -> None:
    bring(store, folder("a", "b", "c", "d"))
    bring(store, folder("a", "b"))
    assert store.events.count() == 2


def test_a_few_that_vanish_later_are_deleted_while_many_are_doubted(store: Store) -> None:
    bring(store, folder("a", "b", "c", "d", "e"))
    with pytest.raises(SourceError):
        bring(store, folder("a", "b"))
    with pytest.raises(SourceError):
        bring(store, folder("a"))
    assert store.events.count() == 4


def test_an_operator_may_mean_a_mass_deletion(store: Store) -> None:
    bring(store, folder("a", "b", "c", "d"))
    with pytest.raises(SourceError):
        bring(store, folder())
    assert [status for _, status in short(bring(store, folder(), allow_mass_delete=True))] == ["deleted"] * 4
    assert (store.events.count(), state(store).failure) == (0, None)


def test_what_a_person_gives_by_hand_is_never_swept_until_its_source_lists_it(store: Store) -> None:
    bring(store, folder("harbour", "quay"), sweep=False)
    assert short(bring(store, folder("mill"), sweep=False)) == [("mill", "new")]
    assert short(bring(store, folder("harbour", "mill"))) == [("harbour", "unchanged"), ("mill", "unchanged")]
    assert short(bring(store, folder("mill"))) == [("mill", "unchanged"), ("harbour", "deleted")]
    assert shown(store, "quay").event.revision == 1


def test_what_a_person_gives_by_hand_and_is_refused_leaves_no_trace(store: Store) -> None:
    assert bring(store, FakeSource([document("a", "BROKEN")]), sweep=False)[0].status == "refused"
    assert store.sources.documents("wire") == {}


def test_what_a_person_gives_by_hand_says_nothing_about_how_the_source_does(store: Store) -> None:
    with pytest.raises(SourceError):
        bring(store, FakeSource(failure=SourceError("wire", "folder is gone")))
    before = state(store)
    bring(store, folder("harbour"), LATER, sweep=False)
    assert state(store) == before.model_copy(update={"public": 1})


# embargo, lease, executor


def test_a_pass_that_loses_its_lease_stops_before_it_writes(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batching, "_TOGETHER", 1)
    mine = store.leases.take("refresh", "mine", None)
    outcomes = refresh(folder("a", "b", "c", "d"), store=store, now=NOON, **drafting_apart({"lease": mine}))
    assert next(outcomes).status == "new"
    assert store.leases.take("refresh", "theirs", store.leases.state("refresh"))
    with pytest.raises(LeaseError):
        list(outcomes)
    assert store.events.count() == 1


@pytest.mark.parametrize("pool", ["threads", pytest.param("processes", marks=pytest.mark.slow)])
def test_an_executor_gives_the_same_outcomes_in_the_same_order(store: Store, pool: str) -> None:
    def executor() -> Executor:
        return ThreadPoolExecutor(2) if pool == "threads" else ProcessPoolExecutor(2, mp_context=get_context("spawn"))

    source = FakeSource([document(f"{n:03}", "BROKEN" if n % 10 == 3 else "") for n in range(70)])
    with executor() as workers:
        outcomes = bring(store, source, executor=workers)
    assert [outcome.key for outcome in outcomes] == [f"{n:03}" for n in range(70)]
    assert {outcome.reason for outcome in outcomes if outcome.status == "refused"} == {"text: is broken"}
    assert store.events.count() == 63


def _die(_document: Document) -> Article:
    os._exit(1)


@pytest.mark.slow
def test_a_worker_process_that_dies_ends_the_pass_with_a_refusal_not_with_silence(store: Store) -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as workers:
        outcomes = bring(store, folder("harbour"), read=_die, executor=workers)
    assert outcomes[0].reason.startswith("its reading broke off: BrokenProcessPool")
