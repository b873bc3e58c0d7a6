"""Pages of what has something in common: a section, a tag, a person, an organization, a place, a type of event."""

from flask import Blueprint, Response, render_template
from pydantic import ValidationError

from feedpub.model.event_types import event_types
from feedpub.model.selection import FacetKind, Selection
from feedpub.publish import Version, label_of, page_path, title_of
from feedpub.web.api import slug_of
from feedpub.web.forms import selection_forms
from feedpub.web.outlet import HTML_UTF8, Outlet, missing
from feedpub.web.views import card

KINDS: tuple[FacetKind, ...] = ("section", "tag", "person", "organization", "place", "type")
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
        folder = page_path(Selection(kind=kind, slug="a")).rpartition("/")[0]
        routes.add_url_rule(f"{folder}/<slug:slug>", kind, lambda slug, kind=kind: _page(outlet, kind, slug))
    return routes


def _page(outlet: Outlet, kind: FacetKind, slug: str) -> Response:
    version = outlet.version()
    try:
        selection = Selection(kind=kind, slug=slug)
    except ValidationError as error:
        raise missing(None) from error
    links = [form.link for form in selection_forms(outlet, selection)]
    key = f"selection {kind} {slug}"
    drawn = outlet.publisher.page(key, version, lambda: _render(outlet, selection, version), HTML_UTF8)
    return outlet.respond(drawn, version, links=links)


def _render(outlet: Outlet, selection: Selection, version: Version) -> bytes:
    facet = outlet.publisher.facet(selection, version)
    feed = outlet.publisher.selected(selection, version, _EVENTS)
    if facet is None or feed is None:
        raise missing(None)
    said = Selection(kind="speaker", slug=selection.slug)
    spoken = outlet.publisher.facet(said, version) if selection.kind in ("person", "organization") else None
    shown = {
        "cards": [card(entry, outlet.local(entry.url)) for entry in feed.entries],
        "title": label_of(facet) if selection.kind == "type" else title_of(facet),
        "url": feed.home,
        "feeds": selection_forms(outlet, selection),
        "spoken": title_of(spoken) if spoken else "",
        "spoken_feeds": selection_forms(outlet, said) if spoken else (),
        "definition": definition(selection),
        "rest": facet.total - len(feed.entries),
        "api": f"{outlet.root}/api/events?{selection.kind}={selection.slug}",
    }
    return render_template("selection.html", outlet=outlet, **shown).encode()


def definition(selection: Selection) -> str:
    """Say what belongs to a type of event; nothing for other selections."""
    if selection.kind != "type":
        return ""
    return next((one.definition for one in event_types() if slug_of(one.name) == selection.slug), "")
