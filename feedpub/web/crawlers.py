"""What search engines ask for: robots.txt and the sitemaps that it names."""

from collections.abc import Callable
from functools import partial

from flask import Blueprint

from feedpub.model.selection import KINDS
from feedpub.publish import Publication
from feedpub.site.addresses import NEWS_SITEMAP, ROBOTS, SITEMAP_INDEX, selections_sitemap_path, sitemap_path
from feedpub.web.responder import Responder


def blueprint(responder: Responder) -> Blueprint:
    """Route robots.txt and the sitemaps.

    Args:
        responder: that answers.

    Returns:
        The routes.
    """
    sitemaps = responder.publisher.sitemaps
    rules: dict[str, Callable[..., Publication]] = {
        ROBOTS: sitemaps.robots,
        SITEMAP_INDEX: sitemaps.index,
        NEWS_SITEMAP: sitemaps.news,
        sitemap_path("pages"): sitemaps.pages,
        sitemap_path("days"): sitemaps.days,
        sitemap_path("<day:day>"): sitemaps.day,
    }
    for kind in KINDS:
        rules[selections_sitemap_path(kind, "<number:number>")] = partial(sitemaps.selections, kind)
    routes = Blueprint("crawlers", __name__)
    for number, (rule, render) in enumerate(rules.items()):
        routes.add_url_rule(
            rule, f"document {number}", lambda render=render, **named: responder.serve(partial(_render, render, named))
        )
    return routes


def _render(render: Callable[..., Publication], named: dict[str, object], version: object) -> Publication:
    return render(version=version, **named)
