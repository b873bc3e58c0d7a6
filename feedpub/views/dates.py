"""Dates in words, as people read them: English, from constants, so that no machine's locale changes a page."""

from datetime import date, datetime, timedelta

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEK = 7
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day(moment: date) -> str:
    """Write a day: "Monday 22 April 2024"."""
    return f"{_DAYS[moment.weekday()]} {moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def month(moment: date) -> str:
    """Write a month: "April 2024"."""
    return f"{_MONTHS[moment.month - 1]} {moment.year}"


def moment(value: date | datetime) -> str:
    """Write a day, or an instant in its own zone: "Monday 22 April 2024, 15:30 UTC"."""
    if not isinstance(value, datetime):
        return day(value)
    return f"{day(value)}, {value:%H:%M} {_zone(value.utcoffset() or timedelta())}"


def beside(value: date | datetime, edition: date) -> str:
    """Write a moment for somebody who reads the news of a day: "Monday, 15:30", "Monday 22 April", "22 April 2023".

    Args:
        value: an instant in its own zone, or a day.
        edition: the day whose news is read: its week has names and hours, its year goes without saying.
    """
    if isinstance(value, datetime) and 0 <= (edition - value.date()).days < _WEEK:
        return f"{_DAYS[value.weekday()]}, {value:%H:%M}"
    if value.year == edition.year:
        return f"{_DAYS[value.weekday()]} {value.day} {_MONTHS[value.month - 1]}"
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


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
