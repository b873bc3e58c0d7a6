"""The classes of words that the grammar of dates is written in, and the letter that stands for each in a row of words."""

import re


class Kind:
    """The letter of each class: plain strings, because they are joined and compared millions of times."""

    MONTH, SHORT_MONTH = "m", "M"
    WEEKDAY, SHORT_WEEKDAY, WEEKDAYS = "w", "X", "W"
    SEASON, HOLIDAY, DECADE = "s", "H", "S"
    UNIT, CYCLE = "u", "Q"  # "year"; "Q1"
    DAY_WORD, DAY_PART, NIGHT = "j", "p", "J"  # "yesterday"; "morning"; "overnight"
    ISO, SLASHED, CLOCK, HOUR_WORD, HALF_DAY, ZONE = "i", "b", "k", "h", "A", "z"  # HOUR_WORD "noon", HALF_DAY "p.m."
    DAY, YEAR, NUMBER, NTH = "d", "y", "n", "o"  # digits: up to 31, of a year, any others, "22nd"
    CARDINAL, ORDINAL, A_FEW, ONE = "c", "O", "V", "a"  # "two", "second", "several", "a"
    SHIFT, TURN, SAME = (
        "r",
        "R",
        "T",
    )  # counted from the day of writing, "last"; from a date named before, "previous"; "that"
    AGO, SOONER, DIRECTION = "g", "G", "L"  # "ago"; "earlier", "later"; "before", "after"
    PHASE, EDGE, WHOLE, EVERY, FISCAL = "e", "l", "I", "E", "f"  # "early"; "end"; "full"
    THE, ITS, AND, OF, IN, ON, AT, FROM, BETWEEN, TO = "D", "P", "N", "v", "Y", "t", "@", "F", "B", "K"
    HYPHEN, COMMA, DOT, OPEN, CLOSE, STOP, APOSTROPHE, OTHER = "-", ",", ".", "(", ")", "|", "'", "x"


KINDS = {name.lower(): letter for name, letter in vars(Kind).items() if name.isupper()}
"""The letter of each class by its name, as packs and patterns write it."""
ANY_MONTH = Kind.MONTH + Kind.SHORT_MONTH
ANY_WEEKDAY = Kind.WEEKDAY + Kind.SHORT_WEEKDAY

_NAME = re.compile(r"[A-Za-z_]+")


def letters(names: str) -> str:
    """Return the letters of classes named in a row, escaped for a set in a regular expression."""
    return "".join(re.escape(KINDS[name]) for name in names.split())


def compiled(pattern: str) -> str:
    """Turn a pattern over the names of classes into one over their letters.

    Args:
        pattern: a regular expression in which a name in small letters stands for a word of that class, one in capitals for
            what many patterns share ("WHEN" is "early in", "the end of"); blanks mean nothing.
    """
    grouped = re.sub(r"\((?!\?)", "(?:", pattern)
    return re.sub(r"\s+", "", _NAME.sub(_spelt, grouped))


def _spelt(name: re.Match[str]) -> str:
    return _SHARED[name[0]] if name[0].isupper() else re.escape(KINDS[name[0]])


_SHARED = {
    "WHEN": compiled(
        "((the|its)? (phase|sooner) hyphen? (edge of|in)? the? | (the|its)? edge of the? | the? day_part (of|in) the?)?"
    ),
    "MONTH": compiled("(month | short_month dot?)"),
    "WEEKDAY": compiled("(weekday | short_weekday dot?)"),
    "DAY": compiled("(day|nth)"),
    "YEAR": compiled("(comma? year)"),
}
