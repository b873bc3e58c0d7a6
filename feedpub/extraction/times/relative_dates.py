"""Dates that are counted from another: "on Monday", "yesterday", "last week", "two years ago", "the previous day"."""

from feedpub.extraction.times.expressions import Expression, Night, Origin, Recurring, Shifted, Weekend
from feedpub.extraction.times.periods import Unit
from feedpub.extraction.times.phrase import Phrase, count
from feedpub.extraction.times.words import Word, lexicon

_UNITS: dict[str, Unit] = {
    "day": "day",
    "week": "week",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
    "decade": "decade",
}


def weekday(phrase: Phrase) -> Expression | None:
    """Read "on Monday", "last Friday", "early Tuesday", "Wednesday night"; not "the Sunday Times"."""
    word = phrase.first("wX")
    if word is None or (phrase.after.text in lexicon().lists["papers"] and phrase.after.capital):
        return None
    if phrase.before.text in lexicon().lists["nicknames"] and phrase.before.capital:
        return None
    if word.kind == "X" and phrase.after.kind != "." and phrase.words[phrase.end - 1].kind != ".":
        return None  # "Sat", "Sun" and "Wed" are words of their own
    turn = phrase.every("rRT")
    origin: Origin = "then" if turn and turn[-1].kind in "RT" else "now"
    return Recurring("weekday", count(word), turn=count(turn[-1]) if turn else None, origin=origin)


def day_word(phrase: Phrase) -> Expression | None:
    """Read "yesterday", "earlier today", "the day after tomorrow"; not "USA Today"."""
    word, way = phrase.first("j"), phrase.first("L")
    if word is None or (phrase.titled and word.capital):
        return None  # a newspaper or a programme
    beyond = 0 if way is None else 1 if way.text == "after" else -1
    return Shifted("day", count(word) + beyond)


def overnight(_phrase: Phrase) -> Expression:
    """Read "overnight"."""
    return Night()


def part_of_day(phrase: Phrase) -> Expression | None:
    """Read "this morning", "last night", "the next evening", "that afternoon"; not "a night"."""
    word = phrase.first("rRT")
    if word is None or phrase.titled:
        return None
    turn = count(word)
    told = word.kind in "RT" or (word.text == "next")
    if word.text in ("past", "coming", "upcoming", "current", "latest"):
        return None
    return Shifted("day", turn, "then" if told else "now")


def ago(phrase: Phrase) -> Expression | None:
    """Read "two weeks ago", "a year earlier", "three days later"; not "a few years ago" or "two days before the vote"."""
    unit, way = phrase.first("u"), phrase.first("gGL")
    if unit is None or way is None or phrase.first("V"):
        return None
    if way.kind == "L" and phrase.after.kind not in ".,|)":
        return None
    numbers = [count(word) for word in phrase.every("cdna")]
    if not numbers and (unit.text.endswith("s") or phrase.words[phrase.end - 2].kind != "-"):
        return None
    number = sum(numbers) if numbers else 1
    sign = 1 if way.text in ("later", "after") else -1
    origin: Origin = "now" if way.kind == "g" else "then"
    return _shifted(unit, sign * number, origin)


def turn(phrase: Phrase) -> Expression | None:
    """Read "the previous day", "that year", "the following month"; not "that season"."""
    unit, word, way = phrase.first("u"), phrase.first("RT"), phrase.first("L")
    if unit is not None and way is not None:
        return _shifted(unit, 1 if way.text == "after" else -1, "then")
    if unit is None or word is None or unit.text.endswith("s"):
        return None
    if word.start > unit.start and count(word) != -1:
        return None  # "the year following the war"
    return _shifted(unit, count(word), "then")


def shift(phrase: Phrase) -> Expression | None:
    """Read "last year", "earlier this month", "the next day"; not "over the past year" or "the last day"."""
    unit, word = phrase.first("u"), phrase.every("r")[-1]
    if unit is None or unit.text.endswith("s"):
        return None
    named = phrase.first("D") is not None and phrase.first("el") is None
    if word.text == "past" and len(phrase.every("r")) == 1:
        return None
    if named and phrase.before.text in lexicon().lists["stretches"] and word.text in ("past", "last", "next", "coming"):
        return None
    if lexicon().units[unit.text] == "day":
        return Shifted("day", 1, "then") if word.text == "next" else None
    return _shifted(unit, count(word), "now")


def same_period(phrase: Phrase) -> Expression | None:
    """Read "the same period last year", "the same month of last year"; not "that year this week"."""
    first, second = (lexicon().units[word.text] for word in phrase.every("u"))
    if first not in ("period", "month", "quarter") or second != "year" or phrase.first("TR") is None:
        return None
    return Shifted("year", phrase.number("r") or 0, "then")


def the_day(phrase: Phrase) -> Expression | None:
    """Read "late in the day", "earlier in the week"; not "late in the days"."""
    unit = phrase.first("u")
    if unit is None or unit.text.endswith("s"):
        return None
    return Shifted("day", 0, "then") if unit.text == "day" else _shifted(unit, 0, "now")


def the_period(phrase: Phrase) -> Expression | None:
    """Read "ended the day", "over the weekend", "for the full year"; not "one of the days" or "the year's best"."""
    unit = phrase.first("u")
    if unit is None or unit.capital or phrase.after.kind in "'-gG":
        return None
    if unit.text == "day" and phrase.before.text in lexicon().lists["closing"]:
        return Shifted("day", 0, "then")
    if unit.text == "weekend":
        return Weekend(None) if phrase.after.text not in ("of", "before", "after") else None
    told = phrase.first("fI") is not None or phrase.before.text == "for" or _is_part(phrase)
    return Shifted("year", 0, "now") if unit.text == "year" and told else None


def _is_part(phrase: Phrase) -> bool:
    # "the rest of the year", and not "player of the year".
    begin = phrase.begin - 2
    return phrase.before.text == "of" and begin >= 0 and phrase.words[begin].text in lexicon().lists["of_the_year"]


def end_of_period(phrase: Phrase) -> Expression | None:
    """Read "the end of the year", "year-end"; not "the rest of the day"."""
    unit, edge = phrase.first("u"), phrase.first("l")
    if unit is None or edge is None or edge.text not in ("end", "start", "beginning", "middle"):
        return None
    if lexicon().units[unit.text] == "day" or unit.text.endswith("s"):
        return None
    return _shifted(unit, 0, "now")


def _shifted(word: Word, count_: int, origin: Origin) -> Expression | None:
    unit = lexicon().units[word.text]
    if unit == "fortnight":
        return Shifted("week", 2 * count_, origin)
    if unit == "weekend":
        return Weekend(count_, origin)
    if unit == "period":
        return None
    return Shifted(_UNITS[unit], count_, origin) if unit in _UNITS else None
