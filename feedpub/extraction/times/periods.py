"""The calendar's periods, from a day to a decade, and their ISO 8601 / EDTF values."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Unit = Literal["day", "week", "month", "quarter", "season", "year", "decade"]

_MONTHS_IN: dict[str, int] = {"month": 1, "quarter": 3, "season": 3, "year": 12, "decade": 120}
LENGTHS: dict[Unit, int] = {"day": 1, "week": 7, "month": 30, "quarter": 91, "season": 91, "year": 365, "decade": 3652}
"""How many days a unit has, roughly: which of two is longer."""
_SPRING, _FIRST_QUARTER = 21, 33  # EDTF's numbers, ISO 8601-2:2019, 4.8


@dataclass(frozen=True, slots=True)
class Period:
    """A unit of the calendar and the day it begins on.

    Args:
        unit: its length.
        first: its first day.
    """

    unit: Unit
    first: date

    @property
    def value(self) -> str:
        """The period in ISO 8601 or EDTF."""
        first = self.first
        if self.unit == "week":
            year, week, _ = first.isocalendar()
            return f"{year:04}-W{week:02}"
        after_year = {
            "day": f"-{first.month:02}-{first.day:02}",
            "month": f"-{first.month:02}",
            "quarter": f"-{_FIRST_QUARTER + (first.month - 1) // 3}",
            "season": f"-{_SPRING + (first.month - 3) // 3}",
        }
        digits = f"{first.year:04}"
        return f"{digits[:3]}X" if self.unit == "decade" else digits + after_year.get(self.unit, "")

    @property
    def last(self) -> date:
        """The last day of the period."""
        return self.moved(1).first - timedelta(days=1)

    def moved(self, count: int) -> "Period":
        """Return the period that many of its own lengths later; negative for earlier.

        Raises:
            ValueError: it lies outside the years 1 to 9999.
        """
        if self.unit in ("day", "week"):
            return Period(self.unit, added(self.first, count * (7 if self.unit == "week" else 1)))
        months = self.first.year * 12 + self.first.month - 1 + count * _MONTHS_IN[self.unit]
        return Period(self.unit, date(months // 12, months % 12 + 1, 1))


def added(day: date, count: int) -> date:
    """Count days from a day; negative for back.

    Raises:
        ValueError: it lies outside the years 1 to 9999.
    """
    try:
        return day + timedelta(days=count)
    except OverflowError as error:
        raise ValueError(f"{count} days from {day} is outside the calendar") from error


def containing(unit: Unit, day: date) -> Period:
    """Return the period of a given length in which a day lies.

    Weeks begin on Monday, as in ISO 8601; seasons on the first of March, June, September, December.

    Raises:
        ValueError: it begins outside the years 1 to 9999.
    """
    if unit in ("day", "week"):
        return Period(unit, day if unit == "day" else added(day, 1 - day.isoweekday()))
    if unit == "decade":
        return Period(unit, date(day.year // 10 * 10, 1, 1))
    # Months since the beginning of year 0; seasons begin in March, quarters in January.
    length, begin = _MONTHS_IN[unit], 2 if unit == "season" else 0
    months = (day.year * 12 + day.month - 1 - begin) // length * length + begin
    return Period(unit, date(months // 12, months % 12 + 1, 1))
