"""What search engines ask for: robots.txt and the sitemaps that it names."""

from datetime import date
from http import HTTPStatus

from flask import Blueprint, Response, request

from feedpub.web.outlet import Outlet
from feedpub.web.problems import Problem, ProblemError

_TEXT = "text/plain; charset=utf-8"


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
    routes.add_url_rule("/sitemaps/pages.xml", "pages", lambda: _sitemap(outlet, None))
    routes.add_url_rule("/sitemaps/<day:day>.xml", "day", lambda day: _sitemap(outlet, day))
    return routes


def robots(base_url: str) -> str:
    """Write robots.txt: everything may be read (RFC 9309), and this is where the lists are.

    Args:
        base_url: of the site.

    Returns:
        The text.
    """
    return f"User-agent: *\nAllow: /\n\nSitemap: {base_url}/sitemap.xml\nSitemap: {base_url}/sitemap-news.xml\n"


def _robots(outlet: Outlet) -> Response:
    version = outlet.version()
    page = outlet.publisher.page("robots", version, lambda: robots(outlet.site.base_url).encode(), _TEXT)
    return outlet.respond(page, version)


def _index(outlet: Outlet) -> Response:
    version = outlet.version()
    return outlet.respond(outlet.publisher.sitemap_index(version), version)


def _news(outlet: Outlet) -> Response:
    version = outlet.version()
    return outlet.respond(outlet.publisher.news_sitemap(version), version)


def _sitemap(outlet: Outlet, day: date | None) -> Response:
    version = outlet.version()
    found = outlet.publisher.sitemap(day, version)
    if found is None:
        raise ProblemError(Problem(HTTPStatus.NOT_FOUND, f"Nothing is published at {request.path}."))
    return outlet.respond(found, version)
