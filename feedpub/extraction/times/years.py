"""Years and decades: "in 2019", "from 2010 to 2014", "nineteen ninety-six", "the 1990s"."""

from datetime import date

from feedpub.extraction.times.expressions import Between, Expression, Fixed
from feedpub.extraction.times.periods import Period
from feedpub.extraction.times.phrase import Phrase, count
from feedpub.extraction.times.words import lexicon

PLAUSIBLE = range(1500, 2101)
"""Bare numbers of four digits outside it are hardly ever a year."""
_MODERN = range(1900, 2101)


def year(phrase: Phrase) -> Expression | None:
    """Read "in 2019", "fiscal 1989", "the end of 1990", "in '98"; not "2000 people" or "$1999"."""
    if phrase.first("'"):
        return _short_year(phrase)
    value = spoken([count(word) for word in phrase.every("c")]) if phrase.first("c") else phrase.number("y") or 0
    units = phrase.every("u")
    if value not in PLAUSIBLE or (units and lexicon().units[units[0].text] != "year"):
        return None
    if not phrase.first("felu") and (_counts_things(phrase) or _numbers_things(phrase, value)):
        return None
    return Fixed(Period("year", date(value, 1, 1)))


def _numbers_things(phrase: Phrase, value: int) -> bool:
    # "Room 1984", "1600 Garden Street", "at 1530 the siren sounded"
    if phrase.before.text in lexicon().lists["numbered"] or phrase.before.text == "at":
        return True
    return value not in _MODERN and phrase.before.kind not in "vY@FKB-"


def _counts_things(phrase: Phrase) -> bool:
    # "2000 people", "the 1500m", "a 2000-page report"
    after, end = phrase.after, phrase.words[phrase.end - 1].end
    if after.kind == "-" and phrase.end + 1 < len(phrase.words):
        after = phrase.words[phrase.end + 1]
        return after.text in lexicon().lists["hyphenated"]
    return after.text in lexicon().lists["counted"] or (after.start == end and after.text.isalpha())


def _short_year(phrase: Phrase) -> Expression | None:
    digits = phrase.words[phrase.end - 1].text
    century = 1900 if digits >= "30" else 2000
    return Fixed(Period("year", date(century + int(digits), 1, 1))) if len(digits) == 2 and digits.isdecimal() else None


def years(phrase: Phrase) -> Expression | None:
    """Read "from 2010 to 2014", "1997-98", "between 2010 and 2014"; not "2014-2010"."""
    numbers = [count(word) for word in phrase.every("ydn")]
    begin, end = numbers
    digits = 10 if end < 10 else 100  # "1998/9", "1997-98"
    end = begin // digits * digits + end if end < 100 else end
    if not (begin in PLAUSIBLE and end in PLAUSIBLE and begin < end) or _counts_things(phrase):
        return None
    return Between(Fixed(Period("year", date(begin, 1, 1))), Fixed(Period("year", date(end, 1, 1))))


def spoken_year(phrase: Phrase) -> Expression | None:
    """Read "nineteen ninety-seven"; not "nineteen hundred" or "twenty five"."""
    numbers = [count(word) for word in phrase.every("c")]
    value = spoken(numbers) if numbers[:2] != [2, 1000] else 0  # "two thousand people"
    return Fixed(Period("year", date(value, 1, 1))) if value else None


def spoken(numbers: list[int]) -> int:
    """Return the year that cardinals say: 19, 90, 6; 0 where they say none."""
    if numbers[:2] == [2, 1000]:
        return 2000 + sum(numbers[2:])
    century, rest = numbers[0], sum(numbers[1:])
    split = len(numbers) == 3 and (numbers[1] < 20 or numbers[2] > 9)
    return century * 100 + rest if century in (18, 19) and 10 <= rest <= 99 and not split else 0


def decade(phrase: Phrase) -> Expression | None:
    """Read "the 1990s", "the early '80s", "the nineties"; not "in her 50s" or "the 1800s", which is a century."""
    word = phrase.first("S")
    if word is None:
        return None
    value = count(word)
    if value in PLAUSIBLE and value % 100:
        return Fixed(Period("decade", date(value, 1, 1)))
    if not 20 <= value <= 90 or not phrase.first("D'e") or phrase.first("P") or phrase.before.kind == "P":
        return None
    return Fixed(Period("decade", date(1900 + value, 1, 1)))
