"""Pages of what has something in common: a section, a person, a speaker and so on, or several of them at once."""

from datetime import date

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as AnyResponse

from feedpub.model.selection import EVERYTHING, KINDS, FacetKind, Query
from feedpub.publish import NotPublishedError
from feedpub.site.addresses import SELECTED, folder_of, numbered, page_path, query_path
from feedpub.web.query import asks_for, filters, month_asked_for, page_asked_for, page_number, query_of, read, selection_at
from feedpub.web.responder import Responder


def blueprint(responder: Responder) -> Blueprint:
    """Route the pages.

    Args:
        responder: that answers.

    Returns:
        The routes.
    """
    routes = Blueprint("selections", __name__)
    for kind in KINDS:
        rule = f"{folder_of(kind)}/<slug:slug>"
        routes.add_url_rule(rule, kind, lambda slug, kind=kind: _selected(responder, kind, slug))
    routes.add_url_rule(SELECTED, "query", lambda: _queried(responder))
    return routes


def _selected(responder: Responder, kind: FacetKind, slug: str) -> AnyResponse:
    selection, number, month = selection_at(kind, slug), page_asked_for(request.args), month_asked_for(request.args)
    try:
        return _page(responder, Query(selections=(selection,)), number, month)
    except NotPublishedError:
        successor = responder.publisher.selections.successor(selection)
        if successor is None:
            raise
        return responder.moved(page_path(successor))


def _queried(responder: Responder) -> AnyResponse:
    """Serve the page of a query at its one address; every other way to say the same leads there."""
    values = read(request.args, {**filters(), "page": page_number})
    query, number = query_of(values), values.get("page", 1)
    canonical = numbered(query_path(query), number if query != EVERYTHING else 1)
    return _page(responder, query, number) if asks_for(request, canonical) else responder.moved(canonical)


def _page(responder: Responder, query: Query, number: int, month: date | None = None) -> Response:
    version = responder.version()
    page = responder.publisher.selections.page(query, number, version, month)
    return responder.respond(page, version, links=responder.feed_links(query))
