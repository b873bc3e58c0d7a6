"""Venues, which no gazetteer need know, and which lie where the place beside them does."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from math import isnan, nan
from operator import attrgetter, itemgetter

from feedpub.extraction.gazetteer import PlaceRow
from feedpub.extraction.places.context import PlaceContext
from feedpub.extraction.places.toponym import Toponym
from feedpub.extraction.places.weights import recognition
from feedpub.extraction.rule import Rule
from feedpub.language.lexicon import Is

_REACH = 160  # code points within which the city of a venue is named
_NOWHERE = PlaceRow("", "venue", "", "", "", nan, nan, 0, 0, primary=True)

FindVenues = Callable[[PlaceContext], Iterator[Toponym]]


def find_venues(context: PlaceContext) -> Iterator[Toponym]:
    """Find names that end in a word for a venue, where the text says that something is at them."""
    lower, listed = context.tokens.lower, context.listed
    for name in context.names:
        last = name.last - 1
        venue = last > name.first and lower[last] in listed["venue"]
        if not venue:  # "Barlow tram stop"
            last += context.after(last) in listed["stop_kind"]
            venue = context.after(last) in listed["stop"]
            last += venue
        if venue and name.kind != "person" and _is_at(context, name.first):
            span = context.tokens.starts[name.first], context.tokens.ends[last]
            called = context.text[slice(*span)]
            sure = recognition().sure
            yield Toponym(name.first, last, *span, called, called, (), via="venue", score=sure, features={"locative"})


def _is_at(context: PlaceContext, first: int) -> bool:
    before = context.before(first)
    if before in context.language.possessives:
        return context.tokens.capital[first - 2]
    determined = context.language.lexicon.get(before, 0) & (Is.DETERMINER | Is.POSSESSIVE)
    return context.before(first - bool(determined)) in context.listed["presence"]


def with_venues(context: PlaceContext, located: Sequence[Toponym], rule: Rule[FindVenues]) -> list[Toponym]:
    """Add venues, which lie where another place does; each takes the place of the names inside its own.

    Args:
        context: of the text.
        located: the places found so far, in order.
        rule: finds the venues.

    Returns:
        All, in order.
    """
    starts, ends = [one.start for one in located], [one.end for one in located]
    rows: dict[str, PlaceRow] = {}
    replaced: set[int] = set()
    kept: list[Toponym] = []
    for one in rule.find(context):
        inside = range(bisect_right(ends, one.start), bisect_left(starts, one.end))
        if not _fits(one, [located[number] for number in inside]):
            continue
        near = located[bisect_left(starts, one.end - _REACH) : bisect_right(starts, one.end + _REACH)]
        city = _city(context, one, near)
        replaced.update(inside)
        # The city is named with one of the mentions of a venue, hardly with all.
        if one.key not in rows or (isnan(rows[one.key].latitude) and city):
            rows[one.key] = (city or _NOWHERE)._replace(name=one.key, feature="venue", geonames_id=0, population=0)
        one.rule = rule.id
        kept.append(one)
    for one in kept:
        one.rows = (rows[one.key],)
    return sorted([*(one for number, one in enumerate(located) if number not in replaced), *kept], key=attrgetter("start"))


def _fits(one: Toponym, inside: Sequence[Toponym]) -> bool:
    """Tell whether a name may stand for those that it overlaps: "Denver International Airport" for "Denver"."""
    return not any(other.row.feature == "venue" or other.end > one.end for other in inside)


def _city(context: PlaceContext, one: Toponym, near: Sequence[Toponym]) -> PlaceRow | None:
    """Find the city, else the region, that is named nearest in the same sentence."""
    sentence = context.tokens.sentence
    beside = [
        (other.row.kind != "city", abs(other.start - one.start), other.row)
        for other in near
        if other.row.kind in ("city", "region", "area") and sentence[other.first] == sentence[one.first]
    ]
    return min(beside, key=itemgetter(0, 1))[2] if beside else None
