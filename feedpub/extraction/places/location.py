"""The places that a text names: found by the rules, weighed, told from their namesakes, each with its use."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import isnan, nan
from operator import attrgetter, itemgetter

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.gazetteer import Feature as GazetteerFeature
from feedpub.extraction.gazetteer import PlaceRow, key
from feedpub.extraction.places.cooccurrence import relate
from feedpub.extraction.places.disambiguation import Ballot, Namesakes, Nearness, disambiguate
from feedpub.extraction.places.features import Feature, Toponym, toponym
from feedpub.extraction.places.lists import place_lists
from feedpub.extraction.places.names import PlaceContext, PlaceName, without_overlap
from feedpub.extraction.places.rules import COUNTY_RULES, DESCRIBED_RULES, NAME_RULES, VENUE_RULES, PlaceRule
from feedpub.extraction.places.uses import use_of
from feedpub.extraction.places.weights import disambiguation, recognition
from feedpub.extraction.places.word_view import WordView, word_view
from feedpub.model.event import WhereUse

_REACH = 160  # code points within which the city of a venue is named
_OFTEN = 8  # mentions from which a name's votes weigh no more
_CITY = 100_000  # inhabitants of a city that a region of its name is not meant beside


@dataclass(frozen=True, slots=True)
class LocatedName:
    """A name of a place, with the one place that it means.

    Args:
        name: the words.
        text: their characters.
        row: the place.
        use: how the name is used.
        score: how much says that it names a place.
        features: what spoke for and against.
    """

    name: PlaceName
    text: str
    row: PlaceRow
    use: WhereUse
    score: float
    features: frozenset[Feature]

    @property
    def start(self) -> int:
        """First code point."""
        return self.name.start

    @property
    def end(self) -> int:
        """The code point after the last."""
        return self.name.end


def words_of(analysis: Analysis) -> WordView:
    """View the text word by word (``analysis.layer(words_of)``)."""
    return word_view(analysis.tokens, analysis.language)


def context_of(analysis: Analysis) -> PlaceContext:
    """Prepare what the rules are given."""
    words = analysis.layer(words_of)
    people = [name for name in analysis.names if name.kind == "person" and name.sure and (name.title or " " in name.name)]
    persons = {number for name in people for number in words.within(name.end - len(name.name), name.end)}
    return PlaceContext(
        words, place_lists(analysis.language), frozenset(persons), frozenset(key(name.head) for name in people)
    )


def locate(analysis: Analysis) -> list[LocatedName]:
    """Find the places of a text.

    Args:
        analysis: of the article.

    Returns:
        The names of places, in order, none overlapping another.
    """
    context = context_of(analysis)
    recognized = [one for one in weighed(analysis, context) if one.score >= recognition().least]
    located = _located(analysis, context, recognized)
    for rules in (VENUE_RULES, DESCRIBED_RULES):
        context.places = [(one.start, one.row) for one in located]
        located = _with_unlisted(context, located, list(_found(analysis, context, rules)))
    return located


def _found(analysis: Analysis, context: PlaceContext, rules: Iterable[PlaceRule]) -> Iterator[PlaceName]:
    for rule in rules:
        if rule.id not in analysis.options.without:
            yield from (name._replace(rule=rule.id) for name in rule.find(context))


def _replaced(names: Sequence[PlaceName], made: Iterable[PlaceName]) -> list[PlaceName]:
    """Put names in the place of those that they overlap."""
    added = list(made)
    covered = {number for name in added for number in range(name.first, name.last + 1)}
    kept = (name for name in names if covered.isdisjoint(range(name.first, name.last + 1)))
    return sorted([*kept, *added], key=itemgetter(0)) if added else list(names)


def weighed(analysis: Analysis, context: PlaceContext) -> list[Toponym]:
    """Find the names that the gazetteer knows, and weigh whether they are places'.

    Args:
        analysis: of the article.
        context: of its text; the names are entered in it.

    Returns:
        All names in order, doubtful ones weighed also by how near they lie to the others.
    """
    context.names = without_overlap(_found(analysis, context, NAME_RULES))
    context.names = _replaced(context.names, _found(analysis, context, COUNTY_RULES))
    toponyms = [toponym(context, name) for name in context.names]
    for place in analysis.dateline.places if analysis.dateline else ():
        for one in toponyms:
            if place.start < one.name.end and one.name.start < place.end:
                one.add("dateline")
    relate(context, toponyms)
    _support(analysis, context, toponyms)
    return toponyms


def _support(analysis: Analysis, context: PlaceContext, toponyms: Sequence[Toponym]) -> None:
    limits, weights = recognition(), recognition().feature
    sure = [one for one in toponyms if one.score >= limits.sure]
    keys = {one.name.key for one in sure}
    lowest = limits.least - weights["near"]
    doubtful = [
        one for one in toponyms if lowest <= one.score < limits.sure and one.name.via == "name" and one.name.key not in keys
    ]
    if not doubtful or not sure:
        return
    ballot = Ballot(_disambiguated(_groups(context, sure), analysis.options.home_country))
    seen: dict[tuple[PlaceRow, ...], Nearness] = {}  # a name that stands in doubt a thousand times is looked at once
    for one in doubtful:
        if one.rows not in seen:
            seen[one.rows] = max(map(ballot.nearness, one.rows[: disambiguation().namesakes]), key=weights.__getitem__)
        one.add(seen[one.rows])


_Groups = dict[tuple[str, tuple[PlaceRow, ...]], list[Toponym]]


def _groups(context: PlaceContext, toponyms: Iterable[Toponym]) -> _Groups:
    """Group mentions of one name and sense: where the text once says which Paris it is, every Paris is that one."""
    said = {one.name.key: one.rows for one in reversed(list(toponyms)) if one.fixed}
    groups: _Groups = {}
    for one in toponyms:
        rows = one.rows if one.fixed else said.get(one.name.key, one.rows)
        if not one.fixed and not _is_region(context, one):
            rows = _cities_first(rows)
        groups.setdefault((one.name.key, rows[: disambiguation().namesakes]), []).append(one)
    return groups


def _disambiguated(groups: _Groups, home: str | None) -> list[Namesakes]:
    names = [Namesakes(rows, 1 + min(_OFTEN, len(group)) / 4, home) for (_, rows), group in groups.items()]
    disambiguate(names)
    return names


def _is_region(context: PlaceContext, one: Toponym) -> bool:
    """Tell whether a name is said to be a region's: "New York state", "the province of Groningen", "upstate New York"."""
    words, lists, name = context.words, context.lists, one.name
    before, after = words.low(name.first - 1), words.low(name.last + 1)
    if "among_regions" in one.features or after in lists.border or before in lists.region_before:
        return True
    return after in lists.administrative or (before in lists.of and words.low(name.first - 2) in lists.administrative)


def _cities_first(rows: tuple[PlaceRow, ...]) -> tuple[PlaceRow, ...]:
    """Leave out regions that are called like their great city: "Tel Aviv" and "New York" mean the cities."""
    cities = {
        (row.country_code, row.admin1) for row in rows if row.kind == "city" and row.primary and row.population >= _CITY
    }
    kept = (row for row in rows if row.kind != "region" or not row.primary or (row.country_code, row.admin1) not in cities)
    return tuple(kept) or rows


def _located(analysis: Analysis, context: PlaceContext, toponyms: Sequence[Toponym]) -> list[LocatedName]:
    groups = _groups(context, toponyms)
    names = zip(_disambiguated(groups, analysis.options.home_country), groups.values(), strict=True)
    found = [_place(context, one, name.best()) for name, group in names for one in group]
    return sorted(found, key=attrgetter("start"))


def _place(context: PlaceContext, one: Toponym, row: PlaceRow) -> LocatedName:
    row = row if row.primary else row._replace(primary=True)
    return LocatedName(
        name=one.name,
        text=context.words.text[one.name.start : one.name.end],
        row=row,
        use=use_of(context, one, row),
        score=one.score,
        features=frozenset(one.features),
    )


def _with_unlisted(context: PlaceContext, found: Sequence[LocatedName], names: Sequence[PlaceName]) -> list[LocatedName]:
    """Add places that lie where another does; a venue takes the place of the names inside its own."""
    starts, ends = [one.start for one in found], [one.end for one in found]
    rows: dict[str, PlaceRow] = {}
    replaced: set[int] = set()
    kept: list[PlaceName] = []
    for name in names:
        inside = range(bisect_right(ends, name.start), bisect_left(starts, name.end))
        near = found[bisect_left(starts, name.end - _REACH) : bisect_right(starts, name.end + _REACH)]
        city = _city(context, name, near)
        if not _fits(name, [found[number] for number in inside]) or (name.via == "described" and city is None):
            continue
        replaced.update(inside)
        # The city is named with one of the mentions of a venue, hardly with all.
        if name.key not in rows or (isnan(rows[name.key].latitude) and city):
            rows[name.key] = _unlisted(name, city)
        kept.append(name)
    out = [one for number, one in enumerate(found) if number not in replaced]
    return sorted([*out, *(_unlisted_place(name, rows[name.key]) for name in kept)], key=attrgetter("start"))


def _fits(name: PlaceName, inside: Sequence[LocatedName]) -> bool:
    """Tell whether a name may stand for those that it overlaps: "Denver International Airport" for "Denver"."""
    if name.via == "described":
        return not inside
    return not any(one.row.feature == "venue" or one.end > name.end for one in inside)


def _unlisted(name: PlaceName, city: PlaceRow | None) -> PlaceRow:
    feature: GazetteerFeature = "venue" if name.via == "venue" else "area"
    if city is None:
        return PlaceRow(name.key, feature, "", "", "", nan, nan, 0, 0, primary=True)
    return city._replace(name=name.key, feature=feature, geonames_id=0, population=0)


def _unlisted_place(name: PlaceName, row: PlaceRow) -> LocatedName:
    features: frozenset[Feature] = frozenset(("locative",) if name.via == "venue" else ())
    return LocatedName(name, name.key, row, "literal", recognition().sure, features)


def _city(context: PlaceContext, name: PlaceName, near: Sequence[LocatedName]) -> PlaceRow | None:
    """Find the city, else the region, that is named nearest in the same sentence."""
    sentence = context.words.sentence(name.first)
    beside = [
        (one.row.kind != "city", abs(one.start - name.start), one.row)
        for one in near
        if one.row.kind in ("city", "region", "area") and context.words.sentence(one.name.first) == sentence
    ]
    return min(beside, key=itemgetter(0, 1))[2] if beside else None
