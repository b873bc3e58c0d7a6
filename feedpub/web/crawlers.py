"""What search engines ask for: robots.txt and the sitemaps that it names."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Blueprint, Response

from feedpub.model.selection import KINDS
from feedpub.publish import Publication
from feedpub.site.addresses import folder_of
from feedpub.web.outlet import Outlet, missing


def blueprint(outlet: Outlet) -> Blueprint:
    """Route robots.txt and the sitemaps.

    Args:
        outlet: whose site is described.

    Returns:
        The routes.
    """
    routes = Blueprint("crawlers", __name__)
    routes.add_url_rule("/robots.txt", "robots", lambda: _robots(outlet))
    routes.add_url_rule("/sitemap.xml", "index", lambda: _index(outlet))
    routes.add_url_rule("/sitemap-news.xml", "news", lambda: _news(outlet))
    publisher = outlet.publisher
    sheets: dict[str, Callable[..., Publication | None]] = {
        "/pages": publisher.sitemap_of_pages,
        "/days": publisher.sitemap_of_days,
        "/<day:day>": publisher.sitemap_of_day,
    }
    sheets |= {f"{folder_of(kind)}-<number:number>": partial(publisher.sitemap_of_selections, kind) for kind in KINDS}
    for number, (name, sheet) in enumerate(sheets.items()):
        routes.add_url_rule(f"/sitemaps{name}.xml", f"sitemap {number}", partial(_sitemap, outlet, sheet))
    return routes


def _robots(outlet: Outlet) -> Response:
    version = outlet.version()
    return outlet.respond(outlet.publisher.robots(version), version)


def _index(outlet: Outlet) -> Response:
    version = outlet.version()
    return outlet.respond(outlet.publisher.sitemap_index(version), version)


def _news(outlet: Outlet) -> Response:
    version = outlet.version()
    return outlet.respond(outlet.publisher.news_sitemap(version), version)


def _sitemap(outlet: Outlet, sheet: Callable[..., Publication | None], **address: Any) -> Response:
    version = outlet.version()
    found = sheet(version=version, **address)
    if found is None:
        raise missing(None)
    return outlet.respond(found, version)
