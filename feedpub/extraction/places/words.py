"""The words of a text as the search for places needs them: where they stand, which begin a name, which begin a sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import compress

from feedpub.language.cutting import cut, cutter
from feedpub.language.lexicon import english
from feedpub.language.memo import Memo, lowered

# "U.S.", "W.Va.", "N. Korea" are one word; so are "O'Fallon" and "Iran's"; hyphens part words.
_WORD = cutter(
    # Most words are letters before a gap or a mark, which all that follows reads in the same way, only later.
    r"[A-Za-z]+(?=[ ,;:?!)\n])|[a-z]+(?=\.)"
    r"|(?:[A-Z]\.){2,}|[A-Z]\.[A-Z]\b|W\. ?Va\.|[NS]\. ?(?:Dak\.|Korea\b|Africa\b)|[^\W\d_]+(?:['’][^\W\d_]+)*",
    first=r"[^\W\d_]",
)
_ENDS = re.compile(r"[.!?:;\"“”\n\r•|]|--|[–—�]")
_SHORT = frozenset("st ste mt ft mr mrs ms dr gen sen rep gov rev col maj lt sgt capt prof hon jr sr".split())
# Small words inside names: "Dar es Salaam", "Port-au-Prince", "Trinidad and Tobago".
CONNECTORS = frozenset(
    (
        "of the and & for in upon on es e i y a am an im ob bei der den ul au aux sur sous lès "
        "de la del du des di da do dos el al le les en san"
    ).split()
)


def listed(section: str) -> frozenset[str]:
    """Return one section of the list of words around places."""
    return english().words("place_words", section)


@dataclass(frozen=True, slots=True)
class Words:
    """All words of a text, by number.

    Args:
        text: that they stand in.
        starts: first code point of each.
        ends: the code point after the last of each.
        raw: as written, with a possessive ending.
        lower: in small letters, without a possessive ending.
        capital: whether each begins with a capital.
    """

    text: str
    starts: list[int]
    ends: list[int]
    raw: list[str]
    lower: tuple[str, ...]
    capital: tuple[bool, ...]

    def __len__(self) -> int:
        """How many there are."""
        return len(self.raw)

    def low(self, number: int) -> str:
        """Return a word in small letters without possessive ending; empty outside the text."""
        return self.lower[number] if 0 <= number < len(self.lower) else ""

    def is_capital(self, number: int) -> bool:
        """Tell whether a word stands there that begins with a capital."""
        return 0 <= number < len(self.capital) and self.capital[number]

    def capitals(self) -> Iterator[int]:
        """Walk over the numbers of the words that begin with a capital."""
        return compress(range(len(self.capital)), self.capital)

    def gap(self, number: int) -> str:
        """Return what stands between a word and the one before it."""
        if number <= 0:
            return "\n"
        if number >= len(self.raw):
            return self.text[self.ends[-1] : self.ends[-1] + 4] + "\n"
        return self.text[self.ends[number - 1] : self.starts[number]]

    def joined(self, number: int) -> bool:
        """Tell whether a word may continue a name with the one before it."""
        gap = self.gap(number)
        return (
            gap in (" ", "-")
            or (gap in (". ", ".") and is_short(self.raw[number - 1]))
            or (len(gap) < 3 and gap.isspace() and "\n\n" not in gap)
        )

    def begins(self, number: int) -> bool:
        """Tell whether a word begins a sentence, a line or a quotation, where any word has a capital."""
        gap = self.gap(number)
        return gap != " " and bool(_ENDS.search(gap)) and not (gap.startswith(".") and is_short(self.raw[number - 1]))


def is_short(word: str) -> bool:
    """Tell whether a dot after a word shortens it rather than ends the sentence."""
    return len(word) == 1 or word.lower() in _SHORT


def bare(word: str) -> str:
    """Take a possessive ending off."""
    return word[:-2] if word[-2:] in ("'s", "’s") else word


def words(text: str) -> Words:
    """Find the words of a text.

    Args:
        text: any.

    Returns:
        Its words.
    """
    starts, ends, raw, _ = cut(_WORD, text)
    lower, capital = zip(*map(_CASED.__getitem__, raw), strict=True) if raw else ((), ())
    return Words(text, starts, ends, raw, lower, capital)


def _cased(word: str) -> tuple[str, bool]:
    return lowered(bare(word)), word[0].isupper()


_CASED = Memo(_cased)
