"""Which event each row of the index of words is of, for a process that has a hundred thousand rows to look up at once."""

from array import array
from collections.abc import Iterable, Sequence
from itertools import repeat

from pyroaring import BitMap

from feedpub.store.packing import numbers_of, packed, parts_of

_NEAR = 1 << 24  # rows that lie in one array, of 64 MB at most: a dictionary takes six times as long to look up
_NOBODY = (1 << 32) - 1


class WordRows:
    """The numbers of events by those of rows, which count up with every edit of an article.

    Args:
        known: number of each event, and that of its row.
    """

    def __init__(self, known: Iterable[tuple[int, int]]) -> None:
        self._near = array("I")
        self._far: dict[int, int] = {}
        for number, row in known:
            self.put(number, row)

    @classmethod
    def unpacked(cls, content: bytes) -> "WordRows":
        """Make what ``packed`` returned."""
        rows = cls(())
        near, far, numbers = parts_of(content)
        rows._near = numbers_of("I", near)
        rows._far = dict(zip(numbers_of("q", far), numbers_of("I", numbers), strict=True))
        return rows

    def packed(self) -> bytes:
        """Write all of them down."""
        return packed([self._near.tobytes(), array("q", self._far).tobytes(), array("I", self._far.values()).tobytes()])

    def put(self, number: int, row: int) -> None:
        """Note an event's row, in the place of what it was of."""
        if not 0 <= row < _NEAR:
            self._far[row] = number
            return
        self._near.extend(repeat(_NOBODY, row + 1 - len(self._near)))
        self._near[row] = number

    def events(self, rows: Sequence[int]) -> BitMap:
        """Find the numbers of the events that rows are of; a row may be of none.

        Args:
            rows: any.
        """
        near, end = self._near, len(self._near)
        if rows and min(rows) >= 0 and max(rows) < end:
            found = array("I", map(near.__getitem__, rows))
        else:
            found = array("I", [near[row] if 0 <= row < end else self._far.get(row, _NOBODY) for row in rows])
        numbers = BitMap(found)
        numbers.discard(_NOBODY)
        return numbers
