"""Dates that name their place in the calendar: "22 April 2024", "October 7", "the third quarter", "Christmas"."""

from datetime import date

from feedpub.extraction.when.expressions import (
    Between,
    Expression,
    Fixed,
    MonthDay,
    Numeric,
    OfYear,
    Recurring,
    Shifted,
    WeekOf,
)
from feedpub.extraction.when.periods import Period
from feedpub.extraction.when.periods import season as season_in
from feedpub.extraction.when.phrase import Phrase, count
from feedpub.extraction.when.words import lexicon

_PLAUSIBLE = range(1500, 2101)  # four bare digits outside it are hardly ever a year


def nothing(_phrase: Phrase) -> None:
    """Understand and leave out: a repeat such as "every Monday" or "Mondays" is no date."""


def iso(phrase: Phrase) -> Expression | None:
    """Read "2024-04-22"; not "2024-13-40"."""
    return _day(*(int(part) for part in phrase.words[phrase.begin].text[:10].split("-")))


def slashed(phrase: Phrase) -> Expression | None:
    """Read "22/04/2024" and "22.04.2024"; not "22/30/2024"."""
    text = phrase.words[phrase.begin].text
    first, second, year = text.replace(".", "/").split("/")
    return Numeric(int(first), int(second), int(year), short=len(year) <= 2, dotted="." in text)


def month_day(phrase: Phrase) -> Expression | None:
    """Read "April 22", "Monday, 22 April 2024", "the first of May"; not "April 40"."""
    month, day, year = _month(phrase), phrase.number("doO"), phrase.number("y")
    turn = phrase.number("r") if not phrase.first("wX") else None
    return None if day is None else _on(month, day, year, phrase.number("wX"), turn)


def week_of(phrase: Phrase) -> Expression | None:
    """Read "the week of April 22"; not "the night of April 22"."""
    unit, day = phrase.first("u"), month_day(phrase)
    return WeekOf(day) if unit and unit.text == "week" and isinstance(day, Fixed | Recurring) else day


def days_of_month(phrase: Phrase) -> Expression | None:
    """Read "March 3-5" and "from 3 to 5 March 2024"; not "March 5-3"."""
    month, year = _month(phrase), phrase.number("y")
    begin, end = (count(word) for word in phrase.every("do"))
    first, last = _on(month, begin, year), _on(month, end, year)
    return Between(first, last) if first and last and begin < end else None


def month_year(phrase: Phrase) -> Expression | None:
    """Read "April 2024", "early January of 1998", "May nineteen ninety-six"; not "April 9999"."""
    year = _spoken([count(word) for word in phrase.every("c")]) if phrase.first("c") else phrase.number("y") or 0
    return Fixed(Period("month", date(year, _month(phrase), 1))) if year in _PLAUSIBLE else None


def month(phrase: Phrase) -> Expression | None:
    """Read "in September", "last May"; not "May I ask" or "April Jones"."""
    word = phrase.first("mM")
    if word is None:
        return None
    led = phrase.first("erlG") is not None or phrase.before.kind in "v@tFKBe"
    short = word.kind == "M" and phrase.words[phrase.end - 1].kind != "."
    other = phrase.after.kind in "dn" or (phrase.after.kind == "x" and phrase.after.capital)  # "April 40", "April Jones"
    if (short and (other or not led)) or (not led and (word.text == "may" or other)):
        return None
    return Recurring("month", count(word), turn=phrase.number("r"))


def part_of_relative_year(phrase: Phrase) -> Expression | None:
    """Read "the third quarter of last year", "March of next year"; not "the first day of last week"."""
    units = [lexicon().units[word.text] for word in phrase.every("u")]
    if "year" not in units:
        return None
    year = Shifted("year", phrase.number("r") or 0)
    if phrase.first("mM"):
        return OfYear(Recurring("month", _month(phrase)), year)
    cycle = _quarter_or_half(phrase, [unit for unit in units if unit != "year"])
    return OfYear(cycle, year) if cycle else None


def quarter(phrase: Phrase) -> Expression | None:
    """Read "the third quarter", "Q3 2024", "the first half of 2009"; not "the first day"."""
    cycle = _quarter_or_half(phrase, [lexicon().units[word.text] for word in phrase.every("u")])
    year = phrase.number("y")
    if cycle is None or year is None:
        return cycle if phrase.among(lexicon().lists["business"]) else None  # a match has quarters and halves, too
    return OfYear(cycle, Fixed(Period("year", date(year, 1, 1)))) if year in _PLAUSIBLE else None


def _quarter_or_half(phrase: Phrase, units: list[str]) -> Recurring | None:
    mark = phrase.first("Q")
    if mark:
        unit, number = ("quarter" if mark.text[0] == "q" else "half"), int(mark.text[1])
    else:
        unit = next((unit for unit in units if unit in ("quarter", "half")), "")
        number = phrase.number("O") or phrase.number("r") or 0
    most = {"quarter": 4, "half": 2}.get(unit, 0)
    number = most if number == -1 else number
    if not 1 <= number <= most:
        return None
    return Recurring("quarter" if unit == "quarter" else "half", number)


def season(phrase: Phrase) -> Expression | None:
    """Read "last spring", "the summer", "fall 1998"; not "prices fall" or "hot springs"."""
    word, year, turn = phrase.first("s"), phrase.number("y"), phrase.number("r")
    if word is None or (year is not None and year not in _PLAUSIBLE):
        return None
    if year is not None:
        return Fixed(season_in(year, count(word)))
    if phrase.first("u"):
        return OfYear(Recurring("season", count(word)), Shifted("year", turn or 0))
    led = phrase.first("De") is not None or phrase.before.kind in "v@"
    if turn is None and (not led or (word.text == "fall" and (phrase.before.kind not in "v@" or phrase.after.kind in "vx"))):
        return None
    shifts = phrase.every("r")
    return Recurring("season", count(word), turn=count(shifts[-1]) if shifts else None)


def holiday(phrase: Phrase) -> Expression | None:
    """Read "Christmas Eve", "last Thanksgiving", "Labor Day 2019"; not "Memorial Daytona"."""
    word, year, turn = phrase.first("H"), phrase.number("y"), phrase.number("r")
    if (
        word is None
        or (turn is not None and phrase.titled)
        or (year is None and turn is None and not _on_its_day(phrase, word.text))
    ):
        return None
    named = Recurring("holiday", name=word.text, turn=None if phrase.first("u") else turn)
    if phrase.first("u"):
        return OfYear(named, Shifted("year", turn or 0))
    return OfYear(named, Fixed(Period("year", date(year, 1, 1)))) if year is not None and year in _PLAUSIBLE else named


def _on_its_day(phrase: Phrase, name: str) -> bool:
    # "Christmas" alone is as often a season or a trade: "the Christmas market", "merry Christmas".
    if phrase.before.capital and phrase.before.kind == "x" and phrase.begin > 1:
        return False  # "Holocaust Memorial Day" is another
    return name.rpartition(" ")[2] in lexicon().lists["day_names"] or (
        phrase.before.kind in "@tFKL" and phrase.after.kind != "x"
    )


def decade(phrase: Phrase) -> Expression | None:
    """Read "the 1990s", "the early '80s", "the nineties"; not "in her 50s" or "the 1800s", which is a century."""
    word = phrase.first("S")
    if word is None:
        return None
    value = count(word)
    if value in _PLAUSIBLE and value % 100:
        return Fixed(Period("decade", date(value, 1, 1)))
    if not 20 <= value <= 90 or not phrase.first("D'e") or phrase.first("P") or phrase.before.kind == "P":
        return None
    return Fixed(Period("decade", date(1900 + value, 1, 1)))


def year(phrase: Phrase) -> Expression | None:
    """Read "in 2019", "fiscal 1989", "the end of 1990", "in '98"; not "2000 people" or "$1999"."""
    if phrase.first("'"):
        return _short_year(phrase)
    value = _spoken([count(word) for word in phrase.every("c")]) if phrase.first("c") else phrase.number("y") or 0
    units = phrase.every("u")
    if value not in _PLAUSIBLE or (units and lexicon().units[units[0].text] != "year"):
        return None
    if not phrase.first("felu") and (_counts_things(phrase) or phrase.before.text in lexicon().lists["numbered"]):
        return None
    return Fixed(Period("year", date(value, 1, 1)))


def _short_year(phrase: Phrase) -> Expression | None:
    digits = phrase.words[phrase.end - 1].text
    century = 1900 if digits >= "30" else 2000
    return Fixed(Period("year", date(century + int(digits), 1, 1))) if len(digits) == 2 and digits.isdecimal() else None


def years(phrase: Phrase) -> Expression | None:
    """Read "from 2010 to 2014", "1997-98", "between 2010 and 2014"; not "2000-50"."""
    numbers = [count(word) for word in phrase.every("yd")]
    begin, end = numbers
    digits = 10 if end < 10 else 100  # "1998/9", "1997-98"
    end = begin // digits * digits + end if end < 100 else end
    if not (begin in _PLAUSIBLE and end in _PLAUSIBLE and begin < end) or _counts_things(phrase):
        return None
    return Between(Fixed(Period("year", date(begin, 1, 1))), Fixed(Period("year", date(end, 1, 1))))


def _counts_things(phrase: Phrase) -> bool:
    return phrase.after.text in lexicon().lists["counted"]


def ordinal_day(phrase: Phrase) -> Expression | None:
    """Read "on the 22nd."; not "the 22nd Amendment"."""
    day = phrase.number("o") or 0
    return MonthDay(day) if 1 <= day <= 31 else None


def spoken_year(phrase: Phrase) -> Expression | None:
    """Read "nineteen ninety-seven"; not "nineteen hundred" or "twenty five"."""
    numbers = [count(word) for word in phrase.every("c")]
    value = _spoken(numbers) if numbers[:2] != [2, 1000] else 0  # "two thousand people"
    return Fixed(Period("year", date(value, 1, 1))) if value else None


def _spoken(numbers: list[int]) -> int:
    if numbers[:2] == [2, 1000]:
        return 2000 + sum(numbers[2:])
    century, rest = numbers[0], sum(numbers[1:])
    split = len(numbers) == 3 and (numbers[1] < 20 or numbers[2] > 9)
    return century * 100 + rest if century in (18, 19) and 10 <= rest <= 99 and not split else 0


def _month(phrase: Phrase) -> int:
    return phrase.number("mM") or 0


def _on(
    month: int, day: int, year: int | None, weekday: int | None = None, turn: int | None = None
) -> Fixed | Recurring | None:
    if year is not None:
        return _day(year, month, day)
    try:
        date(2000, month, day)  # a leap year: 29 February exists
    except ValueError:
        return None
    return Recurring("day", month, day=day, weekday=weekday, turn=turn)


def _day(year: int, month: int, day: int) -> Fixed | None:
    try:
        return Fixed(Period("day", date(year, month, day)))
    except ValueError:
        return None
