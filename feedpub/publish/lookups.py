"""The look-ups of the API: whom and what events are about, and what was said, each a list in pages."""

from collections.abc import Iterator, Sequence
from typing import Any

from feedpub.model.event import Event, Quote
from feedpub.model.event_types import event_type
from feedpub.model.feed import Entry
from feedpub.model.listing import FacetCount, QuotedIn, QuoteItem, TypeCount
from feedpub.model.record import StoredEvent
from feedpub.model.selection import Facet, FacetKind, Order, Query, Selection
from feedpub.publish.context import RenderContext
from feedpub.publish.cursors import Cursors, Key
from feedpub.publish.entries import entry_of
from feedpub.publish.finding import refuse_unknown
from feedpub.publish.paging import PageRequest, written
from feedpub.publish.publication import Publication
from feedpub.publish.version import Version
from feedpub.site.addresses import EVENTS_API, LOOKUPS, QUOTES_API, page_path
from feedpub.site.facets import speakers_of
from feedpub.site.titles import label_of
from feedpub.store import key_of

_JSON = "application/json"
_Quoted = tuple[dict[str, Any], Key]  # an item, and its place in the list


class Lookups:
    """Renders the look-ups.

    Args:
        context: of the publisher.
        cursors: by which lists go on.
    """

    def __init__(self, context: RenderContext, cursors: Cursors) -> None:
        self._context = context
        self._cursors = cursors

    def facets(self, kind: FacetKind, asked: PageRequest, version: Version) -> Publication:
        """Render a page of the facets of a kind, in alphabetical order of their slugs.

        Args:
            kind: of the facets.
            asked: which page.
            version: to render.

        Raises:
            QueryError: no event has one of the facets that it is cut to.
        """

        def render() -> Publication:
            with self._context.store.snapshot() as store:
                refuse_unknown(store, asked.query)
                after = str(asked.after[0]) if asked.after else ""
                found = store.counts.page(kind, asked.limit + 1, after, asked.query)
            page = found[: asked.limit]
            end: Key | None = (page[-1].slug,) if len(found) > asked.limit else None
            items = [self._counted(one).model_dump(mode="json") for one in page]
            return self._page(LOOKUPS[kind], kind, asked, (items, end), version)

        return self._context.cache.get(("facets", kind, asked), version, render, composed=asked.composed)

    def quotes(self, asked: PageRequest, version: Version) -> Publication:
        """Render a page of what was said, in the order of the events that tell of it.

        Args:
            asked: which page.
            version: to render.

        Raises:
            QueryError: no event has one of the facets that it is cut to.
        """

        def render() -> Publication:
            with self._context.store.snapshot() as store:
                refuse_unknown(store, asked.query)
                at = (int(asked.after[0]), str(asked.after[1])) if asked.after else None
                # As many events as there are quotations to list, and one more: each has at least one.
                events = store.events.quoting(asked.limit + 1, asked.order, at, asked.query)
            found = [one for stored in events for one in self._quoted(stored, asked)]
            page = found[: asked.limit]
            end = _end(events, asked)
            if len(found) > asked.limit:
                end = page[-1][1]
            return self._page(QUOTES_API, quotes_scope(asked.order), asked, ([item for item, _ in page], end), version)

        return self._context.cache.get(("quotes", asked), version, render, composed=asked.composed)

    def _page(
        self,
        path: str,
        scope: str,
        asked: PageRequest,
        found: tuple[Sequence[dict[str, Any]], Key | None],
        version: Version,
    ) -> Publication:
        items, end = found
        address = self._context.site.url(path)
        following = f"{address}?{asked.following(self._cursors.write_key(scope, end))}" if end else None
        return self._context.publication(written(items, asked.fields, following), _JSON, version, following)

    def _counted(self, facet: Facet) -> FacetCount:
        site = self._context.site
        events = Query(selections=(Selection(kind=facet.kind, slug=facet.slug),)).string
        made = FacetCount(
            slug=facet.slug,
            label=label_of(facet),
            count=facet.total,
            url=site.url(page_path(facet)),
            events=f"{site.url(EVENTS_API)}?{events}",
        )
        known = event_type(facet.label) if facet.kind == "type" else None
        if facet.kind != "type":
            return made
        told = known.model_dump(include={"definition", "topic", "topic_name"}) if known else {}
        return TypeCount(**made.model_dump(), **told)

    def _quoted(self, stored: StoredEvent, asked: PageRequest) -> Iterator[_Quoted]:
        """Yield the quotations of an event that are asked for, each with its place in the list."""
        entry = entry_of(stored, self._context.site, asked.query.min_confidence)
        begun = asked.after if asked.after and asked.after[:2] == _place(stored, asked, 0)[:2] else None
        for number, quote in enumerate(stored.event.quotes):
            shown = next((one for one in entry.event.quotes if one.id == quote.id), None)
            if shown and (begun is None or number > int(begun[2])) and _is_of(shown, entry.event, asked.query):
                yield _item(shown, entry, stored), _place(stored, asked, number)


def quotes_scope(order: Order) -> str:
    """Name the list of what was said in an order, for its cursors."""
    return f"quotes {order}"


def _end(events: Sequence[StoredEvent], asked: PageRequest) -> Key | None:
    """Return the place behind all quotations of the last event, where more events follow."""
    return _place(events[-1], asked, len(events[-1].event.quotes)) if len(events) > asked.limit else None


def _is_of(quote: Quote, event: Event, query: Query) -> bool:
    """Tell whether a quotation is by the speaker that is asked for, if one is."""
    by = next((one for one in query.selections if one.kind == "speaker"), None)
    return by is None or speakers_of(event).get(quote.id) == by


def _place(stored: StoredEvent, asked: PageRequest, number: int) -> Key:
    return (key_of(stored, asked.order), stored.event.id, number)


def _item(quote: Quote, entry: Entry, stored: StoredEvent) -> dict[str, Any]:
    event = entry.event
    told = QuotedIn(
        id=event.id,
        revision=event.revision,
        url=entry.url,
        headline=event.article.headline,
        language=event.article.language,
        published=entry.published,
        updated=stored.changed,
    )
    # Constructed rather than validated: that would prove every span again, without the article that proves it.
    made = QuoteItem.model_construct(**{name: getattr(quote, name) for name in Quote.model_fields}, event=told)
    return made.model_dump(mode="json")
