"""Mentions of places, each with its features, collected into candidates: one for each place and use."""

from collections.abc import Iterator

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.gazetteer import PlaceRow, key
from feedpub.extraction.places.candidate import DatelinePart, PlaceCandidate, PlaceMention
from feedpub.extraction.places.features import DATELINES
from feedpub.extraction.places.lists import place_lists
from feedpub.extraction.places.location import LocatedName, locate, words_of
from feedpub.extraction.places.surroundings import surroundings
from feedpub.extraction.places.word_view import word_view
from feedpub.model.event import WhereUse
from feedpub.model.span import EvidenceField

_FIELDS: tuple[EvidenceField, ...] = ("headline", "standfirst")
_LONGEST = 2000  # code points of a headline or standfirst; what goes on longer is neither


def place_candidates(analysis: Analysis) -> tuple[PlaceCandidate, ...]:
    """Find every place that an article names (``analysis.layer(place_candidates)``).

    Args:
        analysis: of the article.

    Returns:
        One candidate for each place and use, in the order of their first mentions.
    """
    groups: dict[tuple[PlaceRow, WhereUse], list[LocatedName]] = {}
    for one in locate(analysis):
        groups.setdefault((one.row, one.use), []).append(one)
    mentions = _Mentions(analysis)
    return tuple(
        PlaceCandidate(_name(row, group), row, use, tuple(mentions.of(group, titles=use == "literal")))
        for (row, use), group in groups.items()
    )


class _Mentions:
    """Describes mentions of places.

    Args:
        analysis: of the article.
    """

    def __init__(self, analysis: Analysis) -> None:
        self._article, self._lists = analysis.article, place_lists(analysis.language)
        self._words = analysis.layer(words_of)
        self._begin = analysis.dateline.end if analysis.dateline else 0
        self._datelines = {place.start for place in analysis.dateline.places} if analysis.dateline else set()
        self._titles = [(field, word_view(analysis.field(field).tokens, analysis.language)) for field in _shown(analysis)]

    def of(self, group: list[LocatedName], *, titles: bool) -> Iterator[PlaceMention]:
        """Describe all mentions of a place in one use, also those of headline and standfirst."""
        yield from map(self._mention, group)
        if titles:
            for name in sorted({one.text for one in group if not one.text.isupper()}):
                yield from self._in_titles(name, group[0].name.rule)

    def _mention(self, one: LocatedName) -> PlaceMention:
        around = surroundings(self._words, self._lists, one.start, one.end)
        return PlaceMention(
            span=self._article.span(one.start, one.end),
            rule=one.name.rule,
            score=one.score,
            sentence=self._words.sentence(one.name.first),
            offset=one.start - self._begin,
            dateline=self._dateline(one),
            locative="locative" in one.features,
            in_headline=any(one.text in words.text for _, words in self._titles),
            preposition=around.preposition,
            located=around.located,
            residence=around.residence,
            possessive=around.possessive,
        )

    def _dateline(self, one: LocatedName) -> DatelinePart | None:
        if one.start in self._datelines:
            return "place"
        if one.start < self._begin:
            return "within"
        return "place" if one.features & DATELINES and "qualifies" not in one.features else None

    def _in_titles(self, name: str, rule: str) -> Iterator[PlaceMention]:
        """Find a name in the headline and the standfirst."""
        for field, words in self._titles:
            start = words.text.find(name)
            end = start + len(name)
            if start >= 0 and words.starts[words.at(start)] == start and end in words.ends:
                around = surroundings(words, self._lists, start, end)
                yield PlaceMention(self._article.span(start, end, field), rule, in_headline=True, **around._asdict())


def _shown(analysis: Analysis) -> Iterator[EvidenceField]:
    return (field for field in _FIELDS if 0 < len(analysis.article.characters(field)) <= _LONGEST)


def _name(row: PlaceRow, group: list[LocatedName]) -> str:
    """Call a place what the article calls it, except by demonyms and abbreviations."""
    spelled = [one.text for one in group if one.name.via in ("name", "venue")]
    cased = sorted((name for name in spelled if not name.isupper()), key=len)
    if cased:
        return next((name for name in cased if key(name) == key(row.name)), cased[-1])
    # A dateline in capitals has lost the case of "Dar es Salaam", and often accents; the gazetteer knows the first.
    known = not spelled or (key(spelled[0]) == key(row.name) and row.name.isascii() >= spelled[0].isascii())
    return row.name if known else spelled[0].title()
