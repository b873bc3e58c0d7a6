"""What the words beside a name say of what it names: cues, to which data/name_weights.toml gives points."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from feedpub.extraction.document.clauses.vocabulary import masks_of
from feedpub.extraction.document.name_spans import NameSpan
from feedpub.extraction.document.tokens import Tokens
from feedpub.extraction.gazetteer import lookup_abbreviation
from feedpub.language.language import Language, word_sets
from feedpub.language.lexicon import FUNCTION, Is

_APPOSITION = 7  # words
_NEAR = 14  # words between a name and the pronoun that may stand for it
_PHRASE = 3  # words between a name and the noun that it describes
_AGE = 3  # digits
# Games won, lost and drawn; not "(7-5)", a set of tennis, of which nobody wins more than seven games.
_RECORD = re.compile(r"\((?=[^)]*(?:\d\d|[89]))\d{1,3}(?:[-–]\d{1,3}){1,2}\)")
_OF_SUBJECT = ("speaks", "after", "called role", "called kin", "age", "person deed", "organization deed", "was founded")
_OWNING = frozenset(("before of", "before in", "before at", "before with"))
_PREPOSITIONS = ("before of", "before in", "before at", "before to", "before on")


class _Tables(NamedTuple):
    """The cues of single words.

    Args:
        before: those of the words before a name.
        after: those of the words after it: of a verb that says who does it, in each of its forms, or of any other.
        pronouns: those of the pronouns that may stand for it.
        nouns: what sort of noun a word is: somebody, an organisation, a place, what people have, what firms have.
    """

    before: Mapping[str, str]
    after: Mapping[str, str]
    pronouns: Mapping[str, str]
    nouns: Mapping[str, str]


@cache
def _tables(language: Language) -> _Tables:
    listed = word_sets(language, "name_cues")

    def sections(prefix: str) -> dict[str, str]:
        return {word: cue.removeprefix("noun ") for cue in listed if cue.startswith(prefix) for word in listed[cue]}

    deeds = {form: f"{kind} deed" for kind in ("organization", "person") for form in language.verb_forms("name_cues", kind)}
    people, nouns = language.words("coreference", "he") | language.words("coreference", "she"), sections("noun ")
    plurals = {language.plural(noun): f"{sort}s" for noun, sort in nouns.items() if sort in ("role", "organization noun")}
    pronouns = dict.fromkeys(language.words("names", "it"), "it or its") | dict.fromkeys(people, "he or she")
    return _Tables(sections("before"), deeds | sections("after"), pronouns, plurals | nouns)


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
        self.be = words.language.words("function_words", "be")
        self.past = masks_of(words.language)["past_ending",]

    def cues(self, span: NameSpan, following: int) -> list[str]:
        """Return what the words beside a name say; the next begins with the token ``following``."""
        at, sentence = span.title - 1, self.words.sentence
        same = at >= 0 and sentence[at] == sentence[span.title]
        before = ("before street" if self._is_street(span, at) else self._before(span, at)) if same else ""
        after = self._after(span.last) if span.last < self.end else []
        if after and before.endswith(_PREPOSITIONS):
            if after[0].startswith("owns"):  # "in Osei's words" is in the words
                before = ""
            # In "Ada Lind of Brno, a nurse, said" neither verb nor nurse are Brno's.
            after = [cue for cue in after if not cue.startswith(_OF_SUBJECT)]
        if at >= 0 and self._inverted(span, at):
            after.append("speaks")
        if span.title < span.first:
            after.append("title")
        if before in ("before the", "before article") and (
            other := next((cue for cue in after if cue.startswith(("speaks", "modifies"))), "")
        ):
            before = f"{before}, {other.split()[0]}"  # the article of "the Osei report" and "the Osei said"
        marked = ["between marks"] if self._fills_marks(span) else []
        return [*([before] if before else []), *marked, *after, *self._pronoun(span, following)]

    def _fills_marks(self, span: NameSpan) -> bool:
        """Tell the name that is all that stands between two marks, as the titles of works do: the song “Geronimo”.

        “Ada” was hurt: a mark that opens a sentence may be that of somebody whose name is changed.
        """
        words, number = self.words, self.words.quoted[span.title]
        if number < 0 or words.opens[span.title - 1]:
            return False
        quoted = words.quotations[number]
        return (quoted.inner_start, quoted.inner_end) == (words.starts[span.title], words.ends[span.last - 1])

    def _is_street(self, span: NameSpan, at: int) -> bool:
        """Tell "of Colman Way," behind somebody, and "in Abbey Lane", from Diane Lane."""
        first, last = self.words.texts[span.first], self.words.texts[span.last - 1]
        if last not in self.names["street"] or span.last - span.first == 1:
            return False
        if self.lower[at] in self.names["of"]:
            return at > 0 and self.lower[at - 1] == ","
        placed = self.tables.before.get(self.lower[at], "") in ("before in", "before at", "before on")
        return placed and first not in self.words.language.genders

    def _before(self, span: NameSpan, at: int) -> str:
        """Return what the word before a name says; its title, where it has one, speaks for itself."""
        before, small = self.lower[at], not self.words.capital[at] or self.words.opens[at]
        cue, named = self.tables.before.get(before), span.last - span.first > 1
        named = named and self.words.texts[span.first] in self.words.language.genders
        if cue and not (named and cue == "before rival"):  # "investor Osemar", but "investor Ada Osei"
            return self._preposition(at, cue) if small or cue != "before the" else "after capital article"
        if small and (sort := self.tables.nouns.get(before)):
            clock = at > 0 and self.lower[at - 1][0].isdigit() and self.words.ends[at - 1] == self.words.starts[at]
            return "" if clock else f"after {sort}"  # "11pm"
        if at > 1 and before in self.listed["introduces"]:  # "firms such as Osemar"
            skipped = 1 + (self.lower[at - 1] in self.listed["introduces"]) + (self.lower[at - 1] == ",")
            several = self.tables.nouns.get(self.lower[at - skipped], "")
            return f"after {several}" if several.endswith(("roles", "nouns")) else ""
        if before in self.names["owner"]:
            ends = self.words.language.words("organizations", "last")
            return "owned organization word" if self.words.texts[span.last - 1] in ends else ""
        if before in "(,":
            return self._bracketed(span, before) if at else ""
        return "address" if self.words.text[self.words.starts[at]] == "/" else ""

    def _inverted(self, span: NameSpan, at: int) -> bool:
        """Find the verb of speech before whoever speaks: “We go,” said Osei."""
        if not self.flags[at] & Is.SAY or self.words.capital[at]:
            return False
        ends = span.last == self.end or not self.lower[span.last][0].isalnum()
        return ends or (at > 0 and not self.lower[at - 1][-1].isalnum())

    def _preposition(self, at: int, cue: str) -> str:
        """Return the word before a name with the noun that it belongs to: "an economist at", "a subsidiary of"."""
        noun = self.lower[at - 1] if at else ""
        if noun in self.words.language.words("reporting", "according"):
            return "according to"
        if cue == "before the" and self.tables.before.get(noun) == "before told":
            return "before told the"
        # The Community of Madrid is one name, to which Madrid belongs as a place.
        apart = self.words.opens[at - 1] or self._describes(at - 1)
        sort = self.tables.nouns.get(noun) if cue in _OWNING and apart else None
        return f"{sort} {cue}" if sort else cue

    def _describes(self, at: int) -> bool:
        """Tell a small word, and an office as Minister, from a part of a name."""
        return not self.words.capital[at] or self.words.texts[at] in self.words.language.titles

    def _bracketed(self, span: NameSpan, before: str) -> str:
        """Tell what a name in brackets is, or between commas: "Erie (Pa.)", "a polymerase chain reaction (PCR)"."""
        at, after = span.title - 2, self.lower[span.last] if span.last < self.end else ""
        if span.last == span.first + 1 and lookup_abbreviation(self.words.texts[span.first], qualifying=True):
            return "qualifies"
        if before == ",":
            sort = self.tables.nouns.get(self.lower[at]) if self._describes(at) else None
            return f"after {sort}, comma" if sort else ""
        return "" if after != ")" else "bracketed" if self.words.capital[at] else "shortens words"

    def _after(self, at: int) -> list[str]:
        """Return what the words after a name say."""
        lower, flags = self.lower[at], self.flags[at]
        if lower in self.possessives:
            return self._owned(at + 1, "owns")
        if lower in self.listed["joins apposition"]:
            return self._apposed(at + 1)
        if lower[0].isdigit():
            return ["number after"]
        if lower == "(" and _RECORD.match(self.words.text, self.words.starts[at]):
            return ["record after"]
        found = self._verbal(at)
        modifies = not flags & (FUNCTION | Is.FINITE) or self.tables.nouns.get(lower) == "possession"
        if not found and modifies and (not self.words.capital[at] or self.words.opens[at]):
            return self._owned(at, "modifies")
        return found

    def _verbal(self, at: int) -> list[str]:
        """Return what the verb after a name says of whoever does it: "also said it", "is a ferry company"."""
        flags, lower, cues = self.flags, self.lower, self.tables.after
        if flags[at] & (Is.ADVERB | Is.MANNER) and lower[at] not in cues and at + 1 < self.end:
            at += 1
        if self.words.capital[at] and not self.words.opens[at]:
            return []
        if flags[at] & (Is.SAY | Is.JUDGE) and (lower[at] in self.names["speech"] or flags[at] & self.past):
            said = self.tables.pronouns.get(next(iter(lower[at + 1 : at + 2]), ""))
            return ["speaks", f"speaks, {said}"] if said else ["speaks"]
        if lower[at] not in cues:
            return []
        if cues[lower[at]] == "after is" and self._is_animal(at + 1):
            return ["called animal"]
        more = self._verbal(at + 1) if flags[at] & (Is.AUXILIARY | Is.RELATIVE) and at + 1 < self.end else []
        if not more and lower[at] in self.be and (sort := self._described(at + 1)):
            more = [f"copula {sort}"]
        if not more and self.listed["founded"].intersection(lower[at + 1 : at + 2]):
            more = ["was founded"]
        return [cues[lower[at]], *more]

    def _is_animal(self, at: int) -> bool:
        """Tell "is his guide dog" from "is a dog lover": the noun behind a form of "be"."""
        for place in range(at, min(at + _PHRASE + 1, self.end - 1)):
            if self.tables.nouns.get(self.lower[place]) == "animal":
                return bool(self.flags[place + 1] & FUNCTION) or not self.lower[place + 1][0].isalpha()
            if self.flags[place] & Is.PREPOSITION or not self.lower[place][0].isalpha():
                return False
        return False

    def _owned(self, first: int, way: str) -> list[str]:
        """Return what sort of noun a name stands before, at once or after two more words: "'s chief executive"."""
        for at in range(first, min(first + _PHRASE, self.end)):
            lower = self.lower[at]
            if self.flags[at] & FUNCTION or self.words.capital[at] or not lower[0].isalpha():
                return [way] if at > first else []
            if sort := self.tables.nouns.get(lower):
                return [f"{way} {sort}"]
        return [way] if first < self.end else []

    def _apposed(self, at: int) -> list[str]:
        """Return what an apposition calls a name: ", a ferry company that", ", 44,"."""
        lower, closes = self.lower, self.listed["closes apposition"]
        first, second = (*lower[at : at + 2], "", "")[:2]
        if self._is_office(at) and second in self.listed["behind office"]:
            return ["called role"]
        if first.isdigit() and len(first) < _AGE and second in closes:
            return ["age"]
        if self.tables.after.get(first) in ("after who", "after which", "after aged"):
            return self._verbal(at)
        return [f"called {sort}"] if (sort := self._described(at)) else []

    def _described(self, at: int) -> str:
        """Return what sort of noun describes a name, or "": "a ferry company that", "one of the oldest makers of"."""
        lower, closes = self.lower, self.listed["closes apposition"]
        first, second = (*lower[at : at + 2], "", "")[:2]
        if not first or not (first in self.listed["opens apposition"] or self.flags[at] & Is.PERSON):
            return ""
        part = second in self.names["of"] and not self.flags[at] & Is.PERSON
        begin = at + 3 if part else at + 1  # "one of the oldest makers of", not "director of a laboratory"
        ends = range(begin, min(begin + _APPOSITION, self.end))
        end = next((end for end in ends if lower[end] in closes), at)
        if end > at + 1 and self._is_office(end - 1) and lower[end] in self.listed["behind office"]:
            return "role"
        noun, either = lower[end - 1], self.listed["either"] | self.listed["before rival"]
        if noun in self.listed["trade"] and not self.listed["size"].isdisjoint(lower[at : end - 1]):
            return "organization noun"  # "the country's largest steel producer", not "a film producer"
        tells = end > at and not self.words.capital[end - 1] and noun not in either
        return self.tables.nouns.get(noun, "") if tells else ""

    def _is_office(self, at: int) -> bool:
        """Tell what somebody holds, in capitals: CEO, Minister; no Mr or Health."""
        office = self.words.language.titles.get(self.words.texts[at]) in ("office", "rank")
        return office and self.words.capital[at]

    def _pronoun(self, span: NameSpan, following: int) -> list[str]:
        """Return the first pronoun between a name and the next: in its sentence, or in the next where the name begins it."""
        last = self.words.sentence[span.first] + self.words.opens[span.title]
        for at in range(span.last, min(span.last + _NEAR, following)):
            if self.words.sentence[at] > last:
                break
            if cue := self.tables.pronouns.get(self.lower[at]):
                return [cue]
        return []
