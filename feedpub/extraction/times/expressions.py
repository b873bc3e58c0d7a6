"""What an expression says, before anyone knows which date it means: "last Friday", "Oct. 7", "a year earlier"."""

from dataclasses import dataclass
from typing import Literal

from feedpub.extraction.times.holidays import Holiday
from feedpub.extraction.times.periods import Period, Unit

Origin = Literal["written", "named"]
"""What a shift is counted from: the day of writing, or the date that the text named last."""
Cycle = Literal["day", "weekday", "month", "season", "quarter", "half", "holiday"]


@dataclass(frozen=True, slots=True)
class Fixed:
    """A period that the words name in full: "22 April 2024", "2019", "the 1990s"."""

    period: Period


@dataclass(frozen=True, slots=True)
class Shifted:
    """A count of units from an origin, negative for the past: "yesterday", "two years ago", "the previous day"."""

    unit: Unit
    count: int
    origin: Origin = "written"


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


@dataclass(frozen=True, slots=True)
class OfYear:
    """A recurring thing in a year that is named beside it: "the third quarter of last year", "Good Friday 2025"."""

    recurring: Recurring
    year: Shifted | Fixed


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


@dataclass(frozen=True, slots=True)
class Weekend:
    """Saturday and Sunday of a week so many after the origin's; of None the tense decides: "over the weekend"."""

    count: int | None
    origin: Origin = "written"


@dataclass(frozen=True, slots=True)
class Night:
    """The night that ends on the day of writing: "overnight"."""


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


@dataclass(frozen=True, slots=True)
class Between:
    """From one date to another: "March 3 to 5", "between 2010 and 2014"."""

    first: "Expression"
    last: "Expression"


Expression = Fixed | Numeric | Shifted | Recurring | OfYear | Weekend | Night | TimeOfDay | Between
