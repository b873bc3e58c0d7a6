"""What readers are shown of the store's events: pure functions from records to entries and feeds."""

from collections.abc import Iterable

from feedpub.model.article import SAMPLE_NOTICE
from feedpub.model.event import Event
from feedpub.model.feed import Entry, Feed, Site, Tombstone
from feedpub.model.record import Removal, StoredEvent
from feedpub.site.addresses import article_path

_NOTICE = "This article has been retracted."


def shown(event: Event) -> Event:
    """Return what readers see of an event.

    Args:
        event: of the store.

    Returns:
        The event; where its article was taken back, the notice under the same id: without answers, because what would
        prove them is gone, and without standfirst and pictures.
    """
    article = event.article
    if article.sample:
        article = article.model_copy(update={"rights": " ".join(filter(None, (SAMPLE_NOTICE, article.rights)))})
        event = event.model_copy(update={"article": article})
    if event.status != "canceled":
        return event
    last = article.corrections[-1].text if article.corrections else _NOTICE
    notice = article.model_copy(
        update={"headline": _taken_back(article.headline), "standfirst": None, "text": last, "dateline": None, "images": ()}
    )
    return Event(
        schema_version=event.schema_version, id=event.id, revision=event.revision, status=event.status, article=notice
    )


def _taken_back(headline: str) -> str:
    """Say so in the headline, unless the newsroom has done it: "Retracted: Quay reopens", "RETRACTION: …"."""
    return headline if headline.casefold().startswith("retract") else f"Retracted: {headline}"


def entry_of(stored: StoredEvent, site: Site) -> Entry:
    """Place a stored event on a site.

    Args:
        stored: as the store's guard lets it out.
        site: who publishes it.

    Returns:
        The entry.
    """
    # RFC 4287 has no entry that was updated before it was published; copy may say so of itself.
    modified = max(stored.modified, stored.published)
    url = site.url(article_path(stored.slug))
    return Entry(event=shown(stored.event), url=url, published=stored.published, modified=modified)


def feed_of(stored: Iterable[StoredEvent], removals: Iterable[Removal], channel: Feed) -> Feed:
    """Fill a feed with events.

    Args:
        stored: newest first.
        removals: latest first.
        channel: the feed without entries.

    Returns:
        The feed; ``updated`` moves with every edit, release and removal, and never with the clock.
    """
    events, gone = tuple(stored), tuple(removals)
    entries = tuple(entry_of(one, channel.site) for one in events)
    # Not what the copy says of itself: copy that is dated ahead would set the feed's clock ahead.
    changes = [*(one.changed for one in events), *(one.removed for one in gone)]
    tombstones = tuple(Tombstone(id=one.id, removed=one.removed) for one in gone)
    return channel.model_copy(
        update={"updated": max(changes, default=channel.updated), "entries": entries, "tombstones": tombstones}
    )
