"""Every date that an article names, resolved."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from math import inf

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.document.clauses.tagset import VERB
from feedpub.extraction.times.candidate import TimeMention
from feedpub.extraction.times.classes import LETTERS
from feedpub.extraction.times.discourse import NamedDates, Written, written
from feedpub.extraction.times.expressions import Resolved, Tense
from feedpub.extraction.times.grammar import TimeExpression, compose, grammar_of
from feedpub.extraction.times.phrase import TimePhrase, TimeSentence, tense_of
from feedpub.extraction.times.vocabulary import vocabulary_of
from feedpub.extraction.times.words import lexicon_of
from feedpub.model.span import EvidenceField, Span

_OVERLAPPING = 4  # names that may begin before a date's last word and still hold it
_LONGEST_CLAUSE = 14  # words back, in which what a clause begins with stands
_FIELDS: tuple[EvidenceField, ...] = ("headline", "standfirst")
Numbered = tuple[int, TimeExpression]
"""An expression with the number of its sentence."""


def mentions(analysis: Analysis) -> tuple[list[TimeMention], Written]:
    """Find and resolve the dates of an article.

    Returns:
        Its dates in order, those of the text first, then those of headline and standfirst; and the day of writing.
    """
    expressions = list(_expressions(analysis, None))
    start = written(analysis.article.published, analysis.dateline, (each for _, each in expressions))
    names = sorted({(each.start, each.end) for each in analysis.names if each.kind in ("person", "organization", "group")})
    people = {word for each in analysis.names if each.kind == "person" for word in each.text.split()}
    outside = (each for each in expressions if not _is_inside(each[1], names) and not _is_person(each[1], people))
    found = list(_resolved(analysis, outside, start, None))
    for field in _FIELDS:
        if analysis.article.characters(field):
            found.extend(_resolved(analysis, _expressions(analysis, field), start, field))
    return found, start


def _expressions(analysis: Analysis, field: EvidenceField | None) -> Iterator[Numbered]:
    language, options = analysis.language, analysis.options
    grammar, vocabulary = grammar_of(language, options.without), vocabulary_of(language)
    layers = analysis.field(field)

    def is_verb(start: int) -> bool:
        return layers.tags.of[layers.tokens.at(start)] == VERB

    for number, words in lexicon_of(language).sentences(layers.tokens):
        for each in compose(grammar.parse(TimeSentence(words, vocabulary, is_verb), day_first=options.day_first)):
            yield number, each


def _is_inside(each: TimeExpression, names: list[tuple[int, int]]) -> bool:
    # A word of a name is no date: "April Jones", "the Sunday Gazette".
    place = bisect_right(names, (each.start, inf))
    near = names[max(place - _OVERLAPPING, 0) : place]
    return any(first <= each.start and last >= each.end and last - first > each.end - each.start for first, last in near)


def _is_person(each: TimeExpression, people: set[str]) -> bool:
    # "Edith May met the board … The letter went to May", but "until May" and "in May".
    sentence, begin = each.phrase.sentence, each.phrase.begin
    dated = sentence.at(begin - 1).kind == LETTERS["in"] or any(
        sentence.listed(begin - 1, name) for name in ("onset", "limits")
    )
    alone = each.phrase.end - begin == 1 and each.meaning.unit == "month"
    return alone and not dated and sentence.at(begin).text.capitalize() in people


def _resolved(
    analysis: Analysis, found: Iterable[Numbered], start: Written, field: EvidenceField | None
) -> Iterator[TimeMention]:
    named = NamedDates(start.day)
    for number, each in found:
        span, in_dateline = analysis.article.span(each.start, each.end, field), each is start.dateline
        spoken = None if in_dateline else tense_of(each.phrase)
        resolved = each.meaning.resolve(named.anchors(number, spoken))
        if resolved is None:
            continue
        mention = _mention(each, resolved, span, number, spoken)._replace(in_dateline=in_dateline)
        yield mention
        if not in_dateline and (each.meaning.origin != "named" or each.meaning.grain == "day"):
            # "Up from a year earlier" looks aside: what follows is still counted from the date before it.
            named.add(number, resolved.period, reported=mention.reported)
        if each.range_end and resolved.last:
            named.add(number, resolved.last)
            end = each._replace(phrase=each.range_end)
            span = analysis.article.span(end.start, end.end, field)
            yield _mention(end, Resolved(resolved.last.value, resolved.last), span, number, spoken)


def _mention(found: TimeExpression, resolved: Resolved, span: Span, number: int, spoken: Tense | None) -> TimeMention:
    sentence, begin, end = found.phrase.sentence, found.phrase.begin, found.phrase.end
    verb = begin - (2 if sentence.at(begin - 1).kind == LETTERS["on"] else 1)
    return TimeMention(
        resolved.value,
        resolved.period,
        span,
        found.rule,
        number,
        found.meaning.anchor,
        spoken,
        subordinate=_begins(sentence, begin, "subordinate"),
        reported=any(sentence.listed(at, "reporting") for at in (verb, end)) or _opens_speech(found.phrase),
        bounds=sentence.listed(begin - 1, "bounding") or (spoken == "future" and sentence.listed(begin - 1, "limits")),
        possessive=sentence.at(end).kind == LETTERS["apostrophe"],
        anterior=_begins(sentence, begin, "anterior"),
        stamped=_is_stamp(found),
    )


def _opens_speech(phrase: TimePhrase) -> bool:
    """Tell whether a sentence begins with it, and goes on with who spoke then: "On Thursday, the mayor said"."""
    sentence, end = phrase.sentence, phrase.end
    if sentence.at(end).kind != LETTERS["comma"] or phrase.begin > (sentence.at(0).kind == LETTERS["on"]):
        return False
    verb = next((verb.start() for verb in sentence.verbs if verb.start() > end), None)
    return verb is not None and sentence.listed(verb, "reporting")


def _is_stamp(found: TimeExpression) -> bool:
    """Tell whether it is printed on a page rather than told: date, year and time of day in a line without a verb."""
    sentence, meaning = found.phrase.sentence, found.meaning
    if not meaning.clock or meaning.year is None:
        return False
    told = (at for at, word in enumerate(sentence.words) if word.text[0].isalpha() and sentence.is_verb(word.start))
    return all(sentence.listed(at, "stamping") for at in told)


def _begins(sentence: TimeSentence, begin: int, name: str) -> bool:
    pattern = sentence.vocabulary.clauses.get(name)
    return pattern is not None and re.search(pattern, sentence.roles[max(begin - _LONGEST_CLAUSE, 0) : begin]) is not None
