"""What portraits of selections are drawn from, found in one snapshot of the store."""

from feedpub.model.portrait import Company
from feedpub.model.selection import Facet, FacetKind, Query, Selection
from feedpub.store import Snapshot
from feedpub.views import Portrait

_NAMED = 8  # of each kind
_BESIDE: tuple[FacetKind, ...] = ("person", "organization", "place", "type")


def portrait_of(store: Snapshot, query: Query, quoted: Facet | None, *, whole: bool) -> Portrait | None:
    """Find what is known of a selection beyond its articles.

    Args:
        store: an open snapshot.
        query: that is cut to the selection.
        quoted: the facet of what a person or an organization said, where they are quoted.
        whole: find all there is; otherwise the months alone.

    Returns:
        What was found; None for other queries.
    """
    alone = query.alone
    if alone is None:
        return None
    months = store.portraits.months(alone)
    said = store.portraits.months(Selection(kind="speaker", slug=quoted.slug)) if quoted else ()
    if alone.kind == "speaker" or not whole:
        return Portrait(months, said)
    return Portrait(months, said, _company(store, query, alone))


def _company(store: Snapshot, query: Query, alone: Selection) -> Company:
    """Find what the latest events name; on the page of a place also where that place lies."""
    company = store.portraits.company(query, _BESIDE, _NAMED)
    own = store.facets.find(alone) if alone.kind == "place" else None
    if own is None:
        return company
    return Company(company.events, company.facets, {**store.portraits.points([own]), **company.points})
