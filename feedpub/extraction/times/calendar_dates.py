"""Dates that name their place in the calendar: "22 April 2024", "October 7", "the third quarter", "Christmas"."""

from datetime import date

from feedpub.extraction.times.expressions import (
    Between,
    Clock,
    Expression,
    Fixed,
    MonthDay,
    Numeric,
    OfYear,
    Recurring,
    Shifted,
    WeekOf,
)
from feedpub.extraction.times.periods import Period
from feedpub.extraction.times.periods import season as season_in
from feedpub.extraction.times.phrase import Phrase, count
from feedpub.extraction.times.tables import load
from feedpub.extraction.times.verbs import reporting
from feedpub.extraction.times.words import lexicon
from feedpub.extraction.times.years import PLAUSIBLE, spoken


def nothing(_phrase: Phrase) -> None:
    """Understand and leave out: a repeat such as "every Monday" or "Mondays" is no date."""


def iso(phrase: Phrase) -> Expression | None:
    """Read "2024-04-22" and "2024-04-22T15:30Z"; not "2024-13-40"."""
    written, _, clock = phrase.words[phrase.begin].text.upper().partition("T")
    day = _day(*(int(part) for part in written.split("-")))
    if day is None or not clock:
        return day
    mark = clock[5:].lstrip(":0123456789")
    zone = f"{mark[:3]}:{mark[-2:]}" if mark[1:] else mark
    return Clock(int(clock[:2]), int(clock[3:5]), zone or None, day) if clock[:2] <= "23" and clock[3:5] <= "59" else day


def slashed(phrase: Phrase) -> Expression | None:
    """Read "22/04/2024" and "22.04.2024"; not "22/30/2024"."""
    text = phrase.words[phrase.begin].text
    first, second, year = text.replace(".", "/").split("/")
    if min(int(first), int(second)) > 12 or max(int(first), int(second)) > 31:
        return None
    return Numeric(int(first), int(second), int(year), short=len(year) <= 2, dotted="." in text)


def month_day(phrase: Phrase) -> Expression | None:
    """Read "April 22", "Monday, 22 April 2024", "the first of May"; not "April 40"."""
    month, day, year = _month(phrase), phrase.number("doO"), phrase.number("y")
    turn = phrase.number("r") if not phrase.first("wX") else None
    if year is None and (known := _known(phrase, month, day)):
        return known
    return None if day is None else _on(month, day, year, phrase.number("wX"), turn)


def nine_eleven(phrase: Phrase) -> Expression | None:
    """Read "9/11"; not "9-11 million"."""
    month, day = (count(word) for word in phrase.every("d"))
    slash = phrase.words[phrase.begin + 1].text == "/"
    return _known(phrase, month, day, sure=True) if slash and phrase.after.kind not in "-n" else None


def _known(phrase: Phrase, month: int, day: int | None, *, sure: bool = False) -> Recurring | None:
    # A day that stands for what happened on it needs no year: "the September 11 attacks".
    for known in load("holidays.toml")["known"]:
        if (known["month"], known["day"]) == (month, day) and (sure or phrase.among(frozenset(known["beside"]))):
            return Recurring("day", month, day=known["day"], known=known["year"])
    return None


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
    year = spoken([count(word) for word in phrase.every("c")]) if phrase.first("c") else phrase.number("y") or 0
    return Fixed(Period("month", date(year, _month(phrase), 1))) if year in PLAUSIBLE else None


def month(phrase: Phrase) -> Expression | None:
    """Read "in September", "last May"; not "May I ask" or "April Jones"."""
    word = phrase.first("mM")
    if word is None:
        return None
    led = phrase.first("erlG") is not None or phrase.before.kind in "vY@tFKBe"
    short = word.kind == "M" and phrase.words[phrase.end - 1].kind != "."
    named = (phrase.after.kind == "x" and phrase.after.capital) or phrase.after.text in reporting()
    other = named or phrase.after.kind in "dn"  # "April Jones", "April said", "April 40"
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
    return OfYear(cycle, Fixed(Period("year", date(year, 1, 1)))) if year in PLAUSIBLE else None


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
    if word is None or (year is not None and year not in PLAUSIBLE):
        return None
    if year is not None:
        return Fixed(season_in(year, count(word)))
    if phrase.first("u"):
        return OfYear(Recurring("season", count(word)), Shifted("year", turn or 0))
    led = phrase.first("De") is not None or phrase.before.kind in "vY@"
    falls = word.text == "fall" and (phrase.before.kind not in "vY@" or phrase.after.kind in "vx")
    if turn is None and (not led or falls):
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
    return OfYear(named, Fixed(Period("year", date(year, 1, 1)))) if year is not None and year in PLAUSIBLE else named


def _on_its_day(phrase: Phrase, name: str) -> bool:
    # "Christmas" alone is as often a season or a trade: "the Christmas market", "merry Christmas".
    if phrase.before.capital and phrase.before.kind == "x" and phrase.begin > 1:
        return False  # "Holocaust Memorial Day" is another
    return name.rpartition(" ")[2] in lexicon().lists["day_names"] or (
        phrase.before.kind in "@tFKL" and phrase.after.kind != "x"
    )


def ordinal_day(phrase: Phrase) -> Expression | None:
    """Read "on the 22nd."; not "the 22nd Amendment"."""
    day = phrase.number("o") or 0
    return MonthDay(day) if 1 <= day <= 31 else None


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
