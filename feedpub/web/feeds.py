"""Feeds: an address for each format of scope feed, one that negotiates, and the places where readers look unasked."""

from dataclasses import dataclass, replace
from functools import partial
from http import HTTPStatus

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as AnyResponse

from feedpub.formats.base import Format
from feedpub.model.feed import ALL_ANSWERS, Told
from feedpub.model.selection import EVERYTHING, KINDS, FacetKind, Query
from feedpub.publish import ArchivePart, NotPublishedError, Publication, Version
from feedpub.site.addresses import SUBSCRIPTIONS, feed_name, feed_page, feed_path, feed_query, with_query
from feedpub.web import conditional
from feedpub.web.negotiation import best_shape
from feedpub.web.query import asks_for, filters, query_of, read, selection_at
from feedpub.web.responder import Responder, unacceptable

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
class _Form:
    """In which form a feed is asked for.

    Args:
        output: its format.
        answers: all for the feed made for programs.
    """

    output: Format
    answers: Told = "main"

    @property
    def ending(self) -> str:
        """What its addresses end in."""
        return f"{ALL_ANSWERS if self.answers == 'all' else ''}.{self.output.suffix}"


@dataclass(frozen=True, slots=True)
class _Feed:
    """Which feed is asked for, and in which form.

    Args:
        query: what it is cut to.
        form: in which.
        part: the archive that is asked for, None for the feed itself.
    """

    query: Query
    form: _Form
    part: ArchivePart | None = None

    @property
    def path(self) -> str:
        """Its path and, of a query that no selection says as well, the query string."""
        archive = f"/archive/{self.part.name}" if self.part else ""
        path = f"{feed_path(feed_name(self.query))}{archive}{self.form.ending}"
        return with_query(path, feed_query(self.query))


_VARY = "A-IM, If-None-Match, User-Agent, Accept-Encoding"


def blueprint(responder: Responder) -> Blueprint:
    """Route the feeds.

    Args:
        responder: that answers.

    Returns:
        The routes.
    """
    routes = Blueprint("feeds", __name__)
    routes.add_url_rule(feed_path("all"), "negotiated", lambda: _negotiated(responder))
    routes.add_url_rule(SUBSCRIPTIONS, "opml", lambda: responder.serve(responder.publisher.feeds.subscriptions))
    for entry in responder.formats("feed"):
        for form, name in ((_Form(entry), entry.name), (_Form(entry, "all"), f"{entry.name} for programs")):
            _route(routes, responder, form, name)
        for path in WELL_KNOWN.get(entry.media_type, ()):
            moved = partial(responder.moved, _Feed(EVERYTHING, _Form(entry)).path)
            routes.add_url_rule(f"/{path}", f"known {path}".replace(".", " "), moved)
    return routes


def _route(routes: Blueprint, responder: Responder, form: _Form, name: str) -> None:
    """Route the feed of everything, those of queries and those of selections, and their archives, in one form."""
    for ending, called in ((form.ending, name), (f"{_PART}{form.ending}", f"archive {name}")):
        routes.add_url_rule(f"{feed_path('all')}{ending}", called, partial(_everything, responder, form))
        routes.add_url_rule(f"{feed_path('query')}{ending}", f"query {called}", partial(_queried, responder, form))
        for kind in KINDS:
            selected = partial(_selected, responder, form, kind)
            routes.add_url_rule(f"{feed_path(kind)}/<slug:slug>{ending}", f"{kind} {called}", selected)


def _negotiated(responder: Responder) -> Response:
    offers = {entry.media_type: entry for entry in responder.formats("feed")}
    chosen = best_shape(request.headers.get("Accept"), tuple(offers))
    if chosen is None:
        raise unacceptable(offers)
    version, output = responder.version(), offers[chosen]
    publication = responder.publisher.feeds.feed(output, version)
    return responder.respond(publication, version, chosen=_Feed(EVERYTHING, _Form(output)).path)


def _everything(responder: Responder, form: _Form, month: tuple[int, int] | None = None, number: int = 1) -> Response:
    return _serve(responder, _Feed(EVERYTHING, form, _part(month, number)))


def _selected(  # noqa: PLR0913 (what routes bind, and what addresses carry)
    responder: Responder,
    form: _Form,
    kind: FacetKind,
    *,
    slug: str,
    month: tuple[int, int] | None = None,
    number: int = 1,
) -> AnyResponse:
    selection = selection_at(kind, slug)
    feed = _Feed(Query(selections=(selection,)), form, _part(month, number))
    try:
        return _serve(responder, feed)
    except NotPublishedError:
        successor = responder.publisher.selections.successor(selection)
        if successor is None:
            raise
        return responder.moved(replace(feed, query=Query(selections=(successor,))).path)


def _queried(responder: Responder, form: _Form, month: tuple[int, int] | None = None, number: int = 1) -> AnyResponse:
    """Serve the feed of a query at its one address; every other way to say the same leads there."""
    feed = _Feed(query_of(read(request.args, filters())), form, _part(month, number))
    return _serve(responder, feed) if asks_for(request, feed.path) else responder.moved(feed.path)


def _part(month: tuple[int, int] | None, number: int) -> ArchivePart | None:
    return ArchivePart(month[0], month[1], number) if month else None


def _serve(responder: Responder, feed: _Feed) -> Response:
    version, feeds, form = responder.version(), responder.publisher.feeds, feed.form
    if feed.part:
        archive = feeds.archive(feed.part, form.output, version, feed.query, answers=form.answers)
        return responder.respond(archive, version)
    publication = feeds.feed(form.output, version, feed.query, answers=form.answers)
    page = f'<{responder.site.url(feed_page(feed.query))}>; rel="alternate"; type="text/html"'
    return _delta(responder, feed, publication, version) or responder.respond(publication, version, links=[page])


def _delta(responder: Responder, feed: _Feed, current: Publication, version: Version) -> Response | None:
    """Answer a reader that asks for what is new only, where its copy is known (RFC 3229, sections 10.4 and 10.5).

    Args:
        responder: that answers.
        feed: which.
        current: the whole feed.
        version: that it was rendered from.

    Returns:
        226 with the entries that the copy lacks; None where the whole feed, or 304, is the answer.
    """
    wanted = request.headers.get("A-IM")
    if wanted is None or not conditional.wants_feed_delta(wanted, request.headers.get("User-Agent")):
        return None
    copies = conditional.held_copies(request.headers.get("If-None-Match"))
    if current.etag in copies:
        return None
    for copy, tag in copies.items():
        delta = responder.publisher.feeds.since(feed.form.output, copy, version, feed.query, answers=feed.form.answers)
        if delta is not None:
            response = responder.respond(replace(delta, etag=current.etag), version)
            response.status_code = HTTPStatus.IM_USED
            response.headers |= {"IM": "feed", "Delta-Base": f'"{tag}"', "Vary": _VARY}
            # A cache that does not know 226 must not take it for the whole feed.
            response.headers["Cache-Control"] = f"no-store, im, max-age={responder.max_age}"
            return response
    return None
