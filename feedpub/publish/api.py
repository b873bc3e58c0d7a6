"""The JSON API: events newest first, changes in the order of commits, and what both are described by."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson

from feedpub.contract import api_schema, openapi
from feedpub.formats.eventjson import document
from feedpub.model.event import SCHEMA_VERSION
from feedpub.model.event_types import TOPICS, event_types
from feedpub.model.feed import Site
from feedpub.model.listing import EventTypes, ListedType
from feedpub.model.record import StoredDocument, StoredEvent
from feedpub.model.schema import event_schema
from feedpub.model.selection import EVERYTHING, Order, Query
from feedpub.publish.context import RenderContext
from feedpub.publish.cursors import Cursors, Key
from feedpub.publish.entries import entry_of, placed_document
from feedpub.publish.finding import refuse_unknown
from feedpub.publish.paging import PageRequest, written
from feedpub.publish.publication import Publication
from feedpub.publish.version import Version
from feedpub.site.addresses import EVENTS_API
from feedpub.site.slugs import facet_slug
from feedpub.store import Place, Snapshot, key_of

_JSON = "application/json"
_EPOCH, _TICK = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
_SCHEMA = "application/schema+json"


class Api:
    """Renders the lists of the API.

    Args:
        context: of the publisher.
        cursors: by which lists go on.
    """

    def __init__(self, context: RenderContext, cursors: Cursors) -> None:
        self._context = context
        self._cursors = cursors

    def events(self, cursor: str | None, limit: int, version: Version, query: Query = EVERYTHING) -> Publication:
        """Render a page of the list of events, newest first.

        Args:
            cursor: from the page before, or None for the first.
            limit: items on the page.
            version: to render.
            query: what the list is cut to.

        Returns:
            The JSON list.

        Raises:
            QueryError: the cursor is none that this list gave out, or no event has one of the facets.
        """
        after = self.read_key("published", cursor) if cursor is not None else None
        return self.listed(PageRequest(query, after=after, limit=limit), version)

    def listed(self, asked: PageRequest, version: Version) -> Publication:
        """Render a page of the list of events, in any order, all of each or some of its members.

        Args:
            asked: which page.
            version: to render.

        Returns:
            The JSON list.

        Raises:
            QueryError: no event has one of the facets that it is cut to.
        """
        site = self._context.site

        def render() -> Publication:
            with self._context.store.snapshot() as store:
                refuse_unknown(store, asked.query)
                before = (int(asked.after[0]), str(asked.after[1])) if asked.after else None
                found = _listed(store, asked, before)
            page = found[: asked.limit]
            items = (_item(one, site, asked.query.min_confidence) for one in page)
            cursor = self._cursor(page[-1], asked.order) if len(found) > asked.limit else None
            following = f"{site.url(EVENTS_API)}?{asked.following(cursor)}" if cursor else None
            return self._context.publication(written(items, asked.fields, following), _JSON, version, following)

        return self._context.cache.get(("events", asked), version, render, composed=asked.composed)

    def read_key(self, order: Order, cursor: str) -> Key:
        """Read where a list of events goes on.

        Args:
            order: of the list.
            cursor: from the page before.

        Raises:
            QueryError: it is none that this list gave out.
        """
        if order != "published":
            return self._cursors.read_key(f"events {order}", cursor)
        published, name = self._cursors.read(cursor)
        return (published - _EPOCH) // _TICK, name

    def _cursor(self, last: StoredEvent | StoredDocument, order: Order) -> str:
        if order == "published":
            return self._cursors.write((last.published, last.id))
        return self._cursors.write_key(f"events {order}", (key_of(last, order), last.id))

    def event_schema(self, version: Version, of: str = SCHEMA_VERSION) -> Publication:
        """Render the JSON Schema of an event.

        Args:
            version: to render.
            of: the version of the schema.
        """

        def render() -> Publication:
            body = orjson.dumps(event_schema(of), option=orjson.OPT_INDENT_2)
            return self._context.publication(body, _SCHEMA, version)

        return self._context.cache.get(("event schema", of), version, render)

    def schema(self, version: Version, of: str) -> Publication:
        """Render the JSON Schema of another document of the API.

        Args:
            version: to render.
            of: its name.
        """

        def render() -> Publication:
            return self._context.publication(orjson.dumps(api_schema(of), option=orjson.OPT_INDENT_2), _SCHEMA, version)

        return self._context.cache.get(("schema", of), version, render)

    def openapi(self, version: Version) -> Publication:
        """Render the description of the API.

        Args:
            version: to render.
        """

        def render() -> Publication:
            site = self._context.site
            body = orjson.dumps(openapi(site.title, site.base_url), option=orjson.OPT_INDENT_2)
            return self._context.publication(body, _JSON, version)

        return self._context.cache.get("openapi", version, render)

    def event_types(self, version: Version) -> Publication:
        """Render the list of the types of events."""

        def render() -> Publication:
            types = tuple(ListedType(slug=facet_slug(one.name), **one.model_dump()) for one in event_types())
            body = orjson.dumps(EventTypes(scheme=TOPICS, types=types).model_dump(), option=orjson.OPT_INDENT_2)
            return self._context.publication(body, _JSON, version)

        return self._context.cache.get("event types", version, render)


def _listed(store: Snapshot, asked: PageRequest, before: Place | None) -> Sequence[StoredEvent | StoredDocument]:
    """Find a page's events and one more: as they are stored, where all of each is told."""
    read = store.events.listed if asked.query.min_confidence else store.events.documents
    return read(asked.limit + 1, asked.order, before, asked.query)


def _item(one: StoredEvent | StoredDocument, site: Site, least: float) -> dict[str, Any]:
    return placed_document(one, site) if isinstance(one, StoredDocument) else document(entry_of(one, site, least))
