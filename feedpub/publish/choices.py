"""What the feeds of selections and other queries are called, and where they and the pages that show the same are found."""

from collections.abc import Sequence

from feedpub.model.feed import Feed, Site
from feedpub.model.selection import EVERYTHING, Facet, FacetKind, Query, Selection
from feedpub.publish.naming import query_title
from feedpub.publish.selection import channel_of

_PAGES: dict[FacetKind, str] = {
    "section": "sections",
    "tag": "tags",
    "person": "people",
    "organization": "organizations",
    "place": "places",
    "type": "types",
    "speaker": "speakers",
    "language": "languages",
}


def folder_of(kind: FacetKind) -> str:
    """Return what the paths of the pages of all selections of a kind begin with."""
    return f"/{_PAGES[kind]}"


def page_path(selection: Selection | Facet) -> str:
    """Return the path of the page that shows a selection to people."""
    return f"{folder_of(selection.kind)}/{selection.slug}"


def query_path(query: Query) -> str:
    """Return the path, with the query string, of the page that shows to people what a query finds."""
    if query.alone:
        return page_path(query.alone)
    if query.search:
        return f"/search?{query.string}"
    return f"/events?{query.string}" if query.string else "/"


def selection_feed(selection: Selection | Facet) -> str:
    """Return what stands in the addresses of the feeds of a selection, and never changes."""
    return f"{selection.kind}/{selection.slug}"


def feed_name(query: Query) -> str:
    """Return what stands in the addresses of a query's feeds, and never changes."""
    if query.alone:
        return selection_feed(query.alone)
    return "query" if query.string else "all"


def query_channel(query: Query, facets: Sequence[Facet], site: Site) -> Feed:
    """Describe the feed of a query.

    Args:
        query: that its events answer.
        facets: those that the query names, as the store holds them.
        site: who publishes it.

    Returns:
        The feed, without entries.
    """
    title = site.title if query == EVERYTHING else f"{query_title(facets, query.search)} – {site.title}"
    return channel_of(site, feed_name(query), title, query_path(query), "" if query.alone else query.string)
