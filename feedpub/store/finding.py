"""The index by which events are found: facets, places and dates of each, kept in step with its latest revision.

It holds rows of articles that nobody may see as well; every read goes through the guard. What was public and is taken back
keeps its rows: its notice has to reach whoever follows them.
"""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, TableClause, bindparam, column, insert, update
from sqlalchemy import delete as remove

from feedpub.model.event import Event
from feedpub.site.facets import facets_of
from feedpub.site.whereabouts import dates_of, locations_of
from feedpub.store.sources import storable
from feedpub.store.tables import event_dates, facets, locations

_TABLES = (facets, locations, event_dates)
# Statements that every article takes are made once: making one takes longer than having it done.
_INSERTS = {table.name: insert(table) for table in _TABLES}
_FORGETTING = [remove(table).where(table.c.article_id == bindparam("of")) for table in _TABLES]


class Indexed(NamedTuple):
    """The rows that the index has of an event.

    Args:
        facets: by what it is found.
        locations: its places.
        dates: when it happened.
    """

    facets: list[dict[str, Any]]
    locations: list[dict[str, Any]]
    dates: list[dict[str, Any]]


def index(connection: Connection, event: Event, published: datetime) -> Indexed:
    """Enter an event, of which the index has nothing.

    Args:
        connection: of a writer.
        event: its latest revision.
        published: instant of first publication.

    Returns:
        What was entered.
    """
    rows = Indexed(facet_rows(event, published=published), location_rows(event), date_rows(event))
    for table, found in zip(_TABLES, rows, strict=True):
        _add(connection, table, found)
    return rows


def index_facets(connection: Connection, event: Event) -> None:
    """Enter the facets of an event in the table of an earlier version, which lacks when they were published.

    Args:
        connection: of a writer.
        event: its latest revision.
    """
    if rows := facet_rows(event):
        # Of today's table the database would be asked for its whole key.
        connection.execute(insert(TableClause(facets.name, *map(column, rows[0]))), rows)


def facet_rows(event: Event, **others: object) -> list[dict[str, Any]]:
    """List the rows that the index has of an event's facets; see ``index_facets``."""
    rows = (
        {"kind": one.kind, "slug": one.slug, "label": storable(label), "confidence": sure}
        for one, (label, sure) in facets_of(event).items()
    )
    return [{"article_id": event.id} | row | others for row in rows]


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
    for forgetting in _FORGETTING:
        connection.execute(forgetting, {"of": article_id})


def _add(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(_INSERTS[table.name], rows)
