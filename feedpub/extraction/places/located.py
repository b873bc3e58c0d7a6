"""The places of a text: candidates judged, resolved and marked by their use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan

from feedpub.extraction.gazetteer import PlaceRow
from feedpub.extraction.places.candidates import candidates
from feedpub.extraction.places.counties import with_counties
from feedpub.extraction.places.judge import ENOUGH, SURE, judge
from feedpub.extraction.places.nearby import Nearby
from feedpub.extraction.places.people import people
from feedpub.extraction.places.resolve import Name, Nearness, Votes, settle
from feedpub.extraction.places.signs import Mention
from feedpub.extraction.places.told import told
from feedpub.extraction.places.uses import use_of
from feedpub.extraction.places.venues import Venue, as_row, city_of, venues
from feedpub.extraction.places.words import Words, listed, words
from feedpub.language.dateline import DatelineParts
from feedpub.model.event import WhereUse

MOST = 40  # namesakes looked at
SUPPORT: Mapping[Nearness, float] = {"near": 2.0, "region": 0.9, "country": 0.1, "far": -1.0}
"""Points for a doubtful name by how near it lies to the others."""
RULES = {"name": "where.named", "demonym": "where.demonym", "abbreviation": "where.abbreviated"}


@dataclass(frozen=True, slots=True)
class Located:
    """A mention of a place, resolved.

    Args:
        start: first code point.
        end: the code point after the last.
        text: the characters.
        row: the place.
        use: how the name is used.
        rule: that found it.
        points: that judged it a place.
        signs: what spoke for and against.
    """

    start: int
    end: int
    text: str
    row: PlaceRow
    use: WhereUse
    rule: str
    points: float
    signs: tuple[str, ...]


def located(text: str, dateline: DatelineParts | None = None, home: str | None = None) -> list[Located]:
    """Find the places of a text.

    Args:
        text: an article's.
        dateline: that it begins with.
        home: country code of the publisher.

    Returns:
        The mentions of places, in order.
    """
    all_words = words(text)
    found = list(candidates(all_words))
    persons = people(all_words, found)
    found = with_counties(all_words, found, persons)
    judged = judge(all_words, found, persons, _spans(dateline))
    mentions = _supported(all_words, judged, home)
    resolved = [_located(all_words, mention, row) for mention, row in _resolved(all_words, mentions, home)]
    return sorted(_with_told(text, _with_venues(all_words, resolved)), key=_start)


def _with_told(text: str, found: list[Located]) -> list[Located]:
    """Add places that only the text knows, each where the place named beside it lies."""
    named = [(one.start, one.end, one.row) for one in found]
    nearby, out = Nearby(named), list(found)
    for start, end in told(text, named):
        city = city_of(Venue(0, 0, start, end), text, nearby)
        if city is not None:
            row = city._replace(name=text[start:end], feature="area", geonames_id=0, population=0)
            out.append(Located(start, end, row.name, row, "literal", "where.told", ENOUGH, ()))
    return out


def _with_venues(words_: Words, found: Sequence[Located]) -> list[Located]:
    """Add venues, each in place of the names inside its own: "Denver International Airport" for "Denver"."""
    named = Nearby([(one.start, one.end, one.row) for one in found])
    replaced: set[int] = set()
    rows: dict[str, PlaceRow] = {}
    kept: list[Venue] = []
    for venue in venues(words_):
        inside = set(named.overlapping(venue.start, venue.end)) - replaced
        if any(found[number].row.feature == "venue" or found[number].end > venue.end for number in inside):
            continue
        replaced |= inside
        city, name = city_of(venue, words_.text, named), words_.text[venue.start : venue.end]
        # The city is named with one of the mentions of a venue, hardly with all.
        if name not in rows or (isnan(rows[name].latitude) and city):
            rows[name] = as_row(name, city)
        kept.append(venue)
    out = [one for number, one in enumerate(found) if number not in replaced]
    texts = [words_.text[venue.start : venue.end] for venue in kept]
    for venue, name in zip(kept, texts, strict=True):
        out.append(Located(venue.start, venue.end, name, rows[name], "literal", "where.venue", SURE, ("locative",)))
    return out


def _start(one: Located) -> int:
    return one.start


def _resolved(words_: Words, mentions: Sequence[Mention], home: str | None) -> list[tuple[Mention, PlaceRow]]:
    groups = _names(words_, mentions)
    settled = zip(_settled(groups, home), groups.values(), strict=True)
    return [(mention, name.best()) for name, group in settled for mention in group]


def _supported(words_: Words, judged: Sequence[Mention], home: str | None) -> list[Mention]:
    """Keep the mentions with enough points, those in doubt also by how near they lie to the places beyond doubt."""
    sure = {mention.candidate.key for mention in judged if mention.points >= SURE}
    doubtful = [mention for mention in judged if _doubtful(mention) and mention.candidate.key not in sure]
    if doubtful and sure:
        names = _settled(_names(words_, [mention for mention in judged if mention.points >= SURE]), home)
        votes = Votes(names)
        asked: dict[tuple[PlaceRow, ...], Nearness] = {}  # a name that stands in doubt a thousand times is looked at once
        for mention in doubtful:
            if mention.rows not in asked:
                asked[mention.rows] = max(map(votes.nearness, mention.rows[:MOST]), key=SUPPORT.__getitem__)
            mention.add(asked[mention.rows], SUPPORT[asked[mention.rows]])
    return [mention for mention in judged if mention.points >= ENOUGH]


def _doubtful(mention: Mention) -> bool:
    return ENOUGH - SUPPORT["near"] <= mention.points < SURE and mention.candidate.via == "name"


def _settled(groups: Mapping[tuple[str, tuple[PlaceRow, ...]], list[Mention]], home: str | None) -> list[Name]:
    names = [Name(rows, min(3.0, 1 + 0.25 * len(group))) for (_, rows), group in groups.items()]
    settle(names, home)
    return names


def _spans(dateline: DatelineParts | None) -> list[tuple[int, int]]:
    return [(place.start, place.end) for place in dateline.places] if dateline else []


def _names(words_: Words, mentions: Sequence[Mention]) -> dict[tuple[str, tuple[PlaceRow, ...]], list[Mention]]:
    """Group mentions of one name and sense: where the text once says which Paris it is, every Paris is that one."""
    said: dict[str, tuple[PlaceRow, ...]] = {}
    for mention in mentions:
        if mention.fixed:
            said.setdefault(mention.candidate.key, mention.rows)
    groups: dict[tuple[str, tuple[PlaceRow, ...]], list[Mention]] = {}
    for mention in mentions:
        rows = mention.rows if mention.fixed else said.get(mention.candidate.key, mention.rows)
        if not mention.fixed and not _is_region(words_, mention):
            rows = _cities_first(rows)
        groups.setdefault((mention.candidate.key, rows[:MOST]), []).append(mention)
    return groups


def _is_region(words_: Words, mention: Mention) -> bool:
    """Tell whether a name is said to be a region's: "New York state", "the province of Groningen", "upstate New York"."""
    first, last = mention.candidate.first, mention.candidate.last
    if "among regions" in mention.signs or words_.low(last + 1) == "border":
        return True
    if words_.low(last + 1) in listed("administrative") or words_.low(first - 1) == "upstate":
        return True
    return words_.low(first - 1) == "of" and words_.low(first - 2) in listed("administrative")


def _cities_first(rows: tuple[PlaceRow, ...]) -> tuple[PlaceRow, ...]:
    """Leave out regions that are called like their great city: "Tel Aviv" and "New York" mean the cities."""
    cities = {
        (row.country_code, row.admin1) for row in rows if row.kind == "city" and row.primary and row.population >= 100_000
    }
    return (
        tuple(row for row in rows if row.kind != "region" or not row.primary or (row.country_code, row.admin1) not in cities)
        or rows
    )


def _located(words_: Words, mention: Mention, row: PlaceRow) -> Located:
    candidate = mention.candidate
    return Located(
        start=candidate.start,
        end=candidate.end,
        text=words_.text[candidate.start : candidate.end],
        row=row if row.primary else row._replace(primary=True),
        use=use_of(words_, mention, row),
        rule=RULES[candidate.via],
        points=mention.points,
        signs=tuple(mention.signs),
    )
