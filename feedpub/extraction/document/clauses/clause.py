"""The main clause of a headline or a sentence: who, the verb, and what belongs to it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from feedpub.extraction.document.clauses.bare import object_follows
from feedpub.extraction.document.clauses.verb_group import SURE, VerbGroup
from feedpub.extraction.document.clauses.verbs import groups
from feedpub.extraction.document.clauses.words import Word

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


def main_clause(words: Sequence[Word], *, headline: bool, start: int = 0) -> Clause | None:
    """Find the main clause.

    Args:
        words: of a headline or a sentence.
        headline: read it as headlines are written.
        start: index of the word to begin at.

    Returns:
        The clause, or None where no word is sure to be its verb: "No ads for film campaign".
    """
    part = words[start:]
    found = groups(part, headline=headline)
    main = _main(part, found, headline=headline) or (_progressive(part, found) if headline else None)
    if main is None:
        return None
    begin = _subject_start(part, main.start, found)
    clause = Clause(part, (begin, main.start), main, (main.end, _clause_end(part, main, found)), begin > 0)
    return _shifted(clause, words, start)


def _shifted(clause: Clause, words: Sequence[Word], by: int) -> Clause:
    verb = replace(clause.verb, start=clause.verb.start + by, head=clause.verb.head + by, end=clause.verb.end + by)
    subject = (clause.subject[0] + by, clause.subject[1] + by)
    return Clause(words, subject, verb, (clause.complement[0] + by, clause.complement[1] + by), clause.introduced)


def _main(words: Sequence[Word], found: list[VerbGroup], *, headline: bool) -> VerbGroup | None:
    """Take the first finite verb that no "who", "that" or "after" has claimed for a clause of its own."""
    open_clauses, last, reported, inner = 0, 0, False, False
    candidates: list[VerbGroup] = []
    for group in found:
        if group.kind != "finite" or group.strength < SURE:
            continue
        opened = _introducers(words, last, group.start)
        if inner and not opened and not open_clauses and _joins(words, last, group.start):
            last = group.end
            continue  # "who founded the firm and is its chair"
        open_clauses += opened
        if reported and not any(word.text in _STOPS for word in words[last : group.start]):
            open_clauses = max(open_clauses, 1)
        reported = group.is_a("reporting verbs") and not _found_by(words, group)
        last = group.end
        inner = open_clauses > 0
        if inner:
            open_clauses -= 1
        else:
            candidates.append(group)
    if not candidates and not headline:  # "After months of talks the union called off its strike"
        candidates = [group for group in found if group.kind == "finite" and group.strength >= SURE][:1]
    return _past_reduced(words, candidates, headline=headline)


def _joins(words: Sequence[Word], start: int, end: int) -> bool:
    """Tell whether a verb goes on with the clause before it: "and" stands right before it, or before its adverbs."""
    at = end - 1
    while at > start and words[at].adverb:
        at -= 1
    return at >= start and words[at].is_a("coordinators") and not any(word.text in _STOPS for word in words[start:at])


def _introducers(words: Sequence[Word], start: int, end: int) -> int:
    """Count the words that open a clause of their own between two verbs."""
    count = 0
    for at in range(start, end):
        word = words[at]
        if word.is_a("relatives") and (at > 0 or word.is_a("first_relatives")):
            count += not word.is_a("complementizers") or (at + 1 < len(words) and not _noun_next(words, at))
        elif word.is_a("subordinators") and not _no_subordinator(words, at, end):
            count += not any(words[i].text in _STOPS for i in range(at, end))
        elif word.is_a("comparing") and at + 1 < end and words[at + 1].is_a("pronouns"):
            count += 1
    return min(count, 1) if start == end - 1 else count


def _no_subordinator(words: Sequence[Word], at: int, end: int) -> bool:
    """Tell "so long", "once in a while" and "after" of "the day after" from words that open a clause."""
    if at and words[at - 1].is_a("articles"):
        return True
    following = words[at + 1] if at + 1 < end else None
    if following is None:
        return False
    word = words[at]
    if word.is_a("before_adjectives") and following.adjective:
        return True
    return word.is_a("before_prepositions") and following.is_a("prepositions")


def _noun_next(words: Sequence[Word], at: int) -> bool:
    """Tell "that man said" from "a man that said"; the first opens no clause."""
    previous = words[at - 1] if at else None
    return previous is None or previous.mark


def _past_reduced(words: Sequence[Word], candidates: list[VerbGroup], *, headline: bool) -> VerbGroup | None:
    """Pass over participles of the subject: "A man stabbed in Leeds has died"; not "Mill destroyed by fire, says mayor"."""
    strong = [group for group in candidates if group.strength >= _SURELY]
    if strong and not headline:
        candidates = strong  # in a sentence, what may be a noun is one where something surely is a verb
    for group, following in pairwise(candidates):
        said = following.is_a("reporting verbs") and words[following.start - 1].text == ","
        if (said and headline) or _is_finite(words, group, headline=headline) or _starts_anew(words, group, following):
            return group
    return candidates[-1] if candidates else None


def _is_finite(words: Sequence[Word], group: VerbGroup, *, headline: bool) -> bool:
    """Tell a verb that can be no participle here: "rose", "has died", "said that", "took the train"."""
    form = words[group.head].form
    past_only = form is not None and "past" in form.kinds and "participle" not in form.kinds
    past_only = past_only or group.is_a("unaccusative verbs")
    surely = group.tense != "past" and (headline or group.strength >= _SURELY)
    reports = group.is_a("reporting verbs") and not _found_by(words, group)
    return past_only or surely or reports or not group.bare or _has_object(words, group)


def _starts_anew(words: Sequence[Word], group: VerbGroup, following: VerbGroup) -> bool:
    """Tell whether the next verb has a clause of its own, rather than the subject that the participle belongs to."""
    before, between = words[following.start - 1], words[group.end : following.start]
    if any(word.is_a("clause_openers", "relatives") for word in between[-2:]):
        return True
    return following.strength < group.strength or (before.text != "," and any(word.text in _STOPS for word in between))


def _found_by(words: Sequence[Word], group: VerbGroup) -> bool:
    """Tell "a rifle found near a house" from "police found a rifle" and "police found that": a place follows at once."""
    following = words[group.end] if group.end < len(words) else None
    if not group.bare or group.passive or group.tense != "past" or following is None:
        return False
    return group.is_a("perceiving verbs") and following.is_a("prepositions")


def _has_object(words: Sequence[Word], group: VerbGroup) -> bool:
    """Tell "released the tapes" from "released on Monday" and "a man named Hale": participles hardly have an object."""
    following = words[group.end] if group.end < len(words) else None
    if group.tense != "past" or group.passive or following is None:
        return False
    if following.number or following.is_a("day_ending"):
        return False
    if following.is_a("infinitive_markers") and group.is_a("resolving verbs"):
        return True
    named = group.is_a("ditransitive verbs") or group.is_a("naming verbs")
    return not named and not following.is_a("prepositions") and object_follows(following)


def _progressive(words: Sequence[Word], found: list[VerbGroup]) -> VerbGroup | None:
    """Read a headline without a finite verb as one with "is": "Row brewing over ads"."""
    for group in found:
        if group.kind == "ing" and group.start > 0 and not words[group.start - 1].is_a("prepositions", "conjunctions"):
            following = words[group.end] if group.end < len(words) else None
            plain = following is None or following.is_a("prepositions") or following.adverb
            if not words[group.start - 1].mark and (plain or not words[group.head].is_a("ing_nouns")):
                described = words[group.start - 1].adjective and not words[group.start - 1].capital
                within = any(word.is_a("prepositions") for word in words[max(0, group.start - 4) : group.start])
                if following is None and (described or within):
                    continue  # "Democrats' new warning", "Airline in London listing"
                negated = words[group.start - 1].is_a("negations")
                return replace(group, start=group.start - negated, kind="finite", strength=SURE, negated=negated)
    return None


def _subject_start(words: Sequence[Word], verb: int, found: list[VerbGroup]) -> int:
    """Skip what stands before the subject: "After two days of talks, the minister"."""
    begin = 0
    opening = words[0] if words else None
    if opening is None or verb == 0:
        return 0
    introduced = opening.is_a("prepositions", "subordinators", "conjunctions") or opening.adverb or found[0].start == 0
    if introduced:
        commas = [at for at in range(verb) if words[at].text in ",:"]
        if commas:
            begin = commas[0] + 1
            while begin < verb and len(commas) > 1 and _no_subject(words, begin, verb):
                commas.pop(0)
                begin = commas[0] + 1
    for at in range(verb - 1, begin - 1, -1):
        if words[at].text in ";:" or (words[at].is_a("sentence_openers") and at == begin):
            return at + 1
    return begin


def _no_subject(words: Sequence[Word], begin: int, verb: int) -> bool:
    """Tell whether a further comma follows and only more introduction stands before it."""
    word = words[begin]
    return any(other.text == "," for other in words[begin:verb]) and (
        word.is_a("prepositions", "subordinators", "relatives") or word.adverb
    )


def _clause_end(words: Sequence[Word], main: VerbGroup, found: list[VerbGroup]) -> int:
    """Find where the complement ends: the next clause, the reporting clause, the end of the sentence."""
    for at in range(main.end, len(words)):
        word = words[at]
        if word.text in ";—–(" or (word.text in ".!?" and at >= len(words) - 2):
            return at
        if word.text == ":" or (word.text == "," and _breaks(words, at, found)):
            return at
        if word.is_a("subordinators") and at > main.end and not _as_complement(words, at, main):
            return at
    return len(words)


def _breaks(words: Sequence[Word], at: int, found: list[VerbGroup]) -> bool:
    """Tell a comma that ends the clause from one inside a list or a number: "Tax to rise, [say Liberals]"."""
    following = words[at + 1] if at + 1 < len(words) else None
    if any(_reports(word) for word in takewhile(lambda word: word.text != ",", words[at + 1 : at + _REPORTED])):
        return True
    if (
        following is None
        or following.is_a("relatives", "subordinators", "conjunctions", "pronouns", "prepositions")
        or following.adverb
    ):
        return True
    if following.is_a("determiners") and not any(word.is_a("coordinators") for word in words[at:]):
        return True  # "grew by 8 percent, its best year"; in "a house, a boat and a car" the list goes on
    upcoming = next((group for group in found if group.start > at), None)
    comma = next((i for i in range(at + 1, len(words)) if words[i].text == ","), len(words))
    return upcoming is not None and upcoming.start < comma and upcoming.kind in ("finite", "ing", "participle")


def _reports(word: Word) -> bool:
    return word.form is not None and not word.form.noun and word.verb_is("reporting verbs")


def _as_complement(words: Sequence[Word], at: int, main: VerbGroup) -> bool:
    """Keep "as" where it names a post or a part: "named as coach", "serve as a shield"."""
    if not words[at].is_a("part_markers"):
        return words[at].is_a("complement_subordinators")
    following = words[at + 1] if at + 1 < len(words) else None
    if following is None or following.is_a("pronouns"):
        return False
    return following.is_a("determiners") or following.is_a("part_names") or main.is_a("naming verbs")
