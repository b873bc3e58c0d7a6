"""Holidays and observances whose date can be computed for any year."""

from datetime import date, timedelta
from typing import NamedTuple


class Holiday(NamedTuple):
    """When a holiday is: month and day; or the nth weekday of a month; or days from Easter Sunday.

    Args:
        month: 1 to 12.
        day: of the month.
        weekday: 1 Monday to 7 Sunday.
        nth: of that weekday in the month, -1 for the last.
        plus: days after it.
        easter: days after Easter Sunday, negative for before.
    """

    month: int = 0
    day: int = 0
    weekday: int = 0
    nth: int = 0
    plus: int = 0
    easter: int = 0

    def of(self, year: int) -> date:
        """Compute its day in a year of the calendar.

        Raises:
            ValueError: it has none.
        """
        if not self.month:
            return easter(year) + timedelta(days=self.easter)
        if self.day:
            return date(year, self.month, self.day)
        return self._nth_weekday(year) + timedelta(days=self.plus)

    def _nth_weekday(self, year: int) -> date:
        if self.nth > 0:
            first = date(year, self.month, 1)
            return first + timedelta(days=(self.weekday - first.isoweekday()) % 7 + 7 * (self.nth - 1))
        end = date(year + self.month // 12, self.month % 12 + 1, 1) - timedelta(days=1)
        return end - timedelta(days=(end.isoweekday() - self.weekday) % 7)


def easter(year: int) -> date:
    """Compute Easter Sunday of a year from 1583, by the anonymous Gregorian algorithm.

    Source: Meeus, Astronomical Algorithms, chapter 8.
    """
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
