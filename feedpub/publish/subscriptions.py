"""The feeds of sections, types, places, people and so on that have events, by kind."""

from feedpub.formats.opml import FeedGroup, Subscription
from feedpub.model.feed import Site
from feedpub.model.selection import Facet, FacetKind
from feedpub.site.addresses import feed_path, page_path, selection_feed
from feedpub.site.kinds import KIND_NAMES
from feedpub.site.titles import heading_of, title_of
from feedpub.store import Snapshot


def folders(store: Snapshot, site: Site, most: int) -> tuple[FeedGroup, ...]:
    """List the feeds of selections that have events.

    Args:
        store: an open snapshot.
        site: whose feeds.
        most: how many of each kind at most, those with most events first.

    Returns:
        A folder for each kind.
    """
    return tuple(_folder(store, site, kind, most) for kind in KIND_NAMES)


def _folder(store: Snapshot, site: Site, kind: FacetKind, most: int) -> FeedGroup:
    found = store.facets.most_common(kind, most)
    if kind == "language" and len(found) == 1:
        found = ()  # the only language of a site is the site
    return FeedGroup(heading_of(kind, site.language), tuple(_subscription(site, facet) for facet in found))


def _subscription(site: Site, facet: Facet) -> Subscription:
    return Subscription(
        title_of(facet, site.language), site.url(f"{feed_path(selection_feed(facet))}.rss"), site.url(page_path(facet))
    )
