"""How a page of events in any order is found with little work, however many events there are.

Where the process keeps what events are found by, and it is not so many that a walk is shorter, they are found there. Else by
publication they are walked as newest.py does; in other orders the rarest part of a query is looked up and sorted, if few
events have it; else the index of the order is walked until the page is full.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Connection, Select, func, literal, select, tuple_, type_coerce

from feedpub.model.selection import ALWAYS, Order, Query
from feedpub.store.guard import shown, shown_of_few
from feedpub.store.matching import matches, matches_itself, within
from feedpub.store.newest import FoundIds, QueryPart, count_rows, facet_rows, newest, rare_parts, without
from feedpub.store.ordering import column_of
from feedpub.store.search import count_saying
from feedpub.store.tables import EPOCH, TICK, articles, facets
from feedpub.store.wide_counts import EventPage, WideCounts

Place = tuple[int, str]
"""Where a list of events goes on: the key of the last one in its order, and its id."""

# Articles that say what is searched for. Of a hundred thousand of which all do, a walk has the newest hundred after 10 ms,
# where reading the numbers of all takes 40; where 5,000 do, or a word is told by how it begins, it walks for 100 to 300 ms.
_MANY = 20_000
_FEW = 8_000  # events that are looked up and sorted: some 20 ms of work


def ordered(connection: Connection, wide: WideCounts, query: Query, asked: EventPage) -> FoundIds:
    """Find the events that answer a query, in an order.

    Args:
        connection: of a reader.
        wide: what the process keeps, if it does; a query of one facet is found as fast without.
        query: any.
        asked: the page.

    Returns:
        Their ids, without a limit.
    """
    order, before, quoting = asked
    kept = wide.begun and query.composed and not _is_walked(connection, query, order)
    known = wide.first(connection, query, asked) if kept else None
    found = _found(connection, query, order, before) if known is None else among(known, order)
    if quoting:
        row = articles.alias()
        quotes = select(row.c.id).where(row.c.id == found.article_id, row.c.quotes > 0).correlate_except(row).exists()
        return FoundIds(found.query.where(quotes), found.article_id)
    return found


def among(ids: Sequence[str], order: Order) -> FoundIds:
    """Find events that were found before, in an order.

    Args:
        ids: of few articles.
        order: of them.

    Returns:
        The ids of those that may be shown, without a limit.
    """
    return _behind(select(articles.c.id).where(articles.c.id.in_(ids), shown_of_few()), order, None)


def _is_walked(connection: Connection, query: Query, order: Order) -> bool:
    """Tell whether a walk by publication soon fills a page, as so many say what is searched for."""
    search = query.search if order == "published" else None
    return search is not None and count_saying(connection, search, _MANY) == _MANY


def _found(connection: Connection, query: Query, order: Order, before: Place | None) -> FoundIds:
    if order == "published":
        return newest(connection, query, (EPOCH + before[0] * TICK, before[1]) if before else None)
    few, rest = _few(connection, query)
    if few is not None:
        found = select(articles.c.id).where(shown(), matches(rest), articles.c.id.in_(few.correlate(None)))
    else:
        # Spelled so that no index is by it: of so many events it is asked while the order is walked, nothing is sorted.
        published = func.coalesce(articles.c.published, EPOCH)
        rest = query.model_copy(update={"published": ALWAYS})
        found = select(articles.c.id).where(shown(), matches_itself(rest), *within(published, query.published))
    return _behind(found, order, before)


def _behind(found: Select[tuple[str]], order: Order, before: Place | None) -> FoundIds:
    """Sort articles, and leave out those before a place."""
    key = type_coerce(column_of(order), BigInteger)
    if before is not None:
        found = found.where(tuple_(key, articles.c.id) < tuple_(literal(before[0], BigInteger), literal(before[1])))
    return FoundIds(found.order_by(key.desc(), articles.c.id.desc()), articles.c.id)


def order_by(order: Order) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """Return what a page of events is sorted by."""
    return column_of(order).desc(), articles.c.id.desc()


def _few(connection: Connection, query: Query) -> tuple[Select[tuple[str]] | None, Query]:
    """Select what has the rarest part of a query, where that is little, and tell what is left to ask of it."""
    found = list(rare_parts(connection, query, _FEW))
    lookups = [(facet_rows(facets.alias(), one, query), without(query, one)) for one in query.selections]
    if query.published:
        rows = select(articles.c.id).where(shown(), *within(articles.c.published, query.published))
        lookups.append((rows, query))
    found += [QueryPart(count_rows(connection, rows, _FEW), rows, rest) for rows, rest in lookups]
    rarest = min(found, key=lambda part: part.total, default=None)
    return (rarest.ids, rarest.rest) if rarest and rarest.total < _FEW else (None, query)
