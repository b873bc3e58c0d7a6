"""Names, numbers and sets of numbers as bytes, and back: how what is counted by lies in a column of the database.

Numbers lie in the byte order of the machine that wrote them, as FORM says; the sets in one that all machines read
(https://github.com/RoaringBitmap/RoaringFormatSpec).
"""

import json
import sys
from array import array
from collections.abc import Iterable, Mapping, Sequence

from pyroaring import BitMap

FORM = f"2 {sys.byteorder}"
"""What the bytes are written in: another number where this module, or what it is given, is another."""


def packed(parts: Sequence[bytes]) -> bytes:
    """Put parts behind one another, so that ``parts_of`` finds where each ends."""
    lengths = array("Q", [len(parts), *map(len, parts)])
    return b"".join((lengths.tobytes(), *parts))


def parts_of(content: bytes) -> list[bytes]:
    """Take apart what was put together.

    Args:
        content: as ``packed`` returns it.
    """
    width = array("Q").itemsize
    (count,) = numbers_of("Q", content[:width])
    at = width * (count + 1)
    found = []
    for length in numbers_of("Q", content[width:at]):
        found.append(content[at : at + length])
        at += length
    return found


def numbers_of(kind: str, content: bytes) -> "array[int]":
    """Read numbers.

    Args:
        kind: as ``array`` names it.
        content: as ``array.tobytes`` returns it.
    """
    found: array[int] = array(kind)
    found.frombytes(content)
    return found


def names_packed(names: Iterable[str]) -> bytes:
    """Write names down; what is no Unicode in them, as a damaged row may have it, is escaped."""
    return json.dumps([*names]).encode("ascii")


def names_of(content: bytes) -> list[str]:
    """Read names."""
    names: list[str] = json.loads(content)
    return names


def sets_packed(sets: Mapping[str, BitMap]) -> bytes:
    """Write sets down, each by its name."""
    return packed([names_packed(sets), *(one.serialize() for one in sets.values())])


def sets_of(content: bytes) -> dict[str, BitMap]:
    """Read sets by their names."""
    names, *sets = parts_of(content)
    return dict(zip(names_of(names), map(BitMap.deserialize, sets), strict=True))
