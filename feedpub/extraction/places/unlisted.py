"""Places that no gazetteer need know: venues and what is called a place, lying where the place beside them does; planets."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import compress
from math import isnan, nan
from operator import attrgetter, itemgetter

from feedpub.extraction.gazetteer import PlaceRow
from feedpub.extraction.places.context import PlaceContext
from feedpub.extraction.places.toponym import Feature, Toponym, Via
from feedpub.extraction.places.weights import recognition
from feedpub.extraction.rule import Rule
from feedpub.language.lexicon import FUNCTION, Is

_NO_NAME = FUNCTION | Is.OPENER | Is.DAY
_WIDE = ("state", "country")
_BEFORE_REGION = (",", "(")
_REACH = 160  # code points within which the city of a venue is named
_LONGEST_DESCRIBED = 3  # tokens
# Different words of space travel in a report of it: of 35 articles about other things that name Venus or Mars, none has two.
_SPACE = 3

FindUnlisted = Callable[[PlaceContext, Sequence[Toponym]], Iterable[Toponym]]


def find_venues(context: PlaceContext, _located: Sequence[Toponym] = ()) -> Iterator[Toponym]:
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
            yield _unlisted(context, name.first, last, "venue")


def _is_at(context: PlaceContext, first: int) -> bool:
    before = context.before(first)
    if before in context.language.possessives:
        return context.tokens.capital[first - 2]
    determined = context.language.lexicon.get(before, 0) & (Is.DETERMINER | Is.POSSESSIVE)
    return context.before(first - bool(determined)) in context.listed["presence"]


def find_described(context: PlaceContext, located: Sequence[Toponym]) -> Iterator[Toponym]:
    """Find names that the text calls places: "the village of Kotwe", "Hollin district", "Ashby Mill, Okla."."""
    wide = {one.first for one in located if one.row.feature in _WIDE}
    texts, listed = context.tokens.texts, context.listed
    for name in context.names:
        of, after = context.before(name.first) in listed["of"], "".join(texts[name.last : name.last + 1])
        called = of and context.before(name.first - 1) in listed["settlements"]
        called = called or (after in listed["settlement"] and context.gaps[name.last] == " ")
        # No "Rep. Ada Osei, D-Minn.": whoever is a person lives or was elected there.
        within = after in _BEFORE_REGION and name.last + 1 in wide and name.kind != "person"
        if called or (within and (of or context.before(name.first) in listed["presence"])):
            last = min(name.last, name.first + _LONGEST_DESCRIBED) - 1
            if _is_name(context, name.first, last):
                yield _unlisted(context, name.first, last, "described")


def find_planets(context: PlaceContext, _located: Sequence[Toponym] = ()) -> Iterator[Toponym]:
    """Find the Moon and planets in what is written about space; elsewhere they are singers, towns and gods."""
    tokens, listed = context.tokens, context.listed
    if len(listed["space"].intersection(tokens.lower)) < _SPACE:
        return
    for number in compress(range(len(tokens)), map(listed["planet"].__contains__, tokens.lower)):
        name = context.name_at(number)
        alone = name is None or name.last - name.first == 1
        known = (
            context.before(number) in listed["definite"]
            if tokens.lower[number] in listed["moon"]
            else tokens.capital[number]
        )
        if alone and known:
            yield _unlisted(context, number, number, "planet")


def _is_name(context: PlaceContext, first: int, last: int) -> bool:
    tokens, peoples = context.tokens, context.language.words("peoples")
    if tokens.flags[first] & _NO_NAME or tokens.lower[last] in context.listed["venue"]:
        return False
    return not all(tokens.flags[number] & Is.COMMON or tokens.texts[number] in peoples for number in range(first, last + 1))


def _unlisted(context: PlaceContext, first: int, last: int, via: Via) -> Toponym:
    start, end = context.tokens.starts[first], context.tokens.ends[last]
    text = context.text[start:end]
    features: set[Feature] = {"locative"} if via == "venue" else set()
    return Toponym(
        first, last, start, end, text, text[0].upper() + text[1:], (), via=via, score=recognition().sure, features=features
    )


def with_unlisted(context: PlaceContext, located: Sequence[Toponym], rule: Rule[FindUnlisted]) -> list[Toponym]:
    """Add places that lie where another does; a venue takes the place of the names inside its own.

    Args:
        context: of the text.
        located: the places found so far, in order.
        rule: finds the others.

    Returns:
        All, in order.
    """
    starts, ends = [one.start for one in located], [one.end for one in located]
    rows: dict[str, PlaceRow] = {}
    replaced: set[int] = set()
    kept: list[Toponym] = []
    for one in rule.find(context, located):
        inside = range(bisect_right(ends, one.start), bisect_left(starts, one.end))
        near = located[bisect_left(starts, one.end - _REACH) : bisect_right(starts, one.end + _REACH)]
        city = None if one.via == "planet" else _city(context, one, near)
        if not _fits(one, [located[number] for number in inside]) or (one.via == "described" and city is None):
            continue
        replaced.update(inside)
        # The city is named with one of the mentions of a venue, hardly with all.
        if one.key not in rows or (isnan(rows[one.key].latitude) and city):
            rows[one.key] = _row(one, city)
        one.rule = rule.id
        kept.append(one)
    for one in kept:
        one.rows = (rows[one.key],)
    return sorted([*(one for number, one in enumerate(located) if number not in replaced), *kept], key=attrgetter("start"))


def _fits(one: Toponym, inside: Sequence[Toponym]) -> bool:
    """Tell whether a name may stand for those that it overlaps: "Denver International Airport" for "Denver"."""
    if one.via == "described":
        return not inside
    return not any(other.row.feature == "venue" or other.end > one.end for other in inside)


def _row(one: Toponym, city: PlaceRow | None) -> PlaceRow:
    place = city or PlaceRow("", "area", "", "", "", nan, nan, 0, 0, primary=True)
    return place._replace(name=one.key, feature="venue" if one.via == "venue" else "area", geonames_id=0, population=0)


def _city(context: PlaceContext, one: Toponym, near: Sequence[Toponym]) -> PlaceRow | None:
    """Find the city, else the region, that is named nearest in the same sentence."""
    sentence = context.tokens.sentence
    beside = [
        (other.row.kind != "city", abs(other.start - one.start), other.row)
        for other in near
        if other.row.kind in ("city", "region", "area") and sentence[other.first] == sentence[one.first]
    ]
    return min(beside, key=itemgetter(0, 1))[2] if beside else None
