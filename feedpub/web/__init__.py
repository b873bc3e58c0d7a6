"""The site over HTTP: a Flask app that answers with what publish renders, and never computes a document itself."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from flask import Flask

from feedpub.media import MediaStore
from feedpub.publish import Publisher, Version
from feedpub.store import Store
from feedpub.web import (
    api,
    articles,
    assets,
    bounds,
    changes,
    crawlers,
    directories,
    embeds,
    errors,
    events,
    feed_pages,
    feeds,
    headers,
    limiter,
    lookups,
    mirror,
    operators,
    pages,
    quotes,
    search,
    selections,
    share_images,
)
from feedpub.web import media as media_routes
from feedpub.web.converters import (
    DayConverter,
    DigestConverter,
    EventIdConverter,
    MonthConverter,
    NumberConverter,
    SlugConverter,
)
from feedpub.web.meter import AnswerCounters, LagMeter, RenderMeter, RequestMeter
from feedpub.web.operators import SiteOperation
from feedpub.web.request_log import RequestLog
from feedpub.web.responder import Responder
from feedpub.web.response_cache import ResponseCache
from feedpub.web.turns import TurnQueue
from feedpub.web.warming import render_first, warm_up

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

__all__ = ["KEPT_BYTES", "SiteOperation", "create_app", "render_first", "warm_up"]

KEPT_BYTES = 16_000_000
"""Memory for answers that are given again, unless it is said otherwise."""
_ROUTES = (
    pages,
    feeds,
    feed_pages,
    articles,
    api,
    events,
    lookups,
    mirror,
    crawlers,
    selections,
    directories,
    quotes,
    search,
    embeds,
    share_images,
    assets,
)


def create_app(  # noqa: PLR0913 (all that a site is made of, by name)
    publisher: Publisher,
    store: Store,
    *,
    max_age: int,
    now: Callable[[], datetime],
    operation: SiteOperation | None = None,
    rate_limit: str | None = None,
    trusted_proxies: int = 0,
    media: MediaStore | None = None,
    max_streams: int | None = None,
    turns: int | None = None,
    kept_bytes: int = KEPT_BYTES,
    log_requests: bool = False,
) -> Flask:
    """Make the web app.

    Args:
        publisher: renders what is served.
        store: asked by /healthz and /status.
        max_age: the longest time in seconds for which a copy may be used without asking again.
        now: the clock.
        operation: how the site is operated, for /healthz, /status and /metrics; None where nobody said anything of it.
        rate_limit: how much a client of another machine may ask for, such as 1200/minute; None for any amount.
        trusted_proxies: through how many requests from elsewhere come.
        media: where the pictures of articles are kept; None where there are none.
        max_streams: followers of changes that may stay at once; None for what the server can hold.
        turns: requests that are worked on at once, for a server that has a thread for each follower; None for any number.
        kept_bytes: memory for answers that are given again without entering Flask; 0 for none.
        log_requests: tell of each request in the log.

    Returns:
        A WSGI application without state of its own, so that any number of workers may run it.
    """
    app = _bare_app()
    responder = Responder(publisher, max_age, now)
    _add_routes(app, responder, max_streams, media)
    look = LagMeter(partial(publisher.version, announced=True), store.changes.last_at)
    failures = operators.register(app, responder, store, lambda: look(now()), operation or SiteOperation())
    limits = limiter.register(app, rate_limit, trusted_proxies)
    bounds.register(app)
    errors.register(app, responder, failures)
    headers.register(app, publisher.site)
    _put_in_front(app, look, now, limits, max_age=max_age, turns=turns, kept_bytes=kept_bytes)
    if log_requests:
        app.wsgi_app = RequestLog(app.wsgi_app, trusted_proxies)  # type: ignore[method-assign]  # as above
    return app


def _add_routes(app: Flask, responder: Responder, max_streams: int | None, media: MediaStore | None) -> None:
    for routes in _ROUTES:
        app.register_blueprint(routes.blueprint(responder))
    app.register_blueprint(changes.blueprint(responder, max_streams))
    if media:
        app.register_blueprint(media_routes.blueprint(media))


def _put_in_front(  # noqa: PLR0913 (all that they depend on, by name)
    app: Flask,
    look: Callable[[datetime], Version],
    now: Callable[[], datetime],
    limits: limiter.Limiter | None,
    *,
    max_age: int,
    turns: int | None,
    kept_bytes: int,
) -> None:
    """Have requests pass what answers them from memory, and then wait for their turn, before they reach an app."""
    kinds = frozenset(rule.rule.split("/")[1] for rule in app.url_map.iter_rules() if not rule.rule.startswith("/<")) - {""}
    counters, rendering = AnswerCounters(kinds), RenderMeter(app.wsgi_app, kinds)
    front: WSGIApplication = RequestMeter(rendering if turns is None else TurnQueue(rendering, turns), counters)
    if kept_bytes:
        front = kept = ResponseCache(front, look, now, max_age=max_age, limiter=limits, room=kept_bytes, counters=counters)
        rendering.held = lambda: kept.held
    app.wsgi_app = front  # type: ignore[method-assign,assignment]  # as Flask's documentation has middleware


def _bare_app() -> Flask:
    """Make an app that knows the parts of addresses, and has no routes."""
    app = Flask("feedpub.web", static_folder=None, template_folder=None)
    app.url_map.converters |= {
        "slug": SlugConverter,
        "day": DayConverter,
        "digest": DigestConverter,
        "event_id": EventIdConverter,
        "month": MonthConverter,
        "number": NumberConverter,
    }
    app.url_map.strict_slashes = True
    # Its redirects would name whatever host the request names, and caches would keep them.
    app.url_map.merge_slashes = False
    return app
