"""What feeds are called: their ids, titles and addresses, before they have entries."""

from collections.abc import Sequence
from uuid import NAMESPACE_URL, uuid5

from feedpub.model.feed import NEVER, Feed, Site
from feedpub.model.selection import EVERYTHING, Facet, Query
from feedpub.site.addresses import feed_name, feed_path, feed_query, query_path
from feedpub.site.titles import query_title


def query_channel(query: Query, facets: Sequence[Facet], site: Site) -> Feed:
    """Describe the feed of a query.

    Args:
        query: that its events answer.
        facets: those that the query names, as the store holds them.
        site: who publishes it.

    Returns:
        The feed, without entries.
    """
    title = (
        site.title
        if query == EVERYTHING
        else f"{query_title(facets, site.language, query.search, query.min_confidence)} – {site.title}"
    )
    return channel_of(site, feed_name(query), title, query_path(query), feed_query(query))


def channel_of(site: Site, name: str, title: str, home: str, query: str = "") -> Feed:
    """Describe a feed that has no entries yet.

    Args:
        site: who publishes it.
        name: in its address; never changed, because the feed's id comes from it.
        title: what a reader shows for it.
        home: path of the page that shows the same.
        query: query string of its addresses, which its id comes from as well.

    Returns:
        The feed.
    """
    identity = feed_id(site.publisher, f"{name}?{query}" if query else name)
    url = site.url
    return Feed(
        site=site, id=identity, title=title, address=url(feed_path(name)), home=url(home), updated=NEVER, query=query
    )


def feed_id(publisher: str, name: str) -> str:
    """Mint a feed's permanent id, which does not depend on where it is served.

    Args:
        publisher: of the site.
        name: of the feed.

    Returns:
        ``urn:uuid:`` with a version 5 UUID.
    """
    return uuid5(NAMESPACE_URL, f"urn:feedpub:feed\n{publisher}\n{name}").urn
