"""Days by their place in the calendar: "22 April 2024", "October 7", "the 22nd", "March 3-5"."""

from datetime import date

from feedpub.extraction.times.classes import ANY_MONTH, ANY_WEEKDAY, Kind
from feedpub.extraction.times.expressions import Between, Expression, Fixed, MonthDay, Numeric, Recurring, TimeOfDay, WeekOf
from feedpub.extraction.times.periods import Period
from feedpub.extraction.times.phrase import TimePhrase
from feedpub.extraction.times.rules import time_rule


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
        if (known["month"], known["day"]) == (month, day) and (sure or phrase.among(frozenset(known["beside"]))):
            return Recurring("day", month, day=known["day"], known=known["year"])
    return None


def _week_of(phrase: TimePhrase) -> Expression | None:
    unit, day = phrase.first(Kind.UNIT), _month_day(phrase)
    is_week = unit is not None and unit.name == "week" and not unit.plural
    return WeekOf(day) if is_week and isinstance(day, Fixed | Recurring) else day


def _days_of_month(phrase: TimePhrase) -> Expression | None:
    month, year = _month(phrase), phrase.number(Kind.YEAR)
    begin, end = (word.number for word in phrase.every(Kind.DAY + Kind.NTH))
    first, last = _on(month, begin, year), _on(month, end, year)
    return Between(first, last) if first and last and begin < end else None


def _ordinal_day(phrase: TimePhrase) -> Expression | None:
    day = phrase.number(Kind.NTH) or 0
    return MonthDay(day) if 1 <= day <= 31 else None


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


ISO = time_rule(
    "iso",
    "iso",
    _iso,
    examples=("The log ends at [2024-04-22=2024-04-22].", "The log ends at [2024-04-22T15:30Z=2024-04-22T15:30Z]."),
    counterexamples=("The part has the number [2024-13-40].", "Call [555-04-22-1] to complain."),
)
SLASHED = time_rule(
    "slashed",
    "slashed",
    _slashed,
    examples=("The invoice is dated [22/04/2024=2024-04-22].", "The deal expires on [31.12.2030=2030-12-31]."),
    counterexamples=("The invoice is dated [22/30/2024].", "The server at [10.10.10.10] is down."),
)
DAYS_OF_MONTH = time_rule(
    "days_of_month",
    "MONTH DAY hyphen DAY YEAR? | from MONTH DAY to DAY YEAR? | between MONTH DAY and DAY YEAR?",
    _days_of_month,
    examples=(
        "The fair was held on [March 3-5=2024-03-03/2024-03-05].",
        "The trial ran [from March 3 to 9, 2019=2019-03-03/2019-03-09].",
    ),
    counterexamples=("The fair was held on [March 5-3].",),
)
DAYS_BEFORE_MONTH = time_rule(
    "days_before_month",
    "DAY hyphen DAY MONTH YEAR? | from DAY to DAY MONTH YEAR? | between DAY and DAY MONTH YEAR?",
    _days_of_month,
    examples=(
        "The fair runs [from 3 to 5 May=2024-05-03/2024-05-05].",
        "The fair ran on [3-5 May 2019=2019-05-03/2019-05-05].",
    ),
    counterexamples=("It rained [3-5] times in May.",),
)
WEEK_OF = time_rule(
    "week_of",
    "the? unit of (MONTH DAY YEAR? | the? DAY of? MONTH YEAR?)",
    _week_of,
    examples=("The strike fell in [the week of March 4, 2019=2019-W10].", "He came in [the week of 22 April=2024-W17]."),
    counterexamples=("The week of [the vote] was long.", "It was the week of [the long knives] of 1934."),
)
MONTH_DAY = time_rule(
    "month_day",
    "WHEN (shift{0,2} WEEKDAY day_part? comma?)? shift? MONTH"
    " (DAY (?! (hyphen|dot)? number) | ordinal (?! hyphen? unit)) YEAR?",
    _month_day,
    examples=(
        "The dam broke on [October 7=2023-10-07], killing nobody.",
        "The treaty was signed on [Monday, April 22, 2024=2024-04-22], in the old town hall.",
        "Minister Ruta Almond was born on [Feb. 29, 1960=1960-02-29].",
        "The attacks of [September 11=2001-09-11] changed the harbour's rules.",
    ),
    counterexamples=("The [April 40] entry does not exist.", "The [March 3-1000] edition sold out."),
)
DAY_MONTH = time_rule(
    "day_month",
    "WHEN (WEEKDAY day_part? comma?)? (the? DAY of? | the ordinal of) MONTH YEAR?",
    _month_day,
    examples=(
        "The bridge at Corvelle opened on [22 April 2024=2024-04-22].",
        "The hall burned down on [the 3rd of March 1911=1911-03-03].",
        "They marched on [the first of May=2023-05-01].",
    ),
    counterexamples=("The [40 March] entry does not exist.", "The company sold [30 May] roses."),
)
ORDINAL_DAY = time_rule(
    "ordinal_day",
    "(?<= on|from|to|at) the nth (?= dot|comma|stop|close|of|in|and|to|on|at|$)",
    _ordinal_day,
    examples=("The board met and will meet again on [the 22nd=2024-04-22].", "He paid by [the 5th=2024-04-05], as he had to."),
    counterexamples=("He spoke on [the 22nd Amendment].", "[The 5th Regiment] has 1,990 soldiers."),
)
KNOWN_DAY = time_rule(
    "known_day",
    "day hyphen day",
    _nine_eleven,
    examples=("Since [9/11=2001-09-11] nobody flies over the castle.", "The clerk lost a brother in the [9/11=2001-09-11] attacks."),
    counterexamples=("The bill came to [9-11] million.", "The ratio was [3/4]."),
)
