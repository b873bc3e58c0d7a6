"""Times as news formats stamp them: ISO 8601 in all its lengths, RFC 822; what is no date at all is none."""

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from feedpub.errors import ReadError
from feedpub.model.document import Document
from feedpub.readers._assembling import place
from feedpub.readers._characters import one_line
from feedpub.readers._dates import moment

_STAMP = re.compile(
    r"(?P<year>\d{4})-?(?P<month>\d\d)-?(?P<day>\d\d)"
    r"(?:[Tt ]?(?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]\d+)?)?"
    r"\s*(?P<zone>[Zz]|GMT|UTC|[+-]\d\d(?::?\d\d)?)?)?(?:\s*GMT)?"
)


def stamp(value: str | None, document: Document) -> date | datetime | None:
    """Read a time stamp; machines write templates and empty ones as well, and those say nothing.

    Args:
        value: such as 20131020T192751+1100, 2018-01-03T20:13:08.000Z or Sat, 02 Dec 2017 15:43:50 +0000.
        document: whose source's zone is meant where a time has none.

    Returns:
        A date for a day, a time with its zone for an instant; None for what is no date.
    """
    text = " ".join((value or "").split())[:60]
    if not text:
        return None
    found = _STAMP.fullmatch(text)
    try:
        return moment(_iso(found) if found else parsedate_to_datetime(text).isoformat(), document, "published")
    except (ReadError, ValueError, TypeError, IndexError):
        return None


def _iso(found: re.Match[str]) -> str:
    day = f"{found['year']}-{found['month']}-{found['day']}"
    if not found["hour"]:
        return day
    zone = (found["zone"] or "").upper()
    zone = "Z" if zone in ("GMT", "UTC") else f"{zone}:00" if len(zone) == 3 else zone
    return f"{day}T{found['hour']}:{found['minute']}:{found['second'] or '00'}{zone}"


def embargo_stamp(value: str | None, document: Document) -> date | datetime | None:
    """Read until when something is held back; what says so and cannot be read is refused, lest it be published too early.

    Args:
        value: as of ``stamp``.
        document: as of ``stamp``.

    Raises:
        ReadError: something stands there that is no date.
    """
    found = stamp(value, document)
    if found is None and (said := first_said(value)):
        raise ReadError(place(document), f"{said[:60]!r} is no date that can be read", "embargo")
    return found


def first_said(*values: str | None) -> str:
    """Return the first of several values that says anything, or nothing."""
    return next((said for value in values if (said := one_line(value or ""))), "")


def first_stamp(document: Document, *values: str | None) -> date | datetime | None:
    """Read the first of several time stamps that is one."""
    return next((found for value in values if (found := stamp(value, document))), None)
