"""The events that are shown as numbers, and those that have each facet as compressed sets of them, which a process keeps.

So that facets of very many events are counted: ten thousand sets are intersected in some milliseconds, where looking rows up
takes a second. What is kept is brought up to the moment that a reader sees by the changes since, and read anew where they
cannot tell. A change takes an article's number away and gives it a new one. So sets only grow, and a number that is nobody's
any more is in no answer, for each begins with the numbers of the events that are shown. All of it can be written down
(kept_sets.py), for to read that takes a tenth of what reading all rows takes.
"""

from array import array
from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from pyroaring import BitMap
from sqlalchemy import Connection, Select, select

from feedpub.model.search import Search
from feedpub.model.selection import KINDS, ORDERS, FacetKind, Order, Query, TimeRange
from feedpub.store.event_rows import chain_at, dates, grouped, numbers_of_words, places, rows_shown, span
from feedpub.store.packing import names_of, names_packed, numbers_of, packed, parts_of, sets_of, sets_packed
from feedpub.store.points import Points
from feedpub.store.search import all_saying
from feedpub.store.spans import Spans
from feedpub.store.tables import EPOCH, TICK, articles, changes, event_dates, facets, locations, words
from feedpub.store.word_rows import WordRows

_MOST_CHANGES = 5_000  # that are followed one by one; reading ten times as many events anew takes as long
_CHUNK = 500  # ids in one query
_SPARE = 10_000  # numbers that may be nobody's, however few events there are
_SEARCHES = 50  # whose events are kept until the next change, each some kilobytes
_NOTHING = BitMap()


class EventSets:
    """What is kept, as it is at one number of the sequence.

    Args:
        sequence: the number.
        chain: the running digest of the changes up to it.
    """

    def __init__(self, sequence: int, chain: str | None) -> None:
        self.sequence = sequence
        self.chain = chain
        self.standing = BitMap()  # of what is shown, all but notices of what was taken back
        self.quoting = BitMap()  # of what is shown, what quotes somebody
        self._ids: list[str] = []  # of every number that was given
        self._keys: dict[Order, array[int]] = {order: array("q") for order in ORDERS}
        self._numbers: dict[str, int] = {}
        self._shown = BitMap()
        self._sources: defaultdict[str, BitMap] = defaultdict(BitMap)
        self._times: array[int] = array("q")  # at which events were published, in order
        self._timed: array[int] = array("I")  # whose each is
        self._facets: dict[FacetKind, defaultdict[str, BitMap]] = {}
        self._slugs: dict[FacetKind, list[str]] = {}
        self._spans: Spans | None = None
        self._points: Points | None = None
        self._rows: WordRows | None = None
        self._found: dict[Search, BitMap] = {}

    @classmethod
    def read(cls, connection: Connection, sequence: int) -> "EventSets":
        """Read which events there are; what they are found by is read when it is first asked for.

        Args:
            connection: of a reader, whose moment it is of.
            sequence: the last change that the reader sees.
        """
        sets = cls(sequence, chain_at(connection, sequence))
        sets._take(connection.execute(rows_shown().order_by(articles.c.published)).all())
        return sets

    @classmethod
    def unpacked(cls, content: bytes, sequence: int, chain: str) -> "EventSets":
        """Make what was written down.

        Args:
            content: as ``packed`` returns it.
            sequence: that it was of.
            chain: that it was of.
        """
        sets = cls(sequence, chain)
        ids, keys, times, numbers, sources, facets_by_kind, spans, points, rows = parts_of(content)
        sets._ids = names_of(ids)
        sets._keys = {order: numbers_of("q", key) for order, key in zip(ORDERS, parts_of(keys), strict=True)}
        moments, timed = parts_of(times)
        sets._times, sets._timed = numbers_of("q", moments), numbers_of("I", timed)
        sets._shown, sets.standing, sets.quoting = map(BitMap.deserialize, parts_of(numbers))
        sets._numbers = {sets._ids[number]: number for number in sets._shown}
        sets._sources.update(sets_of(sources))
        for kind, of_kind in zip(KINDS, parts_of(facets_by_kind), strict=True):
            sets._facets[kind] = defaultdict(BitMap, sets_of(of_kind))
        sets._spans, sets._points, sets._rows = Spans.unpacked(spans), Points.unpacked(points), WordRows.unpacked(rows)
        return sets

    def packed(self, connection: Connection) -> bytes:
        """Write all of it down.

        Args:
            connection: of a reader of the moment that this is of.
        """
        self.complete(connection)
        others = self._dated(connection), self._placed(connection), self._worded(connection)
        return packed(
            [
                names_packed(self._ids),
                packed([self._keys[order].tobytes() for order in ORDERS]),
                packed([self._times.tobytes(), self._timed.tobytes()]),
                packed([one.serialize() for one in (self._shown, self.standing, self.quoting)]),
                sets_packed(self._sources),
                packed([sets_packed(self.of_kind(connection, kind)) for kind in KINDS]),
                *(one.packed() for one in others),
            ]
        )

    def complete(self, connection: Connection) -> None:
        """Read all that events are found by, so that nobody waits for it later.

        Args:
            connection: of a reader of the moment that this is of.
        """
        for kind in KINDS:
            self.slugs(connection, kind)
        self._dated(connection)
        self._placed(connection)
        self._worded(connection)

    @property
    def count(self) -> int:
        """How many events are shown."""
        return len(self._shown)

    def follow(self, connection: Connection, sequence: int) -> bool:
        """Bring what is kept up to the moment of a reader.

        Args:
            connection: of the reader, who sees no earlier moment.
            sequence: the last change that it sees.

        Returns:
            Whether that can be; what is kept is of no use where it cannot.
        """
        if not is_near(connection, sequence, self.sequence, self.chain):
            return False
        since = changes.c.sequence > self.sequence, changes.c.sequence <= sequence
        ids = connection.execute(select(changes.c.article_id).where(*since)).scalars().all()
        if len(ids) < sequence - self.sequence or len(self._ids) > 2 * len(self._shown) + _SPARE:
            return False
        if ids:
            self._found.clear()
            self._change(connection, sorted(set(ids)))
        self.sequence, self.chain = sequence, chain_at(connection, sequence)
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

    def months(self, numbers: BitMap) -> Iterator[tuple[date, int]]:
        """Count events by the month of their publication, in UTC.

        Args:
            numbers: of the events.

        Yields:
            The first day of each month that has any, and how many it has, the earliest first.
        """
        at = 0
        while at < len(self._times):
            month = (EPOCH + self._times[at] * TICK).date().replace(day=1)
            first, at = at, bisect_right(self._times, _last_tick(month), at)
            if total := numbers.intersection_cardinality(BitMap(self._timed[first:at])):
                yield month, total

    def of_kind(self, connection: Connection, kind: FacetKind) -> defaultdict[str, BitMap]:
        """Return the sets of a kind's facets, by slug; they are read when they are first asked for."""
        if kind not in self._facets:
            sets = self._facets[kind] = defaultdict(BitMap)
            rows = connection.execute(grouped(facets.c.article_id, facets.c.slug).where(facets.c.kind == kind))
            for joined, slug in rows:
                if found := self._known(joined):
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
        behind: Sequence[int] = numbers.to_array()
        if before is not None:
            last, last_id = before
            behind = [one for one in behind if keys[one] < last or (keys[one] == last and ids[one] < last_id)]
        # Keys alone are sorted first, which of a hundred thousand takes a tenth of sorting them with their ids.
        greatest = sorted(map(keys.__getitem__, behind), reverse=True)[:most]
        if not greatest:
            return []
        places = [(keys[one], ids[one]) for one in behind if keys[one] >= greatest[-1]]
        return [article_id for _, article_id in sorted(places, reverse=True)[:most]]

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
            yield self._dated(connection).overlapping(*_ticks(query.happened))
        if query.near:
            yield self._placed(connection).within(query.near)
        if query.search:
            yield self._saying(connection, query.search)

    def _dated(self, connection: Connection) -> Spans:
        if self._spans is None:
            rows = connection.execute(grouped(event_dates.c.article_id, *span()))
            self._spans = Spans((number, start, end) for joined, start, end in rows for number in self._known(joined))
        return self._spans

    def _placed(self, connection: Connection) -> Points:
        if self._points is None:
            place = locations.c
            rows = connection.execute(grouped(place.article_id, place.z, place.x, place.y))
            self._points = Points((self._known(joined), (x, y, z)) for joined, z, x, y in rows)
        return self._points

    def _worded(self, connection: Connection) -> WordRows:
        if self._rows is None:
            self._rows = WordRows((number, row) for number, row in self._numbered(connection, numbers_of_words()))
        return self._rows

    def _saying(self, connection: Connection, search: Search) -> BitMap:
        """Look up what says something; the pages of a list ask for the same again and again."""
        if search not in self._found:
            if len(self._found) == _SEARCHES:
                self._found.clear()
            self._found[search] = self._worded(connection).events(all_saying(connection, search))
        return self._found[search]

    def _change(self, connection: Connection, ids: Sequence[str]) -> None:
        for article_id in ids:
            number = self._numbers.pop(article_id, None)
            if number is not None:
                self._shown.discard(number)
                self.standing.discard(number)
        for start in range(0, len(ids), _CHUNK):
            some = ids[start : start + _CHUNK]
            self._take(connection.execute(rows_shown().where(articles.c.id.in_(some))).all())
            has = select(facets.c.article_id, facets.c.kind, facets.c.slug).where(facets.c.article_id.in_(some))
            for number, kind, slug in self._numbered(connection, has):
                if kind in self._facets:
                    self._facets[kind][slug].add(number)
            self._change_others(connection, some)

    def _change_others(self, connection: Connection, some: Sequence[str]) -> None:
        if self._spans is not None:
            for row in self._numbered(connection, dates().where(event_dates.c.article_id.in_(some))):
                self._spans.add(*row)
        if self._points is not None:
            for number, x, y, z in self._numbered(connection, places().where(locations.c.article_id.in_(some))):
                self._points.add(number, (x, y, z))
        if self._rows is not None:
            for number, row in self._numbered(connection, numbers_of_words().where(words.c.article_id.in_(some))):
                self._rows.put(number, row)

    def _numbered(self, connection: Connection, rows: Select[Any]) -> Iterator[tuple[Any, ...]]:
        """Yield rows that begin with an article's id with its number in that place."""
        numbers = self._numbers
        for article_id, *others in connection.execute(rows):
            if article_id in numbers:
                yield numbers[article_id], *others

    def _known(self, joined: str) -> list[int]:
        """Return the numbers of the articles, of some ids, that have one."""
        return [number for number in map(self._numbers.get, joined.split(",")) if number is not None]

    def _take(self, rows: Sequence[Any]) -> None:
        """Give articles numbers that nothing had before."""
        if not rows:
            return
        ids, states, sources, quotes, *keys = zip(*rows, strict=True)
        numbers = range(len(self._ids), len(self._ids) + len(ids))
        self._ids += ids
        self._numbers.update(zip(ids, numbers, strict=True))
        self._shown |= BitMap(numbers)
        self.standing |= BitMap([number for number, state in zip(numbers, states, strict=True) if state != "canceled"])
        self.quoting |= BitMap([number for number, some in zip(numbers, quotes, strict=True) if some])
        for number, source in zip(numbers, sources, strict=True):
            self._sources[source].add(number)
        for order, key in zip(ORDERS, keys, strict=True):
            self._keys[order].extend(key)
        self._time(keys[0], numbers)

    def _time(self, moments: Sequence[int], numbers: Sequence[int]) -> None:
        """Note when articles were published; the first ones come in that order."""
        if not self._times:
            self._times.extend(moments)
            self._timed.extend(numbers)
            return
        for moment, number in zip(moments, numbers, strict=True):
            at = bisect_right(self._times, moment)
            self._times.insert(at, moment)
            self._timed.insert(at, number)


def is_near(connection: Connection, sequence: int, earlier: int, chain: str | None) -> bool:
    """Tell whether what is of an earlier moment can be brought up to that of a reader.

    Args:
        connection: of the reader.
        sequence: the last change that it sees.
        earlier: the last change before that moment.
        chain: the running digest up to that change.

    Returns:
        Not for another database, or a copy of this one that went on otherwise, nor where it is far behind.
    """
    return 0 <= sequence - earlier <= _MOST_CHANGES and chain_at(connection, earlier) == chain


def _ticks(time: TimeRange) -> tuple[int | None, int | None]:
    return _tick(time.start), _tick(time.end)


def _tick(moment: datetime | None) -> int | None:
    return (moment - EPOCH) // TICK if moment is not None else None


def _last_tick(month: date) -> int:
    last = month.replace(day=monthrange(month.year, month.month)[1])
    return (datetime.combine(last, time.max, UTC) - EPOCH) // TICK
