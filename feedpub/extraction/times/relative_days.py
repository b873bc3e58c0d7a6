"""Days that are counted from another: "on Monday", "yesterday", "this morning", "overnight", "late in the day"."""

from feedpub.extraction.times.classes import ANY_WEEKDAY, Kind
from feedpub.extraction.times.expressions import Expression, Night, Origin, Recurring, Shifted
from feedpub.extraction.times.phrase import TimePhrase
from feedpub.extraction.times.relative_periods import shifted
from feedpub.extraction.times.rules import time_rule


def _weekday(phrase: TimePhrase) -> Expression | None:
    word, listed = phrase.first(ANY_WEEKDAY), phrase.vocabulary.listed
    if word is None or (phrase.after.capital and listed(phrase.after.text, "papers")):
        return None
    if phrase.before.capital and phrase.follows("nicknames"):
        return None
    if word.kind == Kind.SHORT_WEEKDAY and Kind.DOT not in (phrase.after.kind, phrase.last.kind):
        return None  # "Sat", "Sun" and "Wed" are words of their own
    turns = phrase.every(Kind.SHIFT + Kind.TURN + Kind.SAME)
    origin: Origin = "then" if turns and turns[-1].kind != Kind.SHIFT else "now"
    return Recurring("weekday", word.number, turn=turns[-1].number if turns else None, origin=origin)


def _day_word(phrase: TimePhrase) -> Expression | None:
    word = phrase.first(Kind.DAY_WORD)
    if word is None or (phrase.titled and word.capital):
        return None  # a newspaper or a programme
    return Shifted("day", word.number + (phrase.number(Kind.BESIDE) or 0))


def _overnight(_phrase: TimePhrase) -> Expression:
    return Night()


def _part_of_day(phrase: TimePhrase) -> Expression | None:
    word, listed = phrase.first(Kind.SHIFT + Kind.TURN + Kind.SAME), phrase.vocabulary.listed
    if word is None or phrase.titled or listed(word.text, "of_no_day"):
        return None
    continued = word.kind != Kind.SHIFT or listed(word.text, "continued")
    return Shifted("day", word.number, "then" if continued else "now")


def _in_the_period(phrase: TimePhrase) -> Expression | None:
    unit = phrase.first(Kind.UNIT)
    if unit is None or unit.plural:
        return None
    return Shifted("day", 0, "then") if unit.name == "day" else shifted(unit.name, 0, "now")


WEEKDAY = time_rule(
    "weekday",
    "WHEN (shift{1,2} | the turn)? WEEKDAY (apostrophe? day_part)?",
    _weekday,
    examples=(
        "Judge Mirela Vance resigned on [Monday=2024-04-22].",
        "The council will vote on [Monday=2024-04-29].",
        "The strike began [last Friday=2024-04-19].",
        "Rain fell [Wednesday morning=2024-04-24] over Dorring.",
    ),
    counterexamples=("The [Sunday] Times of Dorring has a new owner.", "He came on Bloody [Sunday].", "They [Sat] and [Wed] there."),
)
DAY_WORD = time_rule(
    "day_word",
    "(phase|sooner|day_part)? day_word (apostrophe? day_part)? | the unit beside day_word",
    _day_word,
    examples=("The mill burned down [yesterday=2024-04-23].", "The mayor will leave [the day after tomorrow=2024-04-26]."),
    counterexamples=("The host of the [Today] programme left.",),
)
OVERNIGHT = time_rule(
    "overnight",
    "night",
    _overnight,
    examples=(
        "Thieves emptied the mill [overnight=2024-04-23/2024-04-24].",
        "Snow fell [overnight=2024-04-23/2024-04-24] and into the day.",
    ),
    counterexamples=("They work through the [night].",),
)
PART_OF_DAY = time_rule(
    "part_of_day",
    "(the|sooner)? (shift|turn|same) day_part",
    _part_of_day,
    examples=("Two ships met in the fog [last night=2024-04-23].", "The siren sounded [this morning=2024-04-24]."),
    counterexamples=("The host of [This Morning] left.", "It rained for [a night] and the [past night] was cold."),
)
DAY_END = time_rule(
    "day_end",
    "(phase|sooner) in the unit",
    _in_the_period,
    examples=("The ferry comes back [later in the week=2024-W17].", "The mill was sold [earlier in the year=2024]."),
    counterexamples=("She was mayor [early in the years] of plenty.",),
)
