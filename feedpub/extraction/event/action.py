"""What is said to have happened: the verb with its object and complement, without hedges, time and place."""

from collections.abc import Sequence

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.document.clauses.words import Word
from feedpub.extraction.event.circumstances import Circumstance, circumstances
from feedpub.extraction.event.complement import complement
from feedpub.extraction.event.predicate import Predicate
from feedpub.model.span import Span

_FEW = 2  # words of an action that says little
_QUOTES = frozenset("\"'“”‘’")


def action(analysis: Analysis, predicate: Predicate) -> list[Span]:
    """Cut the action out of a predicate's passage: the pieces of text that name it, in order."""
    words, passage = predicate.words, predicate.passage
    wanted = [*range(_verb_start(predicate), predicate.verb.end), *complement(predicate)]
    around = list(circumstances(analysis, predicate))
    moving = predicate.verb.is_a("motion verbs")  # the place that it leads to stays
    kept = _without(words, wanted, [each for each in around if each.time or not moving])
    # "met", "staged a protest", and nothing more: then where is worth saying.
    if len(kept) == 1 or (len(kept) == _FEW and predicate.verb.is_a("light verbs")):
        kept = _without(words, wanted, [each for each in around if each.time])
    while kept and kept[-1] > predicate.verb.head and _hangs(predicate, kept):
        kept.pop()
    return [passage.span(analysis, words[first].start, words[last].end) for first, last in _runs(_quoted(words, kept))]


def _without(words: Sequence[Word], wanted: Sequence[int], dropped: Sequence[Circumstance]) -> list[int]:
    return [at for at in wanted if not any(each.start <= words[at].start and words[at].end <= each.end for each in dropped)]


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
