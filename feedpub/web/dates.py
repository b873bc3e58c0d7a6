"""Dates in words, as people read them: English, from constants, so that no machine's locale changes a page."""

import re
from datetime import date, datetime, timedelta

from feedpub.model.edtf import Precision

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_PARTS = {
    "21": "spring", "22": "summer", "23": "autumn", "24": "winter",
    "33": "first quarter of", "34": "second quarter of", "35": "third quarter of", "36": "fourth quarter of",
}  # fmt: skip
_IN_TIME_ELEMENT: tuple[Precision, ...] = ("minute", "day", "month", "year")


def day(moment: date) -> str:
    """Write a day: "Monday 22 April 2024"."""
    return f"{_DAYS[moment.weekday()]} {moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def moment(value: date | datetime) -> str:
    """Write a day, or an instant in its own zone: "Monday 22 April 2024, 15:30 UTC"."""
    if not isinstance(value, datetime):
        return day(value)
    return f"{day(value)}, {value:%H:%M} {_zone(value.utcoffset() or timedelta())}"


def stamp(value: date | datetime) -> str:
    """Write a day or an instant for ``<time datetime>``, which takes no more than milliseconds (HTML, section 2.3.5.4)."""
    return (
        value.isoformat(timespec="milliseconds" if value.microsecond else "seconds")
        if isinstance(value, datetime)
        else value.isoformat()
    )


def _zone(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    if not minutes:
        return "UTC"
    return f"UTC{'−' if minutes < 0 else '+'}{abs(minutes) // 60}{f':{abs(minutes) % 60:02}' if minutes % 60 else ''}"


def edtf(value: str) -> str:
    """Write the value of a When in words.

    Args:
        value: ISO 8601 or EDTF, as `feedpub.model.edtf` allows it.

    Returns:
        Such as "Monday 22 April 2024", "spring 2024", "the 1990s" or "first quarter of 2024".
    """
    first, slash, last = value.partition("/")
    return f"{_single(first)} to {_single(last)}" if slash else _single(first)


def _single(value: str) -> str:
    if "T" in value:
        return _clock(value)
    if week := re.fullmatch(r"(\d{4})-W(\d\d)", value):
        return f"week {int(week[2])} of {week[1]}"
    year, *rest = value.split("-")
    if len(rest) == 2:
        return day(date.fromisoformat(value))
    if rest:
        return f"{_PARTS.get(rest[0]) or _MONTHS[int(rest[0]) - 1]} {year}"
    return f"the {year[:3]}0s" if year.endswith("X") else year


def _clock(value: str) -> str:
    on, _, clock = value.partition("T")
    found = re.fullmatch(r"(\d\d)(?::(\d\d))?(Z|[+-]\d\d:\d\d)?", clock)
    if not found:
        return value
    zone = f" {_zone(_offset(found[3]))}" if found[3] else ""
    return f"{day(date.fromisoformat(on))}, {found[1]}:{found[2] or '00'}{zone}"


def _offset(zone: str) -> timedelta:
    return datetime.strptime(zone, "%z").utcoffset() or timedelta()


def machine(value: str, precision: Precision) -> str | None:
    """Return what ``<time datetime>`` may carry (HTML, section 4.5.14).

    Args:
        value: of a When.
        precision: of the value.

    Returns:
        The value where HTML knows its form and other readers of the attribute do too, else None.
    """
    return value if precision in _IN_TIME_ELEMENT and "/" not in value else None
