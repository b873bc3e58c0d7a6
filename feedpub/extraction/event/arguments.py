"""The arguments of a predicate, the noun phrases around its verb: who does it, to whom, by whom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal, NamedTuple

from feedpub.extraction.document.grammar.bare import object_follows
from feedpub.extraction.document.grammar.clauses import Clause
from feedpub.extraction.document.grammar.lexicon import lexicon
from feedpub.extraction.document.grammar.words import Word
from feedpub.extraction.event.nouns import kind_of_noun
from feedpub.extraction.event.passages import Passage

Function = Literal["subject", "object", "agent"]
_LONGEST, _LONGEST_WHOLE = 14, 64  # words before the head, and with what follows "of"
_MOST = 32  # arguments: the longest list of people in 3,500 articles has far fewer
_INJURING = frozenset(("kill", "injure", "wound", "hurt"))


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


def arguments(passage: Passage, clause: Clause) -> Iterator[Argument]:
    """Yield at most 32: subject, object and by-phrase of a clause, and whoever it kills or injures.

    They come in the order of the text; "Trump and Obama" is two.
    """
    for phrase, function in islice(_functions(clause), _MOST):
        yield Argument(passage, *phrase, function)


def _functions(clause: Clause) -> Iterator[tuple[_Phrase, Function]]:
    words, lemma, (start, end) = clause.words, clause.verb.lemma, clause.complement
    yield from ((phrase, "subject") for phrase in _subjects(words, clause.subject))
    agent = _agent(clause)
    if agent is not None:
        yield from ((phrase, "agent") for phrase in _coordinated(words, (agent, end)))
        return
    if words[start : start + 1] and words[start].low == "that" and lemma in lexicon().classes["reporting verbs"]:
        return  # "said [that local airlines …]"
    linked = clause.verb.passive or lemma in lexicon().classes["copular verbs"]
    if start < end and not linked and object_follows(words[start]) and not words[start].is_a("prepositions"):
        yield from ((phrase, "object") for phrase in _coordinated(words, (start, _accused(clause))))
    yield from ((phrase, "object") for phrase in _victims(clause))


def _agent(clause: Clause) -> int | None:
    """Find where who did it begins: "arrested by [police]", "lost to [Spain]"."""
    words, (start, end) = clause.words, clause.complement
    by = next((at for at in range(start, end) if clause.verb.passive and words[at].low == "by"), None)
    to = start if clause.verb.lemma == "lose" and start < end and words[start].low == "to" else None
    found = by if to is None else to
    return None if found is None else found + 1


def _accused(clause: Clause) -> int:
    """Cut an object off before what somebody is accused of: "cleared a nurse [of murder]", not "killed the head of it"."""
    start, end = clause.complement
    if clause.verb.lemma not in lexicon().classes["accusing verbs"]:
        return end
    return next((at for at in range(start, end) if clause.words[at].low == "of"), end)


def _victims(clause: Clause) -> Iterator[_Phrase]:
    """Find whom the rest of the sentence says it hurt: "overturned on a road, killing two of them"."""
    words = clause.words
    for at in range(clause.complement[0], len(words) - 1):
        form = words[at].form
        if form is not None and form.lemma in _INJURING and object_follows(words[at + 1]):
            yield from _coordinated(words, (at + 1, len(words)))
            return


def _coordinated(words: Sequence[Word], within: tuple[int, int]) -> Iterator[_Phrase]:
    """Read phrases joined by "and"."""
    start, end = within
    while start < end and (phrase := _phrase(words, (start, end))):
        yield phrase
        joined = phrase.end < end and words[phrase.end].low in ("and", "&")
        start = phrase.end + 1 if joined else end


def _subjects(words: Sequence[Word], within: tuple[int, int]) -> Iterator[_Phrase]:
    """Read the phrases of a subject, where lists have commas and names stand beside descriptions."""
    start, end = within
    while start < end and (described := _phrase(words, (start, end))):
        phrase = _name_beside(words, described, end) or described
        yield phrase
        after = _past_apposition(words, phrase.end, end)
        joined = after < end and (words[after].low in ("and", "&") or _lists(words, start, after, end))
        start = after + 1 if joined else end


def _lists(words: Sequence[Word], start: int, comma: int, end: int) -> bool:
    """Tell the comma of a list of names from any other."""
    if words[comma].text != "," or comma + 1 >= end or not words[comma + 1].capital:
        return False
    only_names = all(word.capital or word.text == "," for word in words[start:end])
    return only_names or any(word.low in ("and", "&") for word in words[comma:end])


def _name_beside(words: Sequence[Word], phrase: _Phrase, end: int) -> _Phrase | None:
    """Read the name that stands beside a description: "the mayor, [Ada Moller], opened"; lists go on with "and"."""
    at, head = phrase.end, words[phrase.head]
    whole = phrase.end == phrase.head + 1 or kind_of_noun(head) == "person"
    if not whole or head.capital or at + 1 >= end or words[at].text != "," or not words[at + 1].capital:
        return None
    name = _phrase(words, (at + 1, end))
    closed = name is not None and (name.end == end or (words[name.end].text == "," and name.end + 1 == end))
    return name if name is not None and closed and words[name.head].capital else None


def _past_apposition(words: Sequence[Word], at: int, end: int) -> int:
    """Step over what stands between commas: "Quaresma, 51, and her deputy"."""
    if at < end and words[at].text == ",":
        closing = next((i for i in range(at + 1, end) if words[i].text == ","), end)
        if closing + 1 < end and words[closing + 1].low == "and":
            return closing + 1
    return at


def _phrase(words: Sequence[Word], within: tuple[int, int]) -> _Phrase | None:
    """Read one noun phrase of at most 64 words from its first word on."""
    start, limit = within[0], min(within[1], within[0] + _LONGEST_WHOLE)
    while start < limit and (words[start].mark or words[start].is_a("conjunctions") or words[start].low in ("then", "both")):
        start += 1
    if start < limit and _is_gerund(words[start]):
        return None
    head = _head(words, start, min(limit, start + _LONGEST))
    if head is None:
        return None
    end = head + 1
    inner = _phrase(words, (end + 1, limit)) if end + 1 < limit and words[end].low == "of" else None
    if inner is None:
        return _Phrase(start, head, end)
    begin = inner.start if words[head].low == "number" else start  # "the number of [people]"
    return _Phrase(begin, inner.head if _counts(words[head]) else head, inner.end)


def _is_gerund(word: Word) -> bool:
    """Tell "[Smoking] a pipe", which is nobody, from "smoking ban"."""
    gerund = word.form is not None and word.form.kinds == {"ing"} and not word.is_a("adjectives", "ing_nouns")
    return gerund and not word.name


def _head(words: Sequence[Word], start: int, limit: int) -> int | None:
    """Find the last word of a phrase that may name something."""
    head = None
    for at in range(start, limit):
        word = words[at]
        if _ends(words, at, head is not None):
            break
        if not word.mark and not word.adverb and word.low not in ("no", "fewer", "less"):
            head = at
    return head


_COLLECTIVE = frozenset("group team crowd gang number couple pair series majority mob band".split())


def _counts(word: Word) -> bool:
    """Tell "dozens of rescuers" and "a team of doctors", named by what follows, from "the head of the port"."""
    return word.number or word.low in _COLLECTIVE


def _ends(words: Sequence[Word], at: int, named: bool) -> bool:
    """Tell whether a noun phrase ends before a word."""
    word = words[at]
    if named and word.number and at + 2 < len(words) and words[at + 1].text in "-–" and words[at + 2].number:
        return True  # "beat [Northgate] 3-1"
    if word.text in ",;:()—–" or (word.is_a("relatives", "subordinators") and not word.is_a("determiners")):
        return True
    if word.is_a("prepositions", "conjunctions") and not _stays(words, at, named):
        return True
    return word.low == "to" or word.is_a("modals", "be", "have", "do") or (named and _modifies(words, at))


def _stays(words: Sequence[Word], at: int, named: bool) -> bool:
    """Tell "Food [and] Drug Administration", "[more] than ten" and "[that] man"."""
    word = words[at]
    if word.is_a("determiners") or (word.name and words[at - 1].capital and word.is_a("conjunctions")):
        return True
    return not named and word.low in ("at", "more", "than", "up", "over", "nearly", "about")


def _modifies(words: Sequence[Word], at: int) -> bool:
    """Tell a verb that describes the noun before it, "boat [carrying bombs]", from a part of the name: "smoking ban"."""
    word, following = words[at], words[at + 1] if at + 1 < len(words) else None
    if word.form is None or word.form.noun or word.name or not word.form.kinds & {"ing", "past", "participle"}:
        return False
    before = words[at - 1]
    if following is None or following.mark or (kind_of_noun(before) is not None and not before.number):
        return True
    opens = following.is_a("determiners", "prepositions", "pronouns")
    return opens or following.number or following.adverb or following.capital
