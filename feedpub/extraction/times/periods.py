"""The calendar: periods from a day to a decade with their ISO 8601 / EDTF values, holidays, offsets of time zones."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta
from dateutil.relativedelta import weekday as nth_weekday

Unit = Literal["day", "week", "month", "quarter", "season", "year", "decade"]

_MONTHS_IN: dict[str, int] = {"month": 1, "quarter": 3, "season": 3, "year": 12, "decade": 120}
LENGTHS: dict[Unit, int] = {"day": 1, "week": 7, "month": 30, "quarter": 91, "season": 91, "year": 365, "decade": 3652}
"""How many days a unit has, roughly: which of two is longer."""
_SPRING, _FIRST_QUARTER = 21, 33  # EDTF's numbers, ISO 8601-2:2019, 4.8


@dataclass(frozen=True, slots=True)
class Period:
    """Units of the calendar and the day on which the first begins.

    Args:
        unit: its length.
        first: its first day.
        count: how many units; two days are a weekend.
    """

    unit: Unit
    first: date
    count: int = 1

    @property
    def value(self) -> str:
        """The period in ISO 8601 or EDTF."""
        if self.count > 1:
            first = Period(self.unit, self.first)
            return f"{first.value}/{first.moved(self.count - 1).value}"
        day, year = self.first, f"{self.first.year:04}"
        if self.unit == "week":
            return "{:04}-W{:02}".format(*day.isocalendar())
        after = {
            "day": f"-{day.month:02}-{day.day:02}",
            "month": f"-{day.month:02}",
            "quarter": f"-{_FIRST_QUARTER + (day.month - 1) // 3}",
            "season": f"-{_SPRING + (day.month - 3) // 3}",
        }
        return f"{year[:3]}X" if self.unit == "decade" else year + after.get(self.unit, "")

    @property
    def last(self) -> date:
        """The last day of the period."""
        return self.moved(self.count).first - timedelta(days=1)

    def moved(self, count: int) -> "Period":
        """Return the period that many units later; negative for earlier.

        Raises:
            ValueError: it lies outside the years 1 to 9999.
        """
        try:
            if self.unit in ("day", "week"):
                return Period(self.unit, self.first + timedelta(days=count * LENGTHS[self.unit]), self.count)
        except OverflowError as error:
            raise ValueError(f"{self.first} {count:+} {self.unit}s is outside the calendar") from error
        months = self.first.year * 12 + self.first.month - 1 + count * _MONTHS_IN[self.unit]
        return Period(self.unit, date(months // 12, months % 12 + 1, 1), self.count)


def containing(unit: Unit, day: date) -> Period:
    """Return the period of a given length in which a day lies.

    Weeks begin on Monday, as in ISO 8601; seasons on the first of March, June, September, December.

    Raises:
        ValueError: it begins outside the years 1 to 9999.
    """
    if unit in ("day", "week"):
        return Period("day", day) if unit == "day" else Period("week", Period("day", day).moved(1 - day.isoweekday()).first)
    # Months since the beginning of year 0; seasons begin in March, quarters in January.
    length, begin = _MONTHS_IN[unit], 2 if unit == "season" else 0
    months = (day.year * 12 + day.month - 1 - begin) // length * length + begin
    return Period(unit, date(months // 12, months % 12 + 1, 1))


class Holiday(NamedTuple):
    """When a holiday is: month and day; or the nth weekday of a month; or days from Easter Sunday.

    Args:
        month: 1 to 12.
        day: of the month.
        weekday: 1 Monday to 7 Sunday.
        nth: of that weekday in the month, -1 for the last.
        plus: days after it.
        easter: days after Easter Sunday, negative for before.
        since: the year in which the day got its name, for what happened then: "9/11".
    """

    month: int = 0
    day: int = 0
    weekday: int = 0
    nth: int = 0
    plus: int = 0
    easter: int = 0
    since: int = 0

    def of(self, year: int) -> date:
        """Compute its day in a year of the calendar.

        Raises:
            ValueError: it has none.
        """
        if not self.month:
            return easter(year) + timedelta(days=self.easter)
        if not self.nth:
            return date(year, self.month, self.day)
        near = relativedelta(day=1 if self.nth > 0 else 31, weekday=nth_weekday(self.weekday - 1, self.nth))
        return date(year, self.month, 1) + near + timedelta(days=self.plus)


def offset(zone: int | str, day: date) -> str:
    """Return the offset of a zone on a day as ISO 8601 writes it: "Z", "-04:00".

    Args:
        zone: minutes east of UTC, or an IANA name whose rule says which offset applies.
        day: of the calendar.
    """
    if isinstance(zone, str):
        # 18:00 UTC: never within the hours in which clocks are changed in the zones listed.
        there = datetime(day.year, day.month, day.day, 18, tzinfo=UTC).astimezone(ZoneInfo(zone))
        zone = int((there.utcoffset() or timedelta()).total_seconds()) // 60
    return f"{'-' if zone < 0 else '+'}{abs(zone) // 60:02}:{abs(zone) % 60:02}" if zone else "Z"
