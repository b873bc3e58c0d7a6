"""The look-ups of the API: people, organizations, places and types of events, and what was said."""

from functools import partial

from flask import Blueprint, Response

from feedpub.model.listing import FacetCount, FacetList, QuoteItem, QuoteList, TypeCount, TypeList
from feedpub.model.selection import FACET_ORDERS, ORDERS, FacetKind
from feedpub.publish import Publication, Version
from feedpub.publish.lookups import facets_scope, quotes_scope
from feedpub.site.addresses import LOOKUPS, QUOTES_API
from feedpub.web.paging import asked_for, order_asked_for, schema_of
from feedpub.web.query import next_link
from feedpub.web.responder import Responder


def blueprint(responder: Responder) -> Blueprint:
    """Route the look-ups.

    Args:
        responder: that answers.

    Returns:
        The routes.
    """
    routes = Blueprint("lookups", __name__)
    routes.add_url_rule(QUOTES_API, "quotes", lambda: _quotes(responder))
    for kind, path in LOOKUPS.items():
        routes.add_url_rule(path, kind, partial(_facets, responder, kind))
    return routes


def _quotes(responder: Responder) -> Response:
    publisher = responder.publisher
    asked = asked_for(QuoteItem, partial(publisher.cursors.read_key, quotes_scope(order_asked_for(ORDERS))))
    version = responder.version()
    return _listed(responder, publisher.lookups.quotes(asked, version), version, schema_of(QuoteList, asked))


def _listed(responder: Responder, page: Publication, version: Version, schema: str) -> Response:
    return responder.respond(page, version, links=[responder.describing(schema), *next_link(page)])


def _facets(responder: Responder, kind: FacetKind) -> Response:
    publisher = responder.publisher
    model = TypeCount if kind == "type" else FacetCount
    scope = facets_scope(kind, order_asked_for(FACET_ORDERS))
    asked = asked_for(model, partial(publisher.cursors.read_key, scope), FACET_ORDERS)
    version = responder.version()
    schema = schema_of(TypeList if kind == "type" else FacetList, asked)
    return _listed(responder, publisher.lookups.facets(kind, asked, version), version, schema)
