"""The dates of events in words that people read: "Monday 22 April 2024", "the third quarter of 2024", "the 1990s".

Takes the values that an event's ``when`` carries (model/edtf.py).
"""

import re
from datetime import date, time

from feedpub.model.edtf import precision_of
from feedpub.translation import Translation, message, translation_of

_CLOCK = re.compile(r"(\d\d)(?::(\d\d))?(Z|[+-]\d\d:\d\d)?")
_PARTS = {
    "21": message("spring %(year)s"),
    "22": message("summer %(year)s"),
    "23": message("autumn %(year)s"),
    "24": message("winter %(year)s"),
    "33": message("the first quarter of %(year)s"),
    "34": message("the second quarter of %(year)s"),
    "35": message("the third quarter of %(year)s"),
    "36": message("the fourth quarter of %(year)s"),
}


def in_words(value: str, language: str) -> str:
    """Say a date as people write it.

    Args:
        value: ISO 8601 or EDTF, as in ``when[].value``.
        language: BCP 47, to say it in.

    Returns:
        In English "Monday 22 April 2024", "Monday 22 April 2024, 15:30 UTC−4", "the week of 22 April 2024", "April 2024",
        "spring 2024", "the third quarter of 2024", "2024", "the 1990s", "22–24 April 2024", "2010–2014".

    Raises:
        ValueError: no value that an event may carry.
    """
    precision_of(value)
    first, slash, last = value.partition("/")
    written = _Written(translation_of(language))
    return written.range(first, last) if slash else written.one(first)


def html_datetime(value: str) -> str | None:
    """Return what the datetime attribute of HTML's ``time`` element may carry for a date.

    Args:
        value: ISO 8601 or EDTF, as in ``when[].value``.

    Returns:
        The value where HTML knows its form and other readers of the attribute do too (a year, month, day or minute), the
        day where the hour alone is known, None for weeks, seasons, quarters, decades and ranges (HTML, section 4.5.14).
    """
    precision = precision_of(value)
    if "/" in value or precision not in ("year", "month", "day", "hour", "minute"):
        return None
    return value.partition("T")[0] if precision == "hour" else value


class _Written:
    """Writes dates in a language: days before months, with the month in letters, so that none is taken for another.

    Minutes are in the 24-hour clock, and an hour alone, in English, is "3 p.m.", which claims no minute.
    """

    def __init__(self, words: Translation) -> None:
        self._words = words

    def one(self, value: str) -> str:
        precision, year = precision_of(value), value[:4]
        match precision:
            case "day" | "hour" | "minute":
                return self._moment(value)
            case "decade":
                return self._words.gettext("the %(year)ss", year=int(f"{value[:3]}0"))
            case "week":
                monday = date.fromisocalendar(int(year), int(value[6:]), 1)
                return self._words.gettext("the week of %(day)s", day=self._day(monday))
            case "year":
                return str(int(year))
            case "month":
                return self._words.date(_month(value), self._words.pgettext("date", "MMMM y"))
        return self._words.gettext(_PARTS[value[5:]], year=int(year))

    def range(self, first: str, last: str) -> str:
        same_year, month = first[:4] == last[:4], first[:7] == last[:7]
        match precision_of(first), precision_of(last):
            case "year", "year":
                return f"{self.one(first)}–{self.one(last)}"
            case "month", "month" if same_year:
                return f"{self._words.date(_month(first), 'LLLL')}–{self.one(last)}"
            case "day", "day":
                start, end = date.fromisoformat(first), date.fromisoformat(last)
                if month:
                    return f"{self._day_alone(start)}–{self._day(end)}"
                return f"{self._day_and_month(start) if same_year else self._day(start)} – {self._day(end)}"
        return self._words.gettext("%(first)s to %(last)s", first=self.one(first), last=self.one(last))

    def _moment(self, value: str) -> str:
        day, _, clock = value.partition("T")
        named = self._words.day(date.fromisoformat(day))
        return self._words.gettext("%(day)s, %(clock)s", day=named, clock=self._clock(clock)) if clock else named

    def _clock(self, text: str) -> str:
        hour, minute, zone = _CLOCK.findall(text)[0]
        told = f"{hour}:{minute}" if minute else self._hour(int(hour))
        return f"{told} {_zone(zone)}" if zone else told

    def _hour(self, hour: int) -> str:
        words = self._words
        half = words.pgettext("time", "h 'a.m.'") if hour < 12 else words.pgettext("time", "h 'p.m.'")
        return words.time(time(hour), half)

    def _day(self, value: date) -> str:
        return self._words.date(value, self._words.pgettext("date", "d MMMM y"))

    def _day_alone(self, value: date) -> str:
        return self._words.date(value, self._words.pgettext("date", "d"))

    def _day_and_month(self, value: date) -> str:
        return self._words.date(value, self._words.pgettext("date", "d MMMM"))


def _month(value: str) -> date:
    return date(max(1, int(value[:4])), int(value[5:7]), 1)  # the form has a year 0, the calendar none


def _zone(text: str) -> str:
    return "UTC" if text == "Z" else f"UTC{text[0].replace('-', '−')}{int(text[1:3])}{text[3:].removesuffix(':00')}"
