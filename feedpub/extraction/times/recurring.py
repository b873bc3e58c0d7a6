"""What comes back every week or year: which Monday, which October, which Christmas a sentence means."""

from calendar import isleap
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Literal

from feedpub.extraction.times.holidays import Holiday
from feedpub.extraction.times.periods import Period, Unit, added, containing
from feedpub.extraction.times.resolution import Anchors, Resolved, Tense, dated

Origin = Literal["written", "named"]
"""What a shift is counted from: the day of writing, or the date that the text named last."""
Cycle = Literal["day", "weekday", "month", "season", "quarter", "half", "holiday"]
_FIRST = attrgetter("first")
_LEAP = 8  # the longest row of years without a 29 February
_KEPT = 1024  # answers: an article names the same days again and again, all counted from one day of writing


@dataclass(frozen=True, slots=True)
class Recurring:
    """Something that comes back every week, year: "Monday", "Oct. 7", "April", "spring", "the third quarter", "Christmas".

    Args:
        cycle: what comes back.
        number: which: weekday 1-7, month 1-12, season 1-4, quarter 1-4, half 1-2.
        day: of the month, for the cycle day.
        holiday: for the cycle holiday.
        turn: -1 last, 0 this, 1 next, None where the words leave it to the sentence.
        weekday: said beside a day of the month; it decides which year fits.
        origin: what the turn is counted from.
        known: the year in which the day got its name, once it has: "the September 11 attacks".
    """

    cycle: Cycle
    number: int = 0
    day: int = 0
    holiday: Holiday | None = None
    turn: int | None = None
    weekday: int | None = None
    origin: Origin = "written"
    known: int | None = None

    def resolve(self, anchors: Anchors) -> Resolved | None:
        """Find the occurrence that a sentence means."""
        if self.cycle == "weekday":
            return dated(_weekday(self, anchors))
        if self.known and (anchors.now is None or anchors.now.year >= self.known):
            return self.of_year(self.known)
        if anchors.now is None:
            return None
        return (
            self.of_year(anchors.now.year) if self.turn == 0 else self._value(_occurrence(self, anchors.now, anchors.tense))
        )

    def of_year(self, year: int) -> Resolved | None:
        """Return the occurrence in a year of the calendar; None where the year has none, such as 29 February."""
        return self._value(_of_year(self, year))

    def _value(self, period: Period | None) -> Resolved | None:
        if period is None or self.cycle != "half":
            return dated(period)
        return Resolved(f"{period.value}/{period.moved(5).value}", period)


def _of_year(recurring: Recurring, year: int) -> Period | None:
    if recurring.holiday is not None:
        return Period("day", recurring.holiday.of(year))
    if recurring.cycle == "day":
        leap_day = (recurring.number, recurring.day) == (2, 29)
        return None if leap_day and not isleap(year) else Period("day", date(year, recurring.number, recurring.day))
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
    found = [period for year in years if (period := _of_year(recurring, year))]
    if recurring.weekday:
        fitting = [period for period in found if period.first.isoweekday() == recurring.weekday]
        return fitting or found
    return found


@lru_cache(maxsize=_KEPT)
def _occurrence(recurring: Recurring, now: date, tense: Tense | None) -> Period | None:
    """Return the last occurrence over before a day, the first that begins after it, or the one that the tense means."""
    if recurring.turn == -1:
        return max((period for period in _around(recurring, now) if period.last < now), key=_FIRST, default=None)
    if recurring.turn == 1:
        return min((period for period in _around(recurring, now) if period.first > now), key=_FIRST, default=None)
    return _nearest(recurring, now, tense)


def _nearest(recurring: Recurring, now: date, tense: Tense | None) -> Period | None:
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


def _weekday(recurring: Recurring, anchors: Anchors) -> Period | None:
    if recurring.origin == "named":
        then = anchors.then("day")
        return _weekday_near(then.first, recurring.number, recurring.turn or 0, None) if then else None
    return _weekday_near(anchors.now, recurring.number, recurring.turn, anchors.tense) if anchors.now else None


def _weekday_near(now: date, weekday: int, turn: int | None, tense: Tense | None) -> Period:
    """Return a day of the week near another; without a turn and a tense in the past, which news mostly speaks of."""
    back = (now.isoweekday() - weekday) % 7
    ahead = (weekday - now.isoweekday()) % 7
    if turn == 0:
        return Period("day", added(containing("week", now).first, weekday - 1))
    if turn == -1:
        return Period("day", added(now, -(back or 7)))
    if turn == 1:
        return Period("day", added(now, ahead or 7))
    return Period("day", added(now, ahead if tense == "future" else -back))
