"""Dates as copy writes them: ISO 8601, as precise as given; a time without zone is meant in the source's zone."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from feedpub.errors import ReadError
from feedpub.model.document import Document
from feedpub.readers._assembling import place

# The date and, behind T or a space, the time of RFC 3339; the zone may be missing.
DATE = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)"
    r"(?:[Tt ](?P<time>\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?) ?(?P<zone>[Zz]|[+-]\d\d:?\d\d)?)?(?=[\s:;,.|]|$)"
)
_FIRST_YEAR, _LAST_YEAR = 1600, 2999  # before the first newspapers; and no zone moves a date out of the calendar


def moment(value: str, document: Document, field: str) -> date | datetime:
    """Read a date, or a date with a time.

    Args:
        value: such as 2024-04-22, 2024-04-22T15:30+03:00 or 2024-04-22 15:30.
        document: that it stands in.
        field: that it stands for.

    Returns:
        A date for a day, a time with its zone for an instant.

    Raises:
        ReadError: it is no ISO date, or no day of the calendar.
    """
    match = DATE.fullmatch(value.strip())
    if match is None:
        raise ReadError(place(document), f"{value[:60]!r} is not an ISO date (2024-04-22 or 2024-04-22T15:30+03:00)", field)
    try:
        day = date.fromisoformat(match["day"])
        instant = _instant(match, document, field) if match["time"] else None
    except ValueError as error:
        raise ReadError(place(document), f"{value[:60]!r} is an impossible date ({error})", field) from None
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise ReadError(place(document), f"{value[:60]!r} is an impossible date (year {day.year})", field)
    return instant or day


def _instant(match: re.Match[str], document: Document, field: str) -> datetime:
    instant = datetime.fromisoformat(f"{match['day']}T{match['time']}{(match['zone'] or '').upper()}")
    return instant if instant.tzinfo else instant.replace(tzinfo=_zone(document, field))


def _zone(document: Document, field: str) -> ZoneInfo:
    try:
        return ZoneInfo(document.timezone)
    except (KeyError, OSError, ValueError):
        raise ReadError(place(document), f"the source's time zone {document.timezone[:60]!r} is unknown", field) from None
