"""Every date that an article names, resolved."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from math import inf

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.times.anchors import Written, written
from feedpub.extraction.times.candidate import TimeMention
from feedpub.extraction.times.classes import Kind
from feedpub.extraction.times.compose import compose
from feedpub.extraction.times.discourse import NamedDates
from feedpub.extraction.times.expressions import Shifted, resolve
from feedpub.extraction.times.grammar import TimeExpression, parse
from feedpub.extraction.times.phrase import TimePhrase
from feedpub.extraction.times.resolution import Anchors, Resolved, Tense
from feedpub.extraction.times.tense import WordTenses, tense
from feedpub.extraction.times.words import TimeWords
from feedpub.model.span import EvidenceField, Span

_OVERLAPPING = 4  # names that may begin before a date's last word and still hold it
_CLAUSE = 14  # words that a clause mostly has at most
_VERB = 8  # words before a date in which its verb stands
_FIELDS: tuple[EvidenceField, ...] = ("headline", "standfirst")
Numbered = tuple[int, TimeExpression]
"""An expression with the number of its sentence."""


def mentions(analysis: Analysis) -> tuple[list[TimeMention], Written]:
    """Find and resolve the dates of an article.

    Returns:
        Its dates in order, those of the text first, then those of headline and standfirst; and the day of writing.
    """
    article = analysis.article
    expressions = list(_expressions(analysis, None))
    start = written(article.published, analysis.dateline, (each for _, each in expressions))
    names = _names(analysis)
    outside = [(number, each) for number, each in expressions if not _is_inside(each, names)]
    found = list(_resolved(analysis, outside, start, None))
    for field in _FIELDS:
        if article.characters(field):
            found.extend(_resolved(analysis, _expressions(analysis, field), start, field))
    return found, start


def _expressions(analysis: Analysis, field: EvidenceField | None) -> Iterator[Numbered]:
    for number, words in TimeWords(analysis.field(field).tokens, analysis.language).sentences():
        for each in compose(parse(words, analysis.language, analysis.options.without)):
            yield number, each


def _names(analysis: Analysis) -> list[tuple[float, float]]:
    return sorted({(name.start, name.end) for name in analysis.names if name.kind in ("person", "organization", "group")})


def _is_inside(each: TimeExpression, names: list[tuple[float, float]]) -> bool:
    # A word of a name is no date: "April Jones", "the Sunday Gazette".
    place = bisect_right(names, (each.start, inf))
    near = names[max(place - _OVERLAPPING, 0) : place]
    return any(first <= each.start and last >= each.end and last - first > each.end - each.start for first, last in near)


def _resolved(
    analysis: Analysis, found: Iterator[Numbered] | list[Numbered], start: Written, field: EvidenceField | None
) -> Iterator[TimeMention]:
    named = NamedDates(start.day)
    read = defaultdict[int, WordTenses](dict)
    for number, each in found:
        span = analysis.article.span(each.start, each.end, field)
        if field is None and start.dateline and each is start.dateline[0]:
            yield _mention(each, start.dateline[1], span, (0, None))._replace(in_dateline=True)
            continue
        spoken, reported = tense(each.phrase, read[number]), _is_reported(each.phrase)
        anchors = Anchors(start.day, named.named(number), named.day(number, spoken), spoken, analysis.options.day_first)
        resolved = resolve(each.meaning, anchors)
        if resolved is None:
            continue
        if not _compares(each):
            named.add(number, resolved.period, reported=reported)
        mention = _mention(each, resolved, span, (number, spoken))
        yield mention._replace(reported=reported, subordinate=_is_subordinate(each.phrase))
        if each.range_end and resolved.last:
            named.add(number, resolved.last)
            last = Resolved(resolved.last.value, resolved.last)
            end = each._replace(phrase=each.range_end)
            yield _mention(end, last, analysis.article.span(end.start, end.end, field), (number, spoken))


def _mention(found: TimeExpression, resolved: Resolved, span: Span, place: tuple[int, Tense | None]) -> TimeMention:
    return TimeMention(
        resolved.value,
        resolved.period,
        span,
        found.rule,
        *place,
        bounds=found.phrase.follows("bounding"),
        possessive=found.phrase.after.kind == Kind.APOSTROPHE,
        anterior=_is_anterior(found.phrase),
    )


def _is_anterior(phrase: TimePhrase) -> bool:
    """Tell "had pitched on Sunday", which came before what is told, from "pitched on Sunday"."""
    for word in reversed(phrase.words[max(phrase.begin - _VERB, 0) : phrase.begin]):
        if word.kind in Kind.DOT + Kind.COMMA:
            return False
        if phrase.vocabulary.listed(word.text, "perfect"):
            return True
    return False


def _is_reported(phrase: TimePhrase) -> bool:
    # "said Monday", "acknowledged on Monday"
    before = phrase.before
    if before.kind == Kind.ON and phrase.begin > 1:
        before = phrase.words[phrase.begin - 2]
    return any(phrase.vocabulary.listed(word.text, "reporting") for word in (before, phrase.after))


def _is_subordinate(phrase: TimePhrase) -> bool:
    # A comma closes the clause; and where the sentence begins with the conjunction, the main clause is still to come.
    for at in range(phrase.begin - 1, max(phrase.begin - _CLAUSE, 0), -1):
        word = phrase.words[at]
        if word.kind == Kind.COMMA:
            return False
        if phrase.vocabulary.listed(word.text, "subordinating"):
            return True
    return False


def _compares(each: TimeExpression) -> bool:
    # "up from a year earlier" looks aside: what follows is still counted from the date before it.
    meaning = each.meaning
    return isinstance(meaning, Shifted) and meaning.origin == "named" and meaning.unit != "day"
