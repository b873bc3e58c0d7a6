"""Spans of time that a process keeps in memory, and finds by a time that they overlap without looking at the others."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from pyroaring import BitMap

from feedpub.store.packing import numbers_of, packed, parts_of

_KINDS = "qIIIqI"  # of the numbers in each array


class Spans:
    """Spans, each of an event's number; an event may have several, none of no length.

    Args:
        rows: number, start and end of each.
    """

    def __init__(self, rows: Iterable[tuple[int, int, int]]) -> None:
        found = sorted(rows, key=lambda row: row[1])
        ends = sorted((end, row) for row, (_, _, end) in enumerate(found))
        self._starts = array("q", [start for _, start, _ in found])
        self._numbers = array("I", [number for number, _, _ in found])  # in the order of the starts
        self._rows = array("I", range(len(found)))  # in the order of the starts
        self._of_row = array("I", self._numbers)
        self._ends = array("q", [end for end, _ in ends])
        self._rows_by_end = array("I", [row for _, row in ends])

    @classmethod
    def unpacked(cls, content: bytes) -> "Spans":
        """Make spans of what ``packed`` returned."""
        spans = cls(())
        found = [numbers_of(kind, part) for kind, part in zip(_KINDS, parts_of(content), strict=True)]
        spans._starts, spans._numbers, spans._rows, spans._of_row, spans._ends, spans._rows_by_end = found
        return spans

    def packed(self) -> bytes:
        """Write all of them down."""
        arrays = (self._starts, self._numbers, self._rows, self._of_row, self._ends, self._rows_by_end)
        return packed([one.tobytes() for one in arrays])

    def add(self, number: int, start: int, end: int) -> None:
        """Keep another span.

        Args:
            number: of the event.
            start: its first instant.
            end: the first instant after it.
        """
        row = len(self._of_row)
        self._of_row.append(number)
        at = bisect_right(self._starts, start)
        self._starts.insert(at, start)
        self._numbers.insert(at, number)
        self._rows.insert(at, row)
        at = bisect_right(self._ends, end)
        self._ends.insert(at, end)
        self._rows_by_end.insert(at, row)

    def overlapping(self, start: int | None, end: int | None) -> BitMap:
        """Find the numbers of events with a span that overlaps a time.

        Args:
            start: its first instant; None where it has no beginning.
            end: the first instant after it; None where it has no end.
        """
        until = len(self._starts) if end is None else bisect_left(self._starts, end)
        if start is None:
            return BitMap(self._numbers[:until])
        since = bisect_left(self._starts, start)
        begun = BitMap(self._numbers[since:until])  # within the time
        # What began before it and ends within it or later: few, as most of what happens takes a day.
        before = BitMap(self._rows[: min(since, until)]) & BitMap(self._rows_by_end[bisect_right(self._ends, start) :])
        return begun | BitMap([self._of_row[row] for row in before])
