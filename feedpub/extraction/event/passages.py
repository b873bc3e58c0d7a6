"""The passages that may tell the main event: the parts of the headline, the first sentences, the standfirst."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from functools import cache
from itertools import islice
from typing import Literal

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.document.clauses.tags import Tags
from feedpub.extraction.document.clauses.words import Word, words_within
from feedpub.extraction.document.tokens import in_title_case
from feedpub.extraction.places.collect import place_candidates
from feedpub.language.language import Language, word_sets
from feedpub.language.patterns import any_of, one_of
from feedpub.language.sentences import Sentence
from feedpub.model.span import EvidenceField, Span

Place = Literal["headline", "standfirst", "lead", "second_sentence"]

_SENTENCES: tuple[Place, ...] = ("lead", "second_sentence")
_LOOKED, _PARAGRAPHS = 5, 3  # sentences and paragraphs among which they are
_LONGEST = 2000  # characters of a headline or a standfirst; what goes on longer is neither
_MOST_PARTS = 24  # of one headline
_LOOSE = " .:—–-"  # what may stand between a repeated headline and the first sentence
_CREDIT = re.compile(r"\([^()\n]{2,40}\)\s*[-–—:]+\s*")  # of an agency, where a place is not named: (Reuters) -
_NAME = 4  # spaces in the longest name


@cache
def _patterns(language: Language) -> tuple[re.Pattern[str], ...]:
    """Compile the patterns for a headline: label, suffix, what separates its parts, and signs of running coverage."""
    label = rf"(?:{any_of(language.lines('events', 'label'))}(?: \d+)?\s?[:|—–-]\s*)+"
    suffix = rf"\s+[|]\s+[^|]{{2,40}}$|\s+[-–—]\s+{any_of(language.lines('events', 'suffix'))}$"
    contrast = rf",\s+{any_of(language.words('events', 'contrast'))}\s+"
    # No seam after "Dept." and "U.S.".
    seam = rf"(?-i:{contrast}|\s*[:;|]\s+|\s+[-–—]\s+|\s+[–—―]\s*(?=[A-Z])|(?<=[?!])\s+|(?<=[a-z0-9]{{4}}\.)\s+)"
    live = one_of(language.lines("events", "live"))
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in (label, suffix, seam, live))


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of the article that is read as one clause with what hangs on it.

    Args:
        place: where the article has it.
        start: first code point in its field.
        end: the code point after the last.
        words: their offsets count from ``start``.
        tags: their parts of speech.
        weighed_as: the weight of the place, by its name in the list of weights.
        language: of the article.
    """

    place: Place
    start: int
    end: int
    words: tuple[Word, ...]
    tags: Tags = dataclass_field(compare=False)
    weighed_as: str
    language: Language

    @property
    def listed(self) -> Mapping[str, frozenset[str]]:
        """The sections of the language's list "events"."""
        return word_sets(self.language, "events")

    @property
    def field(self) -> EvidenceField | None:
        """The field that it is part of, None for the text."""
        return self.place if self.place in ("headline", "standfirst") else None

    @property
    def headline(self) -> bool:
        """Whether it is written as headlines are."""
        return self.place == "headline"

    @property
    def later(self) -> bool:
        """Whether it is a sentence after the lead, which may tell of other events."""
        return self.place in _SENTENCES[1:]

    def span(self, analysis: Analysis, start: int, end: int) -> Span:
        """Cut evidence out of the passage, by offsets that count from its start."""
        return analysis.article.span(self.start + start, self.start + end, self.field)

    def holds(self, span: Span) -> bool:
        """Tell whether evidence stands in the passage."""
        return span.field == self.field and self.start <= span.start < self.end


def headline_parts(analysis: Analysis) -> Iterator[Passage]:
    """Yield up to 24 parts of a headline of up to 2,000 characters: what follows a label, what a colon or a dash parts."""
    if analysis.article.headline_generated:
        return
    text = analysis.article.headline[:_LONGEST]
    label, suffix, seam, live = _patterns(analysis.language)
    head, tail = label.match(text), suffix.search(text)
    start, end = head.end() if head else 0, tail.start() if tail else len(text)
    weight = "live_headline" if live.search(text) else "headline"
    for part in islice(_parts(text, start, end, seam), _MOST_PARTS):
        yield _passage(analysis, "headline", part, weight)


def sentence(analysis: Analysis, number: int) -> Iterator[Passage]:
    """Yield one of the first two sentences, by its number from 0, the dateline left out."""
    starts = ((_begin(analysis, line), line.end) for line in analysis.sentences[:_LOOKED] if line.paragraph < _PARAGRAPHS)
    for within in islice((within for within in starts if within[0] < within[1]), number, number + 1):
        yield _passage(analysis, _SENTENCES[number], within)


def _begin(analysis: Analysis, line: Sentence) -> int:
    """Find where a sentence begins behind a dateline, the headline repeated or an agency's name."""
    start = max(line.start, analysis.begin)
    start += len(analysis.text[start : line.end]) - len(analysis.text[start : line.end].lstrip(_LOOSE))
    credit = _CREDIT.match(analysis.text, start, line.end)
    return credit.end() if credit else start


def standfirst(analysis: Analysis) -> Iterator[Passage]:
    """Yield the standfirst, at most 2,000 characters of it.

    A headline that the program made is the standfirst, which then was written as one, or is a sentence of the text.
    """
    article = analysis.article
    if article.standfirst:
        weight = "standfirst_as_headline" if article.headline_generated else "standfirst"
        yield _passage(analysis, "standfirst", (0, min(len(article.standfirst), _LONGEST)), weight)


def _parts(text: str, start: int, end: int, seam: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    at = start
    for match in seam.finditer(text[start:end]):
        if match.start() > 0:
            yield at, start + match.start()
        at = start + match.end()
    if at < end:
        yield at, end


def _passage(analysis: Analysis, place: Place, within: tuple[int, int], weighed_as: str = "") -> Passage:
    start, end = within
    field: EvidenceField | None = place if place in ("headline", "standfirst") else None
    tokens, names = analysis.field(field).tokens, _names(analysis, field, start, end)
    found = words_within(tokens, start, end, names)
    titled = place == "headline" and in_title_case((word.text, word.capital) for word in found)
    if titled:
        found = [word if word.name else word._replace(capital=False) for word in found]
    named = [(tokens.at(first), tokens.at(last), None) for first, last in names]
    within = tokens.at(start), tokens.at(end)
    tags = Tags(tokens, named, within, headline=place == "headline", capitals=not titled)
    return Passage(place, start, end, tuple(found), tags, weighed_as or place, analysis.language)


def _names(analysis: Analysis, field: EvidenceField | None, start: int, end: int) -> list[tuple[int, int]]:
    """Collect where people, organisations and places are named, so that no verb is looked for there."""
    within = (span for span in analysis.layer(_named)[field] if start <= span.start and span.end <= end)
    return [(span.start, span.end) for span in within]


def _named(analysis: Analysis) -> defaultdict[EvidenceField | None, list[Span]]:
    spans = [span for claim in analysis.answers("who") for span in claim.answer.evidence]
    spans += [mention.span for place in analysis.layer(place_candidates) for mention in place.mentions]
    found = defaultdict[EvidenceField | None, list[Span]](list)
    for span in spans:
        line = span.field == "headline" and span.text.count(" ") > _NAME  # a headline in title case, taken for a name
        if not line and any(map(str.isupper, span.text)):
            found[span.field].append(span)
    return found
