"""What an expression says, before anyone knows which date it means, and how it is resolved: "Oct. 7", "a year earlier"."""

from dataclasses import dataclass, replace
from datetime import date

from feedpub.extraction.times.periods import Period, Unit, added, containing
from feedpub.extraction.times.recurring import Origin, Recurring
from feedpub.extraction.times.resolution import Anchors, Resolved, dated
from feedpub.extraction.times.zones import offset


@dataclass(frozen=True, slots=True)
class Fixed:
    """A period that the words name in full: "22 April 2024", "2019", "the 1990s"."""

    period: Period

    def resolve(self, _anchors: Anchors) -> Resolved | None:
        """Find the date that it means."""
        return dated(self.period)


@dataclass(frozen=True, slots=True)
class Shifted:
    """A count of units from an origin, negative for the past: "yesterday", "two years ago", "the previous day"."""

    unit: Unit
    count: int
    origin: Origin = "written"

    def resolve(self, anchors: Anchors) -> Resolved | None:
        """Find the date that it means."""
        if self.origin == "written":
            return dated(containing(self.unit, anchors.now).moved(self.count)) if anchors.now else None
        then = anchors.then(self.unit)
        if then is None:
            # "up from a year earlier" compares with today; "the same day", "a year later" need something to be counted from.
            return replace(self, origin="written").resolve(anchors) if self.count < 0 else None
        if self.unit == "year" and then.unit in ("month", "quarter", "season") and self.count:
            return dated(then.moved(self.count * (12 if then.unit == "month" else 4)))
        return dated(containing(self.unit, then.first).moved(self.count))


@dataclass(frozen=True, slots=True)
class OfYear:
    """A recurring thing in a year that is named beside it: "the third quarter of last year", "Good Friday 2025"."""

    recurring: Recurring
    year: Shifted | Fixed

    def resolve(self, anchors: Anchors) -> Resolved | None:
        """Find the date that it means."""
        year = self.year.resolve(anchors)
        return self.recurring.of_year(year.period.first.year) if year else None


@dataclass(frozen=True, slots=True)
class Numeric:
    """A date in digits whose order is the publisher's: "03/04/2024".

    Args:
        first: day or month.
        second: month or day.
        year: four digits, or two.
        short: the year has two digits.
        dotted: written with dots, so the day comes first.
    """

    first: int
    second: int
    year: int
    short: bool = False
    dotted: bool = False

    def resolve(self, anchors: Anchors) -> Resolved | None:
        """Find the date that it means."""
        day_first = self.dotted or self.first > 12 or (anchors.day_first and self.second <= 12)
        day, month = (self.first, self.second) if day_first else (self.second, self.first)
        year = self.year
        if self.short:
            latest = (anchors.now.year if anchors.now else 2049) + 20
            year = max(century + year for century in range(1900, 2101, 100) if century + year <= latest)
        return dated(Period("day", date(year, month, day)))


@dataclass(frozen=True, slots=True)
class Weekend:
    """Saturday and Sunday of a week so many after the origin's; of None the tense decides: "over the weekend"."""

    count: int | None
    origin: Origin = "written"

    def resolve(self, anchors: Anchors) -> Resolved | None:
        """Find the date that it means."""
        then = anchors.then("week") if self.origin == "named" else None
        start = then.first if then else anchors.now
        if start is None:
            return None
        over = anchors.tense != "future" and start.isoweekday() < 6
        count = (-1 if over else 0) if self.count is None else self.count
        saturday = added(containing("week", start).moved(count).first, 5)
        return Resolved(f"{saturday}/{added(saturday, 1)}", Period("day", saturday))


@dataclass(frozen=True, slots=True)
class Night:
    """The night that ends on the day of writing: "overnight"."""

    def resolve(self, anchors: Anchors) -> Resolved | None:
        """Find the date that it means."""
        if anchors.now is None:
            return None
        evening = added(anchors.now, -1)
        return Resolved(f"{evening}/{anchors.now}", Period("day", evening))


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A time of day, on a day named near it.

    Args:
        hour: 0 to 23.
        minute: None where the words give the hour alone.
        zone: minutes east of UTC, or an IANA time zone.
        day: the day named near it, None where there is none.
    """

    hour: int
    minute: int | None = None
    zone: int | str | None = None
    day: "Expression | None" = None

    def resolve(self, anchors: Anchors) -> Resolved | None:
        """Find the date that it means."""
        named = resolve(self.day, anchors) if self.day else dated(anchors.day)
        if named is None or named.period.unit != "day":
            return named
        day = named.period.first
        time = f"{self.hour:02}" + (f":{self.minute:02}" if self.minute is not None else "")
        return Resolved(f"{day}T{time}{offset(self.zone, day) if self.zone is not None else ''}", named.period)


@dataclass(frozen=True, slots=True)
class Between:
    """From one date to another: "March 3 to 5", "between 2010 and 2014"."""

    first: "Expression"
    last: "Expression"

    def resolve(self, anchors: Anchors) -> Resolved | None:
        """Find the date that it means."""
        first = resolve(self.first, anchors)
        if first is None:
            return None
        last = resolve(self.last, replace(anchors, named=(*anchors.named, first.period)))
        if last and last.period.first < first.period.first and isinstance(self.last, Recurring):
            last = resolve(self.last, Anchors(first.period.first, (first.period,), tense="future"))
        if last is None or last.period.first <= first.period.first or "/" in first.value + last.value:
            return first
        if first.period.unit != last.period.unit and "decade" in (first.period.unit, last.period.unit):
            return first  # "from the 1990s to 1997"
        return Resolved(f"{first.value}/{last.value}", first.period, last.period)


Expression = Fixed | Numeric | Shifted | Recurring | OfYear | Weekend | Night | TimeOfDay | Between


def resolve(expression: Expression, anchors: Anchors) -> Resolved | None:
    """Find the date that an expression means; None where the text does not support one."""
    try:
        return expression.resolve(anchors)
    except ValueError:  # 30 February, or a year outside the calendar
        return None
