"""What pages and feeds are made of, found in one snapshot of the store."""

from collections.abc import Iterable

from feedpub.errors import QueryError, UnknownFacetsError
from feedpub.model.feed import Entry, Feed, Site
from feedpub.model.record import Removal, StoredEvent
from feedpub.model.selection import EVERYTHING, Facet, FacetKind, Query
from feedpub.publish.entries import entry_of, feed_of
from feedpub.publish.publication import NotPublishedError
from feedpub.site.channels import query_channel
from feedpub.store import Snapshot


def facets_of_query(store: Snapshot, query: Query) -> tuple[Facet, ...]:
    """Look up the facets that a query names.

    Args:
        store: an open snapshot.
        query: that names them.

    Raises:
        NotPublishedError: no event has one of them.
    """
    found = [store.facets.find(selection) for selection in query.selections]
    if None in found:
        raise NotPublishedError
    return tuple(facet for facet in found if facet)


def refuse_unknown(store: Snapshot, query: Query) -> None:
    """Insist that there are events with each facet that a query names.

    Args:
        store: an open snapshot.
        query: that names them.

    Raises:
        UnknownFacetsError: there are none with some of them.
    """
    unknown = [one.kind for one in query.selections if store.facets.find(one) is None]
    if unknown:
        raise UnknownFacetsError([QueryError(kind, f"no event has this {kind}") for kind in unknown])


def channel(store: Snapshot, site: Site, query: Query) -> Feed:
    """Describe the feed of a query, without entries.

    Args:
        store: an open snapshot.
        site: who publishes it.
        query: what it is cut to.

    Raises:
        NotPublishedError: no event has one of the facets that the query names.
    """
    return query_channel(query, facets_of_query(store, query), site)


def newest_feed(store: Snapshot, site: Site, query: Query, size: int) -> Feed:
    """Fill the feed of a query with its newest events and latest removals.

    Args:
        store: an open snapshot.
        site: who publishes it.
        query: what it is cut to.
        size: entries, and removals, at most.

    Raises:
        NotPublishedError: no event has one of the facets that the query names.
    """
    described = channel(store, site, query)
    return feed_of(store.events.newest(size, matching=query), store.changes.removals(size, query), described, query)


def entries(stored: Iterable[StoredEvent], site: Site, query: Query = EVERYTHING) -> tuple[Entry, ...]:
    """Place events on a site, in their order, as a query shows them."""
    return tuple(entry_of(one, site, query.min_confidence) for one in stored)


def published(found: StoredEvent | Removal | None) -> StoredEvent:
    """Insist that an event is there.

    Args:
        found: what the store has at its address.

    Raises:
        NotPublishedError: it is gone, or was never public.
    """
    if isinstance(found, StoredEvent):
        return found
    raise NotPublishedError(found)


def distinguishes(store: Snapshot, kind: FacetKind) -> bool:
    """Tell whether pages of a kind say anything that the home page does not: that of the only language is the site again.

    Args:
        store: an open snapshot.
        kind: of the facets.
    """
    return kind != "language" or len(store.facets.most_common("language", 2)) > 1
