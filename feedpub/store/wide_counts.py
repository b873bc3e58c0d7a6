"""How many events have each facet, of those that answer a wide query: counted in the sets that a process keeps."""

from bisect import bisect_right
from collections.abc import Callable
from datetime import date
from heapq import nsmallest
from itertools import islice
from threading import Lock
from typing import NamedTuple

from pyroaring import BitMap
from sqlalchemy import Connection

from feedpub.model.selection import FacetKind, FacetOrder, Order, Query
from feedpub.store import kept_sets
from feedpub.store.event_rows import sequence_of
from feedpub.store.event_sets import EventSets
from feedpub.store.kept_sets import WrittenSets

MANY = 6_000
"""Events from which on it takes longer to read what they are counted by than a reader should wait."""
# Events: some 10 ms of work. Of more, one in five of a hundred thousand answers, and a walk through them soon has a page;
# but not where each has to be asked for words, which takes longer than to sort all.
_SORTED = 20_000
_FIRST = 500  # of them that are looked up: the longest page is of 200, and hardly one of them cannot be read


class FacetPlace(NamedTuple):
    """Where a list of facets goes on.

    Args:
        slug: of the last one.
        total: how many events it has; matters in the order by that alone.
    """

    slug: str
    total: int = 0


class FacetPage(NamedTuple):
    """A page of a list of facets.

    Args:
        limit: how many facets at most.
        after: only what follows this place.
        order: of their slugs, or those of most events first.
    """

    limit: int
    after: FacetPlace | None
    order: FacetOrder


class EventPage(NamedTuple):
    """Where a page of a list of events is.

    Args:
        order: of the list; the greatest comes first.
        before: only what follows this place.
        quoting: only events that quote somebody.
    """

    order: Order
    before: tuple[int, str] | None
    quoting: bool = False


class WideCounts:
    """What all threads of a process have of it in common; it holds nothing until it is asked."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: EventSets | None = None

    @property
    def begun(self) -> bool:
        """Whether the sets are there, so that small queries are cheap as well."""
        return self._kept is not None

    def prepare(self, connection: Connection) -> None:
        """Read what is kept, with all that events are found by.

        Args:
            connection: of a reader.
        """
        with self._lock:
            kept = self._at_moment_of(connection)
            if kept is not None:
                kept.complete(connection)

    def written(self, connection: Connection, least: int) -> WrittenSets | None:
        """Write down what is kept.

        Args:
            connection: of a reader of one moment.
            least: events that there are; of fewer, the rows themselves are soon read.

        Returns:
            It; None where nothing is kept, or what was written down before is as good.
        """
        with self._lock:
            kept = self._at_moment_of(connection) if self._kept is not None else None
            if kept is None or kept.chain is None or kept.count < least:
                return None
            if not kept_sets.are_due(connection, kept.sequence):
                return None
            return WrittenSets(kept.sequence, kept.chain, kept.packed(connection))

    def page(self, connection: Connection, kind: FacetKind, query: Query, asked: FacetPage) -> list[tuple[str, int]] | None:
        """List facets that events which stand and answer a query have, each with how many of them have it.

        Args:
            connection: of a reader.
            kind: of the facets.
            query: any.
            asked: the page.

        Returns:
            Slugs and totals; None where it cannot be told here: how sure somebody is, or what was before.
        """
        if query.min_confidence:
            return None
        limit, after, order = asked
        with self._lock:
            kept = self._at_moment_of(connection)
            if kept is None:
                return None
            found, sets = kept.answering(connection, query) & kept.standing, kept.of_kind(connection, kind)
            if order == "count":
                return _most(sets, found.intersection_cardinality, limit, after)
            slugs = kept.slugs(connection, kind)
            start = bisect_right(slugs, after.slug) if after else 0
            counted = ((slug, found.intersection_cardinality(sets[slug])) for slug in islice(slugs, start, None))
            return list(islice((one for one in counted if one[1]), limit))

    def first(self, connection: Connection, query: Query, asked: EventPage) -> list[str] | None:
        """List events that may be shown and answer a query.

        Args:
            connection: of a reader.
            query: any.
            asked: the page.

        Returns:
            Their ids; None where it cannot be told here, or the answers are so many that a walk through all events is
            shorter than sorting them.
        """
        if not self.begun or query.min_confidence:
            return None
        with self._lock:
            kept = self._at_moment_of(connection)
            if kept is None:
                return None
            found = kept.answering(connection, query)
            if asked.quoting:
                found = found & kept.quoting
            if len(found) > _SORTED and query.search is None:
                return None
            return kept.first(found, asked.order, asked.before, _FIRST)

    def count(self, connection: Connection, query: Query) -> int | None:
        """Count the events that may be shown and answer a query.

        Args:
            connection: of a reader.
            query: any.

        Returns:
            How many; None where it cannot be told here.
        """
        if not self.begun or query.min_confidence:
            return None
        with self._lock:
            kept = self._at_moment_of(connection)
            return None if kept is None else len(kept.answering(connection, query))

    def months(self, connection: Connection, query: Query) -> list[tuple[date, int]] | None:
        """Count the events that stand and answer a query by the month of their publication.

        Args:
            connection: of a reader.
            query: any.

        Returns:
            First days of months and totals; None where it cannot be told here.
        """
        if not self.begun or query.min_confidence:
            return None
        with self._lock:
            kept = self._at_moment_of(connection)
            return None if kept is None else list(kept.months(kept.answering(connection, query) & kept.standing))

    def _at_moment_of(self, connection: Connection) -> EventSets | None:
        """Return the sets as a reader sees them; None for one who sees an earlier moment than they are of."""
        sequence, kept = sequence_of(connection), self._kept
        if kept is not None and sequence < kept.sequence:
            return None
        if kept is None or not kept.follow(connection, sequence):
            self._kept = None  # so that what is old and what is new are not both held
            self._kept = kept = kept_sets.found(connection, sequence) or EventSets.read(connection, sequence)
        return kept


def _most(
    sets: dict[str, BitMap], count: Callable[[BitMap], int], limit: int, after: FacetPlace | None
) -> list[tuple[str, int]]:
    behind = (-after.total, after.slug) if after else (-(2**63), "")
    counted = ((-count(one), slug) for slug, one in sets.items())
    found = nsmallest(limit, (place for place in counted if place[0] and place > behind))
    return [(slug, -negative) for negative, slug in found]
