"""Days by their place in the calendar: "22 April 2024", "October 7", "the 22nd", "March 3-5"."""

from datetime import date

from feedpub.extraction.times.classes import ANY_MONTH, ANY_WEEKDAY, Kind
from feedpub.extraction.times.expressions import Between, Expression, Fixed, Numeric, TimeOfDay
from feedpub.extraction.times.periods import Period
from feedpub.extraction.times.phrase import TimePhrase
from feedpub.extraction.times.recurring import Recurring


def _iso(phrase: TimePhrase) -> Expression | None:
    written, _, clock = phrase.last.text.partition("T")
    day = _day(*(int(digits) for digits in written.split("-")))
    if day is None or clock[:2] > "23" or clock[3:5] > "59":
        return day
    mark = clock[5:].lstrip(":0123456789")
    return TimeOfDay(int(clock[:2]), int(clock[3:5]), _minutes(mark), day) if clock else day


def _minutes(mark: str) -> int | None:
    east = int(mark[1:3]) * 60 + int(mark[-2:]) if mark[1:] else 0
    return None if not mark else -east if mark[0] == "-" else east


def _slashed(phrase: TimePhrase) -> Expression | None:
    text = phrase.last.text
    first, second, year = text.replace(".", "/").split("/")
    if min(int(first), int(second)) > 12 or max(int(first), int(second)) > 31:
        return None
    return Numeric(int(first), int(second), int(year), short=len(year) <= 2, dotted="." in text)


def _month_day(phrase: TimePhrase) -> Expression | None:
    month, day, year = _month(phrase), phrase.number(Kind.DAY + Kind.NTH + Kind.ORDINAL), phrase.number(Kind.YEAR)
    if year is None and (known := _known(phrase, month, day)):
        return known
    weekday = phrase.number(ANY_WEEKDAY)
    turn = phrase.number(Kind.SHIFT) if weekday is None else None
    return None if day is None else _on(month, day, year, weekday, turn)


def _nine_eleven(phrase: TimePhrase) -> Expression | None:
    month, day = (word.number for word in phrase.every(Kind.DAY))
    slash = phrase.words[phrase.begin + 1].text == "/"
    return _known(phrase, month, day, sure=True) if slash and phrase.after.kind not in Kind.HYPHEN + Kind.NUMBER else None


def _known(phrase: TimePhrase, month: int, day: int | None, *, sure: bool = False) -> Recurring | None:
    # A day that stands for what happened on it needs no year: "the September 11 attacks".
    for known in phrase.vocabulary.known_days:
        if (known.month, known.day) == (month, day) and (sure or not known.words.isdisjoint(phrase.near)):
            return Recurring("day", month, day=known.day, known=known.year)
    return None


def _days_of_month(phrase: TimePhrase) -> Expression | None:
    month, year = _month(phrase), phrase.number(Kind.YEAR)
    begin, end = (word.number for word in phrase.every(Kind.DAY + Kind.NTH))
    first, last = _on(month, begin, year), _on(month, end, year)
    return Between(first, last) if first and last and begin < end else None


def _month(phrase: TimePhrase) -> int:
    return phrase.number(ANY_MONTH) or 0


def _on(
    month: int, day: int, year: int | None, weekday: int | None = None, turn: int | None = None
) -> Fixed | Recurring | None:
    if year is not None:
        return _day(year, month, day)
    leap_year = 2000  # it has a 29 February
    return Recurring("day", month, day=day, weekday=weekday, turn=turn) if _day(leap_year, month, day) else None


def _day(year: int, month: int, day: int) -> Fixed | None:
    try:
        return Fixed(Period("day", date(year, month, day)))
    except ValueError:
        return None


READERS = {
    "iso": _iso,
    "slashed": _slashed,
    "days_of_month": _days_of_month,
    "month_day": _month_day,
    "nine_eleven": _nine_eleven,
}
"""What a rule may do with its words, by name."""
