"""Sentences cut into words as patterns of dates see them: "mid-April" is three, "6 a.m." one."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache, partial
from itertools import compress
from typing import NamedTuple

from feedpub.extraction.document.tokens import Tokens
from feedpub.extraction.times.classes import LETTERS
from feedpub.extraction.times.vocabulary import NAME, Meaning, vocabulary_of
from feedpub.language.cutting import cut, cutter
from feedpub.language.language import Language
from feedpub.language.memo import Memo, lowered
from feedpub.language.patterns import any_of, one_of

_MARKS = dict.fromkeys("-–—‑", LETTERS["hyphen"]) | dict.fromkeys("!?", LETTERS["stop"])
_MARKS |= {"/": LETTERS["slash"], ",": LETTERS["comma"], ".": LETTERS["dot"], "&": LETTERS["and"]}
_MARKS |= {"(": LETTERS["open"], ")": LETTERS["close"], "'s": LETTERS["apostrophe"]}
_OPENING = LETTERS["dot"] + LETTERS["stop"]
_MOST_DIGITS = 9  # of a number; longer ones count nothing
_CENTURY = 100
_PIVOT = 30  # "'30" is 1930, "'29" 2029
_CENTURIES = (18, 19)  # "nineteen ninety-six"


class TimeWord(NamedTuple):
    """A word, a mark, or several that are one for patterns.

    Args:
        kind: the letter of its class.
        number: that it counts, 1 for those that count nothing.
        name: of the unit, time zone or holiday that it stands for, the digits of its time of day.
        text: in small letters.
        role: the letter for what it does beside a date.
        capital: written with a capital.
        start: first code point.
        end: the code point after the last.
    """

    kind: str
    number: int
    name: str
    text: str
    role: str
    capital: bool
    start: int
    end: int


_word = partial(tuple.__new__, TimeWord)  # what TimeWord() calls, without a call of Python's own for every word


class TimeLexicon:
    """Cuts sentences into words of classes.

    Args:
        language: of the sentences.
    """

    def __init__(self, language: Language) -> None:
        self._vocabulary, other = vocabulary_of(language), language.table("times/patterns", "other")
        self._titled, self._needed, self._capitals = (
            {LETTERS[each] for each in other.get(name, "").split()} for name in ("titled", "needed", "capitals")
        )
        holidays = self._vocabulary.holidays
        self._parts = {max(name.split(), key=len) for name in holidays} | {*self._vocabulary.words.get("half_days", ())}
        letters, digits = (language.table("times/patterns", name) for name in ("letter_shapes", "digit_shapes"))
        # "May Day", but "an early May day".
        months = any_of(name.capitalize() for name in self._vocabulary.words.get("months", ()))
        named = rf"(?=[A-Z\d])(?!{months} [a-z])(?i:{any_of(holidays)})(?![\w/-])"
        letters = {**letters, "holiday": named.replace("'", "['’]")}
        self._cutter = cutter(
            rf"{one_of(letters.values())}|[^\W\d_]+|(?=[\d'’])(?:{one_of(digits.values())}|\d+(?:[.,]\d+)*[^\W\d_]*|['’]s\b)|\S"
        )
        self._shapes = re.compile("|".join(f"(?P<{shape}>{pattern})" for shape, pattern in {**letters, **digits}.items()))
        self._known, self._triggers = Memo(self._meaning), Memo(self._may_date)

    def sentences(self, tokens: Tokens) -> Iterator[tuple[int, list[TimeWord]]]:
        """Yield each sentence that may hold a date: its number, and its words in order."""
        for number in dict.fromkeys(compress(tokens.sentence, map(self._triggers.__getitem__, tokens.texts))):
            if number >= 0:
                first, last = bisect_left(tokens.sentence, number), bisect_right(tokens.sentence, number)
                yield number, self._words(tokens.text[tokens.starts[first] : tokens.ends[last - 1]], tokens.starts[first])

    def _words(self, text: str, offset: int = 0) -> list[TimeWord]:
        known, (starts, ends, texts, *_) = self._known, cut(self._cutter, text)
        columns = zip(texts, starts, ends, strict=True)
        words = [_word((*known[raw], start + offset, end + offset)) for raw, start, end in columns]
        for at, (word, before) in enumerate(zip(words[1:], words, strict=False), 1):
            if word.capital and before.kind not in _OPENING:
                named = self._is_name(word.kind, words[at - 1], texts[at + 1 : at + 2])
                words[at] = _word((LETTERS["name"] if named else word.kind, *word[1:4], NAME, *word[5:]))
        return words

    def _is_name(self, kind: str, before: TimeWord, following: list[str]) -> bool:
        """Tell whether a capital within a sentence makes a name of a word: "Marlow Noon", "USA Today", "of This Morning"."""
        if kind == LETTERS["yesterday"]:
            return before.text.isalnum() or before.kind == LETTERS["apostrophe"]
        titled = kind in self._titled and not before.capital and following[:1] != [] and following[0][0].isupper()
        return titled or kind == LETTERS["other"] or kind == LETTERS["hour_clock"]

    def _may_date(self, token: str) -> bool:
        # A token may be a part of a date that is one word for patterns: "nineteen", "98", "p.m.", "Cinco".
        lower = token.lower()
        part = lower.replace(".", "") in self._parts
        if part or (token.isalpha() and lower not in self._vocabulary.meanings):  # most words, which need not be cut
            return part
        words, number, cardinal = self._words(token), LETTERS["number"], LETTERS["cardinal"]
        shown = any(word.kind in self._needed for word in words)
        cut_off = any(word.kind == number and len(word.text) == len("98") for word in words)
        cut_off |= any(word.kind == cardinal and word.number in _CENTURIES for word in words)
        return shown or cut_off

    def _meaning(self, raw: str) -> tuple[str, int, str, str, str, bool]:
        lower, shape = lowered(raw).replace("’", "'"), self._shapes.fullmatch(raw)
        meaning = self._vocabulary.meanings.get(lower)
        if shape is not None:
            meaning = self._shaped(shape.lastgroup or "", lower)
        elif meaning is None or not (raw[0].isupper() or meaning.kind not in self._capitals):
            number = int(raw) if raw.isdecimal() and len(raw) <= _MOST_DIGITS else 1
            meaning = Meaning(_MARKS.get(lower, LETTERS["number" if raw[0].isdecimal() else "other"]), number)
        return *meaning, lower, self._vocabulary.role_of(lower, meaning.kind), raw[0].isupper()

    def _shaped(self, shape: str, lower: str) -> Meaning:
        vocabulary, digits = self._vocabulary, re.findall(r"\d+", lower)
        number, name = int("".join(digits) or 1), lower
        if shape in ("clock", "bare_clock"):
            half = vocabulary.words.get("half_days", {}).get("".join(filter(str.isalpha, lower)))
            hour = int(digits[0]) if half is None else int(digits[0]) % 12 + half
            name = ":".join((f"{hour:02}", *digits[1:]))
        elif shape == "holiday":
            # "Christmas" alone is as often a season or a trade: "the Christmas market", "merry Christmas".
            day = "day_names" in vocabulary.lists_of(lower.rpartition(" ")[2])
            shape = "known" if vocabulary.holidays[lower].since else "holiday" if day else "feast"
        elif shape == "cycle":
            name = vocabulary.words["cycles"][lower[0]]
        elif shape in ("spoken_year", "cardinal"):
            first, *rest = (vocabulary.meanings[word].number for word in re.split(r"[\s-]", lower))
            number = (first * _CENTURY if shape == "spoken_year" else first) + sum(rest)
        elif number < _CENTURY and shape.rpartition("_")[2] in ("year", "decade"):
            number = full_year(number, pivot=_PIVOT if shape == "short_year" else 0)
        return Meaning(LETTERS[shape], number, name)


@cache
def lexicon_of(language: Language) -> TimeLexicon:
    """Return what cuts texts of a language, made once."""
    return TimeLexicon(language)


def full_year(digits: int, pivot: int = _PIVOT) -> int:
    """Return the year that two digits stand for: of the twentieth century from the pivot on."""
    return digits + (1900 if digits >= pivot else 2000)
