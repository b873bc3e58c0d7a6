"""When and where a clause says that something happened: the phrases that its action is told without."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.document.grammar.clauses import Clause
from feedpub.extraction.document.grammar.lexicon import lexicon
from feedpub.extraction.event.passages import Passage
from feedpub.extraction.places.collect import place_candidates
from feedpub.extraction.times import time_candidates
from feedpub.model.span import EvidenceField, Span

_PARTICIPLE = frozenset(("past", "participle"))


class Circumstance(NamedTuple):
    """A phrase of time or place, in code points counted from its passage's start."""

    start: int
    end: int
    time: bool


def circumstances(analysis: Analysis, passage: Passage, clause: Clause) -> Iterator[Circumstance]:
    """Find "on Monday" and "in Leeds", but not the places of "the mayor of Leeds" and "Leeds museum"."""
    spans = [(span, time) for span, time in analysis.once(_answered)[passage.field] if passage.holds(span)]
    named = sorted(Circumstance(span.start - passage.start, span.end - passage.start, time) for span, time in spans)
    starts = {each.start for each in named}
    for each in named:
        if phrase := _phrase(clause, each, starts):
            first, last = phrase
            yield Circumstance(clause.words[first].start, clause.words[last].end, each.time)


def _answered(analysis: Analysis) -> defaultdict[EvidenceField | None, list[tuple[Span, bool]]]:
    """Collect the evidence of times, and of places meant as such, by field, with whether it is a time's; once an article."""
    found = defaultdict[EvidenceField | None, list[tuple[Span, bool]]](list)
    for time in analysis.once(time_candidates):
        for mention in time.mentions:
            found[mention.span.field].append((mention.span, True))
    for place in analysis.once(place_candidates):
        for named in place.mentions if place.use == "literal" else ():
            found[named.span.field].append((named.span, False))
    return found


def _phrase(clause: Clause, named: Circumstance, starts: set[int]) -> tuple[int, int] | None:
    """Widen a time or place to the phrase that it fills, with its preposition; None if it fills none."""
    words = clause.words
    inside = [at for at, word in enumerate(words) if word.start < named.end and word.end > named.start]
    if not inside or (inside[0] and words[inside[0] - 1].low == "of") or _belongs(clause, inside[0], time=named.time):
        return None
    before = lexicon().classes["before_time" if named.time else "before_place"]
    first, last, prepositions = inside[0], inside[-1], 0
    while first > 0 and (words[first - 1].low in before or words[first - 1].low == "the"):
        first -= 1
        prepositions += words[first].is_a("prepositions")
    while first < last and words[first].low in ("the", "of", "after", "before") and words[first].start < named.start:
        first += 1
    filled = _filled(clause, last, starts)
    if words[last].possessive or not (prepositions or named.time) or not (filled or (named.time and prepositions)):
        return None
    return first, last


def _belongs(clause: Clause, first: int, *, time: bool) -> bool:
    """Tell "diplomats based in [Leeds]", where the place is the noun's."""
    words = clause.words
    if time or first < 2 or first - 2 <= clause.verb.head or words[first - 1].low not in lexicon().classes["before_place"]:
        return False
    participle = words[first - 2]
    return participle.form is not None and participle.form.kinds <= _PARTICIPLE and not participle.name


def _filled(clause: Clause, last: int, starts: set[int]) -> bool:
    following = clause.words[last + 1] if last + 1 < len(clause.words) else None
    if following is None or following.mark or following.low == "to" or following.start in starts:
        return True
    return following.is_a("prepositions", "conjunctions", "subordinators", "relatives")
