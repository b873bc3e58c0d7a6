"""Every date that an article names, resolved."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from feedpub.extraction.base import Reading
from feedpub.extraction.when.anchors import Anchor, anchor
from feedpub.extraction.when.compose import compose
from feedpub.extraction.when.expressions import Shifted
from feedpub.extraction.when.grammar import Found, parse
from feedpub.extraction.when.phrase import Phrase
from feedpub.extraction.when.resolve import Context, Dated, Tense, resolve
from feedpub.extraction.when.tense import tense
from feedpub.extraction.when.words import lexicon, speaks_of_time, words
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
    in_text = list(_expressions(reading.sentences))
    start = anchor(article, [each for _, each in in_text])
    found = list(_resolved(reading, in_text, start))
    for name in _FIELDS:
        if text := article.characters(name):
            found.extend(_resolved(reading, list(_expressions(sentences(text))), start, name))
    return found, start


def _expressions(lines: Iterable[Sentence]) -> Iterator[tuple[int, Found]]:
    for number, line in enumerate(lines):
        if speaks_of_time(line.text):
            for each in compose(list(parse(words(line.text, line.start)))):
                yield number, each


def _resolved(
    reading: Reading, found: list[tuple[int, Found]], start: Anchor, field: EvidenceField | None = None
) -> Iterator[Mention]:
    then = day = None
    for number, each in found:
        span = _span(reading, each.phrase, field)
        if field is None and start.dateline and each is start.dateline[0]:
            yield Mention(start.dateline[1], each.phrase, span, each.family, 0, dateline=True)
            continue
        spoken = tense(each.phrase)
        dated = resolve(each.expression, Context(start.day, then, day, spoken, reading.options.day_first))
        if dated is None:
            continue
        then = then if _compares(each) else dated.period
        day = dated.period if dated.period.unit == "day" else day
        yield Mention(dated, each.phrase, span, each.family, number, spoken, _aside(each.phrase))
        if each.end and dated.last:
            then = dated.last
            yield Mention(Dated(then.value, then), each.end, _span(reading, each.end, field), each.family, number, spoken)


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


def _span(reading: Reading, phrase: Phrase, field: EvidenceField | None) -> Span:
    return reading.article.span(phrase.words[phrase.begin].start, phrase.words[phrase.end - 1].end, field)
