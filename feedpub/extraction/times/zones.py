"""Time zones by the abbreviations that news uses."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from feedpub.extraction.times.tables import load


def offset(zone: str, day: date) -> str:
    """Return the offset from UTC of a zone on a day.

    Args:
        zone: abbreviation in lower case, or an offset such as "+02:00", which is returned as it is.
        day: decides whether daylight saving applies, where the abbreviation leaves it open ("ET").

    Returns:
        "Z", "-04:00" ...; nothing for a zone that is not known.
    """
    if zone.startswith(("+", "-", "Z")):
        return zone
    tables = load("zones.toml")
    if zone in tables["fixed"]:
        minutes = int(tables["fixed"][zone])
    elif zone in tables["by_date"]:
        # Noon UTC: never within the hours in which clocks are changed in the zones listed.
        there = datetime(day.year, day.month, day.day, 18, tzinfo=UTC).astimezone(ZoneInfo(tables["by_date"][zone]))
        minutes = int((there.utcoffset() or there - there).total_seconds()) // 60
    else:
        return ""
    if minutes == 0:
        return "Z"
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
