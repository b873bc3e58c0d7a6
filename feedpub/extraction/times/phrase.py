"""A run of classed words that the grammar matched, and what stands around it."""

from dataclasses import dataclass

from feedpub.extraction.times.words import Word, lexicon

_NEAR = 40  # words: longer than most sentences
_NOTHING = Word("|", "", 0, 0)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words next to one another.

    Args:
        words: of the whole sentence.
        begin: index of the first.
        end: index after the last.
    """

    words: list[Word]
    begin: int
    end: int

    def first(self, kinds: str) -> Word | None:
        """Return the first word of one of the given classes."""
        return next((word for word in self.words[self.begin : self.end] if word.kind in kinds), None)

    def every(self, kinds: str) -> list[Word]:
        """Return all words of the given classes, in order."""
        return [word for word in self.words[self.begin : self.end] if word.kind in kinds]

    @property
    def before(self) -> Word:
        """The word before it; an empty mark at the beginning of the text."""
        return self.words[self.begin - 1] if self.begin else _NOTHING

    @property
    def after(self) -> Word:
        """The word after it; an empty mark at the end of the text."""
        return self.words[self.end] if self.end < len(self.words) else _NOTHING

    def among(self, listed: frozenset[str]) -> bool:
        """Tell whether one of the given words stands near it, in its sentence."""
        near = self.words[max(self.begin - _NEAR, 0) : self.end + _NEAR]
        return any(word.text in listed for word in near)

    @property
    def titled(self) -> bool:
        """Whether it begins with a capital in the middle of a sentence, as titles do: "the Today programme"."""
        before = self.before
        return self.words[self.begin].capital and (before.text.isalnum() or before.kind == "'")

    def number(self, kinds: str) -> int | None:
        """Return what the first word of the given classes counts."""
        word = self.first(kinds)
        return None if word is None else count(word)


def count(word: Word) -> int:
    """Return the number that a word or its digits say.

    Args:
        word: a cardinal, an ordinal, a month, a weekday, digits ...

    Returns:
        The number; 1 for "a".
    """
    digits = word.text.rstrip("sthndr'").replace(",", "")
    if digits.isdecimal():
        return int(digits)
    return lexicon().numbers.get(word.text, 1)
