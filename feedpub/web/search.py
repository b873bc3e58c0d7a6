"""Search for people: a form on every page, what it finds, and the description by which a browser adds it to its own."""

from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, Response, render_template, request
from werkzeug.datastructures import MultiDict

from feedpub.errors import QueryError
from feedpub.formats.opensearch import MEDIA_TYPE, opensearch
from feedpub.language.en import ENGLISH
from feedpub.language.search import search_of
from feedpub.model.characters import fit
from feedpub.model.feed import Entry
from feedpub.model.search import Search
from feedpub.model.selection import KINDS, Query
from feedpub.site.addresses import query_path
from feedpub.site.titles import query_title
from feedpub.web.forms import query_forms
from feedpub.web.negotiation import prefers_html
from feedpub.web.outlet import HTML_UTF8, Outlet, missing
from feedpub.web.problems import shortened
from feedpub.web.query import filters, query_of, read
from feedpub.web.snippets import Piece, marked, snippet
from feedpub.web.views import Card, card

_RESULTS = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """One event that was found.

    Args:
        card: as lists show it.
        headline: with the words sought.
        snippet: where the article says them.
    """

    card: Card
    headline: tuple[Piece, ...]
    snippet: tuple[Piece, ...]


def blueprint(outlet: Outlet) -> Blueprint:
    """Route the search.

    Args:
        outlet: that is searched.

    Returns:
        The routes.
    """
    routes = Blueprint("search", __name__)
    routes.add_url_rule("/search", "search", lambda: _search(outlet))
    routes.add_url_rule("/opensearch.xml", "opensearch", lambda: _description(outlet))
    return routes


def _search(outlet: Outlet) -> Response:
    asked = fit(request.args.get("q", "")).strip()
    version = outlet.version()
    if not asked:
        form = outlet.publisher.page("search", version, lambda: _page(outlet, ""), HTML_UTF8)
        return outlet.respond(form, version)
    try:
        search = search_of(asked, ENGLISH)
    except QueryError as error:
        return _refused(outlet, asked, error)
    # Parameters that others have added to the address, such as where a visitor came from, change nothing.
    known = [(name, value) for name, value in request.args.items(multi=True) if name in KINDS]
    query = query_of(read(MultiDict(known), filters()) | {"q": search})
    cursor = request.args.get("cursor")
    key = f"search {query.string} {cursor!r} {asked}"
    drawn = outlet.publisher.page(key, version, lambda: _found(outlet, query, asked, cursor), HTML_UTF8, apart=True)
    return outlet.respond(drawn, version, links=[form.link for form in query_forms(outlet, query)])


def _refused(outlet: Outlet, asked: str, error: QueryError) -> Response:
    """Say to people what is wrong with what they typed, and how to search."""
    if not prefers_html(request.headers.get("Accept")):
        raise error
    body = _page(outlet, shortened(asked), fault=error.reason)
    response = Response(body, HTTPStatus.BAD_REQUEST, content_type=HTML_UTF8)
    response.headers |= {"Cache-Control": "no-store", "Vary": "Accept"}
    return response


def _found(outlet: Outlet, query: Query, asked: str, cursor: str | None) -> bytes:
    search = query.search
    facets = [outlet.publisher.facet(one) for one in query.selections]
    if search is None or None in facets:
        raise missing(None)
    results = outlet.publisher.results(query, _RESULTS, cursor)
    first = outlet.root + query_path(query)
    shown = {
        "title": query_title([facet for facet in facets if facet], search),
        "within": query_title([facet for facet in facets if facet]) if facets else "",
        "everywhere": outlet.root + query_path(Query(search=search)),
        "hits": [hit(outlet, entry, search) for entry in results.entries],
        "following": f"{first}&cursor={results.cursor}" if results.cursor else "",
        "first": first if cursor else "",
        "feeds": query_forms(outlet, query),
        "api": f"{outlet.root}/api/events?{query.string}",
    }
    return _page(outlet, asked, **shown)


def _page(outlet: Outlet, asked: str, **shown: object) -> bytes:
    return render_template("search.html", outlet=outlet, asked=asked, **shown).encode()


def hit(outlet: Outlet, entry: Entry, search: Search) -> Hit:
    """Lay out an event that was found.

    Args:
        outlet: whose page it is for.
        entry: the event.
        search: that found it.

    Returns:
        What the page shows of it.
    """
    article = entry.event.article
    return Hit(
        card(entry, outlet.local(entry.url)),
        marked(article.headline, search, article.language),
        snippet(article, search),
    )


def _description(outlet: Outlet) -> Response:
    version = outlet.version()
    base = outlet.site.base_url

    def render() -> bytes:
        forms = [("text/html", f"{base}/search?q={{searchTerms}}")]
        forms += [(one.media_type, f"{base}/feeds/query.{one.suffix}?q={{searchTerms}}") for one in outlet.formats("feed")]
        return opensearch(outlet.site, f"{base}/opensearch.xml", forms)

    return outlet.respond(outlet.publisher.page("opensearch", version, render, MEDIA_TYPE), version)
