"""Mentions of places, each with its features, collected into candidates: one for each place and use."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from feedpub.extraction.base import Analysis
from feedpub.extraction.gazetteer import PlaceRow, key
from feedpub.extraction.places.candidate import DatelinePart, PlaceCandidate, PlaceMention
from feedpub.extraction.places.located import Located, located
from feedpub.language.dateline import DatelineParts
from feedpub.model.event import WhereUse
from feedpub.model.span import EvidenceField, Span

_FIELDS: tuple[EvidenceField, ...] = ("headline", "standfirst")
_LONGEST = 2000  # code points of a headline or standfirst that are looked through
_REACH = 60  # code points before a name in which what governs it stands
# What somebody or something is or was in a place before the event: "a firm based in Leeds".
_RESIDENCE = re.compile(
    r"\b(?:based|born|listed|headquartered|raised|educated|living|lives|lived|registered|grew up|resident)\s+"
    r"(?:in|at|near|outside|on)\s+(?:the\s+)?(?:[\w-]+ern\s+)?$"
)
_GOVERNS = re.compile(
    r"\b([a-z]+)\s+(?:(?:the|a)\s+)?(?:[\w-]+ern\s+|[a-z]+-[a-z]+\s+|(?:\w+ ){0,3}of\s+|[A-Z]\w+['’]s\s+)?$"
)
_PREPOSITION = re.compile(r"(?=\b(in|at|near|outside|inside|across|around|off|on|to|into)\s)")


def place_candidates(analysis: Analysis) -> tuple[PlaceCandidate, ...]:
    """Find every place that an article names (``analysis.once(place_candidates)``).

    Args:
        analysis: of the article.

    Returns:
        One candidate for each place and use, in the order of their first mentions.
    """
    dateline = analysis.dateline
    found = located(analysis.article.text, dateline, analysis.options.home_country)
    groups: dict[tuple[PlaceRow, WhereUse], list[Located]] = {}
    for one in (one for one in found if one.rule not in analysis.options.without):
        groups.setdefault((one.row, one.use), []).append(one)
    describe = _Describe(analysis, dateline)
    return tuple(
        PlaceCandidate(_name(row, group), row, use, tuple(describe.mentions(group, headline=use == "literal")))
        for (row, use), group in groups.items()
    )


@dataclass
class _Describe:
    analysis: Analysis
    dateline: DatelineParts | None

    def __post_init__(self) -> None:
        self.begin = self.dateline.end if self.dateline else 0
        self.sentences = [sentence.start for sentence in self.analysis.sentences]
        self.places = {place.start for place in self.dateline.places} if self.dateline else set()
        self.titles = "\n".join(self.analysis.article.characters(field)[:_LONGEST] for field in _FIELDS)

    def mentions(self, group: list[Located], *, headline: bool) -> Iterator[PlaceMention]:
        yield from map(self._mention, group)
        if headline:
            yield from self._further(group[0].rule, {one.text for one in group})

    def _mention(self, one: Located) -> PlaceMention:
        article = self.analysis.article
        return replace(
            _surrounded(article.span(one.start, one.end), article.text, one.rule),
            score=one.points,
            sentence=bisect_right(self.sentences, one.start) - 1,
            offset=one.start - self.begin,
            dateline=self._part(one),
            locative="locative" in one.signs,
            in_headline=one.text in self.titles,
        )

    def _part(self, one: Located) -> DatelinePart | None:
        if one.start in self.places:
            return "place"
        if one.start < self.begin:
            return "within"
        return "place" if "dateline" in one.signs and "qualifies" not in one.signs else None

    def _further(self, rule: str, names: set[str]) -> Iterator[PlaceMention]:
        """Find the same names in the headline and the standfirst."""
        for name in sorted(name for name in names if not name.isupper()):
            for field in _FIELDS:
                characters = self.analysis.article.characters(field)[:_LONGEST]
                at = characters.find(name)
                after = characters[at + len(name) : at + len(name) + 1]
                if at >= 0 and not after.isalpha() and not characters[at - 1 : at].isalpha():
                    yield _surrounded(self.analysis.article.span(at, at + len(name), field), characters, rule)


def _surrounded(span: Span, text: str, rule: str) -> PlaceMention:
    before = text[max(0, span.start - _REACH) : span.start]
    residence = _RESIDENCE.search(before) is not None
    governs = next((m[1] for m in _PREPOSITION.finditer(before) if _GOVERNS.match(before, m.start())), "")
    return PlaceMention(
        span,
        rule,
        preposition=governs,
        located=bool(governs) and not residence,
        residence=residence,
        possessive=text[span.end : span.end + 1] in ("'", "’"),
        in_headline=span.field is not None,
    )


def _name(row: PlaceRow, group: list[Located]) -> str:
    """Call a place what the article calls it, except by demonyms and abbreviations."""
    spelled = [one.text for one in group if one.rule in ("where.named", "where.venue")]
    cased = sorted((name for name in spelled if not name.isupper()), key=len)
    if cased:
        return next((name for name in cased if key(name) == key(row.name)), cased[-1])
    # A dateline in capitals has lost the case of "Dar es Salaam", and often accents; the gazetteer knows the first.
    known = not spelled or (key(spelled[0]) == key(row.name) and row.name.isascii() >= spelled[0].isascii())
    return row.name if known else spelled[0].title()
