"""Parts of a year: "April 2024", "in September", "the third quarter", "last spring", "Christmas"."""

from datetime import date

from feedpub.extraction.times.classes import ANY_MONTH, Kind
from feedpub.extraction.times.expressions import Expression, Fixed, OfYear, Recurring, Shifted
from feedpub.extraction.times.periods import Period
from feedpub.extraction.times.periods import season as season_in
from feedpub.extraction.times.phrase import TimePhrase
from feedpub.extraction.times.rules import time_rule
from feedpub.extraction.times.years import PLAUSIBLE, spoken


def _month_year(phrase: TimePhrase) -> Expression | None:
    cardinals = phrase.every(Kind.CARDINAL)
    year = spoken([word.number for word in cardinals]) if cardinals else phrase.number(Kind.YEAR) or 0
    return Fixed(Period("month", date(year, phrase.number(ANY_MONTH) or 1, 1))) if year in PLAUSIBLE else None


def _month(phrase: TimePhrase) -> Expression | None:
    word = phrase.first(ANY_MONTH)
    if word is None:
        return None
    after = phrase.after
    led = phrase.first(_LEADS) is not None or phrase.before.kind in _LED_BY
    named = (after.kind == Kind.OTHER and after.capital) or phrase.vocabulary.listed(after.text, "reporting")
    other = named or after.kind in Kind.DAY + Kind.NUMBER  # "April Jones", "April said", "April 40"
    short = word.kind == Kind.SHORT_MONTH and phrase.last.kind != Kind.DOT
    doubtful = other or phrase.vocabulary.listed(word.text, "shown_by_number")
    if (short and (other or not led)) or (not led and doubtful):
        return None
    return Recurring("month", word.number, turn=phrase.number(Kind.SHIFT))


_LEADS = Kind.PHASE + Kind.SHIFT + Kind.EDGE + Kind.SOONER
_LED_BY = Kind.OF + Kind.IN + Kind.AT + Kind.ON + Kind.FROM + Kind.TO + Kind.BETWEEN + Kind.PHASE


def _of_relative_year(phrase: TimePhrase) -> Expression | None:
    if all(word.name != "year" for word in phrase.every(Kind.UNIT)):
        return None
    year = Shifted("year", phrase.number(Kind.SHIFT) or 0)
    month = phrase.number(ANY_MONTH)
    cycle = Recurring("month", month) if month else _quarter_or_half(phrase)
    return OfYear(cycle, year) if cycle else None


def _quarter(phrase: TimePhrase) -> Expression | None:
    cycle, year = _quarter_or_half(phrase), phrase.number(Kind.YEAR)
    if cycle is None or year is None:
        return cycle if phrase.among(phrase.vocabulary.lists["business"]) else None  # a match has quarters and halves, too
    return OfYear(cycle, Fixed(Period("year", date(year, 1, 1)))) if year in PLAUSIBLE else None


def _quarter_or_half(phrase: TimePhrase) -> Recurring | None:
    word = next((word for word in phrase.every(Kind.CYCLE + Kind.UNIT) if word.name in _PARTS), None)
    if word is None:
        return None
    most = _PARTS[word.name]
    number = word.number if word.kind == Kind.CYCLE else phrase.number(Kind.ORDINAL) or phrase.number(Kind.SHIFT) or 0
    number = most if number == -1 else number
    return Recurring("quarter" if word.name == "quarter" else "half", number) if 1 <= number <= most else None


_PARTS = {"quarter": 4, "half": 2}


def _season(phrase: TimePhrase) -> Expression | None:
    word, year, turn = phrase.first(Kind.SEASON), phrase.number(Kind.YEAR), phrase.number(Kind.SHIFT)
    if word is None or (year is not None and year not in PLAUSIBLE):
        return None
    if year is not None:
        return Fixed(season_in(year, word.number))
    if phrase.first(Kind.UNIT):
        return OfYear(Recurring("season", word.number), Shifted("year", turn or 0))
    prepositions = Kind.OF + Kind.IN + Kind.AT
    led = phrase.first(Kind.THE + Kind.PHASE) is not None or phrase.before.kind in prepositions
    verb = phrase.vocabulary.listed(word.text, "season_verbs") and (
        phrase.before.kind not in prepositions or phrase.after.kind in Kind.OF + Kind.OTHER
    )
    if turn is None and (not led or verb):
        return None
    shifts = phrase.every(Kind.SHIFT)
    return Recurring("season", word.number, turn=shifts[-1].number if shifts else None)


def _holiday(phrase: TimePhrase) -> Expression | None:
    word, year, turn = phrase.first(Kind.HOLIDAY), phrase.number(Kind.YEAR), phrase.number(Kind.SHIFT)
    if word is None or (turn is not None and phrase.titled):
        return None
    if year is None and turn is None and not _on_its_day(phrase, word.text):
        return None
    relative = phrase.first(Kind.UNIT) is not None
    named = Recurring("holiday", holiday=phrase.vocabulary.holidays[word.name], turn=None if relative else turn)
    if relative:
        return OfYear(named, Shifted("year", turn or 0))
    return OfYear(named, Fixed(Period("year", date(year, 1, 1)))) if year is not None and year in PLAUSIBLE else named


def _on_its_day(phrase: TimePhrase, name: str) -> bool:
    # "Christmas" alone is as often a season or a trade: "the Christmas market", "merry Christmas".
    before = phrase.before
    if before.capital and before.kind == Kind.OTHER and phrase.begin > 1:
        return False  # "Holocaust Memorial Day" is another
    on = before.kind in Kind.AT + Kind.ON + Kind.FROM + Kind.TO + Kind.BESIDE
    return phrase.vocabulary.listed(name.rpartition(" ")[2], "day_names") or (on and phrase.after.kind != Kind.OTHER)


MONTH_YEAR = time_rule(
    "month_year",
    "WHEN MONTH comma? of? year | MONTH cardinal cardinal hyphen? cardinal?",
    _month_year,
    examples=(
        "The ferry line closed in [April 1997=1997-04].",
        "The line was cut in [early January of 1998=1998-01].",
        "Fever broke out in [May nineteen ninety-six=1996-05].",
    ),
    counterexamples=("The calendar ends in [April] of the year 9999.", "They sang [April] nineteen times."),
)
MONTH_OF_YEAR = time_rule(
    "month_of_year",
    "WHEN MONTH of? shift fiscal? unit",
    _of_relative_year,
    examples=("The clerk left in [June last year=2023-06].", "The hall opens in [March of next year=2025-03]."),
    counterexamples=("The clerk left in [June last week].",),
)
QUARTER_OF_YEAR = time_rule(
    "quarter_of_year",
    "WHEN the? ordinal fiscal? unit of the? shift+ fiscal? unit | shift+ unit apostrophe ordinal fiscal? unit"
    " | the? cycle of the? shift+ unit",
    _of_relative_year,
    examples=(
        "Sales fell in [the third quarter of last year=2023-35].",
        "[Last year's first quarter=2023-33] was worse for the mill.",
        "Sales fell in [Q2 of last year=2023-34].",
    ),
    counterexamples=("It rained on [the first day of last week].", "He died in [the third quarter of last century]."),
)
QUARTER = time_rule(
    "quarter",
    "WHEN the? (fiscal hyphen?)? ordinal hyphen? fiscal? unit (of? the? fiscal? year)?"
    " | the? fiscal? year apostrophe? ordinal fiscal? unit | cycle (of? year)?",
    _quarter,
    examples=(
        "Profit rose in [the third quarter=2023-35].",
        "Orders rose 3% in [Q1 2024=2024-33].",
        "Profit fell in [the first half of 2009=2009-01/2009-06].",
        "Profits fell in [1988's third quarter=1988-35].",
    ),
    counterexamples=("The visitors led after [the third quarter] and scored again.", "[The first day] was the hardest."),
)
SEASON = time_rule(
    "season",
    "WHEN shift{0,2} (the|its)? season (of? year | of? shift+ unit)?",
    _season,
    examples=(
        "The river froze [last winter=2023-24].",
        "He moved away in [the spring of 2016=2016-21].",
        "The crop failed in [autumn of last year=2023-23].",
    ),
    counterexamples=("Prices [fall] when ships arrive.", "The hot [springs] are closed.", "[The fall] of the castle was quick."),
)
MONTH = time_rule(
    "month",
    "WHEN shift? MONTH",
    _month,
    examples=(
        "Work ended in [September=2023-09].",
        "The school opens again in [September=2024-09], as it will every year.",
        "She was elected [last May=2023-05].",
        "The line has been closed since [mid-February=2024-02].",
    ),
    counterexamples=("[May] I ask who sang?", "Then [April] Jones sang.", "[April] said she would not sing."),
)
HOLIDAY = time_rule(
    "holiday",
    "shift? holiday (comma? of? year | of shift+ unit)?",
    _holiday,
    examples=(
        "The shop burned down on [Christmas Eve=2023-12-24].",
        "The mill closed before [last Thanksgiving=2023-11-23].",
        "The ferry stops on [Good Friday 2025=2025-04-18].",
        "The tower fell on [New Year’s Day=2024-01-01].",
    ),
    counterexamples=(
        "A merry [Christmas] market opened.",
        "The Holocaust [Memorial Day] has its own date.",
        "He won the [Memorial Daytona] race.",
    ),
)
