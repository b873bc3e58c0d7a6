"""What an expression says, before anyone knows which date it means, and how that is found: "Oct. 7", "a year earlier"."""

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Literal, NamedTuple

from feedpub.extraction.times.periods import LENGTHS, Holiday, Period, Unit, containing, offset

Tense = Literal["past", "future", "over"]
"""Of the clause around a date: "resigned on Monday", "will vote on Monday", "closed since Monday"."""
Origin = Literal["written", "named", "ahead"]
"""What a shift is counted from: the day of writing; the date that the text named last; that if it is still to come."""
Anchor = Literal["calendar", "written", "named"]
"""The same of any date; one with its year is counted from nothing."""
_CLOCK = re.compile(r"(?:[01]\d|2[0-3])(?::[0-5]\d)?$")
_FIRST = attrgetter("first")
_JUST_OVER = 31  # days after a season in which it is still called this one: set by hand, a month
_LEAP = 8  # the longest row of years without a 29 February
_KEPT = 1024  # answers: an article names the same days again and again, all counted from one day of writing
_YEAR_OF = {"month": 12, "quarter": 4, "season": 4}  # how many of a unit a year has
_IN_YEAR = {"quarter": (3, 2, 1), "half": (6, 5, 6), "season": (3, 0, 1)}  # the third quarter begins in the month 3 * 3 - 2
_OF_WEEK = ("weekday", "night")  # of which each week has one: "overnight Monday"
_GRAINS: dict[str, Unit] = dict(zip(LENGTHS, LENGTHS, strict=True)) | {"weekend": "week", "half": "month"}
_GRAINS |= dict.fromkeys(("weekday", "night", "holiday", "time"), "day")


@dataclass(frozen=True, slots=True)
class Anchors:
    """What an expression is resolved against.

    Args:
        now: the day of writing: the dateline's, else the day of publication; None where neither is known.
        named: the periods that the text named shortly before, in order.
        day: to which a time of day belongs.
        tense: of the clause in which the expression stands, where it shows.
    """

    now: date | None
    named: tuple[Period, ...] = ()
    day: Period | None = None
    tense: Tense | None = None

    def then(self, unit: Unit) -> Period | None:
        """Return the period named last that is no longer than a unit: "the same week" is not counted from a year."""
        return next((period for period in reversed(self.named) if LENGTHS[period.unit] <= LENGTHS[unit]), None)


class Resolved(NamedTuple):
    """What an expression means.

    Args:
        value: ISO 8601 or EDTF.
        period: in which it lies; "the previous day" further on is counted from it.
        last: of a range, the period in which it ends.
    """

    value: str
    period: Period
    last: Period | None = None


@dataclass(frozen=True, slots=True)
class Expression:
    """What words say of a date. Rules of a language's table times/rules fill the fields.

    Args:
        unit: a unit of the calendar, or weekday, weekend, night, half, holiday, time.
        number: which of its kind in the week or year: weekday 1-7, month 1-12 (also that of a day), season and quarter 1-4.
        day: of the month.
        year: that stands beside it.
        of: years, of a weekday weeks, between that of writing and its own: "the third quarter of [last year]".
        shift: how many units after its origin; of what comes back -1 last, 0 this, 1 next, None where the tense decides.
        origin: of the shift.
        weekday: said beside a day of the month; it decides which year fits.
        holiday: for the unit holiday.
        since: the year in which the day got its name, once it has: "the September 11 attacks".
        clock: digits of a time of day.
        zone: minutes east of UTC, or an IANA time zone.
        until: the end of a range.
    """

    unit: str
    number: int = 0
    day: int = 0
    year: int | None = None
    of: int | None = None
    shift: int | None = None
    origin: Origin = "written"
    weekday: int = 0
    holiday: Holiday | None = None
    since: int = 0
    clock: str = ""
    zone: int | str | None = None
    until: "Expression | None" = None

    @property
    def anchor(self) -> Anchor:
        """What the date is counted from."""
        if self.year is not None:
            return "calendar"
        return "named" if self.unit == "time" or self.origin == "named" else "written"

    @property
    def is_day(self) -> bool:
        """Whether a time of day may go with it."""
        return self.unit in ("day", "weekday") and not self.clock and self.until is None

    @property
    def grain(self) -> Unit:
        """The unit of the calendar in which it is counted."""
        return _GRAINS[self.unit]

    def resolve(self, anchors: Anchors) -> Resolved | None:
        """Find the date that it means; None where the text does not support one."""
        try:
            period = self._period(anchors)
        except ValueError:  # 30 February, or a year outside the calendar
            return None
        if period is None:
            return None
        return self._until(self.until, period, anchors) if self.until else Resolved(self._value(period), period)

    def _value(self, period: Period) -> str:
        # "9999 GMT" is no time: the day that it stands beside is one all the same.
        if period.unit != "day" or not _CLOCK.match(self.clock):
            return period.value
        return f"{period.first}T{self.clock}{offset(self.zone, period.first) if self.zone is not None else ''}"

    def _until(self, until: "Expression", first: Period, anchors: Anchors) -> Resolved:
        last = until.resolve(replace(anchors, named=(*anchors.named, first)))
        if last and last.period.first < first.first and until.number:
            last = until.resolve(Anchors(first.first, (first,), tense="future"))
        if last is None or last.period.first <= first.first or "/" in first.value + last.value:
            return Resolved(first.value, first)
        return Resolved(f"{first.value}/{last.value}", first, last.period)

    def _period(self, anchors: Anchors) -> Period | None:
        now, then = anchors.now, self._named(anchors)
        since = self.since if now is None or now.year >= self.since else 0
        if self.unit == "time" or self.year is not None or since:
            return anchors.day if self.unit == "time" else self.in_year(self.year or since)
        # "Up from a year earlier" compares with today; "the same day", "a year later" need something to be counted from.
        begin = then.first if then else now if self.origin != "named" or (self.shift or 0) < 0 else None
        if begin is None:
            return None
        if self.of is not None:
            week = Period("day", containing("week", begin).first).moved(7 * self.of + self.number - 1)
            return week if self.unit == "weekday" else self.in_year(begin.year + self.of)
        if self.number or self.holiday:
            day = _occurrence(self, begin, anchors.tense)
            return day and (self._night(day, begin) if self.unit == "night" else day)
        if then and self.unit == "year" and then.unit in _YEAR_OF and self.shift:
            return then.moved(self.shift * _YEAR_OF[then.unit])
        return self._counted(begin, anchors.tense)

    def _named(self, anchors: Anchors) -> Period | None:
        """Return the named period that it is counted from: June in "A boat sails in June 2025, one later in the year"."""
        then = anchors.then(self.grain if self.of is None else "year") if self.origin != "written" else None
        ahead = then is not None and anchors.now is not None and then.first > anchors.now
        return then if ahead or self.origin == "named" else None

    def _night(self, day: Period, now: date) -> Period:
        """Return the night into the next day; written on that day itself, the one that is just over."""
        return Period("day", day.first, 2).moved(-1 if day.first == now else 0)

    def _counted(self, begin: date, tense: Tense | None) -> Period:
        if self.unit == "night":
            return Period("day", begin, 2).moved(-1)
        shift = self.shift or 0
        if self.unit == "weekend":
            over = self.shift is None and tense != "future" and begin.isoweekday() < 6
            monday = containing("week", begin).moved(-1 if over else shift).first
            return Period("day", monday, 2).moved(5)
        return containing(self.grain, begin).moved(shift)

    def in_year(self, year: int) -> Period | None:
        """Return the occurrence in a year of the calendar; None where the year has none, such as 29 February."""
        try:
            if self.holiday:
                return Period("day", self.holiday.of(year))
            if self.day:
                return Period("day", date(year, self.number, self.day))
            # A season is of the northern half of the Earth, from March on; the winter of 2023 runs into 2024.
            step, back, count = _IN_YEAR.get(self.unit, (1, 0, 1))
            number = self.number or 1
            number += 12 // step + 1 if number < 0 else 0  # -1 is the last
            return Period(self.grain, date(year, number * step - back, 1), count)
        except ValueError:
            return None


def _around(expression: Expression, now: date) -> list[Period]:
    if expression.unit in _OF_WEEK:
        monday = Period("day", containing("week", now).first)
        return [monday.moved(7 * week + expression.number - 1) for week in (-1, 0, 1)]
    years = range(max(now.year - _LEAP, 1), min(now.year + _LEAP, 9998) + 1)
    found = [period for year in years if (period := expression.in_year(year))]
    return [period for period in found if period.first.isoweekday() == expression.weekday] or found


def _this_season(around: list[Period], now: date, tense: Tense | None) -> Period | None:
    """Return the season that lasts; else in December the next spring, if it is still to come, in March the last winter."""
    begun = max((each for each in around if each.first <= now), key=_FIRST, default=None)
    coming = min((each for each in around if each.first > now), key=_FIRST, default=None)
    if begun and (begun.last >= now or (tense == "past" and (now - begun.last).days <= _JUST_OVER)):
        return begun
    return coming if tense == "future" else None


@lru_cache(maxsize=_KEPT)
def _occurrence(expression: Expression, now: date, tense: Tense | None) -> Period | None:
    """Return the last occurrence over before a day, the first that begins after it, or the one that the tense means."""
    around = _around(expression, now)
    if expression.weekday:
        return min(around, key=lambda period: abs(period.first - now), default=None)
    cycle: Unit = "week" if expression.unit in _OF_WEEK else "year"
    if expression.shift == 0:
        same = next((period for period in around if containing(cycle, period.first) == containing(cycle, now)), None)
        return _this_season(around, now, tense) or same if expression.unit == "season" else same
    if expression.shift is not None:
        over, coming = [each for each in around if each.last < now], [each for each in around if each.first > now]
        return max(over, key=_FIRST, default=None) if expression.shift < 0 else min(coming, key=_FIRST, default=None)
    # A quarter or half is reported on when it is over; a month or a season while it lasts.
    reported = attrgetter("last" if expression.unit in ("quarter", "half") else "first")
    past = max((period for period in around if reported(period) <= now), key=_FIRST, default=None)
    future = min((period for period in around if period.last >= now), key=_FIRST, default=None)
    if past is None or future is None:
        return past or future
    if expression.unit in _OF_WEEK:  # news mostly speaks of the past
        return future if tense == "future" else past
    # The year is left out where it goes without saying, so a tense must not carry a date far off that is near otherwise.
    back, ahead = max((now - past.last).days, 0), (future.first - now).days
    return past if back * _BACK.get(tense, 1) <= ahead * _AHEAD.get(tense, 1) else future


_BACK: dict[Tense | None, int] = {"over": 0, "future": 4}  # by what the days to a date are multiplied
_AHEAD: dict[Tense | None, int] = {"past": 5}
