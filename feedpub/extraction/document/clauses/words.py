"""Words as the main event is read: rows of the token table, each possessive ending joined to its owner."""

from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from feedpub.extraction.document.clauses.vocabulary import (
    ADJECTIVAL,
    ADVERBIAL,
    CONTRACTED,
    COUNTING,
    POSSESSING,
    PUNCTUATION,
    masks_of,
)
from feedpub.extraction.document.tokens import Tokens
from feedpub.language.language import Language, VerbForm

_APOSTROPHES = "'‘’"


class Word(NamedTuple):
    """One word or mark.

    Args:
        start: first code point.
        end: the code point after the last.
        text: as written.
        low: in lower case, with straight apostrophes.
        flags: the classes that it may belong to.
        form: the verb that it may be a form of.
        capital: begins with a capital letter.
        name: belongs to a name, so that it is no verb.
        token: number of its first token.
        language: that it belongs to.
    """

    start: int
    end: int
    text: str
    low: str
    flags: int
    form: VerbForm | None
    capital: bool
    name: bool
    token: int
    language: Language

    def is_a(self, *classes: str) -> bool:
        """Tell whether it may belong to one of these classes."""
        return bool(self.flags & masks_of(self.language)[classes])

    @property
    def mark(self) -> bool:
        """Whether it is punctuation."""
        return bool(self.flags & PUNCTUATION)

    @property
    def adverb(self) -> bool:
        """Whether it may stand between a subject and its verb without changing either."""
        return bool(self.flags & ADVERBIAL)

    @property
    def adjective(self) -> bool:
        """Whether it describes the noun that follows."""
        return bool(self.flags & ADJECTIVAL)

    @property
    def possessive(self) -> bool:
        """Whether it ends in an apostrophe and s."""
        return bool(self.flags & POSSESSING)

    @property
    def number(self) -> bool:
        """Whether it counts something."""
        return bool(self.flags & COUNTING)


def is_verb(language: Language, lemma: str, *classes: str) -> bool:
    """Tell whether a verb belongs to one of some classes: "copular verbs"."""
    return any(lemma in language.classes[name] for name in classes)


def object_follows(word: Word | None) -> bool:
    """Tell whether a noun phrase begins at a word; None is the end."""
    return word is not None and begins_object(word.language, word.flags, word.text, capital=word.capital)


def begins_object(language: Language, flags: int, text: str, *, capital: bool) -> bool:
    """Tell whether a noun phrase begins at a word.

    Args:
        language: that it belongs to.
        flags: the classes that it may belong to.
        text: as written.
        capital: whether it begins with a capital letter.
    """
    masks = masks_of(language)
    if flags & PUNCTUATION and text not in "$£€\"“‘'":
        return False
    if capital or flags & (COUNTING | POSSESSING | ADJECTIVAL | masks["determiners", "pronouns"]):
        return True
    return not flags & (ADVERBIAL | masks["prepositions", "conjunctions", "subordinators", "relatives"])


def words_within(tokens: Tokens, start: int, end: int, names: Iterable[tuple[int, int]] = ()) -> list[Word]:
    """Read a part of a text as words, their offsets counting from its beginning.

    Args:
        tokens: of the text.
        start: first code point of the part.
        end: the code point after its last.
        names: half-open stretches of the text that are names.

    Returns:
        The words and marks, in order.
    """
    named = {at for first, last in names for at in range(first, last)}
    found: list[Word] = []
    quoted = False
    for at in range(tokens.at(start), tokens.at(end)):
        begin, stop, text, flags = tokens.starts[at] - start, tokens.ends[at] - start, tokens.texts[at], tokens.flags[at]
        low = tokens.lower[at].replace("’", "'")
        if text[0] in _APOSTROPHES:
            adjacent = bool(found) and found[-1].end == begin and not found[-1].mark
            if adjacent and (flags & POSSESSING or (low == "'" and not quoted and found[-1].low.endswith("s"))):
                found[-1] = _owning(found[-1], stop, text, flags)
                continue
            if len(text) == 1:
                quoted = not adjacent
        name = begin + start in named
        found.append(_word((begin, stop, text, low, flags, tokens.forms[at], tokens.capital[at], name, at, tokens.language)))
    return found


_word = partial(tuple.__new__, Word)  # what Word() calls, without a call of Python's own for every word


def _owning(word: Word, end: int, ending: str, flags: int) -> Word:
    """Join a possessive ending to its word: "Israel's", "the rebels' "; "he's" keeps its class, and is a contraction."""
    if word.is_a("pronouns", "relatives"):
        kept = word.flags | CONTRACTED | flags & ~POSSESSING
    else:
        kept = POSSESSING | (COUNTING if word.text[0].isdigit() else 0)
    return word._replace(end=end, text=word.text + ending, low=word.low + "'s", flags=kept, form=None)
