"""The site: a Flask app that answers with what publish renders, and never computes a document itself."""

from collections.abc import Callable, Mapping
from datetime import datetime

from flask import Flask

from feedpub.formats import FORMATS
from feedpub.formats.base import Format
from feedpub.health import Failures, Health
from feedpub.model.feed import Site
from feedpub.publish import Publisher
from feedpub.store import Store
from feedpub.web import (
    api,
    archive,
    assets,
    bounds,
    crawlers,
    errors,
    events,
    explanation,
    feeds,
    headers,
    health,
    limiter,
    pages,
    search,
    selections,
    subscriptions,
)
from feedpub.web.converters import DayConverter, MonthConverter, NumberConverter, SlugConverter
from feedpub.web.language_attributes import dir_attribute, dir_auto, lang_attributes
from feedpub.web.outlet import Outlet
from feedpub.web.warming import warm_up

__all__ = ["create_app", "warm_up"]

_PARTS = (
    pages, archive, feeds, events, explanation, api, crawlers, selections, subscriptions, search, assets,
)  # fmt: skip


def create_app(  # noqa: PLR0913 (all that a site is made of, by name)
    publisher: Publisher,
    store: Store,
    site: Site,
    *,
    max_age: int,
    now: Callable[[], datetime],
    formats: tuple[Format, ...] = FORMATS,
    intervals: Mapping[str, float] | None = None,
    lease_seconds: float = 30,
    health_token: str | None = None,
    rate_limit: str | None = None,
    trusted_proxies: int = 0,
) -> Flask:
    """Make the web app.

    Args:
        publisher: renders what is served.
        store: asked by /healthz, and for how answers were chosen.
        site: who publishes, and where.
        max_age: the longest time in seconds for which a copy may be used without asking again.
        now: the clock.
        formats: that get routes, links and a place in negotiation.
        intervals: seconds between two looks, by source, for /healthz.
        lease_seconds: after how long another process takes over refreshing.
        health_token: opens names and reasons in /healthz to whoever shows it.
        rate_limit: how much a client of another machine may ask for, such as 1200/minute; None for any amount.
        trusted_proxies: through how many requests from elsewhere come.

    Returns:
        A WSGI application without state of its own, so that any number of workers may run it.
    """
    app = _bare_app()
    outlet = Outlet(publisher, store, site, max_age, now, formats)
    for part in _PARTS:
        app.register_blueprint(part.blueprint(outlet))
    failures = Failures()
    watched = Health(store, outlet.main_feed, failures, intervals=intervals or {}, lease_seconds=lease_seconds)
    app.register_blueprint(health.blueprint(watched, health_token))
    limiter.register(app, rate_limit, trusted_proxies)
    bounds.register(app)
    errors.register(app, outlet, failures)
    headers.register(app)
    return app


def _bare_app() -> Flask:
    """Make an app that knows the parts of addresses and what templates ask for, and has no routes."""
    app = Flask("feedpub.web", static_folder=None)
    app.url_map.converters |= {
        "slug": SlugConverter,
        "day": DayConverter,
        "month": MonthConverter,
        "number": NumberConverter,
    }
    app.url_map.strict_slashes = True
    # Its redirects would name whatever host the request names, and caches would keep them.
    app.url_map.merge_slashes = False
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    files = {
        "stylesheet": assets.stylesheet,
        "icon": assets.icon,
        "favicon": assets.favicon,
        "touch_icon": assets.touch_icon,
    }
    app.jinja_env.globals.update({name: find().path for name, find in files.items()})
    app.jinja_env.globals.update(lang_attributes=lang_attributes, dir_attribute=dir_attribute, dir_auto=dir_auto)
    return app
