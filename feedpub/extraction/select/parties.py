"""The noun phrases around a verb: who does it, to whom, by whom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from feedpub.extraction.document.grammar.bare import object_follows
from feedpub.extraction.document.grammar.clauses import Clause
from feedpub.extraction.document.grammar.lexicon import lexicon
from feedpub.extraction.document.grammar.words import Word
from feedpub.extraction.event import EventClaim
from feedpub.extraction.event.stretches import Stretch
from feedpub.extraction.select.kinds import kind_of_noun

_INNER = frozenset(("of",))
_LONGEST, _LONGEST_WHOLE = 14, 64  # words before the head, and with what follows "of"
_MOST = 32  # phrases: the longest list of people in 3,500 articles has far fewer


@dataclass(frozen=True, slots=True)
class Party:
    """One noun phrase of a clause.

    Args:
        stretch: where it stands.
        words: of the stretch.
        start: index of its first word.
        head: index of the noun that names it: "head" in "the head of the port".
        end: the index after its last word.
        place: subject, object or agent (of a passive).
    """

    stretch: Stretch
    words: Sequence[Word]
    start: int
    head: int
    end: int
    place: str

    @property
    def text(self) -> str:
        """The phrase as written."""
        return self.written(self.start, self.end)

    @property
    def characters(self) -> tuple[int, int]:
        """Half-open code points of the phrase in its field."""
        return self.stretch.start + self.words[self.start].start, self.stretch.start + self.words[self.end - 1].end

    def written(self, start: int, end: int) -> str:
        """Write a run of its words as the article does."""
        pieces, last = "", None
        for word in self.words[start:end]:
            pieces += (" " if last is not None and word.start > last else "") + word.text
            last = word.end
        return pieces

    @property
    def core(self) -> int:
        """Index after the head: what follows describes it."""
        return self.head + 1


def parties(claim: EventClaim) -> Iterator[Party]:
    """Walk over subject, object and by-phrase of an event's clause, and whoever it kills or injures.

    Args:
        claim: with its clause.

    Yields:
        At most 32 noun phrases, in the order of the text; "Trump and Obama" is two.
    """
    yield from islice(_parties(claim), _MOST)


def _parties(claim: EventClaim) -> Iterator[Party]:
    if claim.clause is None or claim.stretch is None:
        return
    clause, words = claim.clause, claim.clause.words
    yield from _coordinated(claim.stretch, words, clause.subject, "subject")
    start, end = clause.complement
    passive = clause.verb.passive
    for at in range(start, end):
        if words[at].low == "by" and passive:
            yield from _coordinated(claim.stretch, words, (at + 1, end), "agent")
            return
        if words[at].low == "to" and clause.verb.lemma == "lose" and at == start:
            yield from _coordinated(claim.stretch, words, (at + 1, end), "agent")
            return
    if words[start : start + 1] and words[start].low == "that" and clause.verb.lemma in lexicon().classes["reporting verbs"]:
        return  # "said [that local airlines …]"
    linked = passive or clause.verb.lemma in lexicon().classes["copular verbs"]
    if start < end and not linked and object_follows(words[start]) and not words[start].is_a("prepositions"):
        yield from _coordinated(claim.stretch, words, (start, _accused(clause)), "object")
    yield from _victims(claim.stretch, clause)


def _accused(clause: Clause) -> int:
    """Cut an object off before what somebody is accused of: "cleared a nurse [of murder]", not "killed the head of it"."""
    start, end = clause.complement
    if clause.verb.lemma not in lexicon().classes["accusing verbs"]:
        return end
    return next((at for at in range(start, end) if clause.words[at].low == "of"), end)


def _victims(stretch: Stretch, clause: Clause) -> Iterator[Party]:
    """Find whom the rest of the sentence says it hurt: "overturned on a road, killing two of them"."""
    words = clause.words
    for at in range(clause.complement[0], len(words) - 1):
        form = words[at].form
        if form is not None and form.lemma in ("kill", "injure", "wound", "hurt") and object_follows(words[at + 1]):
            yield from _coordinated(stretch, words, (at + 1, len(words)), "object")
            return


def _coordinated(stretch: Stretch, words: Sequence[Word], within: tuple[int, int], place: str) -> Iterator[Party]:
    start, end = within
    while start < end:
        party = _phrase(stretch, words, (start, end), place)
        if party is None:
            return
        name = _name_beside(stretch, words, party, end) if place == "subject" else None
        party = name or party
        yield party
        after = _past_apposition(words, party.end, end) if place == "subject" else party.end
        if (after < end and words[after].low in ("and", "&")) or (
            after + 1 < end
            and words[after].text == ","
            and words[after + 1].capital
            and place == "subject"
            and (
                any(word.low in ("and", "&") for word in words[after:end])
                or all(word.capital or word.text == "," for word in words[start:end])
            )
        ):
            start = after + 1
        else:
            return


def _name_beside(stretch: Stretch, words: Sequence[Word], party: Party, end: int) -> Party | None:
    """Read the name that stands beside a description: "the mayor, [Ada Moller], opened"; lists go on with "and"."""
    at = party.end
    whole = party.end == party.head + 1 or kind_of_noun(words[party.head]) == "person"
    described = whole and not words[party.head].capital
    if not described or at + 1 >= end or words[at].text != "," or not words[at + 1].capital:
        return None
    name = _phrase(stretch, words, (at + 1, end), party.place)
    closed = name is not None and (name.end == end or (words[name.end].text == "," and name.end + 1 == end))
    return name if name is not None and closed and words[name.head].capital else None


def _past_apposition(words: Sequence[Word], at: int, end: int) -> int:
    """Step over what stands between commas: "Quaresma, 51, and her deputy"."""
    if at < end and words[at].text == ",":
        closing = next((i for i in range(at + 1, end) if words[i].text == ","), end)
        if closing + 1 < end and words[closing + 1].low == "and":
            return closing + 1
    return at


def _phrase(stretch: Stretch, words: Sequence[Word], within: tuple[int, int], place: str) -> Party | None:
    """Read one noun phrase of at most 64 words from its first word on."""
    start, limit = within[0], min(within[1], within[0] + _LONGEST_WHOLE)
    while start < limit and (words[start].mark or words[start].is_a("conjunctions") or words[start].low in ("then", "both")):
        start += 1
    form = words[start].form if start < limit else None
    gerund = form is not None and form.kinds == {"ing"} and not words[start].is_a("adjectives", "ing_nouns")
    if gerund and not words[start].name:
        return None
    at, head = start, None
    while at < limit and at - start < _LONGEST:
        word = words[at]
        if _ends(words, at, head is not None):
            break
        if not word.mark and not word.adverb and word.low not in ("no", "fewer", "less"):
            head = at
        at += 1
    if head is None:
        return None
    end = head + 1
    if end < limit and words[end].low in _INNER and end + 1 < limit:
        inner = _phrase(stretch, words, (end + 1, limit), place)
        if inner is not None:
            counted = _counts(words[head])
            begin = inner.start if words[head].low == "number" else start  # "the number of [people]"
            return Party(stretch, words, begin, inner.head if counted else head, inner.end, place)
    return Party(stretch, words, start, head, end, place)


def _counts(word: Word) -> bool:
    """Tell "dozens of rescuers" and "a team of doctors", named by what follows, from "the head of the port"."""
    return word.number or word.low in (
        "group",
        "team",
        "crowd",
        "gang",
        "number",
        "couple",
        "pair",
        "series",
        "majority",
        "mob",
        "band",
    )


def _ends(words: Sequence[Word], at: int, named: bool) -> bool:
    """Tell whether a noun phrase ends before a word."""
    word = words[at]
    if named and word.number and at + 2 < len(words) and words[at + 1].text in "-–" and words[at + 2].number:
        return True  # "beat [Northgate] 3-1"
    if word.text in ",;:()—–" or (word.is_a("relatives", "subordinators") and not word.is_a("determiners")):
        return True
    if word.is_a("prepositions", "conjunctions") and not (
        (word.name and words[at - 1].capital and word.is_a("conjunctions"))  # "Food and Drug Administration"
        or word.is_a("determiners")
        or (not named and word.low in ("at", "more", "than", "up", "over", "nearly", "about"))
    ):
        return True
    if word.low == "to" or word.is_a("modals", "be", "have", "do"):
        return True
    return named and _modifies(words, at)


def _modifies(words: Sequence[Word], at: int) -> bool:
    """Tell a verb that describes the noun before it, "boat [carrying bombs]", from a part of the name: "smoking ban"."""
    word, following = words[at], words[at + 1] if at + 1 < len(words) else None
    if word.form is None or word.form.noun or word.name or not word.form.kinds & {"ing", "past", "participle"}:
        return False
    before = words[at - 1]
    if following is None or following.mark or (kind_of_noun(before) is not None and not before.number):
        return True
    return (
        following.is_a("determiners", "prepositions", "pronouns")
        or following.number
        or following.adverb
        or following.capital
    )
