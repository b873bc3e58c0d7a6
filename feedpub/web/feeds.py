"""Feeds: an address for each format of scope feed, one that negotiates, and the places where readers look unasked."""

from dataclasses import dataclass, replace
from functools import partial
from http import HTTPStatus

from flask import Blueprint, Response, request
from pydantic import ValidationError
from werkzeug.wrappers import Response as AnyResponse

from feedpub.formats.base import Format
from feedpub.model.selection import EVERYTHING, KINDS, FacetKind, Query, Selection
from feedpub.publish import Part, Publication, Version
from feedpub.site.addresses import feed_name
from feedpub.web import conditional
from feedpub.web.negotiation import best_shape
from feedpub.web.outlet import Outlet, missing, unacceptable
from feedpub.web.problems import ProblemError
from feedpub.web.query import asks_for, filters, query_of, read

WELL_KNOWN = {
    "application/atom+xml": ("atom.xml", "feed.atom"),
    "application/feed+json": ("feed.json",),
    "application/rss+xml": (
        "feed.xml", "feed", "feed/", "index.rss", "index.xml", "rss.xml", "rss", "rss/", "rss/feed.xml", "feed.rss",
    ),
}  # fmt: skip
"""Where readers look for a feed when a page names none, by the media type that they hope for."""
_PART = "/archive/<month:month>/<number:number>"


@dataclass(frozen=True, slots=True)
class _Feed:
    """Which feed is asked for, and in which form.

    Args:
        query: what it is cut to.
        output: its format.
        part: the archive that is asked for, None for the feed itself.
    """

    query: Query
    output: Format
    part: Part | None = None

    @property
    def path(self) -> str:
        """Its path and, of a query that no selection says as well, the query string."""
        archive = f"/archive/{self.part.name}" if self.part else ""
        path = f"/feeds/{feed_name(self.query)}{archive}.{self.output.suffix}"
        return path if self.query.alone or self.query == EVERYTHING else f"{path}?{self.query.string}"


_VARY = "A-IM, If-None-Match, User-Agent, Accept-Encoding"


def blueprint(outlet: Outlet) -> Blueprint:
    """Route the feeds.

    Args:
        outlet: that publishes them.

    Returns:
        The routes.
    """
    routes = Blueprint("feeds", __name__)
    routes.add_url_rule("/feeds/all", "negotiated", lambda: _negotiated(outlet))
    for entry in outlet.formats("feed"):
        for end, name in (("", entry.name), (_PART, f"archive {entry.name}")):
            ending = f"{end}.{entry.suffix}"
            routes.add_url_rule(f"/feeds/all{ending}", name, partial(_everything, outlet, entry))
            routes.add_url_rule(f"/feeds/query{ending}", f"query {name}", partial(_queried, outlet, entry))
            for kind in KINDS:
                selected = partial(_selected, outlet, entry, kind)
                routes.add_url_rule(f"/feeds/{kind}/<slug:slug>{ending}", f"{kind} {name}", selected)
        for path in WELL_KNOWN.get(entry.media_type, ()):
            moved = partial(outlet.moved, _Feed(EVERYTHING, entry).path)
            routes.add_url_rule(f"/{path}", f"known {path}".replace(".", " "), moved)
    return routes


def _negotiated(outlet: Outlet) -> Response:
    offers = {entry.media_type: entry for entry in outlet.formats("feed")}
    chosen = best_shape(request.headers.get("Accept"), tuple(offers))
    if chosen is None:
        raise unacceptable(offers)
    version, output = outlet.version(), offers[chosen]
    publication = _there(outlet.publisher.feed(output, version))
    return outlet.respond(publication, version, chosen=f"/feeds/all.{output.suffix}")


def _everything(outlet: Outlet, output: Format, month: tuple[int, int] | None = None, number: int = 1) -> Response:
    return _serve(outlet, _Feed(EVERYTHING, output, _part(month, number)))


def _selected(  # noqa: PLR0913 (what routes bind, and what addresses carry)
    outlet: Outlet, output: Format, kind: FacetKind, *, slug: str, month: tuple[int, int] | None = None, number: int = 1
) -> AnyResponse:
    try:
        selection = Selection(kind=kind, slug=slug)
    except ValidationError as error:
        raise missing(None) from error
    feed = _Feed(Query(selections=(selection,)), output, _part(month, number))
    try:
        return _serve(outlet, feed)
    except ProblemError as error:
        return outlet.moved(replace(feed, query=Query(selections=(outlet.successor(selection, error),))).path)


def _queried(outlet: Outlet, output: Format, month: tuple[int, int] | None = None, number: int = 1) -> AnyResponse:
    """Serve the feed of a query at its one address; every other way to say the same leads there."""
    feed = _Feed(query_of(read(request.args, filters())), output, _part(month, number))
    return _serve(outlet, feed) if asks_for(request, feed.path) else outlet.moved(feed.path)


def _part(month: tuple[int, int] | None, number: int) -> Part | None:
    return Part(month[0], month[1], number) if month else None


def _serve(outlet: Outlet, feed: _Feed) -> Response:
    version = outlet.version()
    if feed.part:
        return outlet.respond(_there(outlet.publisher.archive(feed.part, feed.output, version, feed.query)), version)
    publication = _there(outlet.publisher.feed(feed.output, version, feed.query))
    return _gained(outlet, feed, publication, version) or outlet.respond(publication, version)


def _there(publication: Publication | None) -> Publication:
    if publication is None:
        raise missing(None)
    return publication


def _gained(outlet: Outlet, feed: _Feed, current: Publication, version: Version) -> Response | None:
    """Answer a reader that asks for what is new only, where its copy is known (RFC 3229, sections 10.4 and 10.5).

    Args:
        outlet: that publishes the feed.
        feed: which.
        current: the whole feed.
        version: that it was rendered from.

    Returns:
        226 with the entries that the copy lacks; None where the whole feed, or 304, is the answer.
    """
    copies = conditional.held_copies(request.headers.get("If-None-Match"))
    asked = (request.headers.get("A-IM"), request.headers.get("User-Agent"))
    if not conditional.wants_feed_delta(*asked) or current.etag in copies:
        return None
    for copy, tag in copies.items():
        delta = outlet.publisher.feed_since(feed.output, copy, version, feed.query)
        if delta is not None:
            response = outlet.respond(replace(delta, etag=current.etag), version)
            response.status_code = HTTPStatus.IM_USED
            response.headers |= {"IM": "feed", "Delta-Base": f'"{tag}"', "Vary": _VARY}
            # A cache that does not know 226 must not take it for the whole feed.
            response.headers["Cache-Control"] = f"no-store, im, max-age={outlet.max_age}"
            return response
    return None
