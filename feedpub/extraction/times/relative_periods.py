"""Periods that are counted from another: "last week", "two years ago", "the previous month", "the end of the year"."""

from typing import get_args

from feedpub.extraction.times.classes import Kind
from feedpub.extraction.times.expressions import Expression, Shifted, Weekend
from feedpub.extraction.times.periods import Unit
from feedpub.extraction.times.phrase import TimePhrase
from feedpub.extraction.times.recurring import Origin

_UNITS: dict[str, Unit] = {unit: unit for unit in get_args(Unit) if unit != "season"}


def shifted(unit: str, count: int, origin: Origin) -> Expression | None:
    """Say that a count of units is meant; None for a unit that is none of the calendar's, such as "period"."""
    if unit == "fortnight":
        return Shifted("week", 2 * count, origin)
    if unit == "weekend":
        return Weekend(count, origin)
    return Shifted(_UNITS[unit], count, origin) if unit in _UNITS else None


def _ago(phrase: TimePhrase) -> Expression | None:
    unit, way = phrase.first(Kind.UNIT), phrase.first(Kind.AGO + Kind.SOONER + Kind.DIRECTION)
    if unit is None or way is None or phrase.first(Kind.A_FEW):
        return None
    if way.kind == Kind.DIRECTION and phrase.after.kind not in _ENDS:
        return None
    numbers = [word.number for word in phrase.every(Kind.CARDINAL + Kind.DAY + Kind.NUMBER + Kind.ONE)]
    if not numbers and (unit.plural or phrase.words[phrase.end - 2].kind != Kind.HYPHEN):
        return None
    return shifted(unit.name, way.number * (sum(numbers) if numbers else 1), "written" if way.kind == Kind.AGO else "named")


_ENDS = Kind.DOT + Kind.COMMA + Kind.STOP + Kind.CLOSE


def _turn(phrase: TimePhrase) -> Expression | None:
    unit, word, way = phrase.first(Kind.UNIT), phrase.first(Kind.TURN + Kind.SAME), phrase.number(Kind.DIRECTION)
    if unit is not None and way is not None:
        return shifted(unit.name, way, "named")
    if unit is None or word is None or unit.plural:
        return None
    war = word.start > unit.start and word.number != -1  # "the year following the war"
    return None if war else shifted(unit.name, word.number, "named")


def _shift(phrase: TimePhrase) -> Expression | None:
    unit, shifts, listed = phrase.first(Kind.UNIT), phrase.every(Kind.SHIFT), phrase.vocabulary.listed
    word = shifts[-1]
    if unit is None or unit.plural or (listed(word.text, "of_duration") and len(shifts) == 1):
        return None
    named = phrase.first(Kind.THE) is not None and phrase.first(Kind.PHASE + Kind.EDGE) is None
    if named and phrase.follows("spanning") and listed(word.text, "of_span"):
        return None
    if unit.name == "day":
        return Shifted("day", 1, "named") if listed(word.text, "continued") else None
    return shifted(unit.name, word.number, "written")


def _same_period(phrase: TimePhrase) -> Expression | None:
    first, second = (word.name for word in phrase.every(Kind.UNIT))
    if first not in ("period", "month", "quarter") or second != "year":
        return None
    return Shifted("year", phrase.number(Kind.SHIFT) or 0, "named")


def _whole_period(phrase: TimePhrase) -> Expression | None:
    unit, after = phrase.first(Kind.UNIT), phrase.after.kind
    if unit is None or unit.capital or after in Kind.APOSTROPHE + Kind.HYPHEN + Kind.AGO + Kind.SOONER:
        return None
    if unit.name == "day" and not unit.plural and phrase.follows("closing"):
        return Shifted("day", 0, "named")
    if unit.name == "weekend":
        return Weekend(None) if after not in Kind.OF + Kind.DIRECTION else None
    whole = phrase.first(Kind.FISCAL + Kind.WHOLE) is not None or phrase.follows("lasting") or _is_share(phrase)
    return Shifted("year", 0, "written") if unit.name == "year" and not unit.plural and whole else None


def _is_share(phrase: TimePhrase) -> bool:
    # "the rest of the year", and not "player of the year".
    begin = phrase.begin - 2
    share = begin >= 0 and phrase.vocabulary.listed(phrase.words[begin].text, "of_the_year")
    return share and phrase.before.kind == Kind.OF


def _end_of_period(phrase: TimePhrase) -> Expression | None:
    unit, edge = phrase.first(Kind.UNIT), phrase.first(Kind.EDGE)
    if unit is None or edge is None or not phrase.vocabulary.listed(edge.text, "edges"):
        return None
    return None if unit.name == "day" or unit.plural else shifted(unit.name, 0, "written")


READERS = {
    "same_period": _same_period,
    "turn": _turn,
    "whole_period": _whole_period,
    "ago": _ago,
    "shift": _shift,
    "end_of_period": _end_of_period,
}
"""What a rule may do with its words, by name."""
