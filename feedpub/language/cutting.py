"""Cut a text by a pattern into pieces with their offsets: all of it at once, because a call for each piece takes longer."""

import re
from itertools import accumulate
from typing import NamedTuple


class Pieces(NamedTuple):
    """What a pattern found in a text, column by column.

    Args:
        starts: first code point of each piece.
        ends: the code point after the last of each.
        texts: the characters of each.
        marks: what the pattern's inner group, if it has one, caught in each; None where it caught nothing.
        gaps: the characters before each, and those behind the last.
    """

    starts: list[int]
    ends: list[int]
    texts: list[str]
    marks: list[str | None]
    gaps: list[str]


def cutter(pattern: str, first: str = r"\S") -> re.Pattern[str]:
    """Compile a pattern to cut with.

    Args:
        pattern: with one capturing group or none.
        first: what every piece begins with; it spares the gaps between the pieces the rest of the pattern.

    Returns:
        The pattern for ``cut``.
    """
    return re.compile(rf"((?={first})(?:{pattern}))")


def cut(pattern: re.Pattern[str], text: str) -> Pieces:
    """Find all pieces.

    Args:
        pattern: from ``cutter``; it never matches nothing.
        text: any.

    Returns:
        The pieces in order.
    """
    found = pattern.split(text)
    marks: list[str | None] = []
    if pattern.groups > 1:
        marks = found[2::3]
        del found[2::3]
    ends = list(accumulate(map(len, found)))  # gaps and pieces take turns
    return Pieces(ends[:-1:2], ends[1::2], found[1::2], marks, found[::2])
