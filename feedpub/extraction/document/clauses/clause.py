"""The main clause of a headline or a sentence: who, the verb, and what belongs to it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from feedpub.extraction.document.clauses.bare_verbs import SURE
from feedpub.extraction.document.clauses.tags import Tags
from feedpub.extraction.document.clauses.verb_groups import VerbGroup, verb_groups
from feedpub.extraction.document.clauses.words import Word
from feedpub.language.lexicon import ROLE

_SURELY = 0.8  # strength of a present tense that is no plural noun
_REPORTED = 5  # words from a comma on within which "police say" stands
_STOPS = frozenset(",;:—–()")


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause, in indexes of words, all half-open.

    Args:
        words: of the whole headline or sentence.
        subject: the noun phrase before the verb; empty in "Found: a new crab".
        verb: the verb group.
        complement: what follows the verb up to the next clause.
        introduced: a subordinate or an introducing phrase stands before the subject.
    """

    words: Sequence[Word]
    subject: tuple[int, int]
    verb: VerbGroup
    complement: tuple[int, int]
    introduced: bool = False

    def text(self, span: tuple[int, int]) -> str:
        """Write some of the words out, for people."""
        return " ".join(word.text for word in self.words[slice(*span)])


def main_clause(words: Sequence[Word], tags: Tags, start: int = 0) -> Clause | None:
    """Find the main clause.

    Args:
        words: of a headline or a sentence.
        tags: of the same passage.
        start: index of the word to begin at.

    Returns:
        The clause, or None where no word is sure to be its verb: "No ads for film campaign".
    """
    if start >= len(words):
        return None
    reading = _Reading(tags, words[start].token)
    main = reading.main()
    if main is None:
        return None
    tokens = [word.token for word in words]

    def index(token: int) -> int:
        return bisect_left(tokens, token)

    verb = main._replace(start=index(main.start), head=index(main.head), end=index(main.end))
    begin = index(reading.subject_start(main.start))
    return Clause(words, (begin, verb.start), verb, (verb.end, index(reading.end(main))), begin > start)


class _Reading:
    """A passage with its verb groups, from a token on."""

    def __init__(self, tags: Tags, start: int) -> None:
        self.tags, self.start = tags, start
        self.groups = list(verb_groups(tags, start))

    def main(self) -> VerbGroup | None:
        """Return the first finite verb that stands in no clause opened by "who", "that" or "after"."""
        tags, open_clauses, last, reported, inner = self.tags, 0, self.start, False, False
        finite = [group for group in self.groups if group.kind == "finite" and group.strength >= SURE]
        candidates: list[VerbGroup] = []
        for group in finite:
            opened = self._introducers(last, group.start)
            if inner and not opened and not open_clauses and self._joins(last, group.start):
                last = group.end
                continue  # "who founded the firm and is its chair"
            open_clauses += opened
            if reported and not self._stops(last, group.start):
                open_clauses = max(open_clauses, 1)
            reported = group.is_a("reporting verbs") and not self._found_by(group)
            last, inner = group.end, open_clauses > 0
            open_clauses -= inner
            candidates += [] if inner else [group]
        if not candidates and not tags.headline:  # "After months of talks the union called off its strike"
            candidates = finite[:1]
        return self._past_reduced(candidates) or (self._progressive() if tags.headline else None)

    def _stops(self, first: int, last: int) -> bool:
        return not _STOPS.isdisjoint(self.tags.texts[first:last])

    def _joins(self, first: int, last: int) -> bool:
        """Tell whether a verb goes on with the clause before it: "and" stands right before it, or before its adverbs."""
        at = last - 1
        while at > first and self.tags.adverb(at):
            at -= 1
        return at >= first and self.tags.is_a(at, "coordinators") and not self._stops(first, at)

    def _introducers(self, first: int, last: int) -> int:
        """Count the words that open a clause of their own between two verbs."""
        tags, count = self.tags, 0
        for at in range(first, last):
            if not tags.is_a(at, "relatives", "subordinators", "comparing"):
                continue
            opens = at == self.start or tags.is_mark(at - 1)
            if tags.is_a(at, "relatives") and (at > self.start or tags.is_a(at, "first_relatives")):
                count += not (tags.is_a(at, "complementizers") and opens)  # "that man said"
            elif tags.is_a(at, "subordinators") and not self._no_subordinator(at, last):
                count += not self._stops(at, last)
            elif tags.is_a(at, "comparing") and at + 1 < last and tags.is_a(at + 1, "pronouns"):
                count += 1
        return min(count, 1) if first == last - 1 else count

    def _no_subordinator(self, at: int, last: int) -> bool:
        """Tell "so long", "once in a while" and "after" of "the day after" from words that open a clause."""
        tags, following = self.tags, at + 1
        if at > self.start and tags.is_a(at - 1, "articles"):
            return True
        adjective = tags.is_a(at, "before_adjectives") and tags.adjective(following)
        return following < last and (
            adjective or (tags.is_a(at, "before_prepositions") and tags.is_a(following, "prepositions"))
        )

    def _past_reduced(self, candidates: list[VerbGroup]) -> VerbGroup | None:
        """Return the first verb that is no participle of the subject, "died" in "A man stabbed here died"; else the last."""
        headline = self.tags.headline
        if not headline:  # in a sentence, what may be a noun is one where something surely is a verb
            candidates = [group for group in candidates if group.strength >= _SURELY] or candidates
        for group, following in pairwise(candidates):
            said = headline and following.is_a("reporting verbs") and self.tags.texts[following.start - 1] == ","
            if said or self._is_finite(group) or self._starts_anew(group, following):
                return group
        return candidates[-1] if candidates else None

    def _is_finite(self, group: VerbGroup) -> bool:
        """Tell a verb that can be no participle here: "rose", "has died", "said that", "took the train"."""
        form = self.tags.forms[group.head]
        past_only = form is not None and "past" in form.kinds and "participle" not in form.kinds
        surely = group.tense != "past" and (self.tags.headline or group.strength >= _SURELY)
        reports = group.is_a("reporting verbs") and not self._found_by(group)
        return (
            past_only or group.is_a("unaccusative verbs") or surely or reports or not group.bare or self._has_object(group)
        )

    def _starts_anew(self, group: VerbGroup, following: VerbGroup) -> bool:
        """Tell whether the next verb has a clause of its own, rather than the subject that the participle belongs to."""
        last = following.start
        if any(self.tags.is_a(at, "clause_openers", "relatives") for at in range(max(group.end, last - 2), last)):
            return True
        stops = self.tags.texts[last - 1] != "," and self._stops(group.end, last)
        return following.strength < group.strength or stops

    def _found_by(self, group: VerbGroup) -> bool:
        """Tell "a rifle found near a house" from "police found a rifle" and "police found that": a place follows at once."""
        reduced = group.bare and not group.passive and group.tense == "past"
        return reduced and group.is_a("perceiving verbs") and self.tags.is_a(group.end, "prepositions")

    def _has_object(self, group: VerbGroup) -> bool:
        """Tell "released the tapes" from "released on Monday", "a man named Hale": participles hardly have an object."""
        tags, following = self.tags, group.end
        if group.tense != "past" or group.passive or tags.number(following) or tags.is_a(following, "day_ending"):
            return False
        if tags.is_a(following, "infinitive_markers") and group.is_a("resolving verbs"):
            return True
        double = group.is_a("ditransitive verbs", "naming verbs")
        return not double and not tags.is_a(following, "prepositions") and tags.object_at(following)

    def _progressive(self) -> VerbGroup | None:
        """Read a headline without a finite verb as one with "is": "Row brewing over ads"."""
        tags = self.tags
        for group in self.groups:
            before, following = group.start - 1, tags.next(group.head)
            if group.kind != "ing" or before < self.start or tags.is_mark(before):
                continue
            ends = following == tags.end
            # "Nurse teaching children", not "Nurse training courses"
            taught = bool(tags.flags[before] & ROLE) and bool(tags.flags[following] & ROLE)
            plain = ends or taught or tags.is_a(following, "prepositions") or tags.adverb(following)
            nominal = tags.is_a(before, "prepositions", "conjunctions") or not (
                plain or not tags.is_a(group.head, "ing_nouns")
            )
            # "Democrats' new warning", "Airline in London listing"
            described = tags.adjective(before) and not tags.capital[before]
            within = any(tags.is_a(at, "prepositions") for at in range(max(self.start, before - 3), before))
            if not nominal and not (ends and (described or within)):
                negated = tags.is_a(before, "negations")
                return group._replace(start=group.start - negated, kind="finite", strength=SURE, negated=negated)
        return None

    def subject_start(self, verb: int) -> int:
        """Skip what stands before the subject: "After two days of talks, the minister"."""
        tags, begin = self.tags, self.start
        if verb == begin:
            return begin
        opens = tags.is_a(begin, "prepositions", "subordinators", "conjunctions") or tags.adverb(begin)
        if opens or self.groups[0].start == begin:
            commas = [at + 1 for at in range(begin, verb) if tags.texts[at] in (",", ":")]
            aside = (at for at in commas[:-1] if self._no_subject(at))
            begin = commas[min(sum(1 for _ in aside), len(commas) - 1)] if commas else begin
        for at in range(verb - 1, begin - 1, -1):
            if tags.texts[at] in (";", ":") or (tags.is_a(at, "sentence_openers") and at == begin):
                return at + 1
        return begin

    def _no_subject(self, at: int) -> bool:
        """Tell whether more introduction stands behind a comma."""
        return self.tags.is_a(at, "prepositions", "subordinators", "relatives") or self.tags.adverb(at)

    def end(self, main: VerbGroup) -> int:
        """Find where the complement ends: the next clause, the reporting clause, the end of the sentence."""
        tags = self.tags
        for at in range(main.end, tags.last):
            text = tags.texts[at]
            if text in (";", "—", "–", "(", ":") or (text in (".", "!", "?") and at >= tags.last - 2):
                return at
            if text == "," and self._breaks(at):
                return at
            if tags.is_a(at, "subordinators") and at > main.end and not self._as_complement(at, main):
                return at
        return tags.last

    def _breaks(self, comma: int) -> bool:
        """Tell a comma that ends the clause from one inside a list or a number: "Tax to rise, [say Liberals]"."""
        tags, following = self.tags, self.tags.next(comma)
        rest = tags.texts[following : tags.last]
        further = following + rest.index(",") if "," in rest else tags.last
        if any(self._reports(at) for at in range(following, min(comma + _REPORTED, further))):
            return True
        opens = tags.is_a(following, "relatives", "subordinators", "conjunctions", "pronouns", "prepositions")
        if following == tags.end or opens or tags.adverb(following):
            return True
        listed = any(tags.is_a(at, "coordinators") for at in range(comma, tags.last))
        if tags.is_a(following, "determiners") and not listed:
            return True  # "grew by 8 percent, its best year"; in "a house, a boat and a car" the list goes on
        upcoming = next((group for group in self.groups if group.start > comma), None)
        return upcoming is not None and upcoming.start < further and upcoming.kind in ("finite", "ing", "participle")

    def _reports(self, at: int) -> bool:
        form = self.tags.forms[at]
        return form is not None and not form.noun and self.tags.verb_is(at, "reporting verbs")

    def _as_complement(self, at: int, main: VerbGroup) -> bool:
        """Keep "as" where it names a post or a part: "named as coach", "serve as a shield"."""
        tags, following = self.tags, self.tags.next(at)
        if not tags.is_a(at, "part_markers"):
            return tags.is_a(at, "complement_subordinators")
        if tags.is_a(following, "pronouns"):
            return False
        return tags.is_a(following, "determiners", "part_names") or main.is_a("naming verbs")
