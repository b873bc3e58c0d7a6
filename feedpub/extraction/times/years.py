"""Years and decades: "in 2019", "from 2010 to 2014", "nineteen ninety-six", "the 1990s"."""

from datetime import date

from feedpub.extraction.times.classes import Kind
from feedpub.extraction.times.expressions import Between, Expression, Fixed
from feedpub.extraction.times.periods import Period
from feedpub.extraction.times.phrase import TimePhrase

PLAUSIBLE = range(1500, 2101)
"""Bare numbers of four digits outside it are hardly ever a year."""
_MODERN = range(1900, 2101)


def _year(phrase: TimePhrase) -> Expression | None:
    if phrase.first(Kind.APOSTROPHE):
        return _short_year(phrase)
    cardinals, unit = phrase.every(Kind.CARDINAL), phrase.first(Kind.UNIT)
    value = spoken([word.number for word in cardinals]) if cardinals else phrase.number(Kind.YEAR) or 0
    if value not in PLAUSIBLE or (unit is not None and unit.name != "year"):
        return None
    sure = phrase.first(Kind.FISCAL + Kind.PHASE + Kind.EDGE + Kind.UNIT) is not None
    return None if not sure and (_counts_things(phrase) or _numbers_things(phrase, value)) else _fixed(value)


def _fixed(year: int) -> Fixed:
    return Fixed(Period("year", date(year, 1, 1)))


def _numbers_things(phrase: TimePhrase, value: int) -> bool:
    # "Room 1984", "1600 Garden Street", "at 1530 the siren sounded"
    return phrase.follows("numbered") or (value not in _MODERN and phrase.before.kind not in _BEFORE_OLD)


_BEFORE_OLD = Kind.OF + Kind.IN + Kind.AT + Kind.FROM + Kind.TO + Kind.BETWEEN + Kind.HYPHEN


def _counts_things(phrase: TimePhrase) -> bool:
    # "2000 people", "the 1500m", "a 2000-page report"
    after, listed = phrase.after, phrase.vocabulary.listed
    if after.kind == Kind.HYPHEN and phrase.end + 1 < len(phrase.words):
        return listed(phrase.words[phrase.end + 1].text, "hyphenated")
    return listed(after.text, "counted") or (after.start == phrase.last.end and after.text.isalpha())


def _short_year(phrase: TimePhrase) -> Expression | None:
    digits = phrase.last.text
    century = 1900 if digits >= "30" else 2000
    return _fixed(century + int(digits)) if len(digits) == 2 and digits.isdecimal() else None


def _years(phrase: TimePhrase) -> Expression | None:
    begin, end = (word.number for word in phrase.every(Kind.YEAR + Kind.DAY + Kind.NUMBER))
    digits = 10 if end < 10 else 100  # "1998/9", "1997-98"
    end = begin // digits * digits + end if end < 100 else end
    if not (begin in PLAUSIBLE and end in PLAUSIBLE and begin < end) or _counts_things(phrase):
        return None
    return Between(_fixed(begin), _fixed(end))


def _spoken_year(phrase: TimePhrase) -> Expression | None:
    numbers = [word.number for word in phrase.every(Kind.CARDINAL)]
    value = spoken(numbers) if numbers[:2] != [2, 1000] else 0  # "two thousand people"
    return _fixed(value) if value else None


def spoken(numbers: list[int]) -> int:
    """Return the year that cardinals say: 19, 90, 6; 0 where they say none."""
    if numbers[:2] == [2, 1000]:
        return 2000 + sum(numbers[2:])
    century, rest = numbers[0], sum(numbers[1:])
    split = len(numbers) == 3 and (numbers[1] < 20 or numbers[2] > 9)
    return century * 100 + rest if century in (18, 19) and 10 <= rest <= 99 and not split else 0


def _decade(phrase: TimePhrase) -> Expression | None:
    value = phrase.number(Kind.DECADE) or 0
    if value in PLAUSIBLE and value % 100:
        return Fixed(Period("decade", date(value, 1, 1)))
    its = phrase.first(Kind.ITS) or phrase.before.kind == Kind.ITS  # "in her fifties"
    if not 20 <= value <= 90 or not phrase.first(Kind.THE + Kind.APOSTROPHE + Kind.PHASE) or its:
        return None
    return Fixed(Period("decade", date(1900 + value, 1, 1)))


READERS = {"decade": _decade, "year": _year, "years": _years, "spoken_year": _spoken_year}
"""What a rule may do with its words, by name."""
