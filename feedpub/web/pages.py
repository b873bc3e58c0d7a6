"""The pages: the latest news, one article, the feeds. Each is rendered once per version and then served from memory."""

from dataclasses import dataclass

from flask import Blueprint, Response, render_template
from markupsafe import Markup

from feedpub.formats.base import Format
from feedpub.model.feed import Entry
from feedpub.publish import Publication, Version
from feedpub.web.negotiation import HTML
from feedpub.web.outlet import Outlet, missing
from feedpub.web.panel import marks, panel
from feedpub.web.views import article_view, card

HTML_UTF8 = f"{HTML}; charset=utf-8"
_LATEST = 40
_JSONLD = "application/ld+json"


@dataclass(frozen=True, slots=True)
class Form:
    """A form in which something can be had, as pages link to it.

    Args:
        title: what people call it.
        media_type: as ``<link type>`` spells it.
        suffix: of its addresses.
        url: absolute address.
        spec: address of its specification.
        purpose: what it is good for.
    """

    title: str
    media_type: str
    suffix: str
    url: str
    spec: str
    purpose: str


def blueprint(outlet: Outlet) -> Blueprint:
    """Route the pages that have addresses of their own; that of an article is chosen by events.

    Args:
        outlet: that publishes them.

    Returns:
        The routes.
    """
    routes = Blueprint("pages", __name__)
    routes.add_url_rule("/", "home", lambda: _home(outlet))
    routes.add_url_rule("/feeds", "feeds", lambda: _feeds(outlet))
    return routes


def _home(outlet: Outlet) -> Response:
    version = outlet.version()

    def render() -> bytes:
        entries = outlet.publisher.latest(version, _LATEST).entries
        cards = [card(entry, outlet.local(entry.url)) for entry in entries]
        return render_template("home.html", outlet=outlet, cards=cards, feeds=_feed_forms(outlet)).encode()

    links = [f'<{form.url}>; rel="alternate"; type="{form.media_type}"' for form in _feed_forms(outlet)]
    return outlet.respond(outlet.publisher.page("home", version, render, HTML_UTF8), version, links=links)


def _feeds(outlet: Outlet) -> Response:
    version = outlet.version()

    def render() -> bytes:
        forms = _forms(outlet.formats("event"), "")
        return render_template("feeds.html", outlet=outlet, feeds=_feed_forms(outlet), forms=forms).encode()

    return outlet.respond(outlet.publisher.page("feeds", version, render, HTML_UTF8), version)


def article(outlet: Outlet, slug: str) -> Response:
    """Answer with the page of an article.

    Args:
        outlet: that publishes it.
        slug: the page's name.

    Returns:
        The response.

    Raises:
        ProblemError: 404 for what was never public, 410 for what is gone.
    """
    version = outlet.version()
    page = _article_page(outlet, slug, version)
    forms = _forms(outlet.formats("event"), f"{outlet.site.base_url}/articles/{slug}")
    links = [f'<{form.url}>; rel="alternate"; type="{form.media_type}"' for form in forms]
    return outlet.respond(page, version, links=links, chosen=f"/articles/{slug}")


def _article_page(outlet: Outlet, slug: str, version: Version) -> Publication:
    def render() -> bytes:
        entry = outlet.publisher.entry(slug, version)
        if not isinstance(entry, Entry):
            raise missing(entry)
        sections = panel(entry.event)
        return render_template(
            "article.html",
            outlet=outlet,
            view=article_view(entry, outlet.site, marks(sections)),
            sections=sections,
            forms=_forms(outlet.formats("event"), entry.url),
            feeds=_feed_forms(outlet),
            jsonld=_jsonld(outlet, slug, version),
        ).encode()

    return outlet.publisher.page(f"article {slug}", version, render, HTML_UTF8)


def _jsonld(outlet: Outlet, slug: str, version: Version) -> Markup | None:
    """Return the JSON-LD document for the page; the format has escaped all that HTML could take for its own."""
    for entry in outlet.formats("event"):
        if entry.media_type == _JSONLD:
            made = outlet.publisher.event(slug, entry, version)
            return Markup(made.body.decode()) if isinstance(made, Publication) else None  # noqa: S704 (escaped by the format)
    return None


def _feed_forms(outlet: Outlet) -> tuple[Form, ...]:
    return _forms(outlet.formats("feed"), f"{outlet.site.base_url}/feeds/all")


def _forms(formats: tuple[Format, ...], address: str) -> tuple[Form, ...]:
    return tuple(
        Form(one.title, one.media_type, one.suffix, f"{address}.{one.suffix}", one.spec, one.purpose) for one in formats
    )
