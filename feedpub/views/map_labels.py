"""Where the names of places stand on a map: beside their points, inside of the map, and not over one another."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]

_NAME, _AREA = 13.0, 11.0  # pixels high
_WIDTH = 0.58  # of its height is what a letter takes; what is wider than that still rarely meets its neighbour
_WIDE = 1.0  # of Chinese, Japanese and Korean signs, which fill a square
_GAP = 4.0  # pixels between a point and its name
_EDGE = 2.0  # pixels that stay free around a map
_LONGEST = 26  # letters: a longer name would hide the map


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text on a map.

    Args:
        text: to write.
        x: pixels from the left, of its anchor.
        y: pixels from the top, of its base line.
        anchor: which end of it stands there.
        look: its style class; empty for a name.
    """

    text: str
    x: float
    y: float
    anchor: Anchor
    look: str = ""


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "_Box") -> bool:
        return self.left < other.right and self.right > other.left and self.top < other.bottom and self.bottom > other.top


class Labeller:
    """Places names on one map, each where there is still room.

    Args:
        size: of the map, in pixels.
        points: that no name may hide: the centre and the radius of each.
        larger: times as large as usual are the letters.
    """

    def __init__(self, size: Point, points: Iterable[tuple[Point, float]], larger: float = 1.0) -> None:
        self._size = size
        self._name, self._area = larger * _NAME, larger * _AREA
        self._taken = [_Box(x - r, y - r, x + r, y + r) for (x, y), r in points]

    def labels(self, points: Iterable[tuple[str, str, Point, float]]) -> Iterator[Label]:
        """Place the names of points, the first ones first.

        Args:
            points: of each its name, the area in which it lies, which is written once for all of them, its centre and its
                radius.

        Yields:
            The lines to write.
        """
        said = set[str]()
        for name, area, centre, radius in points:
            below = area if area not in said and area != name else ""
            for second in dict.fromkeys((below, "")):
                if placed := self._placed(name, second, centre, radius):
                    said |= {name, second}
                    yield from placed
                    break

    def _placed(self, name: str, area: str, centre: Point, radius: float) -> list[Label]:
        """Try a point's four sides; where one has room, take it."""
        if len(name) > _LONGEST:
            return []
        width = max(_width(name, self._name), _width(area, self._area))
        height = self._name + (self._area + 2 if area else 0)
        for anchor, left, top in self._sides(centre, radius, width, height):
            box = _Box(left, top, left + width, top + height)
            if self._has_room(box):
                self._taken.append(box)
                return list(self._lines(name, area, anchor, box))
        return []

    def _sides(self, centre: Point, radius: float, width: float, height: float) -> Iterator[tuple[Anchor, float, float]]:
        (x, y), away = centre, radius + _GAP
        yield "start", x + away, y - self._name / 2
        yield "end", x - away - width, y - self._name / 2
        yield "middle", x - width / 2, y - away - height
        yield "middle", x - width / 2, y + away

    def _lines(self, name: str, area: str, anchor: Anchor, box: _Box) -> Iterator[Label]:
        x = {"start": box.left, "end": box.right, "middle": (box.left + box.right) / 2}[anchor]
        yield Label(name, x, box.top + self._name * 0.85, anchor)
        if area:
            yield Label(area, x, box.bottom - self._area * 0.15, anchor, "area")

    def _has_room(self, box: _Box) -> bool:
        inside = (
            box.left >= _EDGE
            and box.top >= _EDGE
            and box.right <= self._size[0] - _EDGE
            and box.bottom <= self._size[1] - _EDGE
        )
        return inside and not any(box.meets(other) for other in self._taken)


def _width(text: str, size: float) -> float:
    return size * sum(_WIDE if ord(letter) >= 0x2E80 else _WIDTH for letter in text)
