"""Lines of copy that say when it may be published: "EMBARGOED UNTIL 00:01 GMT, MONDAY 3 MARCH 2025", "HOLD FOR RELEASE"."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from feedpub.language.dates import month_number
from feedpub.language.lists import Lists
from feedpub.language.patterns import one_of
from feedpub.language.registry import every_language

_LISTS = Lists("feedpub.language")
_LONGEST = 200  # characters of such a line
_MOST_OTHER_WORDS = 3  # beside those of a moment: "until the speech on Monday"; a sentence about an embargo has more
_YEAR = r"(?:,? (\d{4})\b(?! ?(?:hrs|hours|h|[A-Z]{3,4})\b))?"  # four digits before "hrs" or "GMT" are a time
_AROUND = " \t*#=[](){}<>!|/_~."
_UNTIL = re.compile(one_of(_LISTS.lines("embargo", "until")), re.IGNORECASE)
_RELEASE = re.compile(one_of(_LISTS.lines("embargo", "release")), re.IGNORECASE)
_HELD = re.compile(one_of(_LISTS.lines("embargo", "held")), re.IGNORECASE)
_FREE = re.compile(one_of(_LISTS.lines("embargo", "free")), re.IGNORECASE)
_ASIDE = re.compile(r"\s[–—-]{1,2}\s|;|\*")  # behind it stands what else the line has to say
_WORD = re.compile(r"[^\W\d_][^\W\d_.'’]*(?:\.[^\W\d_]\b)?")
_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)(?=\D|$)")
_DOTTED = re.compile(r"\b(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})\b")
_SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_DAY_MONTH = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|\.)? (?:of )?([^\W\d_]{3,9})\.?" + _YEAR, re.IGNORECASE)
_MONTH_DAY = re.compile(r"\b([^\W\d_]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?(?![\d:])" + _YEAR, re.IGNORECASE)
_MONTHS, _HALF_DAY, _LONG_PAST = 12, 12, 180  # in a year; hours; days
_LONGEST_ABBREVIATION = 4  # letters: "AEDT"; a zone in words ("Eastern") has more
_CLOCK = re.compile(
    r"(?<![\d:.+-])(?:(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d))(?::\d\d(?:\.\d+)?)?|(?P<digits>\d{4})|(?P<alone>\d{1,2}))"
    r"(?:\s?(?P<half>[ap])\.?m\b\.?|\s?(?P<hours>hours|hrs|hr|h|uhr)\b)?"
    r"\s?\(?(?P<zone>Z\b|[+-]\d\d:?\d\d\b|[^\W\d_]{2,8}(?=\W|$))?",
    re.IGNORECASE,
)


class Hold(NamedTuple):
    """What such a line says.

    Args:
        until: the words that give the moment; empty where nobody says how long.
    """

    until: str

    def moment(self, published: date, zone: str) -> datetime | None:
        """Work the moment out.

        Args:
            published: the day from which a weekday, and a day without a year, is counted.
            zone: IANA zone of the source, for a time that names none.

        Returns:
            The latest moment that the words can mean, in UTC; None where they can mean several or none.
        """
        try:
            if not self.until or _other_words(self.until):
                return None
            day, rest = _day(self.until, published)
            return max(_instants(rest, day, ZoneInfo(zone)), default=None)
        except (ValueError, OverflowError):
            return None


def find_hold(line: str) -> Hold | None:
    """Read a line of copy as one that holds it back.

    Args:
        line: without line breaks.

    Returns:
        What it says, or None for a line that says anything else ("Embargo on oil takes effect").
    """
    plain = line.strip(_AROUND)
    if len(plain) > _LONGEST:
        return None
    for pattern, most in ((_UNTIL, 0 if line.rstrip().endswith(".") else _MOST_OTHER_WORDS), (_RELEASE, 0)):
        if begun := pattern.match(plain):
            until = _ASIDE.split(plain[begun.end() :].strip(" :,"))[0].strip()
            if _tells_time(until) and _other_words(until) <= most:
                return Hold(until)
    return Hold("") if _HELD.fullmatch(plain) else None


def is_free(line: str) -> bool:
    """Tell a line that says that nothing holds the copy back, such as "FOR IMMEDIATE RELEASE"."""
    return len(line) <= _LONGEST and bool(_FREE.fullmatch(line.strip(_AROUND + ":,-–—")))


def _tells_time(text: str) -> bool:
    return any(map(str.isdigit, text)) or _weekday(text) is not None or _said(text) is not None


def _other_words(text: str) -> int:
    """Count the words that are no part of a moment."""
    words = (word.group().lower().rstrip(".") for word in _WORD.finditer(text))
    return sum(word not in _time_words() and not month_number(word) for word in words)


@cache
def _time_words() -> frozenset[str]:
    names = (name for language in every_language() for name in [*language.months, *language.weekdays])
    return _LISTS.words("embargo", "time_words") | _zones().keys() | frozenset(map(str.lower, names))


@cache
def _zones() -> dict[str, tzinfo]:
    found: dict[str, tzinfo] = {"z": UTC}
    for language in every_language():
        found |= {name: timezone(timedelta(minutes=east)) for name, east in language.table("times/zones", "fixed").items()}
        found |= {name: ZoneInfo(place) for name, place in language.table("times/zones", "by_date").items()}
    return found


def _day(text: str, published: date) -> tuple[date, str]:
    """Find the day; return it with what is left of the words.

    Raises:
        ValueError: there is none of the calendar, it can be two, or its weekday is another.
    """
    weekday = _weekday(text)
    found, rest = _written_day(text, published)
    if found is None:
        ahead = 0 if weekday is None else (weekday - published.isoweekday()) % 7
        return published + timedelta(days=ahead), rest
    if weekday is not None and found.isoweekday() != weekday:
        raise ValueError("its weekday is another")
    return found, rest


def _written_day(text: str, published: date) -> tuple[date | None, str]:
    for pattern, order in ((_ISO, (1, 2, 3)), (_DOTTED, (3, 2, 1)), (_SLASHED, (3, 2, 1)), (_DAY_MONTH, (3, 2, 1)),
                           (_MONTH_DAY, (3, 1, 2))):  # fmt: skip
        for found in pattern.finditer(text):
            year, month, day = (found[group] for group in order)
            number = int(month) if month.isdigit() else month_number(month)
            if number is None:
                continue
            if pattern is _SLASHED and month != day and int(day) <= _MONTHS:
                raise ValueError("day and month can be either")
            rest = f"{text[: found.start()]} {text[found.end() :].removeprefix('T').removeprefix('t')}"
            return _of_year(year, number, int(day), published), rest
    return None, text


def _of_year(year: str | None, month: int, day: int, published: date) -> date:
    """Make a day; one without a year is the next after a publication, or one not long past."""
    if year:
        return date(int(year), month, day)
    found = date(published.year, month, day)
    return date(published.year + 1, month, day) if (published - found).days > _LONG_PAST else found


def _weekday(text: str) -> int | None:
    words = {word.group().lower().rstrip(".") for word in _WORD.finditer(text)}
    named = (day for language in every_language() for day in language.weekdays.items())
    return next((number for name, number in named if name in words), None)


def _said(text: str) -> str | None:
    """Find noon or midnight by name."""
    words = {word.group().lower() for word in _WORD.finditer(text)}
    return next((name for name in ("noon", "midnight") if words & _LISTS.words("embargo", name)), None)


def _instants(text: str, day: date, zone: ZoneInfo) -> Iterator[datetime]:
    """Yield the moments of a day that the rest of the words name: several where the same one is told for several zones.

    Raises:
        ValueError: a time is none of the clock, or its zone is not known.
    """
    named = _said(text)
    clocks = [found for found in _CLOCK.finditer(text) if _is_clock(found)]
    if any(map(str.isdigit, _CLOCK.sub(lambda found: "" if _is_clock(found) else found[0], text))):
        raise ValueError("digits that are no time")
    for found in clocks:
        yield datetime.combine(day, _time(found), _zone(found["zone"], text, zone)).astimezone(UTC)
    if named or not clocks:
        ahead = timedelta(days=named == "midnight")  # which midnight is not told: the later one is never too early
        at = time(12) if named == "noon" else time()
        yield datetime.combine(day + ahead, at, _zone_named(text) or zone).astimezone(UTC)


def _is_clock(found: re.Match[str]) -> bool:
    return bool(found["hour"] or found["digits"] or found["half"] or found["hours"])


def _time(found: re.Match[str]) -> time:
    hour = int(found["hour"] or (found["digits"] or "")[:2] or found["alone"])
    minute = int(found["minute"] or (found["digits"] or "")[2:] or 0)
    if found["half"]:
        if not 1 <= hour <= _HALF_DAY:
            raise ValueError("no hour of a half day")
        hour = hour % _HALF_DAY + (_HALF_DAY if found["half"].lower() == "p" else 0)
    return time(hour, minute)


def _zone(word: str | None, text: str, usual: ZoneInfo) -> tzinfo:
    """Return the zone behind a time; a word in capitals there that is no zone that we know leaves the moment open."""
    if word and word[0] in "+-":
        hours, minutes = int(word[1:3]), int(word[-2:])
        return timezone(timedelta(hours=hours, minutes=minutes) * (-1 if word[0] == "-" else 1))
    if word and (known := _zones().get(word.lower())):
        return known
    if word and word.isupper() and word.lower() not in _time_words() and not month_number(word):
        raise ValueError("a zone that is not known")
    return _zone_named(text) or usual


def _zone_named(text: str) -> tzinfo | None:
    """Find a zone anywhere in the words, written in capitals or as "Eastern time"."""
    words = (word.group() for word in _WORD.finditer(text))
    named = (word for word in words if word.lower() in _zones() and (word.isupper() or len(word) > _LONGEST_ABBREVIATION))
    return next((_zones()[word.lower()] for word in named), None)
