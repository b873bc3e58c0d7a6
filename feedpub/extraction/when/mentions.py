"""Every date that an article names, resolved."""

from collections.abc import Iterator
from dataclasses import dataclass

from feedpub.extraction.base import Reading
from feedpub.extraction.when.anchors import Anchor, anchor
from feedpub.extraction.when.compose import compose
from feedpub.extraction.when.grammar import Found, parse
from feedpub.extraction.when.phrase import Phrase
from feedpub.extraction.when.resolve import Context, Dated, Tense, resolve
from feedpub.extraction.when.tense import tense
from feedpub.extraction.when.words import words
from feedpub.model.span import EvidenceField, Span


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where the article names a date.

    Args:
        dated: the date.
        phrase: its words.
        span: the evidence.
        family: the pattern that found it.
        tense: of its clause.
        dateline: it is the dateline's date.
    """

    dated: Dated
    phrase: Phrase
    span: Span
    family: str
    tense: Tense | None
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
    found = list(_resolved(reading, in_text, start, None))
    for name in ("headline", "standfirst"):
        if text := article.characters(name):
            found.extend(_resolved(reading, compose(list(parse(words(text)))), start, name))
    return found, start


def _resolved(reading: Reading, found: list[Found], start: Anchor, field: EvidenceField | None) -> Iterator[Mention]:
    then = None
    for each in found:
        if field is None and start.dateline and each is start.dateline[0]:
            yield Mention(start.dateline[1], each.phrase, _span(reading, each, field), each.family, None, dateline=True)
            continue
        spoken = tense(each.phrase)
        dated = resolve(each.expression, Context(start.day, then, spoken, reading.options.day_first))
        if dated is not None:
            then = dated.period
            yield Mention(dated, each.phrase, _span(reading, each, field), each.family, spoken)


def _span(reading: Reading, each: Found, field: EvidenceField | None) -> Span:
    words_ = each.phrase.words
    return reading.article.span(words_[each.phrase.begin].start, words_[each.phrase.end - 1].end, field)
