"""How a page of the newest events that answer a query is found with little work, however many events there are.

A list is found by its rarest part: the facet, place, time or words that the fewest events have. Its events are walked in
the order of the list where an index has them so, and everything else is asked of each until the page is full. Which part is
rarest is counted first, up to a bound; a database that keeps no statistics would guess.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import cache, lru_cache
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, ColumnElement, Connection, FromClause, Select, bindparam, func, literal, select, tuple_

from feedpub.model.selection import EVERYTHING, PublicStatus, Query, Selection
from feedpub.store.guard import shown, shown_of_few
from feedpub.store.matching import matches, matches_itself, near, of_article, of_index, overlapping, within
from feedpub.store.search import count_saying, few_saying, says_itself
from feedpub.store.tables import articles, event_dates, facets, locations

Position = tuple[datetime, str]
"""Where a list of events goes on: the last one's instant of publication and id."""

# Events of the rarest part that are looked up and sorted: some 10 ms of work. With more of them, one in twenty of a list of
# a hundred thousand has it, and a walk down the whole list soon fills a page.
_FEW = 5_000
# Questions that are kept: page, feeds and portrait of a selection ask the same, and writing one takes a millisecond.
_WRITTEN = 64
_COUNTED = 20_000  # rows of an index that are counted for one facet: a millisecond or two


class FoundIds(NamedTuple):
    """A page of a list.

    Args:
        query: selects the ids of its articles, in its order and with its limits.
        article_id: the column that they stand in.
    """

    query: Select[tuple[str]]
    article_id: ColumnElement[str]


class NamedLater(NamedTuple):
    """A facet that is named when the question is asked: by ``kind`` and ``slug``.

    Args:
        kind: of the facet.
        slug: of the facet.
    """

    kind: BindParameter[str]
    slug: BindParameter[str]


def newest(connection: Connection, query: Query, before: Position | None) -> FoundIds:
    """Find the newest events that answer a query, by publication, then by id.

    Args:
        connection: of a reader.
        query: any.
        before: only what follows this position.

    Returns:
        Their ids, without a limit.
    """
    counted = [part for part in _parts(connection, query) if isinstance(part[1], Selection) or part[0] < _FEW]
    _, rarest, rest = min(counted, key=lambda part: part[0], default=(0, None, query))
    if isinstance(rarest, Selection):
        return _of_facet(rarest, rest, before, any(left.search is None for *_, left in counted))
    return _of_articles(rest, before, rarest)


def facet_of(query: Query) -> dict[str, str] | None:
    """Name the facet of what a query asks for where that is one facet and at most a status besides: most queries do.

    Args:
        query: any.

    Returns:
        What the question of ``newest_of_facet`` takes, which finds the same as ``newest``; None for other queries.
    """
    if len(query.selections) != 1 or vars(query) | {"selections": (), "status": None} != vars(EVERYTHING):
        return None
    return {"kind": query.selections[0].kind, "slug": query.selections[0].slug}


@cache  # for each status: to write the question anew for each facet would take longer than to answer it
def newest_of_facet(status: PublicStatus | None = None) -> FoundIds:
    """Find the newest events that have a facet, which is named when the question is asked.

    Args:
        status: that every event has, or None.
    """
    named = NamedLater(bindparam("kind", type_=facets.c.kind.type), bindparam("slug", type_=facets.c.slug.type))
    return _of_facet(named, Query(status=status), None, False)


class QueryPart(NamedTuple):
    """A part of a query, alone.

    Args:
        total: how many events have it, up to a bound.
        ids: selects those of its articles.
        rest: what is left to be asked of each.
    """

    total: int
    ids: Select[tuple[str]]
    rest: Query


def _parts(connection: Connection, query: Query) -> Iterator[tuple[int, Selection | Select[tuple[str]], Query]]:
    """Count what each part of a query leaves; the time of publication is a part of every walk."""
    others = list(rare_parts(connection, query, _FEW))
    alone = len(query.selections) == 1 and not others
    for selection in query.selections:
        # It is counted only where there is something to choose from.
        total = 0 if alone else count_rows(connection, facet_rows(facets, selection, query))
        yield total, selection, without(query, selection)
    yield from others


def without(query: Query, selection: Selection) -> Query:
    """Return what is left of a query once it is known that an event has a facet."""
    return query.model_copy(update={"selections": tuple(one for one in query.selections if one != selection)})


def rare_parts(connection: Connection, query: Query, most: int) -> Iterator[QueryPart]:
    """Count what each part of a query leaves that is no facet.

    Args:
        connection: of a reader.
        query: any.
        most: up to which is counted.
    """
    for rows in rare_rows(query):
        yield QueryPart(count_rows(connection, rows, most), rows, query)
    if query.search:
        rest = query.model_copy(update={"search": None})
        yield QueryPart(count_saying(connection, query.search, most), few_saying(query.search), rest)


def rare_rows(query: Query) -> list[Select[tuple[str]]]:
    """Select what has each part of a query, alone, that is neither facet nor word."""
    least = query.min_confidence
    selects: list[Select[tuple[str]]] = []
    if query.near:
        selects.append(select(locations.c.article_id).where(*near(query.near, least)))
    if query.happened:
        selects.append(select(event_dates.c.article_id).where(*overlapping(query.happened, least)))
    if query.source is not None:
        of_source = (articles.c.source == query.source, *within(articles.c.published, query.published))
        selects.append(select(articles.c.id).where(*of_source))
    return selects


def count_rows(connection: Connection, rows: Select[Any], most: int = _COUNTED) -> int:
    """Count rows, up to a bound."""
    return connection.execute(select(func.count()).select_from(rows.limit(most).subquery())).scalar_one()


def facet_rows(rows: FromClause, selection: Selection | NamedLater, query: Query) -> Select[tuple[str]]:
    """Select the ids of articles that have a facet, as sure and of the time that a query asks for.

    Args:
        rows: the table of facets, or an alias of it.
        selection: names the facet.
        query: that it is a part of.
    """
    named = [rows.c.kind == selection.kind, rows.c.slug == selection.slug, *within(rows.c.published, query.published)]
    named += [rows.c.confidence >= query.min_confidence] if query.min_confidence else []
    return select(rows.c.article_id).where(*named)


@lru_cache(maxsize=_WRITTEN)
def _of_facet(selection: Selection | NamedLater, rest: Query, before: Position | None, few_say_it: bool) -> FoundIds:
    """Walk the events that have a facet; each is asked of the index first, and of its own row last."""
    walked = facets.alias()
    itself = select(articles.c.id).where(articles.c.id == walked.c.article_id, shown(), *of_article(rest))
    asked = [*of_index(rest, walked.c.article_id), itself.correlate_except(articles).exists()]
    asked += [says_itself(rest.search, walked.c.article_id, few=few_say_it)] if rest.search else []
    found = facet_rows(walked, selection, rest).where(*asked)
    return FoundIds(_ordered(found, walked.c.published, walked.c.article_id, before), walked.c.article_id)


def _of_articles(rest: Query, before: Position | None, rarest: Select[tuple[str]] | None) -> FoundIds:
    """Walk all events, or look up those that the rarest part leaves."""
    found = select(articles.c.id)
    if rarest is None:
        found = found.where(shown(), matches_itself(rest))
    else:
        found = found.where(articles.c.id.in_(rarest.correlate(None)), shown_of_few(), matches(rest))
    return FoundIds(_ordered(found, articles.c.published, articles.c.id, before), articles.c.id)


def _ordered(
    found: Select[tuple[str]], published: ColumnElement[datetime], name: ColumnElement[str], before: Position | None
) -> Select[tuple[str]]:
    if before is not None:
        here = tuple_(literal(before[0], published.type), literal(before[1]))
        found = found.where(tuple_(published, name) < here)
    return found.order_by(published.desc(), name.desc())
