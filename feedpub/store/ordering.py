"""The orders that lists of events have: each by a column of articles, then by id, the greatest first."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column

from feedpub.model.event import Event
from feedpub.model.record import StoredDocument, StoredEvent
from feedpub.model.selection import Order
from feedpub.site.whereabouts import dates_of
from feedpub.store.tables import EPOCH, TICK, UNDATED, articles

_COLUMNS: dict[Order, Column[Any]] = {
    "published": articles.c.published,
    "updated": articles.c.sequence,
    "happened": articles.c.happened,
}


def column_of(order: Order) -> Column[Any]:
    """Return the column that an order is by."""
    return _COLUMNS[order]


def happened(event: Event) -> datetime:
    """Tell when an event began: by its main date."""
    dates = dates_of(event)
    return dates[0].start if dates else UNDATED


def sort_keys(event: Event) -> dict[str, Any]:
    """Note in an article's row by what lists of its event are sorted and found.

    Args:
        event: its latest revision.

    Returns:
        Columns of articles; of what was taken back those of its notice.
    """
    quotes = 0 if event.status == "canceled" else len(event.quotes)
    return {"happened": happened(event), "quotes": quotes, "pictured": bool(event.article.images)}


def key_of(stored: StoredEvent | StoredDocument, order: Order) -> int:
    """Tell where in an order an event stands.

    Args:
        stored: as a list shows it.
        order: of the list.

    Returns:
        What its column has: the number of a change, or microseconds since 1970.
    """
    if order == "updated":
        return stored.sequence
    if order == "published":
        return (stored.published - EPOCH) // TICK
    began = stored.happened if isinstance(stored, StoredDocument) else happened(stored.event)
    return (began - EPOCH) // TICK
