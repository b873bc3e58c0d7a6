"""Feeds: an address for each format of scope feed, one that negotiates, and the places where readers look unasked."""

from contextlib import suppress
from dataclasses import replace
from http import HTTPStatus

from flask import Blueprint, Response, redirect, request
from pydantic import ValidationError
from werkzeug.wrappers import Response as AnyResponse

from feedpub.formats.base import Format
from feedpub.model.selection import KINDS, FacetKind, Selection
from feedpub.publish import Part, Publication, Version
from feedpub.web import conditional
from feedpub.web.negotiation import best_type
from feedpub.web.outlet import Outlet, missing, unacceptable

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
        routes.add_url_rule(
            f"/feeds/all/archive/<month:month>/<int(min=1):number>.{entry.suffix}",
            f"archive {entry.name}",
            lambda month, number, entry=entry: _archive(outlet, entry, Part(month[0], month[1], number)),
        )
        for kind in KINDS:
            routes.add_url_rule(
                f"/feeds/{kind}/<slug:slug>.{entry.suffix}",
                f"{kind} {entry.name}",
                lambda slug, kind=kind, entry=entry: _selected(outlet, entry, kind, slug),
            )
        for path in WELL_KNOWN.get(entry.media_type, ()):
            routes.add_url_rule(f"/{path}", f"known {path}".replace(".", " "), lambda entry=entry: _moved(outlet, entry))
    return routes


def _serve(outlet: Outlet, entry: Format, *, negotiated: bool = False) -> Response:
    version = outlet.version()
    publication = outlet.publisher.feed(entry, version)
    if negotiated:
        return outlet.respond(publication, version, chosen=f"/feeds/all.{entry.suffix}")
    return _gained(outlet, entry, publication, version) or outlet.respond(publication, version)


def _selected(outlet: Outlet, entry: Format, kind: FacetKind, slug: str) -> Response:
    version = outlet.version()
    publication = None
    with suppress(ValidationError):
        publication = outlet.publisher.selected_feed(Selection(kind=kind, slug=slug), entry, version)
    if publication is None:
        raise missing(None)
    return outlet.respond(publication, version)


def _archive(outlet: Outlet, entry: Format, part: Part) -> Response:
    version = outlet.version()
    publication = outlet.publisher.archive(part, entry, version)
    if publication is None:
        raise missing(None)
    return outlet.respond(publication, version)


def _gained(outlet: Outlet, entry: Format, current: Publication, version: Version) -> Response | None:
    """Answer a reader that asks for what is new only, where its copy is known (RFC 3229, sections 10.4 and 10.5).

    Args:
        outlet: that publishes the feed.
        entry: its format.
        current: the whole feed.
        version: that it was rendered from.

    Returns:
        226 with the entries that the copy lacks; None where the whole feed, or 304, is the answer.
    """
    copies = conditional.bare_tags(request.headers.get("If-None-Match"))
    if not conditional.wants_feed_delta(request.headers.get("A-IM")) or current.etag in copies:
        return None
    for copy in copies:
        delta = outlet.publisher.feed_since(entry, copy, version)
        if delta is not None:
            response = outlet.respond(replace(delta, etag=current.etag), version)
            response.status_code = HTTPStatus.IM_USED
            response.headers |= {"IM": "feed", "Delta-Base": f'"{copy}"', "Vary": "A-IM, If-None-Match, Accept-Encoding"}
            # A cache that does not know 226 must not take it for the whole feed.
            response.headers["Cache-Control"] = f"no-store, im, max-age={outlet.max_age}"
            return response
    return None


def _moved(outlet: Outlet, entry: Format) -> AnyResponse:
    moved = redirect(f"{outlet.root}/feeds/all.{entry.suffix}", 301)
    moved.headers["Cache-Control"] = f"public, max-age={outlet.max_age}"
    return moved
