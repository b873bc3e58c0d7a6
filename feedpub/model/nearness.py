"""How near places are to a point: distances on a sphere, told by the straight line through it.

A place is kept as a point of the unit sphere. The chord between two of them grows with the way along the surface, and takes
no trigonometry to compare: so every database, and this program, decide alike.
"""

from math import cos, pi, radians, sin

from pydantic import Field

from feedpub.model.base import Frozen

EARTH = 6371.0088
"""Mean radius in kilometres (IUGG)."""
FARTHEST = 20038
"""Kilometres beyond which nothing is: half the equator."""
_EVERYWHERE = 5.0  # more than the square of any chord, which is 4 at most

Point = tuple[float, float, float]
"""A point of the unit sphere: towards 0° N 0° E, towards 0° N 90° E, towards the north pole."""


def point_at(latitude: float, longitude: float) -> Point:
    """Place coordinates on the unit sphere.

    Args:
        latitude: degrees north.
        longitude: degrees east.

    Returns:
        The point.
    """
    north, east = radians(latitude), radians(longitude)
    return cos(north) * cos(east), cos(north) * sin(east), sin(north)


class Nearness(Frozen):
    """A circle on the earth.

    Args:
        latitude: of its middle, degrees north.
        longitude: of its middle, degrees east.
        km: from there to its edge, along the surface.
    """

    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)
    km: float = Field(gt=0, le=FARTHEST)

    @property
    def middle(self) -> Point:
        """Its middle on the unit sphere."""
        return point_at(self.latitude, self.longitude)

    @property
    def chord_squared(self) -> float:
        """The square of the straight line from its middle to its edge."""
        half = self.km / (2 * EARTH)
        return (2 * sin(half)) ** 2 if half < pi / 2 else _EVERYWHERE

    def holds(self, point: Point) -> bool:
        """Tell whether a point lies in it."""
        (x, y, z), (a, b, c) = self.middle, point
        # In this order the databases add as well: the last digit must not decide differently.
        return (a - x) * (a - x) + (b - y) * (b - y) + (c - z) * (c - z) <= self.chord_squared

    def __str__(self) -> str:
        """Write it as addresses have it."""
        return ",".join(_spelled(number) for number in (self.latitude, self.longitude, self.km))


def _spelled(number: float) -> str:
    """Write a number without an exponent, and without zeros and signs that say nothing."""
    text = f"{number:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
