"""What is said to have happened: the verb with its object and complement, without hedges, time and place."""

from collections import defaultdict
from collections.abc import Sequence

from feedpub.extraction.base import Analysis
from feedpub.extraction.document.grammar.clauses import Clause
from feedpub.extraction.document.grammar.lexicon import lexicon
from feedpub.extraction.document.grammar.words import Word
from feedpub.extraction.event.complement import complement
from feedpub.extraction.event.stretches import Stretch
from feedpub.model.event import When, Where
from feedpub.model.span import EvidenceField, Span

_PARTICIPLE = frozenset(("past", "participle"))
_QUOTES = frozenset("\"'“”‘’")


def action(analysis: Analysis, stretch: Stretch, clause: Clause) -> list[Span]:
    """Cut the action out of a clause.

    Args:
        analysis: of the article, with its times and places.
        stretch: where the clause stands.
        clause: the main clause.

    Returns:
        The pieces of text that name the action, in order.
    """
    words = clause.words
    dropped = _times_and_places(analysis, stretch, clause)
    wanted = [*range(_verb_start(clause), clause.verb.end), *complement(clause)]
    kept = [at for at in wanted if not any(words[at].start >= a and words[at].end <= b for a, b in dropped)]
    if len(kept) == 1:  # "met", and nothing more: then where they met is worth saying
        times = _times_and_places(analysis, stretch, clause, times_only=True)
        kept = [at for at in wanted if not any(words[at].start >= a and words[at].end <= b for a, b in times)]
    kept = _quoted(words, _tidied(words, kept, clause.verb.head))
    return [stretch.span(analysis, words[first].start, words[last].end) for first, last in _runs(kept)]


def _verb_start(clause: Clause) -> int:
    """Begin with the verb itself: "has resigned" is "resigned", but "was arrested" and "did not resign" stay."""
    verb, words = clause.verb, clause.words
    start = verb.start
    hedges = lexicon().classes["hedges"]
    if verb.tense == "past" and not verb.passive and not verb.negated and words[start].is_a("have") and verb.head > start:
        return verb.head
    while start < verb.head and (words[start].low in hedges or words[start].adverb) and not words[start].is_a("negations"):
        start += 1
    return start


def _times_and_places(
    analysis: Analysis, stretch: Stretch, clause: Clause, *, times_only: bool = False
) -> list[tuple[int, int]]:
    """Find "on Monday" and "in Leeds"; a place that a verb of motion leads to stays, and so does "the mayor of Leeds"."""
    moving = clause.verb.lemma in lexicon().classes["motion verbs"]
    found = [(span, time) for span, time in analysis.once(_answered)[stretch.field] if stretch.holds(span)]
    known = [(span.start - stretch.start, span.end - stretch.start, time) for span, time in found]
    starts = {start for start, _, _ in known}
    phrases: list[tuple[int, int]] = []
    for start, end, time in sorted(known):
        if time or not (moving or times_only):
            phrases.extend(_phrase(clause, (start, end), starts, time=time))
    return phrases


def _answered(analysis: Analysis) -> defaultdict[EvidenceField | None, list[tuple[Span, bool]]]:
    """Collect the evidence of times, and of places meant as such, by field, with whether it is a time's; once an article."""
    found = defaultdict[EvidenceField | None, list[tuple[Span, bool]]](list)
    for answer in (claim.answer for claim in analysis.claims):
        if isinstance(answer, When) or (isinstance(answer, Where) and answer.use == "literal"):
            for span in answer.evidence:
                found[span.field].append((span, isinstance(answer, When)))
    return found


def _phrase(clause: Clause, span: tuple[int, int], starts: set[int], *, time: bool) -> list[tuple[int, int]]:
    """Widen a time or place to the phrase that it fills, with its preposition; nothing where it fills none."""
    start, end = span
    words, head = clause.words, clause.verb.head
    before = lexicon().classes["before_time" if time else "before_place"]
    inside = [at for at, word in enumerate(words) if word.start < end and word.end > start]
    if not inside:
        return []
    first, last, prepositions = inside[0], inside[-1], 0
    if first > 0 and words[first - 1].low == "of":
        return []
    led = words[first - 2] if not time and first > 1 and words[first - 1].low in before else None
    if led is not None and led.form and led.form.kinds <= _PARTICIPLE and not led.name and first - 2 > head:
        return []  # "diplomats based in Leeds"
    while first > 0 and (words[first - 1].low in before or words[first - 1].low == "the"):
        first -= 1
        prepositions += words[first].is_a("prepositions")
    while first < last and words[first].low in ("the", "of", "after", "before") and words[first].start < start:
        first += 1
    following = words[last + 1] if last + 1 < len(words) else None
    filled = following is None or following.mark or following.low == "to" or following.start in starts
    if following is not None and following.is_a("prepositions", "conjunctions", "subordinators", "relatives"):
        filled = True
    if words[last].possessive or not (prepositions or time) or not (filled or (time and prepositions)):
        return []
    return [(words[first].start, words[last].end)]


def _tidied(words: Sequence[Word], kept: list[int], head: int) -> list[int]:
    """Drop what a cut left hanging at the end: commas, prepositions, "and", half a pair of quotation marks."""
    while kept and kept[-1] > head and _hangs(words, kept):
        kept.pop()
    return kept


def _quoted(words: Sequence[Word], kept: list[int]) -> list[int]:
    """Take in the mark that opens what the action closes: "'cuts' growth estimate"."""
    if kept and kept[0] and words[kept[0] - 1].text in _QUOTES and sum(words[at].text in _QUOTES for at in kept) % 2:
        return [kept[0] - 1, *kept]
    return kept


def _hangs(words: Sequence[Word], kept: list[int]) -> bool:
    word = words[kept[-1]]
    if word.text in _QUOTES:
        opened = kept[0] > 0 and words[kept[0] - 1].text in _QUOTES
        return (sum(words[at].text in _QUOTES for at in kept) + opened) % 2 == 1
    cut = kept[-1] + 1 < len(words)
    if cut and words[kept[-1] + 1].low == "to" and word.form and not word.form.noun and "participle" in word.form.kinds:
        return True  # "rules designed [to help]"
    return (
        word.mark
        or word.is_a("conjunctions")
        or (cut and word.low in ("in", "at", "on", "near", "the", "a", "early", "late"))
    )


def _runs(kept: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for at in kept:
        if runs and runs[-1][1] == at - 1:
            runs[-1] = (runs[-1][0], at)
        else:
            runs.append((at, at))
    return runs
