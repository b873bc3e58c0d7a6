"""Parts of a year: "April 2024", "in September", "the third quarter", "last spring", "Christmas"."""

from datetime import date

from feedpub.extraction.times.classes import ANY_MONTH, Kind
from feedpub.extraction.times.expressions import Expression, Fixed, OfYear, Shifted
from feedpub.extraction.times.periods import Period
from feedpub.extraction.times.phrase import TimePhrase
from feedpub.extraction.times.recurring import Recurring
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
        business = any(phrase.vocabulary.listed(word, "business") for word in phrase.near)
        return cycle if business else None  # a match has quarters and halves, too
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
        return OfYear(Recurring("season", word.number), Fixed(Period("year", date(year, 1, 1))))
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
    named = Recurring("holiday", holiday=phrase.vocabulary.holidays[word.text], turn=None if relative else turn)
    if relative:
        return OfYear(named, Shifted("year", turn or 0))
    return OfYear(named, Fixed(Period("year", date(year, 1, 1)))) if year is not None and year in PLAUSIBLE else named


def _on_its_day(phrase: TimePhrase, name: str) -> bool:
    # "Christmas" alone is as often a season or a trade: "the Christmas market", "merry Christmas".
    before = phrase.before
    if before.capital and before.kind == Kind.OTHER and phrase.begin > 1:
        return False  # "Holocaust Memorial Day" is another
    on = before.kind in Kind.AT + Kind.ON + Kind.FROM + Kind.TO + Kind.DIRECTION
    return phrase.vocabulary.listed(name.rpartition(" ")[2], "day_names") or (on and phrase.after.kind != Kind.OTHER)


READERS = {
    "month_year": _month_year,
    "of_relative_year": _of_relative_year,
    "quarter": _quarter,
    "season": _season,
    "month": _month,
    "holiday": _holiday,
}
"""What a rule may do with its words, by name."""
