"""Small maps that show where places lie: inline SVG from outlines that the package carries, no request to anybody."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import cos, radians, sqrt
from typing import NamedTuple

from markupsafe import Markup

from feedpub.translation import translation_of
from feedpub.views.map_labels import Label, Labeller
from feedpub.views.outline import OUTLINE, Outline, Point, Window, clipped, outlines, simplified

__all__ = ["OUTLINE", "WIDTH", "MapPoint", "map_of", "window_of"]

WIDTH = 340
"""In pixels for which a map is drawn unless it is said otherwise: what a telephone or the column of answers has room for."""
LEAST = 120  # tenths of a degree from north to south: a lower map would not show readers where they are
RATIO = 1.6  # width to height
ROOM = 1.3  # times what the places need
FINE = 0.8  # pixels by which a coast may move where a map is looked at closely
_SEEN = 3.0  # pixels: smaller islands are left out
_MAIN, _OTHER, _LARGEST = 5.0, 3.5, 14.0  # radii in pixels
_DEGREE = 111.2  # kilometres
_BARS = (5000, 2000, 1000, 500, 200, 100, 50)  # kilometres that the scale may stand for
_BAR = 0.3  # of the width is the most that the scale takes
_MARGIN = 8  # pixels from the edge


@dataclass(frozen=True, slots=True)
class MapPoint:
    """One place on a map.

    Args:
        name: of the place.
        latitude: degrees north.
        longitude: degrees east.
        area: in which it lies, such as its country; empty where that is not known.
        page: path of a page about it, to which its point then leads.
        count: how much there is of it: its point grows with that.
    """

    name: str
    latitude: float
    longitude: float
    area: str = ""
    page: str = ""
    count: int = 1


class Projection(NamedTuple):
    """How degrees become pixels: as they are, but narrower the nearer the map is to a pole.

    Args:
        window: what the map shows.
        narrow: how much shorter a degree of longitude is in the middle of the map than one of latitude.
        scale: pixels for a tenth of a degree of latitude.
    """

    window: Window
    narrow: float
    scale: float

    def at(self, x: float, y: float) -> Point:
        """Return where a point in tenths of a degree lies, in pixels from the upper left."""
        return (x - self.window.west) * self.narrow * self.scale, (self.window.north - y) * self.scale

    @property
    def size(self) -> Point:
        """Width and height of the map in pixels."""
        return self.at(self.window.east, self.window.south)

    @property
    def bar(self) -> tuple[int, float]:
        """The scale: kilometres in the middle of the map, and the pixels that they take."""
        pixels = self.scale * 10 / _DEGREE
        most = self.size[0] * _BAR
        kilometres = next((one for one in _BARS if one * pixels <= most), _BARS[-1])
        return kilometres, kilometres * pixels


def map_of(  # noqa: PLR0913 (how it is drawn, by name)
    places: Sequence[MapPoint],
    title: str,
    language: str,
    *,
    width: int = WIDTH,
    world: bool = False,
    coarse: float = FINE,
) -> Markup:
    """Draw places on a map, with their names as far as there is room, and with a scale.

    Args:
        places: to show, the main one first; those that have a page are links.
        title: what the map shows, for those who cannot see it.
        language: of the page, in which numbers are written.
        width: in pixels for which it is drawn.
        world: show all of the world that people live in, wherever the places are.
        coarse: pixels by which a coast may move: the more, the fewer bytes.

    Returns:
        An ``<svg>`` element; empty without places.
    """
    if not places:
        return Markup("")
    window = WORLD if world else window_of([(one.longitude * 10, one.latitude * 10) for one in places])
    narrow = _narrow(window.south, window.north)
    shown = Projection(window, narrow, width / ((window.east - window.west) * narrow))
    wide, high = shown.size
    # A map with links is a group of them; any other is a picture (WAI-ARIA 1.2, 5.3.3: a picture hides what is in it).
    role = "group" if any(one.page for one in places) else "img"
    head = Markup('<svg class="locator" role="%s" aria-label="%s" viewBox="0 0 %.0f %.0f" direction="ltr">')
    land = Markup('<path class="land" fill="#d6d1c4" d="%s"/>') % _land(shown, coarse)
    scale = "" if world else _scale(shown, language)  # over the whole world no length is the same everywhere
    drawn = (head % (role, title, wide, high), land, *_points(places, shown), scale, Markup("</svg>"))
    return Markup("").join(drawn)


def _narrow(south: float, north: float) -> float:
    return max(0.3, cos(radians((south + north) / 20)))


WORLD = Window(-1700, -560, 1790, 720)
"""Where people live, in tenths of a degree: neither the Antarctic nor the far north."""


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


@lru_cache(maxsize=32)  # maps of all the world are alike but for their places
def _land(shown: Projection, coarse: float) -> str:
    """Write the outlines that can be seen."""
    seen = (clipped(outline.ring, shown.window) for outline in outlines() if _meet(outline, shown.window))
    return "".join(_path([shown.at(x, y) for x, y in part], coarse) for part in seen if part)


def _meet(outline: Outline, window: Window) -> bool:
    box = outline.box
    return box.west < window.east and box.east > window.west and box.south < window.north and box.north > window.south


def _path(ring: Sequence[Point], coarse: float) -> str:
    """Write a ring in half pixels, leaving out what is too small to be seen."""
    out = [(round(x * 2) / 2, round(y * 2) / 2) for x, y in simplified(ring, coarse)]
    if len(out) < 3 or max(x for x, _ in out) - min(x for x, _ in out) < _SEEN:
        return ""
    steps = (f"{b[0] - a[0]:g} {b[1] - a[1]:g}" for a, b in pairwise(out) if a != b)
    return f"M{out[0][0]:g} {out[0][1]:g}l{' '.join(steps).replace(' -', '-')}z"


def _points(places: Sequence[MapPoint], shown: Projection) -> Iterator[Markup]:
    """Draw the places: the main one last, so that no other covers it, and their names over all of them."""
    centres = [shown.at(one.longitude * 10, one.latitude * 10) for one in places]
    radii = [_radius(one, main=number == 0) for number, one in enumerate(places)]
    for number in reversed(range(len(places))):
        yield _point(places[number], centres[number], radii[number], main=number == 0)
    named = [(one.name, one.area, centres[number], radii[number]) for number, one in enumerate(places)]
    taken = list(zip(centres, radii, strict=True))
    if round(shown.size[0]) <= WIDTH:
        yield from map(_written, Labeller(shown.size, taken).labels(named))
        return
    # Where there is no room for that, the map is shown smaller, and fewer and larger names in the place of the others.
    near, far = (
        Markup("").join(map(_written, Labeller(shown.size, taken, larger).labels(named)))
        for larger in (1.0, shown.size[0] / WIDTH)
    )
    yield Markup('<g class="near">%s</g><g class="far" display="none">%s</g>') % (near, far)


def _radius(place: MapPoint, *, main: bool) -> float:
    return min(_LARGEST, (_MAIN if main else _OTHER) * sqrt(place.count))


def _point(place: MapPoint, centre: Point, radius: float, *, main: bool) -> Markup:
    said = ", ".join(filter(None, (place.name, place.area)))
    look = Markup(' class="main"') if main else ""
    circle = Markup('<circle%s cx="%.1f" cy="%.1f" r="%.1f"><title>%s</title></circle>')
    drawn = circle % (look, *centre, radius, f"{said} ({place.count})" if place.count > 1 else said)
    return Markup('<a href="%s" aria-label="%s">%s</a>') % (place.page, said, drawn) if place.page else drawn


def _written(label: Label) -> Markup:
    attributes = Markup(' text-anchor="%s"') % label.anchor if label.anchor != "start" else ""
    look = Markup(' class="%s"') % label.look if label.look else ""
    text = Markup('<text x="%.1f" y="%.1f"%s%s aria-hidden="true">%s</text>')
    return text % (label.x, label.y, attributes, look, label.text)


def _scale(shown: Projection, language: str) -> Markup:
    """Draw a bar with the kilometres that it stands for, at the lower left."""
    kilometres, pixels = shown.bar
    y = shown.size[1] - _MARGIN
    bar = Markup('<path class="bar" d="M%s %.1fv4h%.1fv-4"/><text class="bar" x="%.1f" y="%.1f">%s km</text>')
    return bar % (_MARGIN, y - 4, pixels, _MARGIN + pixels + 5, y, translation_of(language).number(kilometres))
