"""The words of a text, each with the letter of its class: what the grammar is written in."""

import re
from dataclasses import dataclass
from functools import cache, partial
from itertools import compress
from typing import NamedTuple

from feedpub.extraction.times import holidays
from feedpub.extraction.times.tables import load
from feedpub.language.cutting import Pieces, cut, cutter
from feedpub.language.memo import Memo, lowered

_TOKEN = cutter(
    # Most words are letters before a gap or a mark, which all that follows reads in the same way, only later.
    r"[A-Za-z]{3,}(?=[ ,.;:?!)\n'’-])"
    r"|\d{4}-\d\d-\d\d(?:[Tt]\d\d:\d\d(?::\d\d)?(?:[Zz]|[+-]\d\d:?\d\d)?)?(?![\w-])"
    # What only its neighbours make a date, a half of the day or an omission is the inner group.
    r"|((?<![\d./])\d{1,2}(?:/\d{1,2}/|\.\d{1,2}\.)(?:\d{4}|\d\d)(?![\d/]|\.\d)|(?<=[\d ])[AaPp][Mm]\b|['’](?=\d))"
    r"|\d{1,2}:\d\d(?::\d\d)?(?![\d:])"
    r"|\d{1,3}0['’]?[sS]\b"
    r"|\d{1,2}(?:[sS][tT]|[nN][dD]|[rR][dD]|[tT][hH])\b"
    r"|\d+(?:[.,]\d+)*"
    r"|[AaPp]\.[Mm]\.?(?!\w)"
    r"|['’][sS]\b"
    r"|[QHqh][1-4]\b"
    r"|[^\W\d_]+|\S"
)
_GROUP = re.compile(
    r"(?P<word>[^\W\d_]+)|(?P<number>\d+(?:[.,]\d+)*)|(?P<iso>\d{4}-.+)|(?P<clock>\d+:.+)|(?P<decade>\d+['’]?[sS])"
    r"|(?P<ordinal>\d+[^\W\d_]{2})|(?P<half>[AaPp]\..+)|(?P<apostrophe>['’][sS])|(?P<quarter>[QHqh]\d)|(?P<other>.)",
    re.DOTALL,
)
_GROUP_CLASS = {
    "iso": "i",
    "clock": "k",
    "decade": "S",
    "ordinal": "o",
    "half": "A",
    "apostrophe": "'",
    "quarter": "Q",
}
_MARK_CLASS = dict.fromkeys("-–—‑/", "-") | dict.fromkeys("!?", "|") | {",": ",", ".": ".", "(": "(", ")": ")", "&": "N"}
_PIECES = re.compile(r"[^\W\d_]+|\d")
_TRIGGERS = "mMwXWsujphSJ"
_LONGEST_ABBREVIATION = 5
_TABLE_CLASS = {
    "months": "m",
    "month_abbreviations": "M",
    "weekdays": "w",
    "weekday_abbreviations": "X",
    "seasons": "s",
    "units": "u",
    "shifts": "r",
    "turns": "R",
    "returns": "T",
    "days": "j",
    "parts_of_day": "p",
    "hours": "h",
    "cardinals": "c",
    "ordinals": "O",
    "decades": "S",
}


class Word(NamedTuple):
    """One token.

    Args:
        kind: the letter of its class.
        text: in lower case.
        start: first code point.
        end: the code point after the last.
        capital: written with a capital.
    """

    kind: str
    text: str
    start: int
    end: int
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words that speak of dates.

    Args:
        classes: the letter of each word.
        numbers: what each word counts, where it counts something.
        units: the unit that each of its names stands for.
        parts: the part of the day that each of its names stands for.
        lists: words that decide by standing beside a date.
    """

    classes: dict[str, str]
    numbers: dict[str, int]
    units: dict[str, str]
    parts: dict[str, str]
    lists: dict[str, frozenset[str]]


@cache
def lexicon() -> Lexicon:
    """Load the words of the language, once."""
    tables = load("words.en.toml")
    classes: dict[str, str] = {}
    numbers: dict[str, int] = {}
    for table, letter in _TABLE_CLASS.items():
        for word, value in tables[table].items():
            classes.setdefault(word, letter)
            if isinstance(value, int):
                numbers.setdefault(word, value)
    zones = load("zones.toml")
    classes |= tables["classes"] | dict.fromkeys([*zones["fixed"], *zones["by_date"]], "z")
    classes |= {f"{day}s": "W" for day in tables["weekdays"]}
    lists = {name: frozenset(each) for name, each in tables["lists"].items()}
    return Lexicon(classes, numbers, tables["units"], tables["parts_of_day"], lists)


def triggers(found: Pieces) -> list[int]:
    """Find words of which every date needs at least one; most sentences have none.

    Args:
        found: the words of a text.

    Returns:
        Their first code points, in order.
    """
    return list(compress(found.starts, map(_TRIGGER.__getitem__, found.texts)))


def _is_trigger(text: str) -> bool:
    return not _triggers().isdisjoint(_PIECES.findall(text.lower()))


_TRIGGER = Memo(_is_trigger)


@cache
def _triggers() -> frozenset[str]:
    found = {word for word, letter in lexicon().classes.items() if letter in _TRIGGERS}
    for name in holidays.names():
        pieces = _PIECES.findall(name)
        if found.isdisjoint(pieces):
            found.add(max(pieces, key=len))
    return frozenset(found) | frozenset("0123456789") | {"eighteen", "nineteen"}  # "nineteen ninety-six"


def words(text: str, offset: int = 0) -> list[Word]:
    """Cut a sentence into classed words.

    Args:
        text: one sentence.
        offset: at which it begins.

    Returns:
        The words in order; the name of a holiday is one word.
    """
    return _join_holidays(_tokens(text, offset))


def shape(found: list[Word]) -> str:
    """Return the letters of the words' classes, one for each word."""
    return "".join([word.kind for word in found])


def _tokens(text: str, offset: int = 0) -> list[Word]:
    starts, ends, texts, marks = cut(_TOKEN, text)
    if not texts:
        return []
    classed = list(map(_CLASSED.__getitem__, texts))
    for number, mark in enumerate(marks):
        if mark:
            classed[number] = _marked(mark)
    kinds, lower, capitals = zip(*classed, strict=True)
    if offset:
        starts, ends = [offset + start for start in starts], [offset + end for end in ends]
    return list(map(_word, zip(kinds, lower, starts, ends, capitals, strict=True)))


_word = partial(tuple.__new__, Word)  # what Word() calls, without a call of Python's own for every word


def _marked(raw: str) -> tuple[str, str, bool]:
    kind = "A" if raw[0].isalpha() else "b" if raw[0].isdigit() else "'"
    return kind, raw.lower().replace("’", "'"), raw[0].isupper()


def _classed(raw: str) -> tuple[str, str, bool]:
    lower = lowered(raw).replace("’", "'")
    found = _GROUP.fullmatch(raw)
    group = found.lastgroup or "" if found else "other"
    if group == "word":
        kind = _word_class(raw, lower)
    elif group == "number":
        kind = _number_class(raw)
    elif group == "other":
        kind = _MARK_CLASS.get(raw, "x")
    else:
        kind = _GROUP_CLASS[group]
    return kind, lower, raw[0].isupper()


_CLASSED = Memo(_classed)


def _word_class(raw: str, lower: str) -> str:
    kind = lexicon().classes.get(lower, "x")
    if kind in "mMwXW" and raw[0].islower():
        return "x"  # "may", "march", "sun": names are written with a capital
    if kind == "z" and not (raw.isupper() or len(raw) > _LONGEST_ABBREVIATION):
        return "x"
    return kind


def _number_class(raw: str) -> str:
    if not raw.isdecimal():
        return "n"
    if len(raw) <= 2:
        return "d" if 1 <= int(raw) <= 31 else "n"
    return "y" if len(raw) == 4 and raw[0] in "12" else "n"


@cache
def _holidays() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name in holidays.names():
        phrase = tuple(word.text for word in _tokens(name))
        found.setdefault(phrase[0], []).append((phrase, name))
    return {first: tuple(sorted(phrases, key=lambda each: -len(each[0]))) for first, phrases in found.items()}


def _join_holidays(found: list[Word]) -> list[Word]:
    firsts = _holidays()
    if not any(word.capital and word.text in firsts for word in found):
        return found
    joined: list[Word] = []
    at = 0
    while at < len(found):
        word = found[at]
        width, name = _holiday(found, at, firsts.get(word.text, ())) if word.capital else (0, "")
        joined.append(Word("H", name, word.start, found[at + width - 1].end, capital=True) if width else word)
        at += width or 1
    return joined


def _holiday(found: list[Word], at: int, phrases: tuple[tuple[tuple[str, ...], str], ...]) -> tuple[int, str]:
    for phrase, name in phrases:
        if tuple(word.text for word in found[at : at + len(phrase)]) == phrase:
            return len(phrase), name
    return 0, ""
