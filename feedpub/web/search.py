"""Search for people: a form on every page, what it finds, and the description by which a browser adds it to its own."""

from http import HTTPStatus

from flask import Blueprint, Response, request
from werkzeug.datastructures import MultiDict

from feedpub.errors import QueryError
from feedpub.language.en import ENGLISH
from feedpub.language.search import search_of
from feedpub.model.characters import fit
from feedpub.model.search import Search
from feedpub.model.selection import ALWAYS, KINDS
from feedpub.site.addresses import SEARCH, SEARCH_DESCRIPTION
from feedpub.views import HTML_UTF8
from feedpub.web.negotiation import prefers_html
from feedpub.web.problems import shortened
from feedpub.web.query import api_filters, filters, query_of, read
from feedpub.web.responder import Responder

_DATES = ("published_from", "published_until")


def blueprint(responder: Responder) -> Blueprint:
    """Route the search.

    Args:
        responder: that answers.

    Returns:
        The routes.
    """
    routes = Blueprint("search", __name__)
    description = responder.publisher.search.description
    routes.add_url_rule(SEARCH, "search", lambda: _search(responder))
    routes.add_url_rule(SEARCH_DESCRIPTION, "opensearch", lambda: responder.serve(description))
    return routes


def _search(responder: Responder) -> Response:
    typed = fit(request.args.get("q", "")).strip()
    if not typed:
        return responder.serve(responder.publisher.search.form)
    try:
        search = search_of(typed, ENGLISH)
    except QueryError as error:
        return _refused(responder, typed, error)
    return _results(responder, search, typed)


def _results(responder: Responder, search: Search, typed: str) -> Response:
    version = responder.version()
    # Parameters that others have added to the address, such as where a visitor came from, change nothing.
    given = request.args.items(multi=True)
    # A form sends the fields that nobody filled in as well.
    known = [(name, value) for name, value in given if name in (*KINDS, "min_confidence") or (name in _DATES and value)]
    parsers = {name: parser for name, parser in api_filters().items() if name in filters() or name in _DATES}
    query = query_of(read(MultiDict(known), parsers) | {"q": search})
    page = responder.publisher.search.results(query, typed, request.args.get("cursor"), version)
    return responder.respond(page, version, links=responder.feed_links(query.model_copy(update={"published": ALWAYS})))


def _refused(responder: Responder, typed: str, error: QueryError) -> Response:
    """Say to people what is wrong with what they typed, and how to search."""
    if not prefers_html(request.headers.get("Accept")):
        raise error
    body = responder.publisher.search.refused(shortened(typed), error.reason)
    response = Response(body, HTTPStatus.BAD_REQUEST, content_type=HTML_UTF8)
    response.headers |= {"Cache-Control": "no-store", "Vary": "Accept"}
    return response
