"""The pages of feeds, for people who want to follow something: each beside its feeds, under the suffix html."""

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as AnyResponse

from feedpub.model.selection import EVERYTHING, KINDS, FacetKind, Query
from feedpub.publish import NotPublishedError
from feedpub.site.addresses import feed_page, feed_path
from feedpub.web.query import asks_for, filters, query_of, read, selection_at
from feedpub.web.responder import Responder


def blueprint(responder: Responder) -> Blueprint:
    """Route the pages.

    Args:
        responder: that answers.

    Returns:
        The routes.
    """
    routes = Blueprint("feed pages", __name__)
    routes.add_url_rule(f"{feed_path('all')}.html", "all", lambda: _page(responder, EVERYTHING))
    routes.add_url_rule(f"{feed_path('query')}.html", "query", lambda: _queried(responder))
    for kind in KINDS:
        rule = f"{feed_path(kind)}/<slug:slug>.html"
        routes.add_url_rule(rule, kind, lambda slug, kind=kind: _selected(responder, kind, slug))
    return routes


def _selected(responder: Responder, kind: FacetKind, slug: str) -> AnyResponse:
    selection = selection_at(kind, slug)
    try:
        return _page(responder, Query(selections=(selection,)))
    except NotPublishedError:
        successor = responder.publisher.selections.successor(selection)
        if successor is None:
            raise
        return responder.moved(feed_page(Query(selections=(successor,))))


def _queried(responder: Responder) -> AnyResponse:
    """Serve the page of a query at its one address; every other way to say the same leads there."""
    query = query_of(read(request.args, filters()))
    return _page(responder, query) if asks_for(request, feed_page(query)) else responder.moved(feed_page(query))


def _page(responder: Responder, query: Query) -> Response:
    version = responder.version()
    page = responder.publisher.feed_pages.page(query, version)
    return responder.respond(page, version, links=responder.feed_links(query))
