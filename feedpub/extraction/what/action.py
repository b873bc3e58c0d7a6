"""What is said to have happened: the verb with its object and complement, without hedges, time and place."""

from collections.abc import Sequence

from feedpub.extraction.base import Reading
from feedpub.extraction.what.complement import complement
from feedpub.extraction.what.stretches import Stretch
from feedpub.language.grammar.clauses import Clause
from feedpub.language.grammar.lexicon import lexicon
from feedpub.language.grammar.words import Word
from feedpub.model.event import When, Where
from feedpub.model.span import Span

_QUOTES = frozenset("\"'“”‘’")


def action(reading: Reading, stretch: Stretch, clause: Clause) -> list[Span]:
    """Cut the action out of a clause.

    Args:
        reading: of the article, with its times and places.
        stretch: where the clause stands.
        clause: the main clause.

    Returns:
        The pieces of text that name the action, in order.
    """
    words = clause.words
    dropped = _times_and_places(reading, stretch, clause)
    wanted = [*range(_verb_start(clause), clause.verb.end), *complement(clause)]
    kept = [at for at in wanted if not any(words[at].start >= a and words[at].end <= b for a, b in dropped)]
    kept = _tidied(words, kept, clause.verb.head)
    return [stretch.span(reading, words[first].start, words[last].end) for first, last in _runs(kept)]


def _verb_start(clause: Clause) -> int:
    """Begin with the verb itself: "has resigned" is "resigned", but "was arrested" and "did not resign" stay."""
    verb, words = clause.verb, clause.words
    start = verb.start
    hedges = lexicon().classes["hedges"]
    if verb.tense == "past" and not verb.passive and not verb.negated and words[start].is_a("have") and verb.head > start:
        return verb.head
    while start < verb.head and (words[start].low in hedges or words[start].adverb):
        start += 1
    return start


def _times_and_places(reading: Reading, stretch: Stretch, clause: Clause) -> list[tuple[int, int]]:
    """Find "on Monday" and "in Leeds"; a place that a verb of motion leads to stays, and so does "the mayor of Leeds"."""
    words, found = clause.words, list[tuple[int, int]]()
    moving = clause.verb.lemma in lexicon().classes["motion verbs"]
    for claim in reading.claims:
        answer = claim.answer
        if not isinstance(answer, When | Where) or (isinstance(answer, Where) and (moving or answer.use != "literal")):
            continue
        before = lexicon().classes["before_time" if isinstance(answer, When) else "before_place"]
        for span in answer.evidence:
            if span.field != stretch.field or not stretch.start <= span.start < stretch.end:
                continue
            start, end = span.start - stretch.start, span.end - stretch.start
            found.extend(_phrase(words, start, end, before, bare=isinstance(answer, When)))
    return found


def _phrase(words: Sequence[Word], start: int, end: int, before: frozenset[str], *, bare: bool) -> list[tuple[int, int]]:
    """Widen a time or place to the phrase that it fills, with its preposition; nothing where it fills none."""
    inside = [at for at, word in enumerate(words) if word.start < end and word.end > start]
    if not inside:
        return []
    first, last = inside[0], inside[-1]
    following = words[last + 1] if last + 1 < len(words) else None
    filled = (
        following is None
        or following.mark
        or following.is_a("prepositions", "conjunctions", "subordinators", "relatives")
        or following.low == "to"
    )
    prepositions = 0
    while first > 0 and (words[first - 1].low in before or words[first - 1].low == "the"):
        first -= 1
        prepositions += words[first].is_a("prepositions")
    while first < last and words[first].low in ("the", "of", "after", "before") and words[first].start < start:
        first += 1
    if (not filled and not (bare and prepositions)) or (not prepositions and not bare) or words[last].possessive:
        return []
    return [(words[first].start, words[last].end)]


def _tidied(words: Sequence[Word], kept: list[int], head: int) -> list[int]:
    """Drop what a cut left hanging at the end: commas, prepositions, "and", half a pair of quotation marks."""
    while kept and kept[-1] > head and _hangs(words, kept):
        kept.pop()
    return kept


def _hangs(words: Sequence[Word], kept: list[int]) -> bool:
    word = words[kept[-1]]
    if word.text in _QUOTES:
        return sum(words[at].text in _QUOTES for at in kept) % 2 == 1
    cut = kept[-1] + 1 < len(words)
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
