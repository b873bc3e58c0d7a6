"""The classes of words that patterns of dates are written in, and the letter that stands for each in a row of words."""

import re
from collections.abc import Mapping
from functools import cache


def letters(names: str) -> dict[str, str]:
    """Give each of some classes a letter of its own; letters mean nothing in a regular expression."""
    return {name: chr(0xE000 + number) for number, name in enumerate(names.split())}


LETTERS = letters(
    # what has a number
    "month doubtful_month short_month weekday short_weekday season verb_season year old_year short_year spoken_year"
    " decade short_decade day nth ordinal cardinal number one cycle holiday feast known iso slashed"
    " clock bare_clock hour_clock zone"
    # units, and what they are counted by
    " day_unit week_unit month_unit quarter_unit half_unit year_unit decade_unit weekend_unit period_unit units"
    " last_shift this_shift next_shift past_shift coming_shift current_shift yesterday ago turn same sooner direction"
    " night daypart repeated nickname paper modern"
    # what stands between
    " phase edge rest share few every fiscal whole the its and of in on at from between to"
    " hyphen slash comma dot open close stop apostrophe name other"
)
_NAME, _SHARED = re.compile(r"\b[a-z_]+"), re.compile(r"\b[A-Z]+\b")


def compiled(pattern: str, shared: Mapping[str, str]) -> str:
    """Turn a pattern over the names of classes into one over their letters; blanks mean nothing.

    Args:
        pattern: a regular expression in which a name in small letters stands for a word of that class.
        shared: patterns that names in capitals stand for.
    """
    while _SHARED.search(pattern):
        pattern = _SHARED.sub(lambda name: f"({shared[name[0]]})", pattern)
    grouped = re.sub(r"\((?!\?)", "(?:", pattern)
    return re.sub(r"\s+", "", _NAME.sub(lambda name: LETTERS[name[0]], grouped))


@cache
def alike(slots: str) -> str:
    """Return the letters of the classes that some slots take: "year" takes "year" and "old_year"."""
    named = frozenset(slots.split())
    return "".join(letter for name, letter in LETTERS.items() if named & {name, name.rpartition("_")[2]})
