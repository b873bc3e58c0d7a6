"""The dates that an event may carry: the part of ISO 8601 and EDTF that news needs.

Follows ISO 8601-1:2019 (dates, week dates, times with zone) and ISO 8601-2:2019 (EDTF level 1: seasons 21-24, and 33-36 for
quarters; level 1 unspecified digits for decades; intervals).
"""

import re
from datetime import date
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
