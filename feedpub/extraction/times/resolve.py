"""From what an expression says to the date it means, given the day of writing and what the text named before."""

from dataclasses import dataclass, replace
from datetime import date
from functools import singledispatch

from feedpub.extraction.times.cycles import Tense, nearest, next_after, of_year, previous_before, weekday_near
from feedpub.extraction.times.expressions import (
    Between,
    Expression,
    Fixed,
    Night,
    Numeric,
    OfYear,
    Recurring,
    Shifted,
    TimeOfDay,
    Weekend,
)
from feedpub.extraction.times.periods import LENGTHS, Period, Unit, added, containing
from feedpub.extraction.times.zones import offset


@dataclass(frozen=True, slots=True)
class Anchors:
    """What an expression is resolved against.

    Args:
        now: the day of writing: the dateline's, else the day of publication; None where neither is known.
        named: the periods that the text named shortly before, in order.
        day: to which a time of day belongs.
        tense: of the clause in which the expression stands, where it shows.
        day_first: read 03/04/2024 as 3 April.
    """

    now: date | None
    named: tuple[Period, ...] = ()
    day: Period | None = None
    tense: Tense | None = None
    day_first: bool = False

    def then(self, unit: Unit) -> Period | None:
        """Return the period named last that is no longer than a unit: "the same week" is not counted from a year."""
        return next((period for period in reversed(self.named) if LENGTHS[period.unit] <= LENGTHS[unit]), None)


@dataclass(frozen=True, slots=True)
class Resolved:
    """What an expression means.

    Args:
        value: ISO 8601 or EDTF.
        period: in which it lies; "the previous day" further on is counted from it.
        last: of a range, the period in which it ends.
    """

    value: str
    period: Period
    last: Period | None = None


def resolve(expression: Expression, anchors: Anchors) -> Resolved | None:
    """Find the date that an expression means; None where the text does not support one."""
    try:
        return _resolve(expression, anchors)
    except ValueError:  # 30 February, or a year outside the calendar
        return None


@singledispatch
def _resolve(_expression: Expression, _context: Anchors) -> Resolved | None:
    return None


def _dated(period: Period | None) -> Resolved | None:
    return Resolved(period.value, period) if period else None


@_resolve.register
def _fixed(expression: Fixed, _context: Anchors) -> Resolved | None:
    return _dated(expression.period)


@_resolve.register
def _numeric(expression: Numeric, anchors: Anchors) -> Resolved | None:
    day_first = expression.dotted or expression.first > 12 or (anchors.day_first and expression.second <= 12)
    day, month = (expression.first, expression.second) if day_first else (expression.second, expression.first)
    year = expression.year
    if expression.short:
        latest = (anchors.now.year if anchors.now else 2049) + 20
        year = max(century + year for century in range(1900, 2101, 100) if century + year <= latest)
    return _dated(Period("day", date(year, month, day)))


@_resolve.register
def _shifted(expression: Shifted, anchors: Anchors) -> Resolved | None:
    if expression.origin == "written":
        start = anchors.now
        return _dated(containing(expression.unit, start).moved(expression.count)) if start else None
    then = anchors.then(expression.unit)
    if then is None:
        # "up from a year earlier" compares with today; "the same day", "a year later" need something to be counted from.
        return _shifted(replace(expression, origin="written"), anchors) if expression.count < 0 else None
    if expression.unit == "year" and then.unit in ("month", "quarter", "season") and expression.count:
        return _dated(then.moved(expression.count * (12 if then.unit == "month" else 4)))
    return _dated(containing(expression.unit, then.first).moved(expression.count))


@_resolve.register
def _weekend(expression: Weekend, anchors: Anchors) -> Resolved | None:
    then = anchors.then("week") if expression.origin == "named" else None
    start = then.first if then else anchors.now
    if start is None:
        return None
    count = expression.count
    if count is None:
        count = -1 if anchors.tense != "future" and start.isoweekday() < 6 else 0
    saturday = added(containing("week", start).moved(count).first, 5)
    return Resolved(f"{saturday}/{added(saturday, 1)}", Period("day", saturday))


@_resolve.register
def _recurring(expression: Recurring, anchors: Anchors) -> Resolved | None:
    if expression.cycle == "weekday":
        return _dated(_weekday(expression, anchors))
    if expression.known and (anchors.now is None or anchors.now.year >= expression.known):
        return _dated(of_year(expression, expression.known))
    if anchors.now is None:
        return None
    now = anchors.now
    match expression.turn:
        case 0:
            found = of_year(expression, now.year)
        case -1:
            found = previous_before(expression, now)
        case 1:
            found = next_after(expression, now)
        case _:
            found = nearest(expression, now, anchors.tense)
    return _half(found) if expression.cycle == "half" else _dated(found)


def _weekday(expression: Recurring, anchors: Anchors) -> Period | None:
    if expression.origin == "named":
        then = anchors.then("day")
        if then is None:
            return None
        return weekday_near(then.first, expression.number, expression.turn or 0, None)
    return weekday_near(anchors.now, expression.number, expression.turn, anchors.tense) if anchors.now else None


@_resolve.register
def _of_year(expression: OfYear, anchors: Anchors) -> Resolved | None:
    year = _resolve(expression.year, anchors)
    if year is None:
        return None
    found = of_year(expression.recurring, year.period.first.year)
    return _half(found) if expression.recurring.cycle == "half" else _dated(found)


def _half(period: Period | None) -> Resolved | None:
    if period is None:
        return None
    end = Period("month", period.first).moved(5)
    return Resolved(f"{period.value}/{end.value}", period)


@_resolve.register
def _night(_expression: Night, anchors: Anchors) -> Resolved | None:
    if anchors.now is None:
        return None
    evening = added(anchors.now, -1)
    return Resolved(f"{evening}/{anchors.now}", Period("day", evening))


@_resolve.register
def _clock(expression: TimeOfDay, anchors: Anchors) -> Resolved | None:
    named = resolve(expression.day, anchors) if expression.day else _dated(anchors.day)
    if named is None or named.period.unit != "day":
        return named
    day = named.period.first
    time = f"{expression.hour:02}" + (f":{expression.minute:02}" if expression.minute is not None else "")
    return Resolved(f"{day}T{time}{offset(expression.zone, day) if expression.zone is not None else ''}", named.period)


@_resolve.register
def _between(expression: Between, anchors: Anchors) -> Resolved | None:
    first = resolve(expression.first, anchors)
    if first is None:
        return None
    last = resolve(expression.last, replace(anchors, named=(*anchors.named, first.period)))
    if last and last.period.first < first.period.first and isinstance(expression.last, Recurring):
        last = resolve(expression.last, Anchors(first.period.first, (first.period,), tense="future"))
    if last is None or last.period.first <= first.period.first or "/" in first.value + last.value:
        return first
    if first.period.unit != last.period.unit and "decade" in (first.period.unit, last.period.unit):
        return first  # "from the 1990s to 1997"
    return Resolved(f"{first.value}/{last.value}", first.period, last.period)
