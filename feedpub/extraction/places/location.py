"""The places that a text names: found by the rules, weighed, told from their namesakes, each with its use."""

from collections.abc import Mapping, Sequence

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.gazetteer import PlaceRow
from feedpub.extraction.places.context import PlaceContext
from feedpub.extraction.places.cooccurrence import relate
from feedpub.extraction.places.disambiguation import Ballot, Namesakes, Nearness, disambiguate
from feedpub.extraction.places.features import weigh
from feedpub.extraction.places.names import names_of
from feedpub.extraction.places.rules import NAME_RULES, UNLISTED_RULES
from feedpub.extraction.places.toponym import Feature, Toponym
from feedpub.extraction.places.unlisted import with_unlisted
from feedpub.extraction.places.weights import disambiguation, recognition
from feedpub.model.event import WhereUse

_OFTEN = 8  # mentions from which a name's votes weigh no more
_CITY = 100_000  # inhabitants of a city that a region of its name is not meant beside
_ACTORS = ("country", "capital", "state", "union", "venue")
_LITERAL: frozenset[Feature] = frozenset(("dateline", "locative", "qualified"))
_IN_NAME: frozenset[Feature] = frozenset(("in_organization", "name_follows", "name_before"))


def context_of(analysis: Analysis) -> PlaceContext:
    """Prepare what the rules are given for the text (``analysis.layer(context_of)``)."""
    return PlaceContext(analysis.body)


def locate(analysis: Analysis) -> list[Toponym]:
    """Find the places of a text.

    Args:
        analysis: of the article.

    Returns:
        The names of places, in order, none overlapping another.
    """
    context = analysis.layer(context_of)
    located = [one for one in toponyms_of(analysis) if one.score >= recognition().least]
    groups = _disambiguated(context, located, analysis.options.home_country)
    ballot = Ballot(namesakes for _, namesakes in groups)
    for group, namesakes in groups:
        row, certainty = namesakes.decided(ballot)
        for one in group:
            one.rows, one.certainty, one.use = (row,), certainty, _use(context, one, row)
    for rule in UNLISTED_RULES:
        if rule.id not in analysis.options.without:
            located = with_unlisted(context, located, rule)
    return located


def toponyms_of(analysis: Analysis) -> list[Toponym]:
    """Find the names that the gazetteer knows, and weigh whether they are places'.

    Args:
        analysis: of the article.

    Returns:
        All names in order, doubtful ones weighed also by how near they lie to the others.
    """
    context = analysis.layer(context_of)
    found = list(names_of(context, [rule for rule in NAME_RULES if rule.id not in analysis.options.without]))
    places = analysis.dateline.places if analysis.dateline else ()
    for one in found:
        weigh(context, one)
        if any(place.start < one.end and one.start < place.end for place in places):
            one.add("dateline")
    relate(context, found)
    _support(context, found, analysis.options.home_country)
    return found


def _support(context: PlaceContext, toponyms: Sequence[Toponym], home: str | None) -> None:
    """Weigh doubtful names by how near they lie to what the sure ones vote for."""
    limits, weights = recognition(), recognition().feature
    sure = [one for one in toponyms if one.score >= limits.sure]
    keys, lowest = {one.key for one in sure}, limits.least - weights["near"]
    doubtful = [one for one in toponyms if lowest <= one.score < limits.sure and one.via == "name" and one.key not in keys]
    if not doubtful or not sure:
        return
    ballot = Ballot(namesakes for _, namesakes in _disambiguated(context, sure, home))
    seen: dict[tuple[PlaceRow, ...], Nearness] = {}  # a name that stands in doubt a thousand times is looked at once
    for one in doubtful:
        if one.rows not in seen:
            seen[one.rows] = max(map(ballot.nearness, one.rows[: disambiguation().namesakes]), key=weights.__getitem__)
        one.add(seen[one.rows])


def _disambiguated(
    context: PlaceContext, toponyms: Sequence[Toponym], home: str | None
) -> list[tuple[list[Toponym], Namesakes]]:
    """Group mentions of one name and sense: where the text once says which Paris it is, every Paris is that one."""
    said = {one.key: one.rows for one in reversed(toponyms) if one.fixed}
    alike: dict[tuple[str, bool | tuple[PlaceRow, ...]], list[Toponym]] = {}
    for one in toponyms:
        alike.setdefault((one.key, one.rows if one.fixed else _is_region(context, one)), []).append(one)
    groups: dict[tuple[str, tuple[PlaceRow, ...]], list[Toponym]] = {}
    for (name, sense), mentions in alike.items():
        rows = sense if isinstance(sense, tuple) else said.get(name, mentions[0].rows)
        rows = rows if sense else _cities_first(rows)
        groups.setdefault((name, rows[: disambiguation().namesakes]), []).extend(mentions)
    countries = _countries(context, toponyms)
    found = [
        (
            group,
            Namesakes(rows, 1 + min(_OFTEN, len(group)) / 4, home, countries.get(_sentence(context, group), frozenset())),
        )
        for (_, rows), group in groups.items()
    ]
    disambiguate([namesakes for _, namesakes in found])
    return found


def _sentence(context: PlaceContext, group: Sequence[Toponym]) -> int:
    """Return the number of the sentence that names a place first: there readers are told which it is."""
    return context.tokens.sentence[group[0].first]


def _countries(context: PlaceContext, toponyms: Sequence[Toponym]) -> Mapping[int, frozenset[str]]:
    """Return the codes of the countries that each sentence names, by themselves or by their people."""
    found: dict[int, set[str]] = {}
    for one in toponyms:
        if one.rows[0].feature == "country":
            found.setdefault(context.tokens.sentence[one.first], set()).add(one.rows[0].country_code)
    return {number: frozenset(codes) for number, codes in found.items()}


def _is_region(context: PlaceContext, one: Toponym) -> bool:
    """Tell whether a name is said to be a region's: "New York state", "the province of Groningen", "upstate New York"."""
    before, after, listed = context.word_before(one), context.word_after(one), context.listed
    if "among_regions" in one.features or after in listed["region_after"] or before in listed["region_before"]:
        return True
    return before in listed["of"] and context.before(one.first - 1) in listed["administrative"]


def _cities_first(rows: tuple[PlaceRow, ...]) -> tuple[PlaceRow, ...]:
    """Leave out regions that are called like their great city: "Tel Aviv" and "New York" mean the cities."""
    cities = {
        (row.country_code, row.admin1) for row in rows if row.kind == "city" and row.primary and row.population >= _CITY
    }
    kept = (row for row in rows if row.kind != "region" or not row.primary or (row.country_code, row.admin1) not in cities)
    return tuple(kept) or rows


def _use(context: PlaceContext, one: Toponym, row: PlaceRow) -> WhereUse:
    """Tell how a name of a place is used.

    "[Turkish] army" is a demonym, "the Bank of [England]" in_name, "[Washington] said" a metonym, "in [Paris]" literal;
    so is "in [Washington] said to be ready". "[Leicester] beat [Everton]" names two teams by their towns.
    """
    if one.features & _LITERAL:
        return "literal"
    if one.features & _IN_NAME or (row.kind == "city" and _plays(context, one)):
        return "in_name"
    if one.via == "demonym":
        return "demonym"
    speaks = context.word_after(one) in context.listed["speech"] and not context.owns(one.last)
    acts = speaks or context.word_before(one) in context.listed["metonym_before"]
    return "metonym" if row.feature in _ACTORS and acts else "literal"


def _plays(context: PlaceContext, one: Toponym) -> bool:
    """Tell a town that stands for its team: in a report of sport, and not as "the city of Chicago", "a Chicago suburb"."""
    of = context.word_before(one) in context.listed["of"] and context.before(one.first - 1) in context.listed["place_after"]
    return context.sports_report and not of and one.features.isdisjoint(("place_word_after", "compound"))
