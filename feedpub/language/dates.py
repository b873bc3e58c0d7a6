"""Dates in words that people read: "Monday 22 April 2024", "the third quarter of 2024", "the 1990s".

Takes the values that an event's ``when`` carries (model/edtf.py), and the forms of a language's table "dates".
"""

import re
from datetime import date

from feedpub.language.language import Language
from feedpub.language.registry import every_language
from feedpub.model.edtf import precision_of

_CLOCK = re.compile(r"(\d\d)(?::(\d\d))?(?::\d\d)?(Z|[+-]\d\d:\d\d)?")


def in_words(value: str, language: Language) -> str:
    """Say a date as people write it.

    Args:
        value: ISO 8601 or EDTF, as in ``when[].value``.
        language: to say it in.

    Returns:
        In English "Monday 22 April 2024", "Monday 22 April 2024, 15:30 UTC−4", "the week of 22 April 2024", "April 2024",
        "spring 2024", "the third quarter of 2024", "2024", "the 1990s", "22–24 April 2024", "2010–2014".

    Raises:
        ValueError: no value that an event may carry.
    """
    precision_of(value)
    first, slash, last = value.partition("/")
    written = _Written(language)
    return written.range(first, last) if slash else written.one(first)


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


class _Written:
    """Writes dates in a language."""

    def __init__(self, language: Language) -> None:
        self._table, self._forms = language.table("dates"), language.table("dates", "forms")

    def one(self, value: str) -> str:
        precision, forms = precision_of(value), self._forms
        match precision:
            case "day" | "hour" | "minute":
                return self._moment(value)
            case "decade":
                return str(forms["decade"].format(year=f"{int(value[:3])}0"))
            case "week":
                return str(
                    forms["week"].format(day=self._day(date.fromisocalendar(int(value[:4]), int(value[6:]), 1).isoformat()))
                )
            case "year":
                return _year(value)
            case "month":
                return str(forms["month"].format(month=self._month(value), year=_year(value)))
        return str(self._table["parts"][value[5:]].format(year=_year(value)))

    def range(self, first: str, last: str) -> str:
        precisions = precision_of(first), precision_of(last)
        if precisions == ("year", "year"):
            return f"{_year(first)}–{_year(last)}"
        if precisions == ("month", "month") and first[:4] == last[:4]:
            return f"{self._month(first)}–{self.one(last)}"
        if precisions == ("day", "day") and first[:7] == last[:7]:
            return f"{int(first[8:])}–{self._day(last)}"
        if precisions == ("day", "day"):
            return f"{self._day(first, 'day_and_month' if first[:4] == last[:4] else 'day')} – {self._day(last)}"
        return str(self._forms["range"].format(first=self.one(first), last=self.one(last)))

    def _moment(self, value: str) -> str:
        day, _, clock = value.partition("T")
        weekday = self._table["weekdays"][date.fromisoformat(day).weekday()]
        named = self._forms["weekday"].format(weekday=weekday, day=self._day(day))
        return str(self._forms["moment"].format(day=named, clock=self._clock(clock)) if clock else named)

    def _clock(self, text: str) -> str:
        match = _CLOCK.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is no time of day")
        hour, minute, zone = int(match[1]), match[2], match[3]
        half = self._table["halves"][hour // 12]
        told = f"{match[1]}:{minute}" if minute else self._forms["hour"].format(hour=hour % 12 or 12, half=half)
        return f"{told} {_zone(zone)}" if zone else str(told)

    def _day(self, value: str, form: str = "day") -> str:
        return str(self._forms[form].format(day=int(value[8:10]), month=self._month(value), year=_year(value)))

    def _month(self, value: str) -> str:
        return str(self._table["months"][int(value[5:7]) - 1])


def _zone(text: str) -> str:
    if text == "Z":
        return "UTC"
    minutes = f":{text[4:]}" if text[4:] != "00" else ""
    return f"UTC{'−' if text[0] == '-' else '+'}{int(text[1:3])}{minutes}"


def _year(value: str) -> str:
    return str(int(value[:4]))
