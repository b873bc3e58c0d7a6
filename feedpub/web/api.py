"""The JSON API: events newest first, and the schema of what it holds."""

from functools import partial

from flask import Blueprint, Response, request

from feedpub.contract.schemas import SCHEMAS, VERSION, schema_name
from feedpub.model.event import Event
from feedpub.model.listing import EventList, EventTypes
from feedpub.model.schema import VERSIONS
from feedpub.model.selection import ORDERS
from feedpub.site.addresses import API_SCHEMA, EVENT_SCHEMA, EVENT_TYPES, EVENTS_API, OPENAPI, VERSIONED_SCHEMA
from feedpub.web import query
from feedpub.web.paging import asked_for, order_asked_for, schema_of
from feedpub.web.responder import Responder

_OPENAPI_SCHEMA = '<https://spec.openapis.org/oas/3.1/schema/2022-10-07>; rel="describedby"; type="application/schema+json"'


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
    for name in SCHEMAS:
        path = API_SCHEMA.format(name, VERSION)
        routes.add_url_rule(path, f"schema {name}", partial(_api_schema, responder, name))
    routes.add_url_rule(EVENT_TYPES, "types", lambda: _types(responder))
    return routes


def _events(responder: Responder) -> Response:
    api = responder.publisher.api
    asked = asked_for(Event, partial(api.read_key, order_asked_for(ORDERS)))
    version = responder.version()
    page = api.listed(asked, version)
    described = [responder.described_by, responder.describing(schema_of(EventList, asked))]
    return responder.respond(page, version, links=[*described, *query.next_link(page), *responder.feed_links(asked.query)])


def _schema(responder: Responder, of: str) -> Response:
    query.read(request.args, {})
    return responder.serve(partial(responder.publisher.api.event_schema, of=of))


def _api_schema(responder: Responder, of: str) -> Response:
    query.read(request.args, {})
    return responder.serve(partial(responder.publisher.api.schema, of=of))


def _openapi(responder: Responder) -> Response:
    query.read(request.args, {})
    version = responder.version()
    return responder.respond(responder.publisher.api.openapi(version), version, links=[_OPENAPI_SCHEMA])


def _types(responder: Responder) -> Response:
    query.read(request.args, {})
    version = responder.version()
    types = responder.publisher.api.event_types(version)
    return responder.respond(types, version, links=[responder.describing(schema_name(EventTypes))])
