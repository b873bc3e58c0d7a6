"""Every date that an article names, resolved."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import inf

from feedpub.extraction.base import Analysis
from feedpub.extraction.times.anchors import Anchor, anchor
from feedpub.extraction.times.candidate import TimeMention
from feedpub.extraction.times.compose import compose
from feedpub.extraction.times.expressions import Shifted
from feedpub.extraction.times.grammar import Found, parse
from feedpub.extraction.times.memory import Memory
from feedpub.extraction.times.phrase import Phrase
from feedpub.extraction.times.resolve import Context, Dated, Tense, resolve
from feedpub.extraction.times.tense import Read, tense
from feedpub.extraction.times.verbs import reporting
from feedpub.extraction.times.words import lexicon, triggers, words
from feedpub.language.cutting import Pieces
from feedpub.language.sentences import Sentence, sentences
from feedpub.language.tokens import pieces as cut_words
from feedpub.model.span import EvidenceField, Span

_OVERLAPPING = 4  # names that may begin before a date's last word and still hold it
_CLAUSE = 14  # words that a clause mostly has at most
_VERB = 8  # words before a date in which its verb stands
_FIELDS: tuple[EvidenceField, ...] = ("headline", "standfirst")


def mentions(analysis: Analysis) -> tuple[list[TimeMention], Anchor]:
    """Find and resolve the dates of an article.

    Args:
        analysis: the article.

    Returns:
        Its dates in order, those of the text first, then those of headline and standfirst; and the day of writing.
    """
    article = analysis.article
    in_text = list(_expressions(analysis.sentences, analysis.pieces))
    start = anchor(article, analysis.dateline, [each for _, each in in_text])
    names = _names(analysis)
    in_text = [(number, each) for number, each in in_text if not _inside(each, names)]
    found = list(_resolved(analysis, in_text, start))
    for name in _FIELDS:
        if text := article.characters(name):
            found.extend(
                _resolved(
                    analysis,
                    list(_expressions(sentences(text, analysis.language), cut_words(text, analysis.language))),
                    start,
                    name,
                )
            )
    return found, start


def _expressions(lines: Iterable[Sentence], pieces: Pieces) -> Iterator[tuple[int, Found]]:
    told = triggers(pieces)
    for number, line in enumerate(lines):
        if bisect_left(told, line.start) < bisect_left(told, line.end):
            for each in compose(list(parse(words(line.text, line.start)))):
                yield number, each


def _names(analysis: Analysis) -> list[tuple[float, float]]:
    spans = (span for claim in analysis.answers("who") for span in claim.answer.evidence)
    return sorted({(span.start, span.end) for span in spans if span.field is None})


def _inside(each: Found, names: list[tuple[float, float]]) -> bool:
    # A word of a name is no date: "April Jones", "the Sunday Gazette".
    begin, end = each.phrase.words[each.phrase.begin].start, each.phrase.words[each.phrase.end - 1].end
    place = bisect_right(names, (begin, inf))
    near = names[max(place - _OVERLAPPING, 0) : place]
    return any(first <= begin and last >= end and last - first > end - begin for first, last in near)


def _resolved(
    analysis: Analysis, found: list[tuple[int, Found]], start: Anchor, field: EvidenceField | None = None
) -> Iterator[TimeMention]:
    memory = Memory(start.day)
    read = defaultdict[int, Read](dict)
    for number, each in found:
        span = _span(analysis, each.phrase, field)
        if field is None and start.dateline and each is start.dateline[0]:
            dated = start.dateline[1]
            yield TimeMention(dated.value, dated.period, span, f"when.{each.family}", 0, in_dateline=True)
            continue
        spoken, reported = tense(each.phrase, read[number]), _reported(each.phrase)
        context = Context(start.day, memory.named(number), memory.day(number, spoken), spoken, analysis.options.day_first)
        resolved = resolve(each.expression, context)
        if resolved is None:
            continue
        if not _compares(each):
            memory.add(number, resolved.period, reported=reported)
        plain = _mention(each, resolved, span, number, spoken)
        yield replace(plain, subordinate=_aside(each.phrase), reported=reported)
        if each.end and resolved.last:
            memory.add(number, resolved.last)
            end = each._replace(phrase=each.end)
            last = Dated(resolved.last.value, resolved.last)
            yield _mention(end, last, _span(analysis, each.end, field), number, spoken)


def _mention(found: Found, dated: Dated, span: Span, sentence: int, spoken: Tense | None) -> TimeMention:
    phrase = found.phrase
    return TimeMention(
        dated.value,
        dated.period,
        span,
        f"when.{found.family}",
        sentence,
        spoken,
        bounds=phrase.before.text in lexicon().lists["background"],
        possessive=phrase.after.kind == "'",
        anterior=_before_that(phrase),
    )


def _before_that(phrase: Phrase) -> bool:
    """Tell "had pitched on Sunday", which came before what is told, from "pitched on Sunday"."""
    clause = [word.text for word in phrase.words[max(phrase.begin - _VERB, 0) : phrase.begin]]
    return "had" in clause and "." not in clause[clause.index("had") :] and "," not in clause[clause.index("had") :]


def _reported(phrase: Phrase) -> bool:
    # "said Monday", "acknowledged on Monday"
    before = phrase.before
    if before.kind == "t" and phrase.begin > 1:
        before = phrase.words[phrase.begin - 2]
    return before.text in reporting() or phrase.after.text in reporting()


def _aside(phrase: Phrase) -> bool:
    # A comma closes the clause; and where the sentence begins with the conjunction, the main clause is still to come.
    for at in range(phrase.begin - 1, max(phrase.begin - _CLAUSE, 0), -1):
        word = phrase.words[at]
        if word.kind == ",":
            return False
        if word.text in lexicon().lists["subordinating"]:
            return True
    return False


def _compares(each: Found) -> bool:
    # "up from a year earlier" looks aside: what follows is still counted from the date before it.
    return isinstance(each.expression, Shifted) and each.expression.origin == "then" and each.expression.unit != "day"


def _span(analysis: Analysis, phrase: Phrase, field: EvidenceField | None) -> Span:
    return analysis.article.span(phrase.words[phrase.begin].start, phrase.words[phrase.end - 1].end, field)
