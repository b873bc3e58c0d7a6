"""Dates in words that people read: "Monday 22 April 2024", "the third quarter of 2024", "the 1990s".

Takes the values that an event's ``when`` carries (model/edtf.py). Days before months, with the month in letters, so that no
reader takes one date for another; minutes in the 24-hour clock, and an hour alone as "3 p.m.", which claims no minute.
"""

import re
from datetime import date

from feedpub.language.registry import every_language
from feedpub.model.edtf import precision_of

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_PARTS = {
    "21": "spring",
    "22": "summer",
    "23": "autumn",
    "24": "winter",
    "33": "the first quarter of",
    "34": "the second quarter of",
    "35": "the third quarter of",
    "36": "the fourth quarter of",
}
_CLOCK = re.compile(r"(\d\d)(?::(\d\d))?(?::\d\d)?(Z|[+-]\d\d:\d\d)?")


def in_words(value: str) -> str:
    """Say a date as people write it.

    Args:
        value: ISO 8601 or EDTF, as in ``when[].value``.

    Returns:
        "Monday 22 April 2024", "Monday 22 April 2024, 15:30 UTC−4", "the week of 22 April 2024", "April 2024", "spring
        2024", "the third quarter of 2024", "2024", "the 1990s", "22–24 April 2024", "2010–2014".

    Raises:
        ValueError: no value that an event may carry.
    """
    precision_of(value)
    first, slash, last = value.partition("/")
    return _range(first, last) if slash else _one(first)


def month_number(word: str) -> int | None:
    """Return the number of a month named in full or shortened, with or without a full stop, in any language.

    Args:
        word: such as "March", "Sept." or "SEPT".

    Returns:
        1 to 12, or None for any other word.
    """
    name = word.rstrip(".").lower()
    return next((language.months[name] for language in every_language() if name in language.months), None)


def html_datetime(value: str) -> str | None:
    """Return what the datetime attribute of HTML's ``time`` element may carry for a date.

    Args:
        value: ISO 8601 or EDTF, as in ``when[].value``.

    Returns:
        The value where HTML knows its form and other readers of the attribute do too (a year, month, day or minute), the
        day where the hour alone is known, None for weeks, seasons, quarters, decades and ranges (HTML, section 4.5.14).
    """
    match precision_of(value):
        case _ if "/" in value:
            return None
        case "year" | "month" | "day" | "minute":
            return value
        case "hour":
            return value.partition("T")[0]
    return None


def _one(value: str) -> str:
    precision = precision_of(value)
    if precision in ("day", "hour", "minute"):
        return _moment(value)
    if precision == "decade":
        return f"the {int(value[:3])}0s"
    if precision == "week":
        return f"the week of {_day(date.fromisocalendar(int(value[:4]), int(value[6:]), 1).isoformat())}"
    if precision == "year":
        return _year(value)
    return f"{_month(value) if precision == 'month' else _PARTS[value[5:]]} {_year(value)}"


def _moment(value: str) -> str:
    day, _, clock = value.partition("T")
    named = f"{_WEEKDAYS[date.fromisoformat(day).weekday()]} {_day(day)}"
    return f"{named}, {_clock(clock)}" if clock else named


def _clock(text: str) -> str:
    match = _CLOCK.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no time of day")
    hour, minute, zone = int(match[1]), match[2], match[3]
    told = f"{match[1]}:{minute}" if minute else f"{hour % 12 or 12} {'a.m.' if hour < 12 else 'p.m.'}"
    return f"{told} {_zone(zone)}" if zone else told


def _zone(text: str) -> str:
    if text == "Z":
        return "UTC"
    minutes = f":{text[4:]}" if text[4:] != "00" else ""
    return f"UTC{'−' if text[0] == '-' else '+'}{int(text[1:3])}{minutes}"


def _range(first: str, last: str) -> str:
    forms = precision_of(first), precision_of(last)
    if forms == ("year", "year"):
        return f"{_year(first)}–{_year(last)}"
    if forms == ("month", "month") and first[:4] == last[:4]:
        return f"{_month(first)}–{_month(last)} {_year(last)}"
    if forms == ("day", "day") and first[:7] == last[:7]:
        return f"{int(first[8:])}–{_day(last)}"
    if forms == ("day", "day"):
        begin = _day(first) if first[:4] != last[:4] else _day(first).rpartition(" ")[0]
        return f"{begin} – {_day(last)}"
    return f"{_one(first)} to {_one(last)}"


def _day(value: str) -> str:
    return f"{int(value[8:10])} {_month(value)} {_year(value)}"


def _month(value: str) -> str:
    return _MONTHS[int(value[5:7]) - 1]


def _year(value: str) -> str:
    return str(int(value[:4]))
