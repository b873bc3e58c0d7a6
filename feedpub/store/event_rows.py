"""From which rows the sets of events are read that a process keeps (event_sets.py)."""

from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Connection, Select, func, select, type_coerce

from feedpub.model.selection import ORDERS
from feedpub.store.guard import shown
from feedpub.store.ordering import column_of
from feedpub.store.tables import articles, changes, counters, event_dates, locations, words


def sequence_of(connection: Connection) -> int:
    """Tell the last change that a reader sees."""
    return int(connection.execute(select(counters.c.value).where(counters.c.name == "sequence")).scalar_one())


def rows_shown() -> Select[Any]:
    """Select the articles that may be shown, each with what it is sorted by in each order."""
    keys = [type_coerce(column_of(order), BigInteger) for order in ORDERS]
    return select(articles.c.id, articles.c.status, articles.c.source, articles.c.quotes, *keys).where(shown())


def grouped(joined: ColumnElement[str], *what: ColumnElement[Any]) -> Select[Any]:
    """Select what rows have in common, with something of each, joined: a row for each would take three times as long.

    Args:
        joined: what is joined, such as the articles' ids; it has no commas.
        *what: the columns of what they have in common.
    """
    return select(func.aggregate_strings(joined, ","), *what).group_by(*what)


def span() -> tuple[ColumnElement[int], ColumnElement[int]]:
    """Name the ends of a time at which something happened, as the numbers that they are stored as."""
    return type_coerce(event_dates.c.starts, BigInteger), type_coerce(event_dates.c.ends, BigInteger)


def dates() -> Select[Any]:
    """Select articles with the times at which what they tell of happened."""
    return select(event_dates.c.article_id, *span())


def places() -> Select[Any]:
    """Select articles with the points that they name."""
    return select(locations.c.article_id, locations.c.x, locations.c.y, locations.c.z)


def numbers_of_words() -> Select[Any]:
    """Select articles with their numbers in the index of words."""
    return select(words.c.article_id, words.c.number)


def chain_at(connection: Connection, sequence: int) -> str | None:
    """Read the running digest of the changes up to one: by it two histories are told apart."""
    return connection.execute(select(changes.c.chain).where(changes.c.sequence == sequence)).scalar()
