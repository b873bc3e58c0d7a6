"""The words of a text, each with the letter of its class: what the grammar is written in."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from feedpub.extraction.when import holidays
from feedpub.extraction.when.tables import load

_TOKEN = re.compile(
    # Most words are letters before a space, which all that follows reads in the same way, only later.
    r"(?P<plain>[a-z]{3,}(?= ))"
    r"|(?P<iso>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-]))"
    r"|(?P<slashed>(?<![\d./])\d{1,2}(?P<mark>[/.])\d{1,2}(?P=mark)(?:\d{4}|\d\d)(?![\d/]|\.\d))"
    r"|(?P<clock>\d{1,2}:\d\d(?::\d\d)?(?![\d:]))"
    r"|(?P<decade>\d{1,3}0['’]?s\b)"
    r"|(?P<ordinal>\d{1,2}(?:st|nd|rd|th)\b)"
    r"|(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<half>[ap]\.m\.?(?!\w)|(?<=[\d ])[ap]m\b)"
    r"|(?P<apostrophe>['’]s\b|['’](?=\d))"
    r"|(?P<quarter>[QH][1-4]\b)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<other>\S)",
    re.IGNORECASE,
)
_GROUP_CLASS = {
    "iso": "i",
    "slashed": "b",
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


def speaks_of_time(text: str) -> bool:
    """Tell whether a sentence has a word that every date needs at least one of; most sentences have none.

    Args:
        text: one sentence.
    """
    return not _triggers().isdisjoint(_PIECES.findall(text.lower()))


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
    found: list[Word] = []
    make = tuple.__new__  # what Word() calls, without a call of Python's own for every word
    for match in _TOKEN.finditer(text):
        kind, lower, capital = _classed(match[0], match.lastgroup or "")
        start, end = match.span()
        found.append(make(Word, (kind, lower, offset + start, offset + end, capital)))
    return found


@lru_cache(maxsize=8192)
def _classed(raw: str, group: str) -> tuple[str, str, bool]:
    lower = raw.lower().replace("’", "'")
    if group in ("plain", "word"):
        kind = _word_class(raw, lower)
    elif group == "number":
        kind = _number_class(raw)
    elif group == "other":
        kind = _MARK_CLASS.get(raw, "x")
    else:
        kind = _GROUP_CLASS[group]
    return kind, lower, raw[0].isupper()


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
