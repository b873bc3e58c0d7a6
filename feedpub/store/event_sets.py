"""The events that are shown as numbers, and those that have each facet as compressed sets of them, which a process keeps.

So that facets of very many events are counted: ten thousand sets are intersected in some milliseconds, where looking rows up
takes a second. What is kept is brought up to the moment that a reader sees by the changes since, and read anew where they
cannot tell. A change takes an article's number away and gives it a new one. So sets only grow, and a number that is nobody's
any more is in no answer, for each begins with the numbers of the events that are shown.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from heapq import nlargest
from typing import Any

from pyroaring import BitMap
from sqlalchemy import BigInteger, Connection, Select, func, select, type_coerce

from feedpub.model.search import Search
from feedpub.model.selection import ORDERS, FacetKind, Order, Query, TimeRange
from feedpub.store.guard import shown
from feedpub.store.ordering import column_of
from feedpub.store.points import Points
from feedpub.store.search import numbers_saying
from feedpub.store.spans import Spans
from feedpub.store.tables import EPOCH, TICK, articles, changes, counters, event_dates, facets, locations, words

_MOST_CHANGES = 5_000  # that are followed one by one; reading ten times as many events anew takes as long
_CHUNK = 500  # ids in one query
_SPARE = 10_000  # numbers that may be nobody's, however few events there are
_SEARCHES = 50  # whose events are kept until the next change, each some kilobytes
_NOTHING = BitMap()


class EventSets:
    """What is kept, as it is at one number of the sequence.

    Args:
        connection: of a reader, whose moment it is of.
        sequence: the last change that the reader sees.
    """

    def __init__(self, connection: Connection, sequence: int) -> None:
        self.sequence = sequence
        self.standing = BitMap()  # of what is shown, all but notices of what was taken back
        self.quoting = BitMap()  # of what is shown, what quotes somebody
        self._chain = _chain_at(connection, sequence)
        self._ids: list[str] = []  # of every number that was given
        self._keys: dict[Order, array[int]] = {order: array("q") for order in ORDERS}
        self._numbers: dict[str, int] = {}
        self._shown = BitMap()
        self._sources: defaultdict[str | None, BitMap] = defaultdict(BitMap)
        self._times: list[int] = []  # at which events were published, in order
        self._timed = array("I")  # whose each is
        self._facets: dict[FacetKind, defaultdict[str, BitMap]] = {}
        self._slugs: dict[FacetKind, list[str]] = {}
        self._spans: Spans | None = None
        self._points: Points | None = None
        self._of_words: dict[int, int] | None = None  # numbers by those in the table of words
        self._found: dict[Search, BitMap] = {}
        self._take(connection.execute(_rows().where(shown()).order_by(articles.c.published)).all())

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
        if len(ids) < sequence - self.sequence or len(self._ids) > 2 * len(self._shown) + _SPARE:
            return False
        if ids:
            self._found.clear()
            self._change(connection, sorted(set(ids)))
        self.sequence, self._chain = sequence, _chain_at(connection, sequence)
        return True

    def answering(self, connection: Connection, query: Query) -> BitMap:
        """Find the events that may be shown and answer a query.

        Args:
            connection: of a reader of the moment that this is of.
            query: any that asks for no confidence.

        Returns:
            Their numbers.
        """
        found = self._of_status(query)
        for one in query.selections:
            found = found & self.of_kind(connection, one.kind).get(one.slug, _NOTHING)
        for one in query.without:
            found = found - self.of_kind(connection, one.kind).get(one.slug, _NOTHING)
        if query.source is not None:
            found = found & self._sources.get(query.source, _NOTHING)
        if query.without_source is not None:
            found = found - self._sources.get(query.without_source, _NOTHING)
        for numbers in self._asked(connection, query):
            found = found & numbers
        return found

    def of_kind(self, connection: Connection, kind: FacetKind) -> defaultdict[str, BitMap]:
        """Return the sets of a kind's facets, by slug; they are read when they are first asked for."""
        if kind not in self._facets:
            sets = self._facets[kind] = defaultdict(BitMap)
            number = self._numbers.get
            # One row for each slug: as many as there are articles with it would take three times as long.
            ids = func.aggregate_strings(facets.c.article_id, ",")
            for slug, joined in connection.execute(
                select(facets.c.slug, ids).where(facets.c.kind == kind).group_by(facets.c.slug)
            ):
                found = [one for one in map(number, joined.split(",")) if one is not None]
                if found:
                    sets[slug] = BitMap(found)
        return self._facets[kind]

    def slugs(self, connection: Connection, kind: FacetKind) -> Sequence[str]:
        """Return the slugs of a kind in alphabetical order."""
        sets = self.of_kind(connection, kind)
        known = self._slugs.get(kind, [])
        if len(known) != len(sets):  # they only grow
            known = self._slugs[kind] = sorted(sets)
        return known

    def first(self, numbers: BitMap, order: Order, before: tuple[int, str] | None, most: int) -> list[str]:
        """List articles in an order, the greatest first.

        Args:
            numbers: of those to choose from.
            order: by what they are sorted, then by id.
            before: only what follows this place.
            most: how many at most.

        Returns:
            Their ids.
        """
        keys, ids = self._keys[order], self._ids
        # The last numbers first: they were given to the latest, and of what comes after these little is kept.
        places = ((keys[number], ids[number]) for number in reversed(numbers.to_array()))
        behind = places if before is None else (place for place in places if place < before)
        return [article_id for _, article_id in nlargest(most, behind)]

    def _of_status(self, query: Query) -> BitMap:
        having = {None: self._shown, "usable": self.standing, "canceled": self._shown - self.standing}
        return having[query.status] - (having[query.without_status] if query.without_status else _NOTHING)

    def _asked(self, connection: Connection, query: Query) -> Iterator[BitMap]:
        """Yield what has each part of a query that is found otherwise than by its name."""
        if query.published:
            start, end = _ticks(query.published)
            since = bisect_left(self._times, start) if start is not None else 0
            until = bisect_left(self._times, end) if end is not None else len(self._times)
            yield BitMap(self._timed[since:until])
        if query.happened:
            if self._spans is None:
                self._spans = Spans(self._numbered(connection, _dates()))
            yield self._spans.overlapping(*_ticks(query.happened))
        if query.near:
            if self._points is None:
                rows = self._numbered(connection, _places())
                self._points = Points((number, (x, y, z)) for number, x, y, z in rows)
            yield self._points.within(query.near)
        if query.search:
            yield self._saying(connection, query.search)

    def _saying(self, connection: Connection, search: Search) -> BitMap:
        """Look up what says something; the pages of a list ask for the same again and again."""
        if self._of_words is None:
            rows = self._numbered(connection, _words())
            self._of_words = {row: number for number, row in rows}
        if search not in self._found:
            if len(self._found) == _SEARCHES:
                self._found.clear()
            of_words = self._of_words
            said = connection.execute(numbers_saying(connection, search)).scalars()
            self._found[search] = BitMap([of_words[row] for row in said if row in of_words])
        return self._found[search]

    def _change(self, connection: Connection, ids: Sequence[str]) -> None:
        for article_id in ids:
            number = self._numbers.pop(article_id, None)
            if number is not None:
                self._shown.discard(number)
                self.standing.discard(number)
        for start in range(0, len(ids), _CHUNK):
            some = ids[start : start + _CHUNK]
            self._take(connection.execute(_rows().where(shown(), articles.c.id.in_(some))).all())
            has = select(facets.c.article_id, facets.c.kind, facets.c.slug).where(facets.c.article_id.in_(some))
            for number, kind, slug in self._numbered(connection, has):
                if kind in self._facets:
                    self._facets[kind][slug].add(number)
            self._change_others(connection, some)

    def _change_others(self, connection: Connection, some: Sequence[str]) -> None:
        if self._spans is not None:
            for row in self._numbered(connection, _dates().where(event_dates.c.article_id.in_(some))):
                self._spans.add(*row)
        if self._points is not None:
            for number, x, y, z in self._numbered(connection, _places().where(locations.c.article_id.in_(some))):
                self._points.add(number, (x, y, z))
        if self._of_words is not None:
            for number, row in self._numbered(connection, _words().where(words.c.article_id.in_(some))):
                self._of_words[row] = number

    def _numbered(self, connection: Connection, rows: Select[Any]) -> Iterator[tuple[Any, ...]]:
        """Yield rows that begin with an article's id with its number in that place."""
        numbers = self._numbers
        for article_id, *others in connection.execute(rows):
            if article_id in numbers:
                yield numbers[article_id], *others

    def _take(self, rows: Iterable[Any]) -> None:
        """Give articles numbers that nothing had before."""
        for article_id, status, source, quotes, *keys in rows:
            number = self._numbers[article_id] = len(self._ids)
            self._ids.append(article_id)
            self._shown.add(number)
            self._sources[source].add(number)
            if status != "canceled":
                self.standing.add(number)
            if quotes:
                self.quoting.add(number)
            for order, key in zip(ORDERS, keys, strict=True):
                self._keys[order].append(key)
            at = bisect_right(self._times, keys[0])
            self._times.insert(at, keys[0])
            self._timed.insert(at, number)


def sequence_of(connection: Connection) -> int:
    """Tell the last change that a reader sees."""
    return int(connection.execute(select(counters.c.value).where(counters.c.name == "sequence")).scalar_one())


def _rows() -> Select[Any]:
    keys = [type_coerce(column_of(order), BigInteger) for order in ORDERS]
    return select(articles.c.id, articles.c.status, articles.c.source, articles.c.quotes, *keys)


def _dates() -> Select[Any]:
    starts, ends = type_coerce(event_dates.c.starts, BigInteger), type_coerce(event_dates.c.ends, BigInteger)
    return select(event_dates.c.article_id, starts, ends)


def _places() -> Select[Any]:
    return select(locations.c.article_id, locations.c.x, locations.c.y, locations.c.z)


def _words() -> Select[Any]:
    return select(words.c.article_id, words.c.number)


def _chain_at(connection: Connection, sequence: int) -> str | None:
    """Read the running digest of the changes up to one: by it two histories are told apart."""
    return connection.execute(select(changes.c.chain).where(changes.c.sequence == sequence)).scalar()


def _ticks(time: TimeRange) -> tuple[int | None, int | None]:
    return _tick(time.start), _tick(time.end)


def _tick(moment: datetime | None) -> int | None:
    return (moment - EPOCH) // TICK if moment is not None else None
