"""Places by where they stand in a text, so that what is near to a point is found without walking over all of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from feedpub.extraction.gazetteer import PlaceRow

Named = tuple[int, int, PlaceRow]
"""First code point of a name, the code point after its last, and the place that it names."""


class Nearby:
    """Places named in a text.

    Args:
        named: in any order.
    """

    def __init__(self, named: Sequence[Named]) -> None:
        self._named = named
        self._order = sorted(range(len(named)), key=lambda number: named[number][0])
        self._starts = [named[number][0] for number in self._order]
        # How far the names reach that begin no later: where that is past a point, one of them holds it.
        self._reach = list(accumulate((named[number][1] for number in self._order), max))

    def between(self, first: int, last: int) -> list[Named]:
        """Return the places whose names begin between two code points, or at one of them, as they were given."""
        begin, end = bisect_left(self._starts, first), bisect_right(self._starts, last)
        return [self._named[number] for number in sorted(self._order[begin:end])]

    def overlapping(self, start: int, end: int) -> list[int]:
        """Return the numbers of the names, as they were given, that have characters in a stretch."""
        at, found = bisect_left(self._starts, end), list[int]()
        while at > 0 and self._reach[at - 1] > start:
            at -= 1
            number = self._order[at]
            if self._named[number][1] > start:
                found.append(number)
        return found
