"""A small map that shows where places lie: inline SVG from outlines that the package carries, no request to anybody."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from math import cos, radians
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

OUTLINE = Path(__file__).parent / "data" / "outline.txt"
LEAST = 150  # tenths of a degree: a lower map would not show readers where they are
RATIO = 1.6  # width to height
ROOM = 1.25  # times what the places need

Point = tuple[float, float]


class Window(NamedTuple):
    """What a map shows, in tenths of a degree, north up.

    Args:
        west: left edge.
        south: lower edge.
        east: right edge.
        north: upper edge.
    """

    west: float
    south: float
    east: float
    north: float


def map_of(places: Sequence[tuple[str, float, float]], title: str) -> str:
    """Draw the places of an article, the main one first.

    Args:
        places: name, latitude and longitude of each.
        title: what the map shows, for those who cannot see it.

    Returns:
        An ``<svg>`` element; empty without places.
    """
    if not places:
        return ""
    window = window_of([(longitude * 10, latitude * 10) for _, latitude, longitude in places])
    narrow = _narrow(window.south, window.north)
    width, height = (window.east - window.west) * narrow, window.north - window.south
    land = "".join(_path(part, narrow, width / 300) for ring in rings() if (part := clipped(ring, window)))
    return (
        f'<svg class="locator" role="img" viewBox="{window.west * narrow:.0f} {-window.north:.0f} {width:.0f} {height:.0f}" '
        f'xmlns="http://www.w3.org/2000/svg"><title>{escape(title)}</title>'
        f'<path class="land" d="{land}" fill="#d9d4c7" stroke="#fff" stroke-width="{width / 600:.2f}"/>'
        f"{''.join(_dots(places, narrow, width / 80))}</svg>"
    )


def _narrow(south: float, north: float) -> float:
    """Return by how much a degree of longitude is shorter than one of latitude in the middle of a map."""
    return max(0.3, cos(radians((south + north) / 20)))


def window_of(points: Sequence[Point]) -> Window:
    """Choose what a map shows: all points, with room around them, within the world.

    Args:
        points: in tenths of a degree.

    Returns:
        The window.
    """
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    narrow = _narrow(south, north)
    high = max(LEAST, ROOM * (north - south), ROOM * (east - west) * narrow / RATIO)
    (west, east), (south, north) = _stretch(west, east, high * RATIO / narrow, 1800), _stretch(south, north, high, 900)
    return Window(west, south, east, north)


def _stretch(low: float, high: float, size: float, edge: float) -> tuple[float, float]:
    size = min(size, 2 * edge)
    start = min(max((low + high - size) / 2, -edge), edge - size)
    return start, start + size


def clipped(ring: Sequence[Point], window: Window) -> list[Point]:
    """Cut a ring at the edges of a window (Sutherland and Hodgman's algorithm).

    Args:
        ring: of points.
        window: to cut it at.

    Returns:
        The part within; empty where there is none.
    """
    points = list(ring)
    for axis, edge, sign in ((0, window.west, 1), (0, window.east, -1), (1, window.south, 1), (1, window.north, -1)):
        points = _cut(points, lambda point, axis=axis, edge=edge, sign=sign: sign * (point[axis] - edge))  # type: ignore[misc]  # bound now
        if len(points) < 3:
            return []
    return points


def _cut(points: Sequence[Point], inside: Callable[[Point], float]) -> list[Point]:
    out: list[Point] = []
    for before, point in zip([points[-1], *points[:-1]], points, strict=True):
        one, two = inside(before), inside(point)
        if (one >= 0) != (two >= 0):
            share = one / (one - two)
            out.append((before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])))
        if two >= 0:
            out.append(point)
    return out


def _path(ring: Iterable[Point], narrow: float, fine: float) -> str:
    """Write a ring, leaving out what is too small to be seen."""
    out: list[Point] = []
    for x, y in ring:
        if not out or abs(x * narrow - out[-1][0]) + abs(y - out[-1][1]) >= fine:
            out.append((x * narrow, y))
    return "M" + "L".join(f"{x:.0f} {-y:.0f}" for x, y in out) + "Z" if len(out) > 2 else ""


def _dots(places: Sequence[tuple[str, float, float]], narrow: float, radius: float) -> Iterator[str]:
    # The main place is drawn last, so that no other covers it.
    for number, (name, latitude, longitude) in reversed(list(enumerate(places))):
        look = 'class="main" fill="#b3261e"' if number == 0 else 'fill="#5b5b5b"'
        at = f'cx="{longitude * 10 * narrow:.1f}" cy="{-latitude * 10:.1f}" r="{radius * (1.3 if number == 0 else 0.8):.1f}"'
        yield f"<circle {look} {at}><title>{escape(name)}</title></circle>"


@cache
def rings() -> tuple[tuple[Point, ...], ...]:
    """Read the outlines, once.

    Returns:
        Rings of points in tenths of a degree.
    """
    return tuple(_ring(line) for line in OUTLINE.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))


def _ring(line: str) -> tuple[Point, ...]:
    x = y = 0
    out: list[Point] = []
    for pair in line.split():
        across, up = pair.split(",")
        x, y = x + int(across), y + int(up)
        out.append((x, y))
    return tuple(out)
