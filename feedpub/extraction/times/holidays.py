"""Holidays and observances whose date can be computed for any year."""

from datetime import date, timedelta
from functools import cache
from typing import Any

from feedpub.extraction.times.tables import load


def day_of(name: str, year: int) -> date:
    """Compute the day of a holiday.

    Args:
        name: as in the data file, in lower case.
        year: of the calendar.

    Returns:
        Its day.

    Raises:
        KeyError: no such holiday.
        ValueError: it has no day in that year.
    """
    rule = _rules()[name]
    match rule:
        case {"month": int(month), "day": int(day)}:
            return date(year, month, day)
        case {"month": int(month), "weekday": int(weekday), "nth": int(nth), **more}:
            return _nth_weekday(year, month, weekday, nth) + timedelta(days=int(more.get("plus", 0)))
        case {"easter": int(days)}:
            return easter(year) + timedelta(days=days)
    raise ValueError(f"{name}: no rule in {rule}")


def easter(year: int) -> date:
    """Compute Easter Sunday of the Gregorian calendar.

    Args:
        year: from 1583.

    Returns:
        The day, by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8).
    """
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    end = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return end - timedelta(days=(end.isoweekday() - weekday) % 7)


@cache
def _rules() -> dict[str, dict[str, Any]]:
    return dict(load("holidays.toml")["holidays"])


def names() -> tuple[str, ...]:
    """Return the name of every holiday, in lower case."""
    return tuple(_rules())
