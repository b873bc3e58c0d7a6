"""By what each event was found at every moment of the sequence: so that filtered lists of changes lose nothing.

A row holds from the change that made a revision public until the one that followed it or took it back. So what an article
was found by just after a change, and just before it, are one look-up each.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from pydantic_core import from_json, to_json
from sqlalchemy import Connection, Row, bindparam, insert, select, update
from sqlalchemy import delete as remove

from feedpub.model.facts import EventDate, Facts, GeoPoint
from feedpub.store.tables import EPOCH, TICK, articles, event_dates, facets, facts, locations

Rows = Mapping[str, Any]
_insert = insert(facts)
_end = update(facts).where(facts.c.article_id == bindparam("of"), facts.c.until.is_(None)).values(until=bindparam("ends"))
_OF_ARTICLE = tuple(articles.c[name] for name in ("id", "revision", "source", "status", "published", "confidence", "sample"))


def begin(connection: Connection, article_id: str, sequence: int) -> None:
    """Note by what an article is found from a change on, as the index has it now.

    Args:
        connection: of a writer.
        article_id: the article's id, of which no facts hold any more.
        sequence: of the change that makes it public, or shows it anew.
    """
    row = connection.execute(select(*_OF_ARTICLE).where(articles.c.id == article_id)).one()
    note(connection, article_id, sequence, row.revision, _of_row(connection, row))


def note(connection: Connection, article_id: str, sequence: int, revision: int, found: dict[str, Any]) -> None:
    """Note the same where it is known what the index has.

    Args:
        connection: of a writer.
        article_id: the article's id, of which no facts hold any more.
        sequence: of the change.
        revision: that it brings.
        found: by what the article is found (``of_index``).
    """
    row = {"since": sequence, "article_id": article_id, "revision": revision, "facts": to_json(found).decode()}
    connection.execute(_insert, row)


def end(connection: Connection, article_id: str, sequence: int) -> None:
    """Note that what was said of an article holds until a change.

    Args:
        connection: of a writer.
        article_id: the article's id.
        sequence: of the change.
    """
    connection.execute(_end, {"of": article_id, "ends": sequence})


def forget(connection: Connection, sequence: int) -> None:
    """Drop what held until a change or one before it, and can be asked for no more.

    Args:
        connection: of a writer.
        sequence: of the change.
    """
    connection.execute(remove(facts).where(facts.c.until <= sequence))


def facts_in(document: str) -> Facts:
    """Read facts as they are stored."""
    read = from_json(document)
    return Facts(
        source=read["source"],
        status=read["status"],
        published=_moment(read["published"]),
        confidence=read["confidence"],
        facets={_pair(name): confidence for name, confidence in read["facets"].items()},
        locations=tuple(GeoPoint((x, y, z), confidence) for x, y, z, confidence in read["locations"]),
        dates=tuple(EventDate(_moment(start), _moment(end), confidence) for start, end, confidence in read["dates"]),
    )


def is_of_sample(document: str) -> bool:
    """Tell whether stored facts are of what was a sample then; those noted by older versions do not say so."""
    return document.startswith('{"sample":true,')


def facet_key(kind: str, slug: str) -> str:
    """Return what stands in stored facts for a facet, between quotation marks; neither part has spaces or marks in it."""
    return f"{kind} {slug}"


def _of_row(connection: Connection, row: Row[Any]) -> dict[str, Any]:
    """Collect what the index has of an article, and what its row says of it."""
    places, dates = locations.c, event_dates.c
    asked = [
        select(facets.c.kind, facets.c.slug, facets.c.confidence).where(facets.c.article_id == row.id),
        select(places.x, places.y, places.z, places.confidence).where(places.article_id == row.id),
        select(dates.starts, dates.ends, dates.confidence).where(dates.article_id == row.id),
    ]
    index = [[dict(one._mapping) for one in connection.execute(query)] for query in asked]
    return of_index(dict(row._mapping), *index)


def of_index(row: Rows, has: Iterable[Rows], at: Iterable[Rows], on: Iterable[Rows]) -> dict[str, Any]:
    """Put together by what an article is found.

    Args:
        row: of the article: its source, status, publication and confidence, and whether it is a sample.
        has: the index's rows of its facets.
        at: of its places.
        on: of its dates.
    """
    marks = {"sample": True} if row["sample"] else {}
    return marks | {
        "source": row["source"],
        "status": row["status"],
        "published": _ticks(row["published"] or EPOCH),  # a damaged row may have none
        "confidence": row["confidence"],
        "facets": {facet_key(one["kind"], one["slug"]): one["confidence"] for one in has},
        "locations": [(one["x"], one["y"], one["z"], one["confidence"]) for one in at],
        "dates": [(_ticks(one["starts"]), _ticks(one["ends"]), one["confidence"]) for one in on],
    }


def _pair(key: str) -> tuple[str, str]:
    kind, _, slug = key.partition(" ")
    return kind, slug


def _ticks(moment: datetime) -> int:
    return (moment - EPOCH) // TICK


def _moment(ticks: int) -> datetime:
    return EPOCH + ticks * TICK
