"""The words of a token table as names need them: letters alone, what hyphens join one by one, endings of owners apart."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import compress
from typing import Any

from feedpub.extraction.document.tokens import Tokens
from feedpub.language.language import Language
from feedpub.language.memo import Memo

_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}[^\W\d_]?")  # U.S., W.H.O
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

_Part = tuple[int, int, str, bool]
"""First code point of a word in its token, the code point after its last, the word in small letters, its capital."""


@dataclass
class WordView:
    """The words of a text, by number, over its token table.

    Args:
        tokens: of the text.
        language: of the text.
        starts: first code point of each.
        ends: the code point after the last of each.
        lower: each in small letters.
        capital: whether each begins with a capital.
        token: number of the token that each is, or is part of.
        owner: whether the ending of an owner follows: "Leeds's".
    """

    tokens: Tokens
    language: Language
    starts: list[int]
    ends: list[int]
    lower: list[str]
    capital: list[bool]
    token: list[int]
    owner: frozenset[int]

    def __post_init__(self) -> None:
        self.text = self.tokens.text
        ends = [0, *self.ends]
        for number in self.owner:
            ends[number + 1] = self.tokens.ends[self.token[number] + 1]
        self.gaps = [self.text[end:start] for end, start in zip(ends, [*self.starts, len(self.text)], strict=True)]

    def __len__(self) -> int:
        """How many there are."""
        return len(self.starts)

    def low(self, number: int) -> str:
        """Return a word in small letters; empty outside the text."""
        return self.lower[number] if 0 <= number < len(self.lower) else ""

    def flags(self, number: int) -> int:
        """Return what a word may be (feedpub.language.lexicon.Is); 0 outside the text."""
        return self.language.lexicon.get(self.low(number), 0)

    def raw(self, number: int) -> str:
        """Return a word as written; empty outside the text."""
        return self.text[self.starts[number] : self.ends[number]] if 0 <= number < len(self.starts) else ""

    def is_capital(self, number: int) -> bool:
        """Tell whether a word stands there that begins with a capital."""
        return 0 <= number < len(self.capital) and self.capital[number]

    def capitals(self) -> Iterator[int]:
        """Walk over the numbers of the words that begin with a capital."""
        return compress(range(len(self.capital)), self.capital)

    def gap(self, number: int) -> str:
        """Return what stands between a word and the one before it, the ending of an owner left out."""
        return self.gaps[number] if 0 < number < len(self.gaps) else "\n"

    def before(self, number: int) -> str:
        """Return the word right before, in small letters; empty where more than a space parts them."""
        return self.low(number - 1) if self.gap(number) == " " else ""

    def after(self, number: int) -> str:
        """Return the word right after, in small letters; empty where more than a space parts them."""
        return self.low(number + 1) if self.gap(number + 1) == " " else ""

    def joined(self, number: int) -> bool:
        """Tell whether a word may continue a name with the one before it."""
        gap = self.gap(number)
        if gap in (" ", "-"):
            return True
        if gap in (". ", "."):
            return self.ends[number - 1] - self.starts[number - 1] == 1 or self.lower[number - 1] in _shortened(
                self.language
            )
        return len(gap) < 3 and gap.isspace() and "\n\n" not in gap

    def opens(self, number: int) -> bool:
        """Tell whether a word stands where any word has a capital, also at the beginning of a line."""
        token = self.token[number]
        first = self.starts[number] == self.tokens.starts[token]
        return first and (self.tokens.opens[token] or "\n" in self.gap(number))

    def at(self, offset: int) -> int:
        """Return the number of the first word that begins at or after a code point."""
        return bisect_left(self.starts, offset)

    def within(self, start: int, end: int) -> range:
        """Return the numbers of the words that begin between two code points."""
        return range(self.at(start), self.at(end))

    def sentence(self, number: int) -> int:
        """Return the number of a word's sentence."""
        return self.tokens.sentence[self.token[number]]

    @cached_property
    def runs(self) -> dict[int, tuple[int, int]]:
        """The first and the last word of the run of capitalised words in which each of them stands."""
        found: dict[int, tuple[int, int]] = {}
        first, last = 0, -2
        for number in self.capitals():
            if number != last + 1 or last in self.owner or not self.joined(number):
                found.update(dict.fromkeys(range(first, last + 1), (first, last)))
                first = number
            last = number
        found.update(dict.fromkeys(range(first, last + 1), (first, last)))
        return found


@cache
def _shortened(language: Language) -> frozenset[str]:
    """Collect the abbreviations in small letters behind which no sentence ends: "ST. PARIS"."""
    return frozenset(word.lower() for section in ("title", "word") for word in language.words("abbreviations", section))


def word_view(tokens: Tokens, language: Language) -> WordView:
    """Look at a token table word by word.

    Args:
        tokens: of a text.
        language: of the text.

    Returns:
        The view.
    """
    # Most tokens are a word or none, which whole columns at a time are asked; the few that are cut follow one by one.
    kept = list(map(_IS_WORD.__getitem__, tokens.texts))
    numbers = range(len(kept))
    starts, ends = list(compress(tokens.starts, kept)), list(compress(tokens.ends, kept))
    lower, capital = list(compress(tokens.lower, kept)), list(compress(tokens.capital, kept))
    token = list(compress(numbers, kept))
    columns: tuple[list[Any], ...] = (starts, ends, lower, capital, token)
    for number in reversed(list(compress(numbers, map(_IS_CUT.__getitem__, tokens.texts)))):
        place, offset = bisect_left(token, number), tokens.starts[number]
        parts = [
            (offset + first, offset + last, low, upper, number) for first, last, low, upper in _PARTS[tokens.texts[number]]
        ]
        for column, cut in zip(columns, zip(*parts, strict=True), strict=True):
            column[place : place + 1] = cut
    owners = compress(numbers, map(language.possessives.__contains__, tokens.texts))
    owner = {
        bisect_left(token, number) - 1 for number in owners if number and tokens.ends[number - 1] == tokens.starts[number]
    }
    return WordView(tokens, language, starts, ends, lower, capital, token, frozenset(owner - {-1}))


def _parts(token: str) -> tuple[_Part, ...]:
    return tuple((*found.span(), found[0].lower(), found[0][0].isupper()) for found in _LETTERS.finditer(token))


def _is_word(token: str) -> bool:
    return token[0] not in "'’" and _LETTERS.search(token) is not None


def _is_cut(token: str) -> bool:
    return _is_word(token) and not token.isalpha() and not _DOTTED.fullmatch(token)


_PARTS, _IS_WORD, _IS_CUT = Memo(_parts), Memo(_is_word), Memo(_is_cut)
