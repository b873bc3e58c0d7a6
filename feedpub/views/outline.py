"""The outlines of the land, as the package carries them, and what of them lies in a window."""

from collections.abc import Sequence
from functools import cache
from math import hypot
from pathlib import Path
from typing import NamedTuple

OUTLINE = Path(__file__).parent / "data" / "outline.txt"

Point = tuple[float, float]


class Window(NamedTuple):
    """A part of the world, in tenths of a degree, north up.

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


class Outline(NamedTuple):
    """The outline of a piece of land.

    Args:
        ring: its points in tenths of a degree.
        box: that they lie in.
    """

    ring: tuple[Point, ...]
    box: Window


@cache
def outlines() -> tuple[Outline, ...]:
    """Read the outlines, once."""
    lines = OUTLINE.read_text(encoding="utf-8").splitlines()
    return tuple(_outline(_ring(line)) for line in lines if not line.startswith("#"))


def _outline(ring: tuple[Point, ...]) -> Outline:
    across, up = [x for x, _ in ring], [y for _, y in ring]
    return Outline(ring, Window(min(across), min(up), max(across), max(up)))


def _ring(line: str) -> tuple[Point, ...]:
    x = y = 0
    out: list[Point] = []
    for pair in line.split():
        across, up = pair.split(",")
        x, y = x + int(across), y + int(up)
        out.append((x, y))
    return tuple(out)


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
        points = _cut(points, [sign * (point[axis] - edge) for point in points])
        if len(points) < 3:
            return []
    return points


def simplified(ring: Sequence[Point], tolerance: float) -> list[Point]:
    """Leave out points of a ring that nobody would miss (Douglas and Peucker's algorithm).

    Args:
        ring: of points.
        tolerance: how far the outline may move at most.

    Returns:
        The points that are needed, in their order.
    """
    kept, open_parts = {0, len(ring) - 1}, [(0, len(ring) - 1)]
    while open_parts:
        start, end = open_parts.pop()
        away, middle = _farthest(ring, start, end)
        if away > tolerance:
            kept.add(middle)
            open_parts += [(start, middle), (middle, end)]
    return [ring[number] for number in sorted(kept)]


def _farthest(ring: Sequence[Point], start: int, end: int) -> tuple[float, int]:
    """Find the point between two others that lies farthest from the line between them, and how far."""
    (left, top), (right, bottom) = ring[start], ring[end]
    across, down = right - left, bottom - top
    length, between = hypot(across, down), ring[start + 1 : end]
    if length:
        distances = [abs(across * (top - y) - (left - x) * down) / length for x, y in between]
    else:
        distances = [hypot(x - left, y - top) for x, y in between]
    return max(zip(distances, range(start + 1, end), strict=True), default=(0.0, start))


def _cut(points: Sequence[Point], inside: Sequence[float]) -> list[Point]:
    """Cut a ring where it crosses an edge, by how far inside of that each of its points lies."""
    if min(inside) >= 0:
        return list(points)
    out: list[Point] = []
    before, one = points[-1], inside[-1]
    for point, two in zip(points, inside, strict=True):
        if (one >= 0) != (two >= 0):
            share = one / (one - two)
            out.append((before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])))
        if two >= 0:
            out.append(point)
        before, one = point, two
    return out
