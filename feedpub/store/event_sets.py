"""The events that stand as numbers, and those that have each facet as compressed sets of them, which a process keeps.

So that facets of very many events are counted: ten thousand sets are intersected in some milliseconds, where looking rows up
takes a second. What is kept is brought up to the moment that a reader sees by the changes since, and read anew where they
cannot tell. A change takes an article's number away and gives it a new one. So sets only grow, and a number that is nobody's
any more is in no answer, for each begins with the numbers of the events that stand.
"""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from pyroaring import BitMap
from sqlalchemy import BigInteger, Connection, Select, select, type_coerce

from feedpub.model.selection import FacetKind, Query, TimeRange
from feedpub.store.guard import shown
from feedpub.store.matching import near, overlapping
from feedpub.store.search import saying
from feedpub.store.tables import EPOCH, TICK, articles, changes, counters, event_dates, facets, locations

_MOST_CHANGES = 5_000  # that are followed one by one; reading ten times as many events anew takes as long
_CHUNK = 500  # ids in one query
_SPARE = 10_000  # numbers that may be nobody's, however few events there are
_PARTS = 50  # of queries that are kept, each some kilobytes
_NOTHING = BitMap()


class EventSets:
    """What is kept, as it is at one number of the sequence.

    Args:
        connection: of a reader, whose moment it is of.
        sequence: the last change that the reader sees.
    """

    def __init__(self, connection: Connection, sequence: int) -> None:
        self.sequence = sequence
        self._chain = _chain_at(connection, sequence)
        self._numbers: dict[str, int] = {}
        self._given = 0
        self._standing = BitMap()
        self._times: list[tuple[int, int]] = []  # when each number's event was published, and the number
        self._facets: dict[FacetKind, defaultdict[str, BitMap]] = {}
        self._slugs: dict[FacetKind, list[str]] = {}
        self._parts: dict[Hashable, BitMap] = {}  # of queries, until the next change
        self._take(connection.execute(_rows().where(shown())).all())
        self._times.sort()

    def follow(self, connection: Connection, sequence: int) -> bool:
        """Bring what is kept up to the moment of a reader.

        Args:
            connection: of the reader, who sees no earlier moment.
            sequence: the last change that it sees.

        Returns:
            Whether that can be; what is kept is of no use where it cannot.
        """
        if _chain_at(connection, self.sequence) != self._chain or sequence - self.sequence > _MOST_CHANGES:
            return False  # of another database, or a copy of this one that went on otherwise; or far behind
        since = changes.c.sequence > self.sequence, changes.c.sequence <= sequence
        ids = connection.execute(select(changes.c.article_id).where(*since)).scalars().all()
        if len(ids) < sequence - self.sequence or self._given > 2 * len(self._standing) + _SPARE:
            return False
        if ids:
            self._parts.clear()
            self._change(connection, sorted(set(ids)))
        self.sequence, self._chain = sequence, _chain_at(connection, sequence)
        return True

    def answering(self, connection: Connection, query: Query) -> BitMap:
        """Find the events that stand and answer a query.

        Args:
            connection: of a reader of the moment that this is of.
            query: any that asks for no confidence.

        Returns:
            Their numbers.
        """
        if query.status == "canceled" or query.without_status == "usable":
            return _NOTHING  # what was taken back does not stand
        found = self._standing
        for one in query.selections:
            found = found & self.of_kind(connection, one.kind).get(one.slug, _NOTHING)
        for one in query.without:
            found = found - self.of_kind(connection, one.kind).get(one.slug, _NOTHING)
        if query.published:
            found = found & self._published(query.published)
        for part, rows in _asked(query):
            found = found & self._looked_up(connection, part, rows)
        if query.without_source is not None:
            found = found - self._looked_up(connection, query.without_source, _of_source(query.without_source))
        return found

    def of_kind(self, connection: Connection, kind: FacetKind) -> defaultdict[str, BitMap]:
        """Return the sets of a kind's facets, by slug; they are read when they are first asked for."""
        if kind not in self._facets:
            sets = self._facets[kind] = defaultdict(BitMap)
            numbers = self._numbers
            rows = connection.execute(select(facets.c.slug, facets.c.article_id).where(facets.c.kind == kind))
            for slug, article_id in rows:
                if article_id in numbers:
                    sets[slug].add(numbers[article_id])
        return self._facets[kind]

    def slugs(self, connection: Connection, kind: FacetKind) -> Sequence[str]:
        """Return the slugs of a kind in alphabetical order."""
        sets = self.of_kind(connection, kind)
        known = self._slugs.get(kind, [])
        if len(known) != len(sets):  # they only grow
            known = self._slugs[kind] = sorted(sets)
        return known

    def _change(self, connection: Connection, ids: Sequence[str]) -> None:
        for article_id in ids:
            self._standing.discard(self._numbers.pop(article_id, self._given))
        for start in range(0, len(ids), _CHUNK):
            some = ids[start : start + _CHUNK]
            self._take(connection.execute(_rows().where(shown(), articles.c.id.in_(some))).all(), sorts=True)
            has = select(facets.c.kind, facets.c.slug, facets.c.article_id).where(facets.c.article_id.in_(some))
            for kind, slug, article_id in connection.execute(has):
                if kind in self._facets and article_id in self._numbers:
                    self._facets[kind][slug].add(self._numbers[article_id])

    def _take(self, rows: Iterable[Any], *, sorts: bool = False) -> None:
        """Give articles numbers that nothing had before."""
        first = self._given
        for article_id, published in rows:
            self._numbers[article_id] = self._given
            time = (published, self._given)
            if sorts:
                insort(self._times, time)
            else:
                self._times.append(time)
            self._given += 1
        self._standing.add_range(first, self._given)

    def _published(self, time: TimeRange) -> BitMap:
        start = bisect_left(self._times, (_ticks(time.start),)) if time.start is not None else 0
        end = bisect_left(self._times, (_ticks(time.end),)) if time.end is not None else len(self._times)
        return BitMap([number for _, number in self._times[start:end]])

    def _looked_up(self, connection: Connection, part: Hashable, rows: Select[Any]) -> BitMap:
        """Look up what has a part of a query that is in no set; the pages of a list ask for the same one again and again."""
        if part not in self._parts:
            if len(self._parts) == _PARTS:
                self._parts.clear()
            numbers = self._numbers
            ids = connection.execute(rows).scalars()
            self._parts[part] = BitMap([numbers[article_id] for article_id in ids if article_id in numbers])
        return self._parts[part]


def sequence_of(connection: Connection) -> int:
    """Tell the last change that a reader sees."""
    return int(connection.execute(select(counters.c.value).where(counters.c.name == "sequence")).scalar_one())


def _rows() -> Select[Any]:
    return select(articles.c.id, type_coerce(articles.c.published, BigInteger)).where(articles.c.status != "canceled")


def _asked(query: Query) -> Iterator[tuple[Hashable, Select[Any]]]:
    """Yield what is in no set, part by part, and the ids of articles that have it."""
    if query.near:
        yield query.near, select(locations.c.article_id).where(*near(query.near, 0.0))
    if query.happened:
        yield query.happened, select(event_dates.c.article_id).where(*overlapping(query.happened, 0.0))
    if query.source is not None:
        yield query.source, _of_source(query.source)
    if query.search:
        yield query.search, saying(query.search)


def _of_source(source: str) -> Select[Any]:
    return select(articles.c.id).where(articles.c.source == source)


def _chain_at(connection: Connection, sequence: int) -> str | None:
    """Read the running digest of the changes up to one: by it two histories are told apart."""
    return connection.execute(select(changes.c.chain).where(changes.c.sequence == sequence)).scalar()


def _ticks(moment: datetime) -> int:
    return (moment - EPOCH) // TICK
