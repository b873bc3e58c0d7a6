"""Pages of the JSON API's lists: which is asked for, and how it is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import orjson

from feedpub.model.listing import DEFAULT_LIMIT
from feedpub.model.selection import EVERYTHING, FACET_ORDERS, ORDERS, FacetOrder, Order, Query
from feedpub.publish.cursors import Key
from feedpub.publish.sparse import sparse, wanted


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Which page of a list is asked for.

    Args:
        query: what the list is cut to.
        order: of its items.
        after: behind which place of the list it begins; None for the first page.
        limit: items on it.
        fields: members of each item that are wanted; none for all.
        facet_order: of a list of facets.
    """

    query: Query = EVERYTHING
    order: Order = ORDERS[0]
    after: Key | None = None
    limit: int = DEFAULT_LIMIT
    fields: tuple[str, ...] = ()
    facet_order: FacetOrder = FACET_ORDERS[0]

    @property
    def composed(self) -> bool:
        """Whether it is put together by whoever asks; there is no end of such requests."""
        return self != PageRequest(self.query, self.order) or self.query.composed

    def following(self, cursor: str) -> str:
        """Write the query string of the next page.

        Args:
            cursor: where it begins.
        """
        orders = [one for one in (self.order, self.facet_order) if one not in (ORDERS[0], FACET_ORDERS[0])]
        own: dict[str, object] = {"sort": orders[0]} if orders else {}
        own |= {"fields": ",".join(self.fields)} if self.fields else {}
        own |= {"limit": self.limit, "cursor": cursor}
        return "&".join(part for part in (self.query.string, urlencode(own, safe=",")) if part)


def written(items: Iterable[Mapping[str, Any]], fields: tuple[str, ...], following: str | None) -> bytes:
    """Write a page.

    Args:
        items: what JSON can hold.
        fields: members of each that are wanted; none for all.
        following: address of the next page, None where there is none.
    """
    of = wanted(fields)
    made = [sparse(one, of) for one in items]
    return orjson.dumps({"items": made, "next": following, "has_more": following is not None})
