"""Dates in words that people read: "Monday 22 April 2024", "the third quarter of 2024", "the 1990s".

Takes the values that an event's ``when`` carries (model/edtf.py), and the forms of a language's table "dates".
"""

import re
from datetime import date

from feedpub.language.language import Language
from feedpub.language.registry import every_language
from feedpub.model.edtf import precision_of

_CLOCK = re.compile(r"(\d\d)(?::(\d\d))?(Z|[+-]\d\d:\d\d)?")


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
    precision = precision_of(value)
    if "/" in value or precision not in ("year", "month", "day", "hour", "minute"):
        return None
    return value.partition("T")[0] if precision == "hour" else value


class _Written:
    """Writes dates in a language."""

    def __init__(self, language: Language) -> None:
        self._table, self._forms = language.table("dates"), language.table("dates", "forms")

    def one(self, value: str) -> str:
        precision, year = precision_of(value), value[:4]
        match precision:
            case "day" | "hour" | "minute":
                return self._moment(value)
            case "decade":
                return self._form(precision, year=f"{value[:3]}0")
            case "week":
                monday = date.fromisocalendar(int(year), int(value[6:]), 1)
                return self._form(precision, day=self._day(monday.isoformat()))
            case "year":
                return self._form(precision, year=year)
            case "month":
                return self._form(precision, month=self._month(value), year=year)
        return str(self._table["parts"][value[5:]].format(year=int(year)))

    def range(self, first: str, last: str) -> str:
        same_year, month = first[:4] == last[:4], first[:7] == last[:7]
        match precision_of(first), precision_of(last):
            case "year", "year":
                return f"{self.one(first)}–{self.one(last)}"
            case "month", "month" if same_year:
                return f"{self._month(first)}–{self.one(last)}"
            case "day", "day" if month:
                return f"{int(first[8:])}–{self._day(last)}"
            case "day", "day":
                return f"{self._day(first, 'day_and_month' if same_year else 'day')} – {self._day(last)}"
        return self._form("range", first=self.one(first), last=self.one(last))

    def _form(self, name: str, **parts: str) -> str:
        """Fill a form in; years and days are written without the noughts in front."""
        short = {part: str(int(text)) if text.isdigit() else text for part, text in parts.items()}
        return str(self._forms[name].format(**short))

    def _moment(self, value: str) -> str:
        day, _, clock = value.partition("T")
        weekday = self._table["weekdays"][date.fromisoformat(day).weekday()]
        named = self._form("weekday", weekday=weekday, day=self._day(day))
        return self._form("moment", day=named, clock=self._clock(clock)) if clock else named

    def _clock(self, text: str) -> str:
        hour, minute, zone = _CLOCK.findall(text)[0]
        half = self._table["halves"][int(hour) // 12]
        told = f"{hour}:{minute}" if minute else self._form("hour", hour=str(int(hour) % 12 or 12), half=half)
        return f"{told} {_zone(zone)}" if zone else told

    def _day(self, value: str, form: str = "day") -> str:
        return self._form(form, day=value[8:10], month=self._month(value), year=value[:4])

    def _month(self, value: str) -> str:
        return str(self._table["months"][int(value[5:7]) - 1])


def _zone(text: str) -> str:
    return "UTC" if text == "Z" else f"UTC{text[0].replace('-', '−')}{int(text[1:3])}{text[3:].removesuffix(':00')}"
