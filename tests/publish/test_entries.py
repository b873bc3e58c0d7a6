"""What readers are shown, as pure functions."""

from datetime import UTC, date, datetime, timedelta

from feedpub.model.article import Correction
from feedpub.model.feed import Feed
from feedpub.model.record import Removal, StoredEvent
from feedpub.publish import entry_of, feed_of
from feedpub.site.channels import channel_of, feed_id
from feedpub.site.notices import shown
from tests.builders import MINUTE, NOON, event
from tests.formats.samples import SITE, bridge

GONE = Removal(id=bridge().id, slug="gone", removed=NOON + timedelta(hours=1), sequence=9)


def stored(key: str, changed: datetime = NOON, **changes: object) -> StoredEvent:
    made = event(key, **changes).model_copy(update={"revision": 1})
    return StoredEvent(event=made, slug=key, published=NOON, modified=NOON, changed=changed, sequence=1)


def feed(*events: StoredEvent, removals: tuple[Removal, ...] = ()) -> Feed:
    return feed_of(events, removals, channel_of(SITE, "all", "Everything", "/"))


def test_an_event_that_stands_is_shown_as_it_is() -> None:
    assert shown(bridge()) is not None
    assert shown(bridge()) == bridge()


def test_a_retracted_event_becomes_its_notice_under_the_same_id() -> None:
    notes = (Correction(date=date(2024, 5, 6), text="First note."), Correction(date=date(2024, 5, 7), text="It was wrong."))
    copy = bridge().article.model_copy(update={"status": "canceled", "corrections": notes})
    notice = shown(bridge().model_copy(update={"status": "canceled", "article": copy}))
    assert notice.id == bridge().id
    assert notice.article.headline == f"Retracted: {bridge().article.headline}"
    assert notice.article.text == "It was wrong."
    assert notice.article.corrections == notes
    assert (notice.article.standfirst, notice.article.images) == (None, ())
    assert not list(notice.all())


def test_a_retraction_without_a_note_still_says_something() -> None:
    assert shown(event(status="canceled")).article.text == "This article has been retracted."


def test_a_headline_that_says_so_itself_is_left_alone() -> None:
    assert (
        shown(event(status="canceled", headline="RETRACTION: Quay reopens")).article.headline == "RETRACTION: Quay reopens"
    )


def test_a_feed_is_updated_by_edits_and_by_removals_and_by_nothing_else() -> None:
    assert feed(stored("a"), stored("b", NOON + MINUTE)).updated == NOON + MINUTE
    assert feed(stored("a"), removals=(GONE,)).updated == GONE.removed
    assert feed().updated == datetime(1970, 1, 1, tzinfo=UTC)


def test_copy_that_is_dated_ahead_does_not_set_the_feed_ahead() -> None:
    ahead = stored("a").model_copy(update={"published": NOON + timedelta(days=90), "modified": NOON + timedelta(days=90)})
    assert feed(ahead).updated == NOON


def test_a_feed_keeps_the_order_and_names_what_is_gone() -> None:
    made = feed(stored("b"), stored("a"), removals=(GONE,))
    assert [entry.url for entry in made.entries] == ["https://news.example/articles/b", "https://news.example/articles/a"]
    assert [tombstone.id for tombstone in made.tombstones] == [GONE.id]


def test_no_entry_is_modified_before_it_is_published() -> None:
    early = stored("a").model_copy(update={"modified": NOON - MINUTE})
    assert entry_of(early, SITE).modified == NOON


def test_the_id_of_a_feed_depends_on_publisher_and_name_alone() -> None:
    assert feed_id("Harbour Press", "all") == "urn:uuid:53c5d478-fbf4-58ca-9fdc-0429bf31b175"
    assert feed_id("Harbour Press", "all") != feed_id("Quay Press", "all")
    moved = SITE.model_copy(update={"base_url": "http://other.example/news", "title": "Other"})
    assert channel_of(moved, "all", "All", "/").id == channel_of(SITE, "all", "Everything", "/").id
