"""Write feedpub/views/data/outline.txt: coarse outlines of the countries, from Natural Earth through npm's world-atlas.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python -m feedpub.views.data.build package/countries-110m.json

Each line is one ring: longitude and latitude in tenths of a degree, each as the difference from the point before.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from feedpub.views.outline import OUTLINE

Point = tuple[int, int]


def main() -> None:
    """Convert the file named on the command line."""
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    lines = sorted({" ".join(_differences(ring)) for ring in rings(topology)})
    OUTLINE.write_text(
        "# Outlines of countries: Natural Earth (https://www.naturalearthdata.com), public domain, through world-atlas.\n"
        + "\n".join(lines)
        + "\n",
        encoding="utf-8",
    )


def rings(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """Put together the rings of all countries (TopoJSON: arcs are quantised differences, ~n is arc n backwards).

    Args:
        topology: a TopoJSON document with an object "countries".

    Yields:
        Rings of three points or more, in tenths of a degree.
    """
    arcs = [list(_decoded(arc, topology["transform"])) for arc in topology["arcs"]]
    for geometry in topology["objects"]["countries"]["geometries"]:
        parts = {"Polygon": [geometry.get("arcs")], "MultiPolygon": geometry.get("arcs")}.get(geometry["type"], [])
        for polygon in parts:
            for numbers in polygon:
                ring = _joined(arcs, numbers)
                if len(set(ring)) > 2:
                    yield from _unrolled(ring)


def _decoded(arc: Sequence[Sequence[int]], transform: dict[str, Any]) -> Iterator[Point]:
    (wide, high), (west, south) = transform["scale"], transform["translate"]
    x = y = 0
    for across, up in arc:
        x, y = x + across, y + up
        yield round((x * wide + west) * 10), round((y * high + south) * 10)


def _joined(arcs: Sequence[Sequence[Point]], numbers: Sequence[int]) -> list[Point]:
    ring: list[Point] = []
    for number in numbers:
        for point in arcs[number] if number >= 0 else reversed(arcs[~number]):
            if not ring or ring[-1] != point:
                ring.append(point)
    return ring


def _unrolled(ring: Sequence[Point]) -> Iterator[list[Point]]:
    """Let a ring that crosses the date line run on beyond it, and show it at the map's other edge too."""
    out = [ring[0]]
    for x, y in ring[1:]:
        out.append((x + 3600 * round((out[-1][0] - x) / 3600), y))
    yield out
    shift = -3600 if max(x for x, _ in out) > 1800 else 3600 if min(x for x, _ in out) < -1800 else 0
    if shift:
        yield [(x + shift, y) for x, y in out]


def _differences(ring: Sequence[Point]) -> Iterator[str]:
    x = y = 0
    for across, up in ring:
        yield f"{across - x},{up - y}"
        x, y = across, up


if __name__ == "__main__":
    main()
