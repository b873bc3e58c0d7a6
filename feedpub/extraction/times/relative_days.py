"""Days that are counted from another: "on Monday", "yesterday", "this morning", "overnight", "late in the day"."""

from feedpub.extraction.times.classes import ANY_WEEKDAY, Kind
from feedpub.extraction.times.expressions import Expression, Night, Shifted
from feedpub.extraction.times.phrase import TimePhrase
from feedpub.extraction.times.recurring import Origin, Recurring
from feedpub.extraction.times.relative_periods import shifted


def _weekday(phrase: TimePhrase) -> Expression | None:
    word, listed = phrase.first(ANY_WEEKDAY), phrase.vocabulary.listed
    if word is None or (phrase.after.capital and listed(phrase.after.text, "papers")):
        return None
    if phrase.before.capital and phrase.follows("nicknames"):
        return None
    if word.kind == Kind.SHORT_WEEKDAY and Kind.DOT not in (phrase.after.kind, phrase.last.kind):
        return None  # "Sat", "Sun" and "Wed" are words of their own
    turns = phrase.every(Kind.SHIFT + Kind.TURN + Kind.SAME)
    origin: Origin = "named" if turns and turns[-1].kind != Kind.SHIFT else "written"
    return Recurring("weekday", word.number, turn=turns[-1].number if turns else None, origin=origin)


def _day_word(phrase: TimePhrase) -> Expression | None:
    word = phrase.first(Kind.DAY_WORD)
    if word is None or (phrase.titled and word.capital):
        return None  # a newspaper or a programme
    return Shifted("day", word.number + (phrase.number(Kind.DIRECTION) or 0))


def _overnight(_phrase: TimePhrase) -> Expression:
    return Night()


def _part_of_day(phrase: TimePhrase) -> Expression | None:
    word, listed = phrase.first(Kind.SHIFT + Kind.TURN + Kind.SAME), phrase.vocabulary.listed
    if word is None or phrase.titled or listed(word.text, "of_no_day"):
        return None
    continued = word.kind != Kind.SHIFT or listed(word.text, "continued")
    return Shifted("day", word.number, "named" if continued else "written")


def _in_the_period(phrase: TimePhrase) -> Expression | None:
    unit = phrase.first(Kind.UNIT)
    if unit is None or unit.plural:
        return None
    return Shifted("day", 0, "named") if unit.name == "day" else shifted(unit.name, 0, "written")


READERS = {
    "weekday": _weekday,
    "day_word": _day_word,
    "overnight": _overnight,
    "part_of_day": _part_of_day,
    "in_the_period": _in_the_period,
}
"""What a rule may do with its words, by name."""
