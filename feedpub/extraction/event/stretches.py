"""The stretches of an article that may name its main event: headline, standfirst and the first sentences."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from feedpub.extraction.base import Analysis
from feedpub.extraction.document.grammar.words import Word, words
from feedpub.language.dateline import find_dateline
from feedpub.model.span import EvidenceField, Span

_SENTENCES = 3
_LONGEST = 2000  # characters of a headline or a standfirst; what goes on longer is neither
_MOST_PARTS = 24  # of one headline
_LOOSE = " .:—–-"  # what may stand between a repeated headline and the first sentence
_NAME = 4  # spaces in the longest name
_SHORT, _MOSTLY = 3, 0.85  # letters of a word that title case may leave small; share of the others with a capital
_PLACES = ((0.8, "lead"), (0.5, "second sentence"), (0.4, "third sentence"))
_STANDFIRST, _STANDFIRST_AS_HEADLINE = 0.55, 0.84
_LABELS = (
    "breaking news|breaking|update \\d+|update|live updates|live update|live|exclusive|watch|video|photos|analysis|opinion|"
    "explainer|factbox|in pictures|letters|letter|recipe|review|interview|comment|editorial|column|obituary"
)
_LABEL = re.compile(rf"(?:(?:{_LABELS})\s?[:|—–-]\s*)+", re.IGNORECASE)
_SUFFIX = re.compile(
    r"\s+[|]\s+[^|]{2,40}$|\s+[-–—]\s+(?:live(?: updates)?|as it happened|video|in pictures|analysis|latest)$", re.IGNORECASE
)
# What parts a headline; no seam after "Dept." and "U.S.".
_SEAM = re.compile(r",\s+but\s+|\s*[:;|]\s+|\s+[-–—]\s+|(?<=[?!])\s+|(?<=[a-z0-9]{4}\.)\s+")
_CAPTION = r"(?P<caption>(?:Image|Media|Photo) (?:caption|copyright|credit)|\bPhoto:?(?= [A-Z]))"
_FURNITURE = re.compile(
    rf"{_CAPTION}|Share this(?: article| with)?(?= [A-Z])|Click to share on \w+(?: \(Opens in new window\))?|"
    r"Getty Images(?= [A-Z])"
)
_CAPTION_OPENS = re.compile(r"(?:\s*\S+)??(?=\s+[A-Z]+ (?:--|—|–) )|(?:\s*\S+){3}")  # a dateline, or some words at least
_CAPTION_ENDS = re.compile(
    r"(?:(?<=[a-z)] )|(?<=-- )|(?<=[—–] ))(?:The|An?|At|In|On|Some|More|Police|Dozens|Hundreds|Thousands|"
    r"One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)(?= [a-z])"
)
_LIVE = re.compile(r"\blive\b(?! in| on)|as it happened|\bliveblog\b|\blive updates\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the article that is read as one clause with what hangs on it.

    Args:
        field: None for the text.
        start: first code point in the field.
        end: the code point after the last.
        words: of the stretch, their offsets counting from ``start``.
        headline: written as headlines are.
        weight: how much what stands there counts, from 0 to 1.
        rule: name of the place.
    """

    field: EvidenceField | None
    start: int
    end: int
    words: tuple[Word, ...]
    headline: bool
    weight: float
    rule: str

    def span(self, analysis: Analysis, start: int, end: int) -> Span:
        """Cut evidence out of the stretch.

        Args:
            analysis: of the article.
            start: first code point, counted from the stretch's.
            end: the code point after the last.

        Returns:
            The span, in the article's field.
        """
        return analysis.article.span(self.start + start, self.start + end, self.field)

    def holds(self, span: Span) -> bool:
        """Tell whether evidence stands in the stretch."""
        return span.field == self.field and self.start <= span.start < self.end


def stretches(analysis: Analysis) -> Iterator[Stretch]:
    """Yield what may name the main event, the likeliest first.

    Of a headline and of a standfirst no more than 2,000 characters are read, and no more than 24 parts.

    Args:
        analysis: of the article.

    Yields:
        The headline's parts, the first sentences, the standfirst.
    """
    article = analysis.article
    if not article.headline_generated:
        yield from _headline(analysis)
    yield from _sentences(analysis)
    if article.standfirst:
        # A headline that the program made is the standfirst, which then was written as one, or is a sentence of the text.
        weight = _STANDFIRST_AS_HEADLINE if article.headline_generated else _STANDFIRST
        yield _stretch(analysis, "standfirst", (0, min(len(article.standfirst), _LONGEST)), weight, "standfirst")


def _sentences(analysis: Analysis) -> Iterator[Stretch]:
    """Yield the first sentences, the dateline left out."""
    begin, number = max(analysis.once(dateline_of), repeated(analysis)), 0
    text = analysis.article.text
    for sentence in analysis.sentences[: _SENTENCES + 2]:
        start = max(sentence.start, begin)
        start = max(start, sentence.start + _furniture(text[sentence.start : sentence.end]))
        start += len(text[start : sentence.end]) - len(text[start : sentence.end].lstrip(_LOOSE))
        if start < sentence.end and number < _SENTENCES and sentence.paragraph < _SENTENCES:
            weight, rule = _PLACES[number]
            yield _stretch(analysis, None, (start, sentence.end), weight, rule)
            number += 1


def _furniture(sentence: str) -> int:
    """Find where copy begins that was scraped with its page's furniture: "Image caption A boat on the lake [Two men] died".

    A caption ends where a word that is no name begins with a capital; what asks readers to share, with its last word.
    """
    found = list(_FURNITURE.finditer(sentence))
    if not found:
        return 0
    last = found[-1]
    if not last["caption"]:
        return last.end()
    opening = _CAPTION_OPENS.match(sentence, last.end())
    after = _CAPTION_ENDS.search(sentence, opening.end()) if opening else None
    return after.start() if after else 0


def repeated(analysis: Analysis) -> int:
    """Find where the text goes on that begins by repeating its headline, as scraped copy does.

    Args:
        analysis: of an article.

    Returns:
        The offset after the headline; 0 where the text does not begin with it.
    """
    headline = analysis.article.headline
    return len(headline) if analysis.article.text.startswith(headline) and not analysis.article.headline_generated else 0


def dateline_of(analysis: Analysis) -> int:
    """Find where the dateline ends, once an article: "TEL AVIV, Israel — ".

    Args:
        analysis: of an article.

    Returns:
        The offset of the sentence proper; 0 where there is no dateline.
    """
    dateline = find_dateline(analysis.article.text)
    return dateline.end if dateline else 0


def is_live(headline: str) -> bool:
    """Tell a live blog by its headline: "Storm Hilde live: trains stopped"; not "Festival to go live in May".

    Args:
        headline: of the article.

    Returns:
        Whether it announces running coverage.
    """
    return _LIVE.search(headline) is not None


def _headline(analysis: Analysis) -> Iterator[Stretch]:
    """Yield the parts of a headline: what follows a label, what stands on either side of a colon or a dash."""
    text = analysis.article.headline[:_LONGEST]
    label, suffix = _LABEL.match(text), _SUFFIX.search(text)
    start, end = label.end() if label else 0, suffix.start() if suffix else len(text)
    weight = 0.6 if is_live(text) else 0.9
    for begin, stop in islice(_parts(text, start, end), _MOST_PARTS):
        yield _stretch(analysis, "headline", (begin, stop), weight, "headline")


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for match in _SEAM.finditer(text[start:end]):
        if match.start() > 0:
            yield at, start + match.start()
        at = start + match.end()
    if at < end:
        yield at, end


def _stretch(analysis: Analysis, field: EvidenceField | None, place: tuple[int, int], weight: float, rule: str) -> Stretch:
    start, end = place
    text = analysis.article.characters(field)[start:end]
    found = words(text, _names(analysis, field, start, end))
    if field == "headline" and _in_title_case(found):
        found = [word if word.name else word._replace(capital=False) for word in found]
    return Stretch(field, start, end, tuple(found), field == "headline", weight, rule)


def _in_title_case(words: Sequence[Word]) -> bool:
    """Tell "Mayor Opens Bridge After Long Delay", whose capitals mean nothing, from "Mayor opens Severn bridge"."""
    long = [word for word in words if word.text.isalpha() and len(word.text) > _SHORT]
    return len(long) > _SHORT and sum(word.capital for word in long) >= _MOSTLY * len(long)


def _names(analysis: Analysis, field: EvidenceField | None, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Collect where people, organisations and places are named, so that no verb is looked for there."""
    named, first, last = analysis.once(_named), (str(field or ""), start), (str(field or ""), end)
    for span in named[bisect_left(named, first, key=_place) :]:
        if _place(span) >= last:
            return
        if span.end <= end:
            yield span.start - start, span.end - start


def _place(span: Span) -> tuple[str, int]:
    return str(span.field or ""), span.start


def _named(analysis: Analysis) -> list[Span]:
    """Collect the names, by field and place."""
    claims = [claim for claim in analysis.claims if claim.question in ("who", "where")]
    spans = (span for claim in claims for span in claim.answer.evidence)
    return sorted((span for span in spans if any(map(str.isupper, span.text)) and not _is_line(span)), key=_place)


def _is_line(span: Span) -> bool:
    """Tell a headline in title case that was taken for a name."""
    return span.field == "headline" and span.text.count(" ") > _NAME
