"""Every date that an article names, resolved."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from feedpub.extraction.base import Reading
from feedpub.extraction.when.anchors import Anchor, anchor
from feedpub.extraction.when.compose import compose
from feedpub.extraction.when.expressions import Shifted
from feedpub.extraction.when.grammar import Found, parse
from feedpub.extraction.when.phrase import Phrase
from feedpub.extraction.when.resolve import Context, Dated, Tense, resolve
from feedpub.extraction.when.tense import tense
from feedpub.extraction.when.words import lexicon, words
from feedpub.language.sentences import Sentence, sentences
from feedpub.model.span import EvidenceField, Span

_CLAUSE = 14  # words that a clause mostly has at most
_FIELDS: tuple[EvidenceField, ...] = ("headline", "standfirst")


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where the article names a date.

    Args:
        dated: the date.
        phrase: its words.
        span: the evidence.
        family: the pattern that found it.
        sentence: number of its sentence, from 0.
        tense: of its clause.
        aside: it stands in a subordinate clause.
        dateline: it is the dateline's date.
    """

    dated: Dated
    phrase: Phrase
    span: Span
    family: str
    sentence: int
    tense: Tense | None = None
    aside: bool = False
    dateline: bool = False


def mentions(reading: Reading) -> tuple[list[Mention], Anchor]:
    """Find and resolve the dates of an article.

    Args:
        reading: the article.

    Returns:
        Its dates in order, those of the text first, then those of headline and standfirst; and the day of writing.
    """
    article = reading.article
    in_text = compose(list(parse(words(article.text))))
    start = anchor(article, in_text)
    found = list(_resolved(reading, in_text, start, reading.sentences))
    for name in _FIELDS:
        if text := article.characters(name):
            found.extend(_resolved(reading, compose(list(parse(words(text)))), start, tuple(sentences(text)), name))
    return found, start


def _resolved(
    reading: Reading, found: list[Found], start: Anchor, lines: tuple[Sentence, ...], field: EvidenceField | None = None
) -> Iterator[Mention]:
    then = day = None
    starts = [line.start for line in lines]
    for each in found:
        if field is None and start.dateline and each is start.dateline[0]:
            yield Mention(start.dateline[1], each.phrase, _span(reading, each.phrase, field), each.family, 0, dateline=True)
            continue
        number = max(bisect_right(starts, each.phrase.words[each.phrase.begin].start) - 1, 0)
        line = (lines[number].start, lines[number].end)
        spoken = tense(each.phrase, line)
        dated = resolve(each.expression, Context(start.day, then, day, spoken, reading.options.day_first))
        if dated is None:
            continue
        then = then if _compares(each) else dated.period
        day = dated.period if dated.period.unit == "day" else day
        yield Mention(
            dated, each.phrase, _span(reading, each.phrase, field), each.family, number, spoken, _aside(each.phrase, line)
        )
        if each.end and dated.last:
            then = dated.last
            yield Mention(Dated(then.value, then), each.end, _span(reading, each.end, field), each.family, number, spoken)


def _aside(phrase: Phrase, line: tuple[int, int]) -> bool:
    # The nearest conjunction to the left, unless the sentence begins with it: then the main clause is still to come.
    for word in reversed(phrase.words[max(phrase.begin - _CLAUSE, 0) : phrase.begin]):
        if word.start <= line[0]:
            return False
        if word.text in lexicon().lists["subordinating"]:
            return True
    return False


def _compares(each: Found) -> bool:
    # "up from a year earlier" looks aside: what follows is still counted from the date before it.
    return isinstance(each.expression, Shifted) and each.expression.origin == "then" and each.expression.unit != "day"


def _span(reading: Reading, phrase: Phrase, field: EvidenceField | None) -> Span:
    return reading.article.span(phrase.words[phrase.begin].start, phrase.words[phrase.end - 1].end, field)
