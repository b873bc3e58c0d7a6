"""Mentions of places, each with its features, collected into candidates: one for each place and use."""

from collections.abc import Iterator, Mapping

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.gazetteer import PlaceRow, key
from feedpub.extraction.places.candidate import DatelinePart, PlaceCandidate, PlaceMention
from feedpub.extraction.places.context import PlaceContext
from feedpub.extraction.places.location import context_of, locate
from feedpub.extraction.places.toponym import Toponym
from feedpub.model.event import WhereUse
from feedpub.model.span import EvidenceField

_FIELDS: tuple[EvidenceField, ...] = ("headline", "standfirst")


def place_candidates(analysis: Analysis) -> tuple[PlaceCandidate, ...]:
    """Find every place that an article names (``analysis.layer(place_candidates)``).

    Args:
        analysis: of the article.

    Returns:
        One candidate for each place and use, in the order of their first mentions.
    """
    groups: dict[tuple[PlaceRow, WhereUse], list[Toponym]] = {}
    for one in locate(analysis):
        groups.setdefault((one.row, one.use), []).append(one)
    titles = {field: PlaceContext(analysis.field(field)) for field in _FIELDS if analysis.article.characters(field)}
    return tuple(
        PlaceCandidate(_name(row, group), row, use, tuple(_mentions(analysis, group, titles)), group[0].certainty)
        for (row, use), group in groups.items()
    )


def _mentions(
    analysis: Analysis, group: list[Toponym], titles: Mapping[EvidenceField, PlaceContext]
) -> Iterator[PlaceMention]:
    """Describe all mentions of a place in one use, those of a literal one in headline and standfirst as well."""
    context, begin = analysis.layer(context_of), analysis.dateline.end if analysis.dateline else 0
    for one in group:
        yield PlaceMention(
            span=analysis.article.span(one.start, one.end),
            rule=one.rule,
            around=context.surroundings(one.first, one.end),
            sentence=context.tokens.sentence[one.first],
            offset=one.start - begin,
            dateline=_dateline(analysis, one),
            locative="locative" in one.features,
            in_headline=any(one.text in title.text for title in titles.values()),
        )
    names = sorted({one.text for one in group if one.use == "literal" and not one.text.isupper()})
    for name in names:
        for field, title in titles.items():
            start = title.text.find(name)
            end, first = start + len(name), title.tokens.at(start)
            if start >= 0 and start in title.tokens.starts and end in title.tokens.ends:
                around = title.surroundings(first, end)
                yield PlaceMention(analysis.article.span(start, end, field), group[0].rule, around, in_headline=True)


def _dateline(analysis: Analysis, one: Toponym) -> DatelinePart | None:
    line = analysis.dateline
    if line is None or one.start >= line.end:
        return None
    return "place" if one.start in {place.start for place in line.places} else "within"


def _name(row: PlaceRow, group: list[Toponym]) -> str:
    """Call a place what the article calls it, except by demonyms and abbreviations."""
    spelled = [one.text for one in group if one.via in ("name", "venue")]
    cased = sorted((name for name in spelled if not name.isupper()), key=len)
    if cased:
        return next((name for name in cased if key(name) == key(row.name)), cased[-1])
    # A dateline in capitals has lost the case of "Dar es Salaam", and often accents; the gazetteer knows the first.
    known = not spelled or (key(spelled[0]) == key(row.name) and row.name.isascii() >= spelled[0].isascii())
    return row.name if known else spelled[0].title()
