"""The JSON API: events newest first, changes in the order of commits, and what both are described by."""

import orjson

from feedpub.contract import openapi
from feedpub.errors import QueryError
from feedpub.model.event import SCHEMA_VERSION
from feedpub.model.event_types import TOPICS, event_types
from feedpub.model.schema import event_schema
from feedpub.model.selection import EVERYTHING, Query
from feedpub.publish.context import RenderContext
from feedpub.publish.cursors import Cursors
from feedpub.publish.lists import DEFAULT_LIMIT, changes_list, events_list
from feedpub.publish.publication import Publication
from feedpub.publish.version import Version
from feedpub.site.slugs import facet_slug

_JSON = "application/json"
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
        before = self._cursors.read(cursor) if cursor is not None else None

        def render() -> Publication:
            for one in query.selections:
                if self._context.store.facets.find(one) is None:
                    raise QueryError(one.kind, f"no event has this {one.kind}")
            found = self._context.store.events.newest(limit + 1, before, query)
            body, following = events_list(found, limit, self._context.site, self._cursors, query)
            return self._context.publication(body, _JSON, version, following)

        composed = cursor is not None or limit != DEFAULT_LIMIT or query.composed
        return self._context.cache.get(("events", before, limit, query), version, render, composed=composed)

    def changes(self, after: int, limit: int, version: Version) -> Publication:
        """Render a page of the list of changes, in the order of commits.

        Args:
            after: the last sequence number that the poller has seen, 0 for none.
            limit: items on the page.
            version: to render.

        Returns:
            The JSON list.

        Raises:
            QueryError: nobody can have seen that number: the poller's cursor is of another store, or of one that was
                restored from a backup, and an empty page would let it miss what comes.
        """
        if after > version.sequence:
            raise QueryError("after", f"is past the last change, {version.sequence}; read again from 0")

        def render() -> Publication:
            found = self._context.store.changes.listed(after, limit + 1, version.sequence)
            body, following = changes_list(found, after, limit, self._context.site)
            return self._context.publication(body, _JSON, version, following)

        composed = after > 0 or limit != DEFAULT_LIMIT
        return self._context.cache.get(("changes", after, limit), version, render, composed=composed)

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
            listed = [{"slug": facet_slug(one.name)} | one.model_dump() for one in event_types()]
            body = orjson.dumps({"scheme": TOPICS, "types": listed}, option=orjson.OPT_INDENT_2)
            return self._context.publication(body, _JSON, version)

        return self._context.cache.get("event types", version, render)
