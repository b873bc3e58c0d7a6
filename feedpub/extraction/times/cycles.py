"""Which Monday, which October, which Christmas: the occurrence that an expression without a year means."""

from calendar import isleap
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Literal

from feedpub.extraction.times.expressions import Recurring
from feedpub.extraction.times.periods import Period, Unit, added, containing

_FIRST = attrgetter("first")
_LEAP = 8  # the longest stretch of years without a 29 February
Tense = Literal["past", "future", "over"]
"""Of the clause around a date: "resigned on Monday", "will vote on Monday", "closed since Monday"."""
_KEPT = 1024  # answers: an article names the same days again and again, all counted from one day of writing


def of_year(recurring: Recurring, year: int) -> Period | None:
    """Return the occurrence in a year of the calendar; None where the year has none, such as 29 February."""
    if recurring.holiday is not None:
        return Period("day", recurring.holiday.of(year))
    if recurring.cycle == "day" and (recurring.number, recurring.day) == (2, 29) and not isleap(year):
        return None
    if recurring.cycle == "day":
        return Period("day", date(year, recurring.number, recurring.day))
    unit, months, before = _FIRST_MONTHS[recurring.cycle]
    return Period(unit, date(year, recurring.number * months - before, 1))


_FIRST_MONTHS: dict[str, tuple[Unit, int, int]] = {  # the third quarter begins in the month 3 * 3 - 2
    "month": ("month", 1, 0),
    "quarter": ("quarter", 3, 2),
    "half": ("month", 6, 5),
    "season": ("season", 3, 0),  # of the northern half of the Earth, from March on; the winter of 2023 runs into 2024
}


def _around(recurring: Recurring, now: date) -> list[Period]:
    years = range(max(now.year - _LEAP, 1), min(now.year + _LEAP, 9998) + 1)
    found = [period for year in years if (period := of_year(recurring, year))]
    if recurring.weekday:
        fitting = [period for period in found if period.first.isoweekday() == recurring.weekday]
        return fitting or found
    return found


@lru_cache(maxsize=_KEPT)
def previous_before(recurring: Recurring, now: date) -> Period | None:
    """Return the last occurrence that was over before a day."""
    return max((period for period in _around(recurring, now) if period.last < now), key=_FIRST, default=None)


@lru_cache(maxsize=_KEPT)
def next_after(recurring: Recurring, now: date) -> Period | None:
    """Return the first occurrence that begins after a day."""
    return min((period for period in _around(recurring, now) if period.first > now), key=_FIRST, default=None)


@lru_cache(maxsize=_KEPT)
def nearest(recurring: Recurring, now: date, tense: Tense | None) -> Period | None:
    """Return the occurrence that a sentence means by its tense; without one, the nearest to the day of writing."""
    around = _around(recurring, now)
    if recurring.weekday:
        return min(around, key=lambda period: abs(period.first - now), default=None)
    # A quarter or half is reported on when it is over; a month or a season while it lasts.
    reported = [
        period for period in around if (period.last if recurring.cycle in ("quarter", "half") else period.first) <= now
    ]
    past = max(reported, key=_FIRST, default=None)
    future = min((period for period in around if period.last >= now), key=_FIRST, default=None)
    if past is None or future is None:
        return past or future
    # The year is left out where it goes without saying, so a tense must not carry a date far off that is near otherwise.
    behind, ahead = _AGAINST[tense]
    return past if max((now - past.last).days, 0) * behind <= (future.first - now).days * ahead else future


_AGAINST: dict[Tense | None, tuple[int, int]] = {  # by what the days back and ahead are multiplied
    "past": (1, 5),
    "over": (0, 1),
    "future": (4, 1),
    None: (1, 1),
}


def weekday_near(now: date, weekday: int, turn: int | None, tense: Tense | None) -> Period:
    """Return the day of the week that an expression means.

    Args:
        now: counted from.
        weekday: 1 Monday to 7 Sunday.
        turn: -1 "last", 0 "this", 1 "next", None without such a word.
        tense: of the clause; without one the past, which news mostly speaks of.
    """
    back = (now.isoweekday() - weekday) % 7
    ahead = (weekday - now.isoweekday()) % 7
    if turn == 0:
        return Period("day", added(containing("week", now).first, weekday - 1))
    if turn == -1:
        return Period("day", added(now, -(back or 7)))
    if turn == 1:
        return Period("day", added(now, ahead or 7))
    return Period("day", added(now, ahead if tense == "future" else -back))
