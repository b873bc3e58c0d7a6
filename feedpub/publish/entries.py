"""What readers are shown of the store's events: pure functions from records to entries and feeds."""

from collections.abc import Iterable, Set
from typing import Any

from feedpub.formats.eventjson import placed
from feedpub.model.event import Event, Quote
from feedpub.model.feed import Entry, Feed, Site, Tombstone
from feedpub.model.record import Removal, StoredDocument, StoredEvent
from feedpub.model.selection import EVERYTHING, Query
from feedpub.site.addresses import article_path
from feedpub.site.notices import shown

_LISTS = ("when", "where", "quotes")


def _at(site: Site, event: Event) -> Event:
    """Give the pictures that the site keeps itself the addresses at which it serves them."""
    article = event.article
    if not any(image.url.startswith("/") for image in article.images):
        return event
    images = tuple(image.model_copy(update={"url": site.absolute(image.url)}) for image in article.images)
    return event.model_copy(update={"article": article.model_copy(update={"images": images})})


def sure(event: Event, least: float) -> Event:
    """Leave out the answers of an event that are not sure enough.

    Args:
        event: as readers may see it.
        least: confidence of what is kept.

    Returns:
        The event; what somebody says is kept without the speaker where only the speaker is unsure.
    """
    if not least:
        return event
    who = tuple(one for one in event.who if one.confidence >= least)
    known = {one.id for one in who}
    kept: dict[str, Any] = {name: tuple(one for one in getattr(event, name) if one.confidence >= least) for name in _LISTS}
    quotes = tuple(_surely_said(quote, least, known) for quote in kept.pop("quotes"))
    what = event.what if event.what and event.what.confidence >= least else None
    return event.model_copy(update={"who": who, "what": what, "quotes": quotes, **kept})


def _surely_said(quote: Quote, least: float, known: Set[str]) -> Quote:
    speaker = quote.speaker if quote.speaker and quote.speaker.confidence >= least else None
    if speaker and speaker.who not in known:
        speaker = speaker.model_copy(update={"who": None})
    return quote.model_copy(update={"speaker": speaker})


def entry_of(stored: StoredEvent, site: Site, least: float = 0.0) -> Entry:
    """Place a stored event on a site.

    Args:
        stored: as the store's guard lets it out.
        site: who publishes it.
        least: confidence of the answers that are shown.

    Returns:
        The entry.
    """
    # RFC 4287 has no entry that was updated before it was published; copy may say so of itself.
    modified = max(stored.modified, stored.published)
    url = site.url(article_path(stored.slug))
    event = sure(_at(site, shown(stored.event)), least)
    # Constructed rather than validated: that would prove every span of the event again.
    return Entry.of_valid({"event": event, "url": url, "published": stored.published, "modified": modified})


def placed_document(stored: StoredDocument, site: Site) -> dict[str, Any]:
    """Place on a site the document of an event of which all is shown; it says what that of the event's entry would.

    Args:
        stored: as the store's guard lets it out.
        site: who publishes it.
    """
    event = placed(stored.document, site.url(article_path(stored.slug)))
    images = [image | {"url": site.absolute(image["url"])} for image in event["article"].get("images", ())]
    return event | {"article": event["article"] | {"images": images}} if images else event


def feed_of(stored: Iterable[StoredEvent], removals: Iterable[Removal], channel: Feed, query: Query = EVERYTHING) -> Feed:
    """Fill a feed with events.

    Args:
        stored: newest first.
        removals: latest first.
        channel: the feed without entries.
        query: what it is cut to.

    Returns:
        The feed; ``updated`` moves with every edit, release and removal, and never with the clock.
    """
    events, gone = tuple(stored), tuple(removals)
    entries = tuple(entry_of(one, channel.site, query.min_confidence) for one in events)
    # Not what the copy says of itself: copy that is dated ahead would set the feed's clock ahead.
    changes = [*(one.changed for one in events), *(one.removed for one in gone)]
    tombstones = tuple(Tombstone(id=one.id, removed=one.removed) for one in gone)
    return channel.model_copy(
        update={"updated": max(changes, default=channel.updated), "entries": entries, "tombstones": tombstones}
    )
