"""The JSON API: events newest first, and the schema of what it holds."""

from functools import partial

from flask import Blueprint, Response, request

from feedpub.model.event import Event
from feedpub.model.schema import VERSIONS
from feedpub.model.selection import ORDERS
from feedpub.publish import Publication
from feedpub.site.addresses import EVENT_SCHEMA, EVENT_TYPES, EVENTS_API, OPENAPI, VERSIONED_SCHEMA
from feedpub.web import query
from feedpub.web.paging import asked_for, order_asked_for
from feedpub.web.responder import Responder


def blueprint(responder: Responder) -> Blueprint:
    """Route the API.

    Args:
        responder: that answers.

    Returns:
        The routes.
    """
    routes = Blueprint("api", __name__)
    routes.add_url_rule(EVENTS_API, "events", lambda: _events(responder))
    routes.add_url_rule(OPENAPI, "openapi", lambda: _openapi(responder))
    routes.add_url_rule(EVENT_SCHEMA, "schema", lambda: _schema(responder, VERSIONS[-1]))
    for version in VERSIONS:
        path, name = VERSIONED_SCHEMA.format(version), f"schema {version}".replace(".", " ")
        routes.add_url_rule(path, name, partial(_schema, responder, version))
    routes.add_url_rule(EVENT_TYPES, "types", lambda: _types(responder))
    return routes


def _events(responder: Responder) -> Response:
    api = responder.publisher.api
    asked = asked_for(Event, partial(api.read_key, order_asked_for(ORDERS)))
    version = responder.version()
    page = api.listed(asked, version)
    return responder.respond(page, version, links=[*_links(responder, page), *responder.feed_links(asked.query)])


def _links(responder: Responder, page: Publication) -> list[str]:
    return [responder.described_by, *([f'<{page.next}>; rel="next"'] if page.next else [])]


def _schema(responder: Responder, of: str) -> Response:
    query.read(request.args, {})
    return responder.serve(partial(responder.publisher.api.event_schema, of=of))


def _openapi(responder: Responder) -> Response:
    query.read(request.args, {})
    return responder.serve(responder.publisher.api.openapi)


def _types(responder: Responder) -> Response:
    query.read(request.args, {})
    return responder.serve(responder.publisher.api.event_types)
