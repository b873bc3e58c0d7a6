"""One event: its page, and a document for each format of scope event, by suffix or by Accept."""

from flask import Blueprint, Response, request

from feedpub.formats.base import Format
from feedpub.model.record import Removal
from feedpub.web import pages
from feedpub.web.negotiation import HTML, best_type
from feedpub.web.outlet import Outlet, missing, unacceptable


def blueprint(outlet: Outlet) -> Blueprint:
    """Route the events.

    Args:
        outlet: that publishes them.

    Returns:
        The routes.
    """
    routes = Blueprint("events", __name__)

    def negotiated(slug: str) -> Response:
        offers = {entry.media_type: entry for entry in outlet.formats("event")}
        chosen = best_type(request.headers.get("Accept"), (HTML, *offers))
        if chosen is None:
            raise unacceptable((HTML, *offers))
        return _document(outlet, offers[chosen], slug, negotiated=True) if chosen in offers else pages.article(outlet, slug)

    routes.add_url_rule("/articles/<slug:slug>", "page", negotiated)
    for entry in outlet.formats("event"):
        routes.add_url_rule(
            f"/articles/<slug:slug>.{entry.suffix}",
            entry.name,
            lambda slug, entry=entry: _document(outlet, entry, slug),
        )
    return routes


def _document(outlet: Outlet, entry: Format, slug: str, *, negotiated: bool = False) -> Response:
    version = outlet.version()
    publication = outlet.publisher.event(slug, entry, version)
    if publication is None or isinstance(publication, Removal):
        raise missing(publication)
    links = [f'<{outlet.site.base_url}/articles/{slug}>; rel="canonical"']
    if entry.media_type == "application/json":
        links.append(outlet.described_by)
    return outlet.respond(
        publication, version, links=links, chosen=f"/articles/{slug}.{entry.suffix}" if negotiated else None
    )
