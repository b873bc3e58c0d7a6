"""Points on the earth that a process keeps in memory, and finds by a circle; events share them, as they share towns."""

from array import array
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable

from pyroaring import BitMap

from feedpub.model.nearness import Nearness, Point
from feedpub.store.packing import packed, parts_of


class Points:
    """Points, each with the numbers of the events that name it.

    Args:
        rows: the numbers of some events, and the point that they name.
    """

    def __init__(self, rows: Iterable[tuple[Iterable[int], Point]]) -> None:
        self._numbers: dict[Point, BitMap] = {}
        for numbers, point in rows:
            self._numbers.setdefault(point, BitMap()).update(numbers)
        self._sorted = sorted((point[2], point) for point in self._numbers)

    @classmethod
    def unpacked(cls, content: bytes) -> "Points":
        """Make points of what ``packed`` returned."""
        coordinates, *sets = parts_of(content)
        found = array("d")
        found.frombytes(coordinates)
        return cls(zip(map(BitMap.deserialize, sets), zip(found[::3], found[1::3], found[2::3], strict=True), strict=True))

    def packed(self) -> bytes:
        """Write all of them down."""
        coordinates = array("d", [one for point in self._numbers for one in point])
        return packed([coordinates.tobytes(), *(one.serialize() for one in self._numbers.values())])

    def add(self, number: int, point: Point) -> None:
        """Keep that an event names a point."""
        if point not in self._numbers:
            self._numbers[point] = BitMap()
            insort(self._sorted, (point[2], point))
        self._numbers[point].add(number)

    def within(self, where: Nearness) -> BitMap:
        """Find the numbers of events that name a point in a circle."""
        height, reach = where.middle[2], where.chord_squared**0.5 + 1e-12  # as matching.near has it
        first = bisect_left(self._sorted, (height - reach,))
        last = bisect_right(self._sorted, height + reach, key=lambda one: one[0])
        found = [self._numbers[point] for _, point in self._sorted[first:last] if where.holds(point)]
        return BitMap.union(*found) if found else BitMap()
