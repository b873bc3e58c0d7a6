"""Pages of what has something in common: a section, a person, a speaker and so on, or several of them at once."""

from typing import Any

from flask import Blueprint, Response, render_template, request
from pydantic import ValidationError
from werkzeug.wrappers import Response as AnyResponse

from feedpub.model.event_types import event_types
from feedpub.model.feed import Feed
from feedpub.model.selection import EVERYTHING, KINDS, FacetKind, Query, Selection
from feedpub.publish import gathers
from feedpub.site.addresses import folder_of, page_path, query_path
from feedpub.site.slugs import facet_slug
from feedpub.site.titles import label_of, query_title, title_of
from feedpub.web.forms import query_forms, selection_forms
from feedpub.web.outlet import HTML_UTF8, Outlet, missing
from feedpub.web.paging import asked_page, neighbours, numbered, page_number
from feedpub.web.problems import ProblemError
from feedpub.web.query import asks_for, filters, query_of, read
from feedpub.web.sayings import said_by
from feedpub.web.views import card

_EVENTS = 40


def blueprint(outlet: Outlet) -> Blueprint:
    """Route the pages.

    Args:
        outlet: that publishes them.

    Returns:
        The routes.
    """
    routes = Blueprint("selections", __name__)
    for kind in KINDS:
        routes.add_url_rule(f"{folder_of(kind)}/<slug:slug>", kind, lambda slug, kind=kind: _selected(outlet, kind, slug))
    routes.add_url_rule("/events", "query", lambda: _queried(outlet))
    return routes


def _selected(outlet: Outlet, kind: FacetKind, slug: str) -> AnyResponse:
    try:
        selection = Selection(kind=kind, slug=slug)
    except ValidationError as error:
        raise missing(None) from error
    number = asked_page()
    try:
        return _page(outlet, Query(selections=(selection,)), number)
    except ProblemError as error:
        return outlet.moved(page_path(outlet.successor(selection, error)))


def _queried(outlet: Outlet) -> AnyResponse:
    """Serve the page of a query at its one address; every other way to say the same leads there."""
    asked = read(request.args, {**filters(), "page": page_number})
    query, number = query_of(asked), asked.get("page", 1)
    canonical = numbered(query_path(query), number if query != EVERYTHING else 1)
    return _page(outlet, query, number) if asks_for(request, canonical) else outlet.moved(canonical)


def _page(outlet: Outlet, query: Query, number: int) -> Response:
    version = outlet.version()
    links = [form.link for form in query_forms(outlet, query)]
    key = f"events {query.string} {number}"
    drawn = outlet.publisher.page(key, version, lambda: _render(outlet, query, number), HTML_UTF8, apart=query.composed)
    return outlet.respond(drawn, version, links=links)


def _render(outlet: Outlet, query: Query, number: int) -> bytes:
    feed = outlet.publisher.select(query, _EVENTS + 1, (number - 1) * _EVENTS)
    if feed is None or (number > 1 and not feed.entries):
        raise missing(None)
    path = outlet.local(feed.home)
    shown = {
        "title": _title(outlet, query),
        "path": numbered(path, number),
        "pages": neighbours(path, number, more=len(feed.entries) > _EVENTS),
        "feeds": query_forms(outlet, query),
        "api": f"{outlet.root}/api/events?{query.string}",
        "indexed": number > 1 or _indexed(outlet, query, feed),
    }
    return render_template("selection.html", outlet=outlet, **shown, **_contents(outlet, query, feed)).encode()


def _contents(outlet: Outlet, query: Query, feed: Feed) -> dict[str, Any]:
    """Lay out what a page lists: the words of a speaker, or articles."""
    entries, alone = feed.entries[:_EVENTS], query.alone
    if alone and alone.kind == "speaker":
        return {"sayings": [one for entry in entries for one in said_by(outlet, entry, alone)]}
    cards = [card(entry, outlet.local(entry.url)) for entry in entries]
    return {"cards": cards, "definition": definition(alone) if alone else ""} | _spoken(outlet, alone)


def _spoken(outlet: Outlet, alone: Selection | None) -> dict[str, Any]:
    """Lead from a person or an organization on to what they said, where they are quoted."""
    if alone is None or alone.kind not in ("person", "organization"):
        return {}
    said = Selection(kind="speaker", slug=alone.slug)
    facet = outlet.publisher.facet(said)
    if facet is None:
        return {}
    return {
        "spoken": title_of(facet),
        "spoken_page": outlet.root + page_path(said),
        "spoken_feeds": selection_forms(outlet, said),
    }


def _title(outlet: Outlet, query: Query) -> str:
    facets = [facet for one in query.selections if (facet := outlet.publisher.facet(one))]
    if len(facets) == 1 and facets[0].kind == "type":
        return label_of(facets[0])
    return query_title(facets)


def _indexed(outlet: Outlet, query: Query, feed: Feed) -> bool:
    """Tell whether search engines shall list the first page.

    A page about one article says what the article's own page says better; the only language of a site is the whole site
    again; and combinations are without number. Such pages are for those who come to them by a link.
    """
    if query.alone is None or not gathers(feed.entries):
        return False
    return query.alone.kind != "language" or len(outlet.publisher.facets("language", 2)) > 1


def definition(selection: Selection) -> str:
    """Say what belongs to a type of event; nothing for other selections."""
    if selection.kind != "type":
        return ""
    return next((one.definition for one in event_types() if facet_slug(one.name) == selection.slug), "")
