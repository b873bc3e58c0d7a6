"""Time zones: offsets from UTC in minutes, or IANA names whose rule says which applies on a day."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def offset(zone: int | str, day: date) -> str:
    """Return the offset of a zone on a day as ISO 8601 writes it: "Z", "-04:00"."""
    minutes = zone if isinstance(zone, int) else _minutes(ZoneInfo(zone), day)
    if minutes == 0:
        return "Z"
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _minutes(zone: ZoneInfo, day: date) -> int:
    # 18:00 UTC: never within the hours in which clocks are changed in the zones listed.
    there = datetime(day.year, day.month, day.day, 18, tzinfo=UTC).astimezone(zone)
    return int((there.utcoffset() or there - there).total_seconds()) // 60
