"""What the words beside a name say of what it names: cues, to which data/name_weights.toml gives points."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from feedpub.extraction.document.name_spans import NameSpan
from feedpub.extraction.document.tokens import Tokens
from feedpub.extraction.gazetteer import lookup_abbreviation
from feedpub.language.language import Language, word_sets
from feedpub.language.lexicon import FUNCTION, Is

_APPOSITION = 7  # words
_NEAR = 14  # words between a name and the pronoun that may stand for it
_PHRASE = 3  # words between a name and the noun that it describes
_AGE = 3  # digits
_OF_SUBJECT = frozenset(
    (
        *("speaks", "person deed", "organization deed", "after is", "after are", "after beat", "after lost"),
        *("called person", "age", "after who", "after aged"),
    )
)
_RELATIVE = frozenset(("after who", "after which", "after aged"))
_OWNING = frozenset(("before of", "before in", "before at", "before with"))
_ARTICLES = ("before the", "before article")
_SAYS_MORE = ("speaks", "modifies")
_PREPOSITIONS = ("before of", "before in", "before at", "before to", "before on")


class _Tables(NamedTuple):
    """The cues of single words.

    Args:
        before: those of the words before a name.
        after: those of the words after it: of a verb that says who does it, in each of its forms, or of any other.
        pronouns: those of the pronouns that may stand for it.
        nouns: what sort of noun a word is: what firms have, what people have.
        past: endings of verbs.
    """

    before: Mapping[str, str]
    after: Mapping[str, str]
    pronouns: Mapping[str, str]
    nouns: Mapping[str, str]
    past: tuple[str, ...]


@cache
def _tables(language: Language) -> _Tables:
    def listed(sections: Iterable[str]) -> dict[str, str]:
        return {word: section for section in sections for word in language.words("name_cues", section)}

    sections = tuple(language.sections("name_cues"))
    deeds = {form: f"{kind} deed" for kind in ("organization", "person") for form in language.verb_forms("name_cues", kind)}
    people = language.words("coreference", "he") | language.words("coreference", "she")
    return _Tables(
        listed(section for section in sections if section.startswith("before")),
        deeds | listed(section for section in sections if section.startswith("after")),
        dict.fromkeys(language.words("names", "it"), "it or its") | dict.fromkeys(people, "he or she"),
        listed(("kin", "possession")),
        tuple(language.words("endings", "past")),
    )


def cues_beside(words: Tokens, spans: Sequence[NameSpan]) -> list[list[str]]:
    """Find what the words beside names say.

    Args:
        words: of a text.
        spans: of its names, in order.

    Returns:
        The cues of each.
    """
    context = _Context(words)
    following = [*(span.title for span in spans[1:]), len(words)]
    return [context.cues(span, end) for span, end in zip(spans, following, strict=False)]


class _Context:
    """The words of a text as they stand beside its names."""

    def __init__(self, words: Tokens) -> None:
        self.words, self.lower, self.flags, self.end = words, words.lower, words.flags, len(words)
        self.tables, self.listed = _tables(words.language), word_sets(words.language, "name_cues")
        self.names, self.possessives = word_sets(words.language, "names"), words.language.possessives

    def cues(self, span: NameSpan, following: int) -> list[str]:
        """Return what the words beside a name say; the next begins with the token ``following``."""
        at, sentence = span.title - 1, self.words.sentence
        before = self._before(span, at) if at >= 0 and sentence[at] == sentence[span.title] else ""
        after = self._after(span.last) if span.last < self.end else []
        if after and before.endswith(_PREPOSITIONS):
            if after[0].startswith("owns"):  # "in Osei's words" is in the words
                before = ""
            # In "Ada Lind of Brno, a nurse, said" neither verb nor nurse are Brno's.
            after = [cue for cue in after if cue not in _OF_SUBJECT]
        if at >= 0 and self._inverted(span, at):
            after.append("speaks")
        if span.title < span.first:
            after.append("title")
        if before in _ARTICLES and (other := next((cue for cue in after if cue.startswith(_SAYS_MORE)), "")):
            before = f"{before}, {other.split()[0]}"  # the article of "the Osei report" and "the Osei said"
        return [*([before] if before else []), *after, *self._pronoun(span, following)]

    def _before(self, span: NameSpan, at: int) -> str:
        """Return what the word before a name says; its title, where it has one, speaks for itself."""
        before, flags = self.lower[at], self.flags[at]
        small = not self.words.capital[at] or self.words.opens[at]
        if small and flags & (Is.PERSON | Is.ORGANIZATION):
            return "after role" if flags & Is.PERSON else "after organization noun"
        if cue := self.tables.before.get(before):
            return self._preposition(at, cue) if small or cue != "before the" else "after capital article"
        if before in self.names["owner"]:
            ends = self.words.language.words("organizations", "last")
            return "owned organization word" if self.words.texts[span.last - 1] in ends else ""
        if before in "(,":
            return self._bracketed(span, before)
        return "handle" if before == "@" or self.words.text[self.words.starts[at]] == "/" else ""

    def _inverted(self, span: NameSpan, at: int) -> bool:
        """Find the verb of speech before whoever speaks: “We go,” said Osei."""
        if not self.flags[at] & Is.SAY or self.words.capital[at]:
            return False
        ends = span.last == self.end or not self.lower[span.last][0].isalnum()
        return ends or (at > 0 and not self.lower[at - 1][-1].isalnum())

    def _preposition(self, at: int, cue: str) -> str:
        """Return the word before a name with the noun that it belongs to: "an economist at", "a subsidiary of"."""
        if at and self.lower[at - 1] in self.words.language.words("reporting", "according"):
            return "according to"
        flags = self.flags[at - 1] if at and cue in _OWNING else 0
        return f"role {cue}" if flags & Is.PERSON else f"organization noun {cue}" if flags & Is.ORGANIZATION else cue

    def _bracketed(self, span: NameSpan, before: str) -> str:
        """Tell what a name in brackets is: "Erie (Pa.)", "a polymerase chain reaction (PCR)", "Bo Lind (Rovers)"."""
        after = self.lower[span.last] if span.last < self.end else ""
        if span.last == span.first + 1 and lookup_abbreviation(self.words.texts[span.first], qualifying=True):
            return "qualifies"
        if before != "(" or after != ")":
            return ""
        return "bracketed" if self.words.capital[span.title - 2] else "shortens words"

    def _after(self, at: int) -> list[str]:
        """Return what the words after a name say."""
        lower, flags, cues = self.lower[at], self.flags[at], self.tables.after
        if lower in self.possessives:
            return self._owned(at + 1, "owns")
        if lower == ",":
            return self._apposed(at + 1)
        found: list[str] = []
        if lower[0].isdigit():
            found = ["score" if self.lower[at + 1 : at + 2] == ("-",) else "number after"]
        elif self.words.capital[at] and not self.words.opens[at]:
            pass
        elif flags & (Is.SAY | Is.JUDGE) and (lower in self.names["speech"] or lower.endswith(self.tables.past)):
            found = ["speaks"]
        elif lower in cues:
            deed = cues.get(self.lower[at + 1]) if flags & Is.AUXILIARY and at + 1 < self.end else None
            found = [cues[lower], deed] if deed else [cues[lower]]
        elif not flags & (FUNCTION | Is.FINITE) or lower in self.listed["possession"]:
            found = self._owned(at, "modifies")
        return found

    def _owned(self, first: int, way: str) -> list[str]:
        """Return what sort of noun a name stands before, at once or after two more words: "'s chief executive"."""
        for at in range(first, min(first + _PHRASE, self.end)):
            flags, lower = self.flags[at], self.lower[at]
            if flags & FUNCTION or self.words.capital[at] or not lower[0].isalpha():
                return [way] if at > first else []
            if sort := self.tables.nouns.get(lower):
                return [f"{way} {sort}"]
            if flags & (Is.PERSON | Is.GROUP):
                return [f"{way} role"]
            if flags & Is.ORGANIZATION:
                return [f"{way} organization noun"]
        return [way] if first < self.end else []

    def _apposed(self, at: int) -> list[str]:
        """Return what an apposition calls a name: ", a ferry company that", ", 44,"."""
        lower, closes = self.lower, self.listed["closes apposition"]
        first, second = (*lower[at : at + 2], "", "")[:2]
        if first.isdigit() and len(first) < _AGE and second in closes:
            return ["age"]
        if (cue := self.tables.after.get(first)) in _RELATIVE:
            return [cue]
        if first and (first in self.listed["opens apposition"] or self.flags[at] & Is.PERSON):
            ends = range(at + 1, min(at + _APPOSITION, self.end))
            end = next((end for end in ends if lower[end] in closes), at)
            if end > at and not self.words.capital[end - 1]:
                return self._called(end - 1)
        return []

    def _called(self, noun: int) -> list[str]:
        flags = self.flags[noun]
        if flags & (Is.PERSON | Is.ORGANIZATION):
            return ["called person" if flags & Is.PERSON else "called organization"]
        return ["called place"] if self.lower[noun] in self.listed["place"] else []

    def _pronoun(self, span: NameSpan, following: int) -> list[str]:
        """Return the first pronoun between a name and the next: in its sentence, or in the next where the name begins it.

        "Osemar Tep said it would cut its prices" speaks of itself.
        """
        lower, pronouns, sentence = self.lower, self.tables.pronouns, self.words.sentence
        end = min(span.last + _NEAR, following)
        if pronouns.keys().isdisjoint(lower[span.last : end]):
            return []
        last = sentence[span.first] + self.words.opens[span.title]
        found = [pronouns[lower[at]] for at in range(span.last, end) if lower[at] in pronouns and sentence[at] <= last]
        return [*found[:1], "of itself"] if found[:2] == ["it or its"] * 2 else found[:1]
