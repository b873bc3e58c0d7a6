"""The dates that an event may carry: the part of ISO 8601 and EDTF that news needs.

Follows ISO 8601-1:2019 (dates, week dates, times with zone) and ISO 8601-2:2019 (EDTF level 1: seasons 21-24, and 33-36 for
quarters; level 1 unspecified digits for decades; intervals).
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal

Precision = Literal["minute", "hour", "day", "week", "month", "quarter", "season", "year", "decade"]

_FORMS: tuple[tuple[Precision, re.Pattern[str]], ...] = (
    ("minute", re.compile(r"(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d(Z|[+-](0\d|1[0-4]):[0-5]\d)?")),
    ("hour", re.compile(r"(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3])(Z|[+-](0\d|1[0-4]):[0-5]\d)?")),
    ("day", re.compile(r"(\d{4})-(\d\d)-(\d\d)")),
    ("month", re.compile(r"\d{4}-(0[1-9]|1[0-2])")),
    ("week", re.compile(r"(\d{4})-W(\d\d)")),
    ("season", re.compile(r"\d{4}-2[1-4]")),
    ("quarter", re.compile(r"\d{4}-3[3-6]")),
    ("year", re.compile(r"\d{4}")),
    ("decade", re.compile(r"\d{3}X")),
)

_FIRST, _LAST = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)
_LENGTHS: Mapping[Precision, timedelta] = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}
# The first month of each, and how many it has. Seasons are those of the north, as in meteorology: the form does not say of
# which half of the earth they are (ISO 8601-2, section 4.8.1).
_MONTHS: Mapping[Precision, Callable[[int], tuple[int, int]]] = {
    "month": lambda number: (number, 1),
    "quarter": lambda number: (3 * (number - 33) + 1, 3),
    "season": lambda number: (3 * (number - 21) + 3, 3),
    "year": lambda _: (1, 12),
    "decade": lambda _: (1, 120),
}


@lru_cache(maxsize=4096)
def precision_of(value: str) -> Precision:
    """Tell how exact a value is; an interval is as exact as its beginning.

    Args:
        value: ISO 8601 or EDTF.

    Returns:
        The precision that the value's form expresses.

    Raises:
        ValueError: the value has none of the published forms, names no day of the calendar, or ends before it begins.
    """
    first, slash, last = value.partition("/")
    found = _single(first)
    if slash:
        _single(last)
        if len(first) == len(last) and last < first:
            raise ValueError(f"{value!r} ends before it begins")
    return found


def _single(value: str) -> Precision:
    for precision, form in _FORMS:
        if match := form.fullmatch(value):
            if precision in ("minute", "hour", "day"):
                date(int(match[1]), int(match[2]), int(match[3]))
            if precision == "week":
                date.fromisocalendar(int(match[1]), int(match[2]), 1)
            return precision
    raise ValueError(f"{value!r} is no date that an event may carry")


def interval_of(value: str) -> tuple[datetime, datetime]:
    """Tell which time a value covers; a time without zone is taken as UTC.

    Args:
        value: that an event may carry.

    Returns:
        Its first instant, and the first one after it; at either end of the calendar the last instant that there is.

    Raises:
        ValueError: it is no such value.
    """
    precision_of(value)
    first, slash, last = value.partition("/")
    begins, ends = _covered(first)
    until = _covered(last)[1] if slash else ends
    return begins, until if until > begins else ends


def _covered(value: str) -> tuple[datetime, datetime]:
    precision = _single(value)
    if precision in _LENGTHS:
        begins = _instant(value, precision)
        return begins, _later(begins, _LENGTHS[precision])
    year, part = int(value[:4].replace("X", "0")), int(value[5:7]) if len(value) == 7 else 1
    month, months = _MONTHS[precision](part)
    return _month(year, month), _month(year, month + months)


def _instant(value: str, precision: Precision) -> datetime:
    if precision == "week":
        return _utc(datetime.combine(date.fromisocalendar(int(value[:4]), int(value[6:]), 1), time()))
    day, _, clock = value.partition("T")
    return _utc(datetime.fromisoformat(f"{day}T{clock}" if clock else day))


def _utc(moment: datetime) -> datetime:
    """Give a moment its zone; what a zone would move out of the calendar stays at its end."""
    try:
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except OverflowError:
        return _FIRST if moment.year == 1 else _LAST


def _later(moment: datetime, by: timedelta) -> datetime:
    return moment + by if moment <= _LAST - by else _LAST


def _month(year: int, month: int) -> datetime:
    """Return the beginning of a month, of which there may be more than twelve in a year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return _FIRST if year < 1 else _LAST if year > _LAST.year else datetime(year, month, 1, tzinfo=UTC)
