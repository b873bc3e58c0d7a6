"""The index by which events are found: facets, places and dates of each, kept in step with its latest revision.

It holds rows of articles that nobody may see as well; every read goes through the guard. What was public and is taken back
keeps its rows: its notice has to reach whoever follows them.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, insert, update
from sqlalchemy import delete as remove

from feedpub.model.event import Event
from feedpub.site.facets import facets_of
from feedpub.site.whereabouts import dates_of, locations_of
from feedpub.store.sources import storable
from feedpub.store.tables import event_dates, facets, locations

_TABLES = (facets, locations, event_dates)


def index(connection: Connection, event: Event, published: datetime) -> None:
    """Replace what the index holds of an event.

    Args:
        connection: of a writer.
        event: its latest revision.
        published: instant of first publication.
    """
    forget(connection, event.id)
    index_facets(connection, event, published=published)
    _add(connection, locations, location_rows(event))
    _add(connection, event_dates, date_rows(event))


def index_facets(connection: Connection, event: Event, **others: object) -> None:
    """Enter the facets of an event.

    Args:
        connection: of a writer.
        event: its latest revision.
        others: columns of all rows, which an earlier version of the table may lack.
    """
    rows = (
        {"kind": one.kind, "slug": one.slug, "label": storable(label), "confidence": sure}
        for one, (label, sure) in facets_of(event).items()
    )
    _add(connection, facets, ({"article_id": event.id} | row | others for row in rows))


def location_rows(event: Event) -> list[dict[str, Any]]:
    """List the rows that the index has of an event's places."""
    rows = (dict(zip("xyz", one.point, strict=True)) | {"confidence": one.confidence} for one in locations_of(event))
    return [{"article_id": event.id} | row for row in rows]


def date_rows(event: Event) -> list[dict[str, Any]]:
    """List the rows that the index has of an event's dates."""
    rows = ({"starts": one.start, "ends": one.end, "confidence": one.confidence} for one in dates_of(event))
    return [{"article_id": event.id} | row for row in rows]


def date(connection: Connection, article_id: str, published: datetime) -> None:
    """Note another instant of first publication of an event whose rows stay as they are.

    Args:
        connection: of a writer.
        article_id: the article's id.
        published: the instant.
    """
    connection.execute(update(facets).where(facets.c.article_id == article_id).values(published=published))


def forget(connection: Connection, article_id: str) -> None:
    """Take an article out of the index.

    Args:
        connection: of a writer.
        article_id: the article's id.
    """
    for table in _TABLES:
        connection.execute(remove(table).where(table.c.article_id == article_id))


def _add(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    if found := list(rows):
        connection.execute(insert(table), found)
