"""The pages: the latest news, one article, the feeds. Each is rendered once per version and then served from memory."""

from datetime import UTC
from typing import Any

from flask import Blueprint, Response, render_template
from markupsafe import Markup

from feedpub.model.event import Event
from feedpub.model.feed import Entry
from feedpub.publish import Publication, Version
from feedpub.web.dates import day
from feedpub.web.forms import event_forms, feed_forms
from feedpub.web.locator import locator_map
from feedpub.web.outlet import HTML_UTF8, Outlet, missing
from feedpub.web.panel import located, marks, panel
from feedpub.web.subscriptions import folders
from feedpub.web.views import article_view, card

_LATEST = 40
_FOLLOWED = 12  # feeds of each kind on the page of feeds
_JSONLD = "application/ld+json"


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
        entries = outlet.publisher.latest(_LATEST).entries
        shown: dict[str, Any] = {
            "cards": [card(entry, outlet.local(entry.url)) for entry in entries],
            "feeds": feed_forms(outlet),
            "samples": any(entry.event.article.sample for entry in entries),
        }
        if len(entries) == _LATEST:
            last = entries[-1].published.astimezone(UTC).date()
            shown |= {"earlier": last.isoformat(), "earlier_day": day(last)}
        return render_template("home.html", outlet=outlet, **shown).encode()

    links = [form.link for form in feed_forms(outlet)]
    return outlet.respond(outlet.publisher.page("home", version, render, HTML_UTF8), version, links=links)


def _feeds(outlet: Outlet) -> Response:
    version = outlet.version()

    def render() -> bytes:
        forms = event_forms(outlet, "")
        shown = {"feeds": feed_forms(outlet), "forms": forms, "groups": folders(outlet, _FOLLOWED)}
        return render_template("feeds.html", outlet=outlet, **shown).encode()

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
    links = [form.link for form in event_forms(outlet, f"{outlet.site.base_url}/articles/{slug}")]
    return outlet.respond(page, version, links=links, chosen=f"/articles/{slug}")


def _article_page(outlet: Outlet, slug: str, version: Version) -> Publication:
    def render() -> bytes:
        entry = outlet.publisher.entry(slug)
        if not isinstance(entry, Entry):
            raise missing(entry)
        sections = panel(entry.event)
        return render_template(
            "article.html",
            outlet=outlet,
            view=article_view(entry, outlet.site, marks(sections)),
            sections=sections,
            forms=event_forms(outlet, entry.url),
            feeds=feed_forms(outlet),
            jsonld=_jsonld(outlet, slug, version),
            map=_map(entry.event),
        ).encode()

    return outlet.publisher.page(f"article {slug}", version, render, HTML_UTF8)


def _map(event: Event) -> Markup:
    """Draw where the event happened; the drawing escapes the names of places itself."""
    places = located(event)
    names = ", ".join(dict.fromkeys(name for name, _, _ in places))
    return Markup(locator_map(places, f"Map: {names}"))  # noqa: S704 (escaped by the drawing)


def _jsonld(outlet: Outlet, slug: str, version: Version) -> Markup | None:
    """Return the JSON-LD document for the page; the format has escaped all that HTML could take for its own."""
    for entry in outlet.formats("event"):
        if entry.media_type == _JSONLD:
            made = outlet.publisher.event(slug, entry, version)
            return Markup(made.body.decode()) if isinstance(made, Publication) else None  # noqa: S704 (escaped by the format)
    return None
