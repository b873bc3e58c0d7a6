"""A run of words that a rule's pattern matched, and what stands around it."""

from collections.abc import Callable
from dataclasses import dataclass

from feedpub.extraction.times.classes import Kind
from feedpub.extraction.times.expressions import Expression
from feedpub.extraction.times.vocabulary import TimeVocabulary
from feedpub.extraction.times.words import TimeWord

_NEAR = 40  # words: longer than most sentences
_NOTHING = TimeWord(Kind.STOP, "", 1, "", 0, 0)


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """Words next to one another.

    Args:
        words: of the whole sentence.
        begin: index of the first.
        end: index after the last.
        vocabulary: of the language.
    """

    words: list[TimeWord]
    begin: int
    end: int
    vocabulary: TimeVocabulary

    def first(self, kinds: str) -> TimeWord | None:
        """Return the first word of one of the given classes."""
        return next((word for word in self.words[self.begin : self.end] if word.kind in kinds), None)

    def every(self, kinds: str) -> list[TimeWord]:
        """Return all words of the given classes, in order."""
        return [word for word in self.words[self.begin : self.end] if word.kind in kinds]

    def number(self, kinds: str) -> int | None:
        """Return what the first word of the given classes counts."""
        word = self.first(kinds)
        return None if word is None else word.number

    @property
    def before(self) -> TimeWord:
        """The word before it; an empty mark at the beginning of the sentence."""
        return self.words[self.begin - 1] if self.begin else _NOTHING

    @property
    def after(self) -> TimeWord:
        """The word after it; an empty mark at the end of the sentence."""
        return self.words[self.end] if self.end < len(self.words) else _NOTHING

    @property
    def last(self) -> TimeWord:
        """Its last word."""
        return self.words[self.end - 1]

    def follows(self, *lists: str) -> bool:
        """Tell whether the word before it stands in one of the vocabulary's lists."""
        return self.vocabulary.listed(self.before.text, *lists)

    @property
    def near(self) -> frozenset[str]:
        """The words that stand near it, in its sentence."""
        return frozenset(word.text for word in self.words[max(self.begin - _NEAR, 0) : self.end + _NEAR])

    @property
    def titled(self) -> bool:
        """Whether it begins with a capital in the middle of a sentence, as titles do: "the Today programme"."""
        before = self.before
        return self.words[self.begin].capital and (before.text.isalnum() or before.kind == Kind.APOSTROPHE)

    def slice(self, begin: int, end: int) -> "TimePhrase":
        """Return other words of its sentence."""
        return TimePhrase(self.words, begin, end, self.vocabulary)


Reader = Callable[[TimePhrase], Expression | None]
"""What a rule does with the words that its pattern matched: it tells what they say of a date, None where nothing."""
