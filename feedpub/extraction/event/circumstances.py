"""When and where a predicate says that something happened: the phrases that its action is told without."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.event.predicate import Predicate
from feedpub.extraction.places.collect import place_candidates
from feedpub.extraction.times import time_candidates
from feedpub.model.span import EvidenceField, Span

_PARTICIPLE = frozenset(("past", "participle"))


class Circumstance(NamedTuple):
    """A phrase of time or place, in code points counted from its passage's start."""

    start: int
    end: int
    time: bool


def circumstances(analysis: Analysis, predicate: Predicate) -> Iterator[Circumstance]:
    """Find "on Monday" and "in Leeds", but not the places of "the mayor of Leeds" and "Leeds museum"."""
    passage = predicate.passage
    spans = [(span, time) for span, time in analysis.layer(_named)[passage.field] if passage.holds(span)]
    named = sorted(Circumstance(span.start - passage.start, span.end - passage.start, time) for span, time in spans)
    starts = {each.start for each in named}
    for each in named:
        if phrase := _phrase(predicate, each, starts):
            first, last = phrase
            yield Circumstance(predicate.words[first].start, predicate.words[last].end, each.time)


def _named(analysis: Analysis) -> defaultdict[EvidenceField | None, list[tuple[Span, bool]]]:
    """Collect where times, and places meant as such, are named, by field, with whether it is a time; once an article."""
    found = defaultdict[EvidenceField | None, list[tuple[Span, bool]]](list)
    for time in analysis.layer(time_candidates):
        for mention in time.mentions:
            found[mention.span.field].append((mention.span, True))
    for place in analysis.layer(place_candidates):
        for named in place.mentions if place.use == "literal" else ():
            found[named.span.field].append((named.span, False))
    return found


def _phrase(predicate: Predicate, named: Circumstance, starts: set[int]) -> tuple[int, int] | None:
    """Widen a time or place to the phrase that it fills, with its preposition; None if it fills none."""
    words, before = predicate.words, "before_time" if named.time else "before_place"
    inside = [at for at, word in enumerate(words) if word.start < named.end and word.end > named.start]
    if not inside or predicate.low_in(inside[0] - 1, "genitive") or _belongs(predicate, inside[0], time=named.time):
        return None
    first, last, prepositions = inside[0], inside[-1], 0
    while first > 0 and (words[first - 1].is_a(before) or predicate.low_in(first - 1, "definite")):
        first -= 1
        prepositions += words[first].is_a("prepositions")
    while first < last and predicate.low_in(first, "before_name") and words[first].start < named.start:
        first += 1
    filled = _filled(predicate, last, starts)
    if words[last].possessive or not (prepositions or named.time) or not (filled or (named.time and prepositions)):
        return None
    return first, last


def _belongs(predicate: Predicate, first: int, *, time: bool) -> bool:
    """Tell "diplomats based in [Leeds]", where the place is the noun's."""
    words = predicate.words
    if time or first < 2 or first - 2 <= predicate.verb.head or not words[first - 1].is_a("before_place"):
        return False
    participle = words[first - 2]
    return participle.form is not None and participle.form.kinds <= _PARTICIPLE and not participle.name


def _filled(predicate: Predicate, last: int, starts: set[int]) -> bool:
    following = predicate.at(last + 1)
    if following is None or following.mark or predicate.low_in(last + 1, "infinitive") or following.start in starts:
        return True
    return following.is_a("prepositions", "conjunctions", "subordinators", "relatives")
