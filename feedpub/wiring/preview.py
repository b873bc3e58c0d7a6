"""One document read and extracted, and nothing stored."""

from datetime import UTC, datetime

from pydantic import TypeAdapter

from feedpub.drafting import Draft, draft
from feedpub.errors import FeedpubError, ReadError
from feedpub.extraction.trace import Trace
from feedpub.model.document import Document
from feedpub.model.event import Event
from feedpub.model.feed import Feed
from feedpub.model.record import StoredEvent
from feedpub.model.selection import EVERYTHING
from feedpub.publish import feed_of
from feedpub.settings import Settings
from feedpub.site.channels import query_channel
from feedpub.site.slugs import article_slugs
from feedpub.wiring.extraction import extractor_of, reader_of
from feedpub.wiring.site import site_of


def preview(settings: Settings, document: Document) -> Feed:
    """Read and extract one document without storing it.

    Returns:
        A feed that holds its event alone, as formats render it; a retracted one as it was read, where a site shows a notice.

    Raises:
        FeedpubError: the document cannot be read, or no event can be made of it.
    """
    site = site_of(settings)
    made = _drafted(settings, document)
    feed = feed_of((_unstored(made),), (), query_channel(EVERYTHING, (), site))
    if made.event.status != "canceled":
        return feed
    return feed.model_copy(update={"entries": tuple(one.model_copy(update={"event": made.event}) for one in feed.entries)})


def extracted(settings: Settings, document: Document) -> tuple[Event, Trace]:
    """Read and extract one document without storing it.

    Returns:
        Its event, and how the answers were chosen.

    Raises:
        FeedpubError: the document cannot be read, or no event can be made of it.
    """
    made = _drafted(settings, document)
    return made.event, TypeAdapter(Trace).validate_json(made.trace)


def _drafted(settings: Settings, document: Document) -> Draft:
    try:
        made = draft(document, reader_of(settings), extractor_of(settings), settings.publisher)
    except MemoryError:
        raise ReadError(document.location or document.key, "needs more memory than there is") from None
    if isinstance(made, FeedpubError):
        raise made
    return made


def _unstored(made: Draft) -> StoredEvent:
    # Readers refuse copy without a date, but an extractor of a site's own may see articles made otherwise.
    published = made.published or datetime.fromtimestamp(0, UTC)
    modified = made.modified or published
    return StoredEvent(
        event=made.event,
        slug=next(article_slugs(made.event.article)),
        published=published,
        modified=modified,
        changed=modified,
        sequence=1,
    )
