"""The list of all feeds, for a feed reader to take in at once."""

from flask import Blueprint, Response

from feedpub.formats.opml import MEDIA_TYPE, Folder, Subscription, opml
from feedpub.model.selection import Facet, FacetKind
from feedpub.site.addresses import page_path, selection_feed
from feedpub.site.kinds import KIND_NAMES
from feedpub.site.titles import title_of
from feedpub.web.outlet import Outlet

_MOST = 200


def blueprint(outlet: Outlet) -> Blueprint:
    """Route the list.

    Args:
        outlet: whose feeds are listed.

    Returns:
        The routes.
    """
    routes = Blueprint("subscriptions", __name__)
    routes.add_url_rule("/feeds.opml", "opml", lambda: _opml(outlet))
    return routes


def _opml(outlet: Outlet) -> Response:
    version = outlet.version()

    def render() -> bytes:
        site = outlet.site
        main = Subscription(site.title, f"{site.base_url}/feeds/all.rss", f"{site.base_url}/")
        return opml(site, outlet.publisher.latest(1).updated, main, folders(outlet, _MOST))

    return outlet.respond(outlet.publisher.page("opml", version, render, MEDIA_TYPE), version)


def folders(outlet: Outlet, most: int) -> tuple[Folder, ...]:
    """List the feeds of sections, types, places, people and so on that have events.

    Args:
        outlet: whose feeds.
        most: how many of each kind at most, those with most events first.

    Returns:
        A folder for each kind.
    """
    return tuple(_folder(outlet, kind, names.heading, most) for kind, names in KIND_NAMES.items())


def _folder(outlet: Outlet, kind: FacetKind, title: str, most: int) -> Folder:
    found = outlet.publisher.facets(kind, most)
    if kind == "language" and len(found) == 1:
        found = ()  # the only language of a site is the site
    return Folder(title, tuple(_listed(outlet, facet) for facet in found))


def _listed(outlet: Outlet, facet: Facet) -> Subscription:
    base = outlet.site.base_url
    return Subscription(title_of(facet), f"{base}/feeds/{selection_feed(facet)}.rss", f"{base}{page_path(facet)}")
