"""What is said to have happened: the verb with its object and complement, without hedges and time."""

from collections import defaultdict
from collections.abc import Sequence

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.document.clauses.words import Word
from feedpub.extraction.event.complement import complement
from feedpub.extraction.event.predicate import Predicate
from feedpub.extraction.times import time_candidates
from feedpub.model.span import EvidenceField, Span

_QUOTES = frozenset("\"'“”‘’")


def action(analysis: Analysis, predicate: Predicate) -> list[Span]:
    """Cut the action out of a predicate's passage: the pieces of text that name it, in order."""
    words, passage = predicate.words, predicate.passage
    wanted = [*range(_verb_start(predicate), predicate.verb.end), *complement(predicate)]
    timed = _timed(analysis, predicate)
    kept = [at for at in wanted if at not in timed]
    while kept and kept[-1] > predicate.verb.head and _hangs(predicate, kept):
        kept.pop()
    return [passage.span(analysis, words[first].start, words[last].end) for first, last in _runs(_quoted(words, kept))]


def _timed(analysis: Analysis, predicate: Predicate) -> set[int]:
    """Find the words that say when, with their prepositions; what follows "of", or owns something, says more than that."""
    words, passage, found = predicate.words, predicate.passage, set[int]()
    for span in analysis.layer(_times)[passage.field]:
        start, end = span.start - passage.start, span.end - passage.start
        inside = [at for at, word in enumerate(words) if word.start < end and word.end > start]
        if not inside or words[inside[-1]].possessive or predicate.low_in(inside[0] - 1, "genitive"):
            continue
        first = inside[0]
        while first > 0 and (words[first - 1].is_a("before_time") or predicate.low_in(first - 1, "definite")):
            first -= 1
        found.update(range(first, inside[-1] + 1))
    return found


def _times(analysis: Analysis) -> defaultdict[EvidenceField | None, list[Span]]:
    """Collect where times are named, by field; once an article."""
    found = defaultdict[EvidenceField | None, list[Span]](list)
    for mention in (mention for time in analysis.layer(time_candidates) for mention in time.mentions):
        found[mention.span.field].append(mention.span)
    return found


def _verb_start(predicate: Predicate) -> int:
    """Begin with the verb itself: "has resigned" is "resigned", but "was arrested" and "did not resign" stay."""
    verb, words = predicate.verb, predicate.words
    start = verb.start
    if verb.tense == "past" and not verb.passive and not verb.negated and words[start].is_a("have") and verb.head > start:
        return verb.head
    while start < verb.head and (words[start].is_a("hedges") or words[start].adverb) and not words[start].is_a("negations"):
        start += 1
    return start


def _quoted(words: Sequence[Word], kept: list[int]) -> list[int]:
    """Take in the mark that opens what the action closes: "'cuts' growth estimate"."""
    if kept and kept[0] and words[kept[0] - 1].text in _QUOTES and sum(words[at].text in _QUOTES for at in kept) % 2:
        return [kept[0] - 1, *kept]
    return kept


def _hangs(predicate: Predicate, kept: list[int]) -> bool:
    """Tell what a cut left hanging at the end: commas, prepositions, "and", half a pair of quotation marks."""
    words, last = predicate.words, kept[-1]
    word = words[last]
    if word.text in _QUOTES:
        opened = kept[0] > 0 and words[kept[0] - 1].text in _QUOTES
        return (sum(words[at].text in _QUOTES for at in kept) + opened) % 2 == 1
    participle = word.form is not None and not word.form.noun and "participle" in word.form.kinds
    if participle and predicate.low_in(last + 1, "infinitive"):
        return True  # "rules designed [to help]"
    cut = last + 1 < len(words)
    return word.mark or word.is_a("conjunctions") or (cut and predicate.low_in(last, "hanging"))


def _runs(kept: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for at in kept:
        if runs and runs[-1][1] == at - 1:
            runs[-1] = (runs[-1][0], at)
        else:
            runs.append((at, at))
    return runs
