"""What search engines ask for first: robots.txt and the sitemaps that it names."""

from flask import Blueprint, Response

from feedpub.web.outlet import Outlet

_TEXT = "text/plain; charset=utf-8"


def blueprint(outlet: Outlet) -> Blueprint:
    """Route robots.txt.

    Args:
        outlet: whose site is described.

    Returns:
        The route.
    """
    routes = Blueprint("crawlers", __name__)
    routes.add_url_rule("/robots.txt", "robots", lambda: _robots(outlet))
    return routes


def _robots(outlet: Outlet) -> Response:
    version = outlet.version()
    page = outlet.publisher.page("robots", version, lambda: robots().encode(), _TEXT)
    return outlet.respond(page, version)


def robots() -> str:
    """Write robots.txt: everything may be read (RFC 9309)."""
    return "User-agent: *\nAllow: /\n"
