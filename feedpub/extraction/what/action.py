"""What is said to have happened: the verb with its object and complement, without hedges, time and place."""

from collections.abc import Sequence

from feedpub.extraction.base import Reading
from feedpub.extraction.what.stretches import Stretch
from feedpub.language.grammar.clauses import Clause
from feedpub.language.grammar.lexicon import lexicon
from feedpub.language.grammar.words import Word
from feedpub.model.event import When, Where
from feedpub.model.span import Span

_LONGEST = 22


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
    start, end = _verb_start(clause), _end(clause)
    dropped = _times_and_places(reading, stretch, clause)
    kept = [at for at in range(start, end) if not any(words[at].start >= a and words[at].end <= b for a, b in dropped)]
    kept = _tidied(words, [at for at in kept if not _parenthesis(words, at)], clause.verb.head)
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


def _end(clause: Clause) -> int:
    """Stop before circumstances, a second verb and the purpose: "win World Series [to end 108-year curse]"."""
    words, (start, end) = clause.words, clause.complement
    catenative = clause.verb.lemma in lexicon().classes["catenative verbs"]
    for at in range(start, end):
        word = words[at]
        if word.is_a("circumstances") and not _belongs(clause, at):
            return at
        if at > start and word.low in ("and", "but", "or") and _verb_after(words, at, end):
            return at
        if (
            word.low == "to"
            and at > start
            and not catenative
            and _is_base(words, at + 1, end)
            and not _noun_takes_it(words[at - 1])
        ):
            return at
        if at > start and word.is_a("relatives") and word.low != "that" and words[at - 1].text == ",":
            return at - 1
        if at - start >= _LONGEST and (word.text == "," or word.is_a("prepositions")):
            return at
    return end


def _belongs(clause: Clause, at: int) -> bool:
    """Tell "looked after a child", "named as coach" from "fired after six defeats", "rises as rain goes on"."""
    words, word = clause.words, clause.words[at]
    following = words[at + 1] if at + 1 < len(words) else None
    if at == clause.complement[0] and word.low in ("after", "before"):
        return clause.verb.lemma in ("look", "name", "appear", "bring", "take")
    post = following is not None and not following.is_a("pronouns") and not (following.form and not following.form.noun)
    return word.low == "as" and post


def _verb_after(words: Sequence[Word], at: int, end: int) -> bool:
    following = at + 1
    while following < end and words[following].adverb:
        following += 1
    form = words[following].form if following < end else None
    return form is not None and form.kinds != {"ing"} and (not form.noun or bool(form.kinds & {"past"}))


def _is_base(words: Sequence[Word], at: int, end: int) -> bool:
    form = words[at].form if at < end else None
    return form is not None and "base" in form.kinds and not words[at].name


def _noun_takes_it(word: Word) -> bool:
    return word.low in lexicon().classes["infinitive_nouns"] or word.adjective or word.is_a("predicatives")


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


def _parenthesis(words: Sequence[Word], at: int) -> bool:
    opened = 0
    for word in words[: at + 1]:
        opened += word.text in "(["
        if word.text in ")]" and word is not words[at]:
            opened -= 1
    return opened > 0


def _tidied(words: Sequence[Word], kept: list[int], head: int) -> list[int]:
    """Drop what a cut left hanging at either end: commas, prepositions, "and"."""
    while (
        kept
        and kept[-1] > head
        and (
            (words[kept[-1]].mark and words[kept[-1]].text not in "\"”'’")
            or words[kept[-1]].is_a("conjunctions")
            or (
                words[kept[-1]].low in ("in", "at", "on", "near", "the", "a", "early", "late")
                and kept[-1] + 1 < len(words)
                and kept[-1] + 1 not in kept
            )
        )
    ):
        kept.pop()
    return kept


def _runs(kept: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for at in kept:
        if runs and runs[-1][1] == at - 1:
            runs[-1] = (runs[-1][0], at)
        else:
            runs.append((at, at))
    return runs
