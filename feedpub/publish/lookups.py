"""The look-ups of the API: whom and what events are about, and what was said, each a list in pages."""

from collections.abc import Iterator, Sequence
from typing import Any

from feedpub.model.event import Event, Quote
from feedpub.model.event_types import event_type
from feedpub.model.listing import FacetCount, QuotedIn, TypeCount
from feedpub.model.record import StoredDocument, StoredEvent
from feedpub.model.selection import FACET_ORDERS, Facet, FacetKind, FacetOrder, Order, Query, Selection
from feedpub.publish.context import RenderContext
from feedpub.publish.cursors import Cursors, Key
from feedpub.publish.entries import entry_of
from feedpub.publish.finding import refuse_unknown
from feedpub.publish.paging import PageRequest, written
from feedpub.publish.publication import Publication
from feedpub.publish.version import Version
from feedpub.site.addresses import EVENTS_API, LOOKUPS, QUOTES_API, article_path, page_path
from feedpub.site.facets import speakers_of
from feedpub.site.titles import label_of
from feedpub.store import FacetPlace, Place, Snapshot, key_of

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
        """Render a page of the facets of a kind.

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
                after = FacetPlace(str(asked.after[0]), *map(int, asked.after[1:])) if asked.after else None
                found = store.counts.page(kind, asked.limit + 1, after, asked.query, asked.facet_order)
            page = found[: asked.limit]
            end: Key | None = (page[-1].slug, page[-1].total) if len(found) > asked.limit else None
            items = [self._counted(one).model_dump(mode="json") for one in page]
            scope = facets_scope(kind, asked.facet_order)
            return self._page(LOOKUPS[kind], scope, asked, (items, end), version)

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
                events = _quoting(store, asked, at)
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

    def _quoted(self, stored: StoredEvent | StoredDocument, asked: PageRequest) -> Iterator[_Quoted]:
        """Yield the quotations of an event that are asked for, each with its place in the list."""
        begun = asked.after if asked.after and asked.after[:2] == _place(stored, asked, 0)[:2] else None
        told = self._quoted_in(stored)
        quotes = (
            stored.document.get("quotes", ()) if isinstance(stored, StoredDocument) else self._chosen(stored, asked.query)
        )
        for number, quote in enumerate(quotes):
            if quote is not None and (begun is None or number > int(begun[2])):
                yield {**quote, "event": told}, _place(stored, asked, number)

    def _chosen(self, stored: StoredEvent, query: Query) -> Iterator[dict[str, Any] | None]:
        """Yield what is shown of each quotation of an event; None of those that are not asked for."""
        event = entry_of(stored, self._context.site, query.min_confidence).event
        shown = {one.id: one for one in event.quotes if _is_of(one, event, query)}
        for quote in stored.event.quotes:
            yield shown[quote.id].model_dump(mode="json") if quote.id in shown else None

    def _quoted_in(self, stored: StoredEvent | StoredDocument) -> dict[str, Any]:
        """Tell in which event something is quoted."""
        if isinstance(stored, StoredDocument):
            article = stored.document["article"]
            revision, headline, language = stored.document["revision"], article["headline"], article["language"]
        else:
            known = stored.event.article
            revision, headline, language = stored.event.revision, known.headline, known.language
        told = QuotedIn.model_construct(
            id=stored.id,
            revision=revision,
            url=self._context.site.url(article_path(stored.slug)),
            headline=headline,
            language=language,
            published=stored.published,
            updated=stored.changed,
        )
        return told.model_dump(mode="json")


def facets_scope(kind: FacetKind, order: FacetOrder) -> str:
    """Name the list of the facets of a kind in an order, for its cursors."""
    return kind if order == FACET_ORDERS[0] else f"{kind} {order}"


def quotes_scope(order: Order) -> str:
    """Name the list of what was said in an order, for its cursors."""
    return f"quotes {order}"


def _quoting(store: Snapshot, asked: PageRequest, at: Place | None) -> Sequence[StoredEvent | StoredDocument]:
    """Find events that quote somebody.

    As many as there are quotations to list, and one more: each has at least one. They come as they are stored, where all
    that they quote is asked for.
    """
    chosen = asked.query.min_confidence or any(one.kind == "speaker" for one in asked.query.selections)
    read = store.events.quoting if chosen else store.events.quoting_documents
    return read(asked.limit + 1, asked.order, at, asked.query)


def _end(events: Sequence[StoredEvent | StoredDocument], asked: PageRequest) -> Key | None:
    """Return the place behind all quotations of the last event, where more events follow."""
    if len(events) <= asked.limit:
        return None
    last = events[-1]
    quotes = last.document.get("quotes", ()) if isinstance(last, StoredDocument) else last.event.quotes
    return _place(last, asked, len(quotes))


def _is_of(quote: Quote, event: Event, query: Query) -> bool:
    """Tell whether a quotation is by the speaker that is asked for, if one is."""
    by = next((one for one in query.selections if one.kind == "speaker"), None)
    return by is None or speakers_of(event).get(quote.id) == by


def _place(stored: StoredEvent | StoredDocument, asked: PageRequest, number: int) -> Key:
    return (key_of(stored, asked.order), stored.id, number)
