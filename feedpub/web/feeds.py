"""Feeds: an address for each format of scope feed, one that negotiates, and the places where readers look unasked."""

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from feedpub.formats.base import Format
from feedpub.web.negotiation import best_type
from feedpub.web.outlet import Outlet, unacceptable

WELL_KNOWN = {
    "application/atom+xml": ("atom.xml", "feed.atom"),
    "application/feed+json": ("feed.json",),
    "application/rss+xml": (
        "feed.xml", "feed", "feed/", "index.rss", "index.xml", "rss.xml", "rss", "rss/", "rss/feed.xml", "feed.rss",
    ),
}  # fmt: skip
"""Where readers look for a feed when a page names none, by the media type that they hope for."""


def blueprint(outlet: Outlet) -> Blueprint:
    """Route the feeds.

    Args:
        outlet: that publishes them.

    Returns:
        The routes.
    """
    routes = Blueprint("feeds", __name__)

    def negotiated() -> Response:
        offers = {entry.media_type: entry for entry in outlet.formats("feed")}
        chosen = best_type(request.headers.get("Accept"), tuple(offers))
        if chosen is None:
            raise unacceptable(offers)
        return _serve(outlet, offers[chosen], negotiated=True)

    routes.add_url_rule("/feeds/all", "all", negotiated)
    for entry in outlet.formats("feed"):
        routes.add_url_rule(f"/feeds/all.{entry.suffix}", entry.name, lambda entry=entry: _serve(outlet, entry))
        for path in WELL_KNOWN.get(entry.media_type, ()):
            routes.add_url_rule(f"/{path}", f"known {path}".replace(".", " "), lambda entry=entry: _moved(outlet, entry))
    return routes


def _serve(outlet: Outlet, entry: Format, *, negotiated: bool = False) -> Response:
    version = outlet.version()
    publication = outlet.publisher.feed(entry, version)
    return outlet.respond(publication, version, chosen=f"/feeds/all.{entry.suffix}" if negotiated else None)


def _moved(outlet: Outlet, entry: Format) -> AnyResponse:
    moved = redirect(f"{outlet.root}/feeds/all.{entry.suffix}", 301)
    moved.headers["Cache-Control"] = f"public, max-age={outlet.max_age}"
    return moved
