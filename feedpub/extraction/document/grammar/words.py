"""Words of a stretch of text with what grammar may need to know of each."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, partial
from typing import NamedTuple

from feedpub.extraction.document.grammar.lexicon import Form, lexicon
from feedpub.language.lexicon import english
from feedpub.language.memo import Memo, lowered
from feedpub.language.tokens import tokens
from feedpub.language.words import words as listed

_ADJECTIVE = re.compile(r"(?:al|ous|ive|ic|ful|less|able|ible|ish|ary|ese|ian|est)$")
_ADVERB = re.compile(r"[a-z]{3,}ly$")
_APOSTROPHES = "'‘’"
_NOTHING: frozenset[str] = frozenset()


class Word(NamedTuple):
    """One word or mark.

    Args:
        start: first code point.
        end: the code point after the last.
        text: as written.
        low: in lower case, with straight apostrophes.
        classes: the closed classes that it may belong to.
        form: the verb that it may be a form of.
        capital: begins with a capital letter.
        name: belongs to a name, so that it is no verb.
        mark: is punctuation.
    """

    start: int
    end: int
    text: str
    low: str
    classes: frozenset[str]
    form: Form | None
    capital: bool
    name: bool
    mark: bool = False

    def is_a(self, *classes: str) -> bool:
        """Tell whether it may belong to one of these classes."""
        return not self.classes.isdisjoint(classes)

    @property
    def adverb(self) -> bool:
        """Whether it may stand between a subject and its verb without changing either."""
        return "adverbs" in self.classes or (bool(_ADVERB.search(self.low)) and self.low != "family")

    @property
    def adjective(self) -> bool:
        """Whether it describes the noun that follows."""
        if "not_adjectives" in self.classes:
            return False
        return "adjectives" in self.classes or (bool(_ADJECTIVE.search(self.low)) and self.form is None)

    @property
    def possessive(self) -> bool:
        """Whether it ends in an apostrophe and s."""
        return self.low.endswith("'s") and not self.is_a("pronouns", "relatives")

    @property
    def number(self) -> bool:
        """Whether it counts something."""
        return self.text[0].isdigit() or "numbers" in self.classes


@cache
def classes() -> dict[str, frozenset[str]]:
    """Turn the lexicon's classes round.

    Returns:
        For every word the classes that it may belong to.
    """
    found: dict[str, set[str]] = {}
    for name, members in lexicon().classes.items():
        for member in sorted(members):
            if not name.endswith(" verbs"):
                found.setdefault(member, set()).add(name)
    return {word: frozenset(names) for word, names in sorted(found.items())}


@cache
def peoples() -> frozenset[str]:
    """Return the adjectives of peoples, in lower case.

    Returns:
        Such as "welsh".
    """
    return frozenset(name.lower() for name in listed("peoples"))


def next_word(words: Sequence[Word], at: int) -> Word | None:
    """Return the word after another.

    Args:
        words: of a stretch.
        at: index of a word.

    Returns:
        The next one, or None at the end.
    """
    return words[at + 1] if at + 1 < len(words) else None


def words(text: str, names: Iterable[tuple[int, int]] = ()) -> list[Word]:
    """Cut a stretch of text into words.

    Args:
        text: a headline or a sentence.
        names: half-open stretches of it that are names.

    Returns:
        The words and marks, in order.
    """
    inside = set[int]()
    for start, end in names:
        inside.update(range(start, end))
    found: list[Word] = []
    quoted = False
    for start, end, written in tokens(text, english()):
        low, classes, form, capital, mark = _KNOWN[written]
        if written[0] in _APOSTROPHES:
            adjacent = bool(found) and found[-1].end == start and not found[-1].mark
            if adjacent and (low == "'s" or (low == "'" and not quoted and found[-1].low.endswith("s"))):
                found[-1] = _owning(found[-1], end, written)
                continue
            if len(written) == 1:
                quoted = not adjacent
        found.append(_word((start, end, written, low, classes, form, capital, start in inside, mark)))
    return found


_word = partial(tuple.__new__, Word)  # what Word() calls, without a call of Python's own for every word


def _known(text: str) -> tuple[str, frozenset[str], Form | None, bool, bool]:
    low, verbs = lowered(text).replace("’", "'"), lexicon().verbs
    form = verbs.get(low) or verbs.get(low.replace("-", ""))
    mark = not text[0].isalnum() and text not in "$£€%&'s"
    return low, classes().get(low, _NOTHING), form, text[0].isupper(), mark


_KNOWN = Memo(_known)


def _owning(word: Word, end: int, ending: str) -> Word:
    """Join a possessive ending to its word: "Israel's", "the rebels' "; "he's" keeps its class."""
    classes = word.classes if word.is_a("pronouns", "relatives") else _NOTHING
    return word._replace(end=end, text=word.text + ending, low=word.low + "'s", classes=classes, form=None)
