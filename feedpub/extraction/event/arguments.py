"""The arguments of a predicate, the noun phrases around its verb: who does it, to whom, by whom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal, NamedTuple

from feedpub.extraction.document.clauses.words import Word, object_follows
from feedpub.extraction.event.nouns import kind_of_noun
from feedpub.extraction.event.passages import Passage
from feedpub.extraction.event.predicate import Predicate
from feedpub.language.language import Language

Function = Literal["subject", "object", "agent"]
_LONGEST, _LONGEST_WHOLE = 14, 64  # words before the head, and with what follows "of"
_MOST = 32  # arguments: the longest list of people in 3,500 articles has far fewer


@dataclass(frozen=True, slots=True)
class Argument:
    """One noun phrase of a clause.

    Args:
        passage: where it stands.
        start: index of its first word.
        head: index of the noun that names it: "head" in "the head of the port".
        end: the index after its last word.
        function: subject, object or agent (of a passive).
    """

    passage: Passage
    start: int
    head: int
    end: int
    function: Function

    @property
    def words(self) -> Sequence[Word]:
        """The words of its passage."""
        return self.passage.words

    @property
    def head_word(self) -> Word:
        """The noun that names it."""
        return self.passage.words[self.head]

    @property
    def text(self) -> str:
        """The phrase as written."""
        return self.written(self.start, self.end)

    @property
    def characters(self) -> tuple[int, int]:
        """Half-open code points of the phrase in its field."""
        return self.passage.start + self.words[self.start].start, self.passage.start + self.words[self.end - 1].end

    def written(self, start: int, end: int) -> str:
        """Write a run of its words as the article does."""
        pieces, last = "", None
        for word in self.words[start:end]:
            pieces += (" " if last is not None and word.start > last else "") + word.text
            last = word.end
        return pieces


class _Phrase(NamedTuple):
    start: int
    head: int
    end: int


def arguments(predicate: Predicate) -> Iterator[Argument]:
    """Yield at most 32: subject, object and by-phrase of a predicate, and whoever it kills or injures.

    They come in the order of the text; "Trump and Obama" is two.
    """
    for phrase, function in islice(_functions(predicate), _MOST):
        yield Argument(predicate.passage, *phrase, function)


def _functions(predicate: Predicate) -> Iterator[tuple[_Phrase, Function]]:
    phrases, (start, end) = _Phrases(predicate.words, predicate.language), predicate.complement
    yield from ((phrase, "subject") for phrase in phrases.of_subject(*predicate.subject))
    agent = _agent(predicate)
    if agent is not None:
        yield from ((phrase, "agent") for phrase in phrases.joined(agent, end))
        return
    if predicate.low_in(start, "that") and predicate.verb.is_a("reporting verbs"):
        return  # "said [that local airlines …]"
    first = predicate.words[start] if start < end else None
    linked = predicate.verb.passive or predicate.verb.is_a("copular verbs")
    if first is not None and not linked and object_follows(first) and not first.is_a("prepositions"):
        yield from ((phrase, "object") for phrase in phrases.joined(start, _accused(predicate)))
    victims = _victims(predicate)
    if victims is not None:
        yield from ((phrase, "object") for phrase in phrases.joined(victims, len(predicate.words)))


def _agent(predicate: Predicate) -> int | None:
    """Find where who did it begins: "arrested by [police]", "lost to [Spain]"."""
    start, end = predicate.complement
    if start < end and predicate.lemma_in("losing") and predicate.low_in(start, "recipient"):
        return start + 1
    if not predicate.verb.passive:
        return None
    return next((at + 1 for at in range(start, end) if predicate.low_in(at, "agent")), None)


def _accused(predicate: Predicate) -> int:
    """Cut an object off before what somebody is accused of: "cleared a nurse [of murder]", not "killed the head of it"."""
    start, end = predicate.complement
    if not predicate.verb.is_a("accusing verbs"):
        return end
    return next((at for at in range(start, end) if predicate.low_in(at, "genitive")), end)


def _victims(predicate: Predicate) -> int | None:
    """Find where those begin whom the rest of the sentence says it hurt: "overturned on a road, killing [two of them]"."""
    words, injuring = predicate.words, predicate.passage.listed["injuring"]
    for at in range(predicate.complement[0], len(words) - 1):
        form = words[at].form
        if form is not None and form.lemma in injuring and object_follows(words[at + 1]):
            return at + 1
    return None


class _Phrases:
    """Reads noun phrases among the words of a passage."""

    def __init__(self, words: Sequence[Word], language: Language) -> None:
        self.words, self.language = words, language

    def _low_in(self, at: int, section: str) -> bool:
        return self.words[at].low in self.language.words("events", section)

    def joined(self, start: int, end: int) -> Iterator[_Phrase]:
        """Read phrases joined by "and"."""
        while start < end and (phrase := self._phrase(start, end)):
            yield phrase
            start = phrase.end + 1 if phrase.end < end and self._low_in(phrase.end, "and") else end

    def of_subject(self, start: int, end: int) -> Iterator[_Phrase]:
        """Read the phrases of a subject, where lists have commas."""
        while start < end and (phrase := self._phrase(start, end)):
            yield phrase
            after = phrase.end
            joined = after < end and (self._low_in(after, "and") or self._lists(start, after, end))
            start = after + 1 if joined else end

    def _lists(self, start: int, comma: int, end: int) -> bool:
        """Tell the comma of a list of names from any other."""
        words = self.words
        if words[comma].text != "," or comma + 1 >= end or not words[comma + 1].capital:
            return False
        only_names = all(word.capital or word.text == "," for word in words[start:end])
        return only_names or any(self._low_in(at, "and") for at in range(comma, end))

    def _phrase(self, start: int, end: int) -> _Phrase | None:
        """Read one noun phrase of at most 64 words from its first word on."""
        words, limit = self.words, min(end, start + _LONGEST_WHOLE)
        while start < limit and (words[start].mark or words[start].is_a("conjunctions") or self._low_in(start, "near_then")):
            start += 1
        if start < limit and _is_gerund(words[start]):
            return None
        head = self._head(start, min(limit, start + _LONGEST))
        if head is None:
            return None
        after = head + 1
        inner = self._phrase(after + 1, limit) if after + 1 < limit and self._low_in(after, "genitive") else None
        if inner is None:
            return _Phrase(start, head, after)
        # Named by what follows: "dozens of [rescuers]", not "the [head] of the port"
        counts = words[head].number or self._low_in(head, "collective")
        return _Phrase(inner.start if self._low_in(head, "counting") else start, inner.head if counts else head, inner.end)

    def _head(self, start: int, limit: int) -> int | None:
        """Find the last word of a phrase that may name something."""
        head = None
        for at in range(start, limit):
            word = self.words[at]
            if self._ends(at, named=head is not None):
                break
            if not word.mark and not word.adverb and not self._low_in(at, "without_head"):
                head = at
        return head

    def _ends(self, at: int, *, named: bool) -> bool:
        """Tell whether a noun phrase ends before a word."""
        words, word = self.words, self.words[at]
        if named and word.number and at + 2 < len(words) and words[at + 1].text in "-–" and words[at + 2].number:
            return True  # "beat [Northgate] 3-1"
        if word.text in ",;:()—–" or (word.is_a("relatives", "subordinators") and not word.is_a("determiners")):
            return True
        if word.is_a("prepositions", "conjunctions") and not self._stays(at, named=named):
            return True
        if self._low_in(at, "infinitive") or word.is_a("modals", "be", "have", "do"):
            return True
        return named and (self._modifies(at) or self._does(at))

    def _stays(self, at: int, *, named: bool) -> bool:
        """Tell "Food [and] Drug Administration", "[more] than ten" and "[that] man"."""
        word = self.words[at]
        if word.is_a("determiners") or (word.name and self.words[at - 1].capital and word.is_a("conjunctions")):
            return True
        return not named and self._low_in(at, "approximate")

    def _does(self, at: int) -> bool:
        """Tell the infinitive of "helping farmers [grow] their business" from a part of the name: "farmers market"."""
        word, before, following = self.words[at], self.words[at - 1], self.words[at + 1 : at + 2]
        base = word.form is not None and "base" in word.form.kinds and not word.name
        several = before.is_a("plural_ending", "plurals") and kind_of_noun(before, self.language) is not None
        return base and several and any(each.is_a("determiners") for each in following)

    def _modifies(self, at: int) -> bool:
        """Tell a verb that describes the noun before it, "boat [carrying bombs]", from a part of the name: "smoking ban"."""
        words, word = self.words, self.words[at]
        if word.form is None or word.form.noun or word.name or not word.form.kinds & {"ing", "past", "participle"}:
            return False
        before, following = words[at - 1], words[at + 1] if at + 1 < len(words) else None
        if (following is None or following.mark) and word.is_a("ing_nouns") and not (before.name or before.capital):
            return False  # "probes police shooting"; "issues Osei warning" warns Osei
        if following is None or following.mark or (kind_of_noun(before, self.language) is not None and not before.number):
            return True
        opens = following.is_a("determiners", "prepositions", "pronouns")
        return opens or following.number or following.adverb or following.capital


def _is_gerund(word: Word) -> bool:
    """Tell "[Smoking] a pipe", which is nobody, from "smoking ban"."""
    gerund = word.form is not None and word.form.kinds == {"ing"} and not word.is_a("adjectives", "ing_nouns")
    return gerund and not word.name
