"""What the events that are shown come to, in whole and in parts: by which a copy is proven, and finds where it differs."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, Select, select

from feedpub.model.digests import NOTHING, SetDigest, digits_of
from feedpub.model.selection import EVERYTHING, Query
from feedpub.store.guard import proven
from feedpub.store.matching import matches
from feedpub.store.newest import newest
from feedpub.store.proof import LEVELS, Standing, standing
from feedpub.store.session import ReadSession
from feedpub.store.tables import articles, prefixes

LONGEST_PREFIX = 8
"""Digits; more of them have never to be told apart, and none of them is a hyphen in an id."""
_FEW = 16  # events that are listed one by one


_PROVEN = select(articles.c.id, articles.c.revision, articles.c.digest).where(proven()).order_by(articles.c.id)


class ShownEvent(NamedTuple):
    """An event that is shown.

    Args:
        id: the article's id.
        revision: its number.
        digest: of what is told of it.
    """

    id: str
    revision: int
    digest: str


class Subset(NamedTuple):
    """Events whose ids begin alike.

    Args:
        prefix: first digits of the ids.
        total: how many events.
        digest: of the set of them.
    """

    prefix: str
    total: int
    digest: str


class Sums(NamedTuple):
    """What a part of the events comes to.

    Args:
        whole: all of it.
        children: its parts that are not empty, each by one more digit.
        members: the events themselves, by id, where they are few.
    """

    whole: Subset
    children: tuple[Subset, ...]
    members: tuple[ShownEvent, ...]


class Totals:
    """What may be read of it.

    Args:
        session: in which it is read.
    """

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    def standing(self, sequence: int | None = None) -> Standing:
        """Tell what the log of changes and all shown events came to behind a change.

        Args:
            sequence: its number; None for the last one.

        Returns:
            The chain, and how many events with which digest; none of the latter for numbers that were given before the
            store was upgraded to keep them.
        """
        with self._session.connect() as connection:
            return standing(connection, sequence)

    def sums(self, prefix: str = "", query: Query = EVERYTHING) -> Sums:
        """Add up the events whose ids begin alike.

        Args:
            prefix: first hexadecimal digits of their ids, eight at most.
            query: what they are cut to.

        Returns:
            The sums: where all events are asked for, of short prefixes at no cost.
        """
        if query == EVERYTHING and len(prefix) < LEVELS:
            return self._kept(prefix)
        return _added_up(prefix, self._members(prefix, query))

    def _kept(self, prefix: str) -> Sums:
        asked = (prefix, *(prefix + digit for digit in "0123456789abcdef"))
        kept = select(prefixes).where(prefixes.c.prefix.in_(asked), prefixes.c.shown > 0).order_by(prefixes.c.prefix)
        with self._session.connect() as connection:
            parts = tuple(Subset(*row) for row in connection.execute(kept))
            last = standing(connection)
        whole = next((part for part in parts if part.prefix == prefix), Subset(prefix, 0, NOTHING))
        if not prefix:
            whole = Subset("", last.shown, last.digest)
        members = self._members(prefix, EVERYTHING) if prefix and whole.total <= _FEW else ()
        return Sums(whole, tuple(part for part in parts if part.prefix != prefix), members)

    def _members(self, prefix: str, query: Query) -> tuple[ShownEvent, ...]:
        with self._session.connect() as connection:
            found = _under(prefix, query) if prefix or query == EVERYTHING else _answering(connection, query)
            return tuple(ShownEvent(row.id, row.revision, row.digest) for row in connection.execute(found))


def _answering(connection: Connection, query: Query) -> Select[tuple[str, int, str | None]]:
    """Select what answers a query, by its rarest part."""
    found = newest(connection, query, None).query.order_by(None).correlate(None)
    return _PROVEN.where(articles.c.id.in_(found))


def _under(prefix: str, query: Query) -> Select[tuple[str, int, str | None]]:
    # "g" follows all digits, and the hyphen.
    of_prefix = (articles.c.id >= f"urn:uuid:{prefix}", articles.c.id < f"urn:uuid:{prefix}g")
    return _PROVEN.where(*of_prefix, matches(query))


def _added_up(prefix: str, members: tuple[ShownEvent, ...]) -> Sums:
    by_digit: dict[str, list[ShownEvent]] = {}
    for member in members:
        by_digit.setdefault(digits_of(member.id)[: len(prefix) + 1], []).append(member)
    children = tuple(_part(under, found) for under, found in by_digit.items()) if len(prefix) < LONGEST_PREFIX else ()
    few = members if prefix and (len(members) <= _FEW or len(prefix) == LONGEST_PREFIX) else ()
    return Sums(_part(prefix, members), children, few)


def _part(prefix: str, members: Iterable[ShownEvent]) -> Subset:
    digest, count = SetDigest(), 0
    for member in members:
        digest.add(member.id, member.digest)
        count += 1
    return Subset(prefix, count, digest.hex)
