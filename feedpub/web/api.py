"""The JSON API: events newest first, changes in commit order, and the schema of what both hold."""

import orjson
from flask import Blueprint, Response, request

from feedpub.model.event_types import TOPICS, event_types
from feedpub.model.schema import event_schema
from feedpub.publish import DEFAULT_LIMIT, Publication
from feedpub.site.slugs import facet_slug
from feedpub.web import query
from feedpub.web.forms import query_forms
from feedpub.web.outlet import Outlet

SCHEMA = "application/schema+json"


def blueprint(outlet: Outlet) -> Blueprint:
    """Route the API.

    Args:
        outlet: that publishes it.

    Returns:
        The routes.
    """
    routes = Blueprint("api", __name__)
    routes.add_url_rule("/api/events", "events", lambda: _events(outlet))
    routes.add_url_rule("/api/changes", "changes", lambda: _changes(outlet))
    routes.add_url_rule("/schemas/event.schema.json", "schema", lambda: _schema(outlet))
    routes.add_url_rule("/schemas/event-types.json", "types", lambda: _types(outlet))
    return routes


def _types(outlet: Outlet) -> Response:
    query.read(request.args, {})
    version = outlet.version()

    def render() -> bytes:
        listed = [{"slug": facet_slug(one.name)} | one.model_dump() for one in event_types()]
        return orjson.dumps({"scheme": TOPICS, "types": listed}, option=orjson.OPT_INDENT_2)

    return outlet.respond(outlet.publisher.page("event types", version, render, "application/json"), version)


def _events(outlet: Outlet) -> Response:
    asked = query.read(request.args, {"cursor": str, "limit": query.limit, **query.filters()})
    version = outlet.version()
    found = query.query_of(asked)
    page = outlet.publisher.events(asked.get("cursor"), asked.get("limit", DEFAULT_LIMIT), version, found)
    feeds = [form.link for form in query_forms(outlet, found)]
    return outlet.respond(page, version, links=[*_links(outlet, page), *feeds])


def _changes(outlet: Outlet) -> Response:
    asked = query.read(request.args, {"after": query.sequence, "limit": query.limit})
    version = outlet.version()
    page = outlet.publisher.changes(asked.get("after", 0), asked.get("limit", DEFAULT_LIMIT), version)
    return outlet.respond(page, version, links=_links(outlet, page))


def _links(outlet: Outlet, page: Publication) -> list[str]:
    return [outlet.described_by, *([f'<{page.next}>; rel="next"'] if page.next else [])]


def _schema(outlet: Outlet) -> Response:
    query.read(request.args, {})
    version = outlet.version()
    page = outlet.publisher.page("schema", version, lambda: orjson.dumps(event_schema(), option=orjson.OPT_INDENT_2), SCHEMA)
    return outlet.respond(page, version)
