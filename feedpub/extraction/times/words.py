"""The tokens of a sentence as the grammar of dates sees them: each with the letter of its class."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, partial
from typing import NamedTuple

from feedpub.extraction.document.tokens import Tokens
from feedpub.extraction.times.classes import ANY_MONTH, ANY_WEEKDAY, Kind
from feedpub.extraction.times.vocabulary import Meaning, TimeVocabulary, vocabulary_of
from feedpub.language.language import Language
from feedpub.language.memo import Memo, lowered

_WITHIN = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?![\d:])|\d+(?:[.,]\d+)*|[^\W\d_][1-4](?!\w)|[^\W\d_]+|\S")
_SLASHED = re.compile(r"\d{1,2}(?:/\d{1,2}/|\.\d{1,2}\.)(?:\d{4}|\d\d)")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?")
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[Tt]\d\d:\d\d(?::\d\d)?(?:[Zz]|[+-]\d\d:?\d\d)?)?(?![\w-])")
_MARKS = dict.fromkeys("-–—‑/", Kind.HYPHEN) | dict.fromkeys("!?", Kind.STOP)
_MARKS |= {",": Kind.COMMA, ".": Kind.DOT, "(": Kind.OPEN, ")": Kind.CLOSE, "&": Kind.AND}
_MARKS |= {"'s": Kind.APOSTROPHE}
# Of these every date has at least one; most sentences have none.
_TRIGGERS = frozenset(
    f"{ANY_MONTH}{ANY_WEEKDAY}{Kind.WEEKDAYS}{Kind.SEASON}{Kind.UNIT}{Kind.DAY_WORD}{Kind.DAY_PART}{Kind.HOUR_WORD}"
    f"{Kind.DECADE}{Kind.NIGHT}{Kind.CYCLE}"
)
_CENTURIES = (18, 19)  # "nineteen ninety-six"
_DIGITS = Kind.DAY + Kind.YEAR + Kind.NUMBER
_LONGEST_ABBREVIATION = 5
_MOST_DIGITS = 9  # of a number; longer ones count nothing


class TimeWord(NamedTuple):
    """A token, or a word within one ("mid-April" has three), as the grammar sees it.

    Args:
        kind: the letter of its class.
        text: in small letters.
        number: that it counts, 1 for those that count nothing.
        name: of the unit, part of the year or time zone that it stands for.
        start: first code point.
        end: the code point after the last.
        capital: written with a capital.
    """

    kind: str
    text: str
    number: int
    name: str
    start: int
    end: int
    capital: bool = False

    @property
    def plural(self) -> bool:
        """Whether it is a unit in the plural: "years"."""
        return self.kind == Kind.UNIT and self.number > 1


class _Known(NamedTuple):
    """What is known of a token wherever it stands.

    Args:
        words: within it, with offsets counted from its beginning.
        trigger: whether a date may hold it.
        joins: whether it may be one word with the tokens behind it: "22" with "nd".
    """

    words: tuple[TimeWord, ...]
    trigger: bool
    joins: bool


_word = partial(tuple.__new__, TimeWord)  # what TimeWord() calls, without a call of Python's own for every word


class TimeWords:
    """The words of a text as the grammar sees them, sentence by sentence; one that can hold no date is left out.

    Args:
        tokens: of the text.
        language: of the text.
    """

    def __init__(self, tokens: Tokens, language: Language) -> None:
        self._tokens = tokens
        self._vocabulary = vocabulary_of(language)
        self._known = list(map(_known_words(language).__getitem__, tokens.texts))

    def sentences(self) -> Iterator[tuple[int, list[TimeWord]]]:
        """Yield each sentence that may hold a date: its number, and its words in order."""
        sentence = self._tokens.sentence
        triggered = dict.fromkeys(sentence[at] for at, known in enumerate(self._known) if known.trigger)
        for number in triggered:
            if number >= 0:
                yield number, self._words(bisect_left(sentence, number), bisect_right(sentence, number))

    def _words(self, first: int, last: int) -> list[TimeWord]:
        known, starts = self._known[first:last], self._tokens.starts[first:last]
        words = [
            _word((kind, text, number, name, start + begin, start + end, capital))
            for start, each in zip(starts, known, strict=True)
            for kind, text, number, name, begin, end, capital in each.words
        ]
        if any(each.joins for each in known):
            words = list(_joined(words, self._tokens.text, self._vocabulary))
        return _with_holidays(words, self._vocabulary)


def _joined(words: Sequence[TimeWord], text: str, vocabulary: TimeVocabulary) -> Iterator[TimeWord]:
    """Make one word of "22" and "nd", "1990" and "s", "2024", "-", "04", "-" and "22"; and tell "'98" from "'"."""
    until = 0
    for at, word in enumerate(words):
        if word.start < until:
            continue
        after = words[at + 1] if at + 1 < len(words) else None
        joined = _join(word, after, text, vocabulary) if after is not None and after.start == word.end else None
        until = joined.end if joined else until
        yield joined or word


def _join(word: TimeWord, after: TimeWord, text: str, vocabulary: TimeVocabulary) -> TimeWord | None:
    if word.text == "'" and after.kind in _DIGITS:
        return word._replace(kind=Kind.APOSTROPHE)
    if word.kind == Kind.CYCLE and after.text.isalnum():
        return word._replace(kind=Kind.OTHER)
    if word.kind not in _DIGITS:
        return None
    if word.kind == Kind.YEAR and after.kind == Kind.HYPHEN and (written := _ISO.match(text, word.start)):
        return word._replace(kind=Kind.ISO, text=written[0].upper(), end=written.end())
    decade = word.number % 10 == 0 and len(word.text) <= len("1990") and vocabulary.listed(after.text, "decade_endings")
    nth = len(word.text) <= len("31") and vocabulary.listed(after.text, "ordinal_endings")
    kind = Kind.DECADE if decade else Kind.NTH if nth else None
    return word._replace(kind=kind, text=word.text + after.text, end=after.end) if kind else None


def _with_holidays(words: list[TimeWord], vocabulary: TimeVocabulary) -> list[TimeWord]:
    """Make one word of the name of a holiday."""
    firsts = vocabulary.holiday_names
    if not any(word.capital and word.text in firsts for word in words):
        return words
    joined: list[TimeWord] = []
    at = 0
    while at < len(words):
        word, width = words[at], 1
        for name, holiday in firsts.get(word.text, ()) if word.capital else ():
            if tuple(each.text for each in words[at : at + len(name)]) == name:
                width = len(name)
                word = word._replace(kind=Kind.HOLIDAY, text=holiday, number=1, end=words[at + width - 1].end)
                break
        joined.append(word)
        at += width
    return joined


@cache
def _known_words(language: Language) -> Memo[_Known]:
    vocabulary = vocabulary_of(language)
    holiday = _holiday_triggers(vocabulary)

    def known(raw: str) -> _Known:
        words = tuple(_within(raw, vocabulary))
        dated = any(word.kind in _TRIGGERS or word.text in holiday or word.text[0].isdecimal() for word in words)
        century = any(word.kind == Kind.CARDINAL and word.number in _CENTURIES for word in words)
        joins = words[-1].kind in _DIGITS + Kind.CYCLE or words[-1].text == "'"
        return _Known(words, dated or century, joins)

    return Memo(known)


def _holiday_triggers(vocabulary: TimeVocabulary) -> frozenset[str]:
    """Return one word of each holiday that has no trigger of another kind: the longest."""
    names = [words for named in vocabulary.holiday_names.values() for words, _ in named]
    other = {word for word, meaning in vocabulary.meanings.items() if meaning.kind in _TRIGGERS}
    return frozenset(max(words, key=len) for words in names if other.isdisjoint(words))


def _within(raw: str, vocabulary: TimeVocabulary) -> Iterator[TimeWord]:
    lower = lowered(raw).replace("’", "'")
    whole = lower in vocabulary.meanings or lower in _MARKS or raw.isalpha() or _SLASHED.fullmatch(raw)
    spans = [(0, len(raw))] if whole else [match.span() for match in _WITHIN.finditer(raw)]
    for start, end in spans:
        text = lower if whole else lowered(raw[start:end]).replace("’", "'")
        kind, number, name = _meaning(raw[start:end], text, vocabulary)
        yield TimeWord(kind, text, number, name, start, end, raw[start].isupper())


def _meaning(raw: str, text: str, vocabulary: TimeVocabulary) -> Meaning:
    meaning = vocabulary.meanings.get(text)
    if meaning is not None:
        return meaning if _is_written_so(raw, meaning) else Meaning(Kind.OTHER)
    if text in _MARKS:
        return Meaning(_MARKS[text])
    if raw[0].isdecimal():
        return _number(raw)
    if text[0] in vocabulary.cycles and text[1:].isdecimal():
        return Meaning(Kind.CYCLE, int(text[1:]), vocabulary.cycles[text[0]])
    return Meaning(Kind.OTHER)


def _is_written_so(raw: str, meaning: Meaning) -> bool:
    """Tell "May", "March" and "Sun" from "may", "march" and "sun", and "CET" and "Pacific" from "cat"."""
    if meaning.kind == Kind.ZONE:
        return raw.isupper() or len(raw) > _LONGEST_ABBREVIATION
    return raw[0].isupper() or meaning.kind not in ANY_MONTH + ANY_WEEKDAY + Kind.WEEKDAYS


def _number(raw: str) -> Meaning:
    if _CLOCK.fullmatch(raw):
        return Meaning(Kind.CLOCK)
    if _SLASHED.fullmatch(raw):
        return Meaning(Kind.SLASHED)
    digits = raw.replace(",", "")
    number = int(digits) if digits.isdecimal() and len(digits) <= _MOST_DIGITS else 1
    if raw.isdecimal() and len(raw) <= len("31") and 1 <= number <= 31:
        return Meaning(Kind.DAY, number)
    year = raw.isdecimal() and len(raw) == len("1990") and raw[0] in "12"
    return Meaning(Kind.YEAR if year else Kind.NUMBER, number)
