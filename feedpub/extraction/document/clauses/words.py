"""Words as the grammar of clauses reads them: the rows of the token table, each possessive ending joined to its owner."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, partial
from typing import NamedTuple

from feedpub.extraction.document.tokens import Tokens, tokenize
from feedpub.language.language import Language, VerbForm
from feedpub.language.memo import Memo, lowered
from feedpub.language.patterns import any_of

_APOSTROPHES = "'‘’"
_NO_MARKS = frozenset("$£€%&'")
_CONTRACTION, _CONTRACTED = (
    "contraction",
    frozenset(("contracted_be_ending", "contracted_have_ending", "contracted_future_ending")),
)
_ADVERBIAL, _ADJECTIVAL, _POSSESSIVE, _NUMBER = "adverbial", "adjectival", "possessive", "number"


class Word(NamedTuple):
    """One word or mark.

    Args:
        start: first code point.
        end: the code point after the last.
        text: as written.
        low: in lower case, with straight apostrophes.
        classes: the classes that it may belong to.
        form: the verb that it may be a form of.
        capital: begins with a capital letter.
        name: belongs to a name, so that it is no verb.
        mark: is punctuation.
        language: that it belongs to.
    """

    start: int
    end: int
    text: str
    low: str
    classes: frozenset[str]
    form: VerbForm | None
    capital: bool
    name: bool
    mark: bool
    language: Language

    def is_a(self, *classes: str) -> bool:
        """Tell whether it may belong to one of these classes."""
        return not self.classes.isdisjoint(classes)

    def verb_is(self, *classes: str) -> bool:
        """Tell whether it may be a form of a verb of one of these classes."""
        return self.form is not None and is_verb(self.language, self.form.lemma, *classes)

    @property
    def adverb(self) -> bool:
        """Whether it may stand between a subject and its verb without changing either."""
        return _ADVERBIAL in self.classes

    @property
    def adjective(self) -> bool:
        """Whether it describes the noun that follows."""
        return _ADJECTIVAL in self.classes

    @property
    def possessive(self) -> bool:
        """Whether it ends in an apostrophe and s."""
        return _POSSESSIVE in self.classes

    @property
    def number(self) -> bool:
        """Whether it counts something."""
        return _NUMBER in self.classes


def is_verb(language: Language, lemma: str, *classes: str) -> bool:
    """Tell whether a verb belongs to one of some classes: "copular verbs"."""
    return any(lemma in language.classes[name] for name in classes)


def next_word(words: Sequence[Word], at: int) -> Word | None:
    """Return the word after another, or None at the end."""
    return words[at + 1] if at + 1 < len(words) else None


def words(text: str, language: Language, names: Iterable[tuple[int, int]] = ()) -> list[Word]:
    """Cut a text into words.

    Args:
        text: any.
        language: that it is written in.
        names: half-open stretches of it that are names.
    """
    return words_within(tokenize(text, language, (), ()), 0, len(text), names)


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
    known, named = _known_in(tokens.language), {at for first, last in names for at in range(first, last)}
    found: list[Word] = []
    quoted = False
    first, last = tokens.at(start), tokens.at(end)
    for at in range(first, last):
        begin, stop, written = tokens.starts[at] - start, tokens.ends[at] - start, tokens.texts[at]
        low, classes, form, capital, mark = known[written]
        if written[0] in _APOSTROPHES:
            adjacent = bool(found) and found[-1].end == begin and not found[-1].mark
            if adjacent and (_POSSESSIVE in classes or (low == "'" and not quoted and found[-1].low.endswith("s"))):
                found[-1] = _owning(found[-1], stop, written)
                continue
            if len(written) == 1:
                quoted = not adjacent
        named_here = begin + start in named
        found.append(_word((begin, stop, written, low, classes, form, capital, named_here, mark, tokens.language)))
    return found


_word = partial(tuple.__new__, Word)  # what Word() calls, without a call of Python's own for every word

_Known = tuple[str, frozenset[str], VerbForm | None, bool, bool]


@cache
def _known_in(language: Language) -> Memo[_Known]:
    """Look each word of a language up once."""
    return Memo(partial(_known, _classes_in(language), _endings_in(language), language))


def _known(classes: dict[str, frozenset[str]], endings: "_Endings", language: Language, text: str) -> _Known:
    low = lowered(text).replace("’", "'")
    form = language.verbs.get(low) or language.verbs.get(low.replace("-", ""))
    mark = not text[0].isalnum() and text not in _NO_MARKS and low not in language.possessives
    found = set(classes.get(low, ()))
    if "adverbs" in found or (endings.adverb.search(low) and "not_adverbs" not in found):
        found.add(_ADVERBIAL)
    if "adjectives" in found or (form is None and endings.adjective.search(low)):
        found.add(_ADJECTIVAL)
    if "not_adjectives" in found:
        found.discard(_ADJECTIVAL)
    if text[0].isdigit() or "numbers" in found:
        found.add(_NUMBER)
    if low.endswith(endings.possessive) and not found & {"pronouns", "relatives"}:
        found.add(_POSSESSIVE)
    found.update(name for name, written in endings.classes if low.endswith(written))
    if "'" in low and low.partition("'")[0] in language.classes["pronouns"] and found & _CONTRACTED:
        found.add(_CONTRACTION)
    shared = _SHARED.setdefault(frozenset(found), frozenset(found))
    return low, shared, form, text[0].isupper() and language.marks_name(text), mark


_SHARED: dict[frozenset[str], frozenset[str]] = {}  # a few hundred sets serve all words


class _Endings(NamedTuple):
    """Endings by which a word is known."""

    adverb: re.Pattern[str]
    adjective: re.Pattern[str]
    possessive: tuple[str, ...]
    classes: tuple[tuple[str, tuple[str, ...]], ...]


def _endings_in(language: Language) -> _Endings:
    return _Endings(
        re.compile(rf"[a-z]{{3}}{any_of(language.words('endings', 'adverb'))}$"),
        re.compile(rf"{any_of(language.words('endings', 'adjective'))}$"),
        tuple(language.possessives),
        tuple((f"{name}_ending", tuple(" ".join(lines).split())) for name, lines in language.sections("endings").items()),
    )


def _classes_in(language: Language) -> dict[str, frozenset[str]]:
    """Turn the classes round: the classes of each word, those of verbs left out."""
    found: dict[str, set[str]] = {}
    for name, members in language.classes.items():
        for member in () if name.endswith(" verbs") else sorted(members):
            found.setdefault(member, set()).add(name)
    for people in language.words("peoples"):
        found.setdefault(people.lower(), set()).add("peoples")
    return {word: frozenset(names) for word, names in sorted(found.items())}


def _owning(word: Word, end: int, ending: str) -> Word:
    """Join a possessive ending to its word: "Israel's", "the rebels' "; "he's" keeps its class, and is a contraction."""
    low = word.low + "'s"
    if word.is_a("pronouns", "relatives"):
        kept = word.classes | _known_in(word.language)[low][1]
    else:
        kept = _OWNING | ({_NUMBER} if word.text[0].isdigit() else set())
    return word._replace(end=end, text=word.text + ending, low=low, classes=kept, form=None)


_OWNING = frozenset((_POSSESSIVE,))
