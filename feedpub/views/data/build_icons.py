"""Write the icons that browsers want as pictures, from the shapes of static/icon.svg: favicon.ico and touch.png.

python -m feedpub.views.data.build_icons
"""

import struct
import zlib
from pathlib import Path

STATIC = Path(__file__).parents[1] / "static"
_TOUCH = 180  # pixels, as Apple's page on web clips has it
_FAVICON = (16, 32, 48)  # as browsers, desktops and Google's page on favicons have it
_SAMPLES = 8  # in each direction of a pixel, so that edges are smooth

_Colour = tuple[int, int, int, int]
_CLEAR: _Colour = (0, 0, 0, 0)
_GROUND: _Colour = (0x7C, 0x2D, 0x12, 255)
# Left, top, right and bottom in the 32 units of the drawing.
_BARS: tuple[tuple[tuple[int, int, int, int], _Colour], ...] = (
    ((7, 8, 25, 11), (255, 255, 255, 255)),
    ((7, 14, 25, 17), (0xFF, 0xD2, 0x7A, 255)),
    ((7, 20, 18, 23), (255, 255, 255, 255)),
)
_UNITS, _RADIUS = 32, 6


def main() -> None:
    """Write both files."""
    # Where a telephone rounds the corners itself, the ground fills them.
    (STATIC / "touch.png").write_bytes(picture(_TOUCH, radius=0))
    (STATIC / "favicon.ico").write_bytes(icon([picture(size, radius=_RADIUS) for size in _FAVICON]))


def icon(pictures: list[bytes]) -> bytes:
    """Put PNG pictures of several sizes into one file (ICO; each entry may be a PNG)."""
    directory, offset = struct.pack("<HHH", 0, 1, len(pictures)), 6 + 16 * len(pictures)
    for size, made in zip(_FAVICON, pictures, strict=True):
        directory += struct.pack("<BBBBHHII", size, size, 0, 0, 1, 32, len(made), offset)
        offset += len(made)
    return directory + b"".join(pictures)


def picture(size: int, *, radius: int) -> bytes:
    """Draw the icon as a PNG (https://www.w3.org/TR/png/), in true colour with transparency."""
    rows = (b"\0" + bytes(part for x in range(size) for part in _pixel(x, y, size, radius)) for y in range(size))
    head = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"".join(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _pixel(x: int, y: int, size: int, radius: int) -> tuple[int, ...]:
    """Mix the colours at points spread over a pixel."""
    steps = [(step + 0.5) / _SAMPLES for step in range(_SAMPLES)]
    scale = _UNITS / size
    found = [_colour((x + right) * scale, (y + down) * scale, radius) for right in steps for down in steps]
    opaque = [colour for colour in found if colour is not _CLEAR]
    if not opaque:
        return _CLEAR
    mixed = (round(sum(colour[part] for colour in opaque) / len(opaque)) for part in range(3))
    return (*mixed, round(255 * len(opaque) / len(found)))


def _colour(x: float, y: float, radius: int) -> _Colour:
    for (left, top, right, bottom), colour in _BARS:
        if left <= x < right and top <= y < bottom:
            return colour
    beside, below = (max(radius - at, at - (_UNITS - radius), 0) for at in (x, y))
    return _GROUND if beside**2 + below**2 <= radius**2 or not radius else _CLEAR


if __name__ == "__main__":
    main()
