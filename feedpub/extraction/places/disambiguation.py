"""Which of its namesakes a place is: every name votes for the countries, regions and areas of its candidates.

A vote is shared among the candidates of a name as likely as they are; what the other names vote for makes a candidate
likelier; a few rounds are enough. "Paris" beside "Lamar County" and "Dallas" is in Texas.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import repeat
from math import exp, log
from typing import Literal, NamedTuple

from feedpub.extraction.gazetteer import PlaceRow
from feedpub.extraction.places.weights import disambiguation, recognition

Nearness = Literal["near", "region", "country", "far"]
_WIDE = ("country", "continent", "state", "ocean", "sea")  # features of places that no cell holds
_NOBODY = repeat(0.0)


class Area(NamedTuple):
    """Where a place lies; what it lies in no part of is None or empty.

    Args:
        country: code.
        region: with its country.
        county: with its region and country.
        cell: column and line of a grid over the globe.
        cells: that cell and those around it.
    """

    country: str | None
    region: tuple[str, str] | None
    county: tuple[str, str, str] | None
    cell: tuple[int, int] | None
    cells: tuple[tuple[int, int], ...]


def _area(row: PlaceRow) -> Area:
    country, region = row.country_code, row.admin1
    inside = (country, region) if country and region else None
    county = row.county or (row.name if row.feature == "county" else "")
    within = (country, region, county) if inside and county else None
    if row.feature in _WIDE:
        return Area(country or None, inside, within, None, ())
    size = disambiguation().cell
    cells = _around(int(row.longitude // size), int(row.latitude // size))
    return Area(country or None, inside, within, cells[0], cells)


@lru_cache(maxsize=16384)
def _around(column: int, line: int) -> tuple[tuple[int, int], ...]:
    return (
        (column, line),
        *((x, y) for x in (column - 1, column, column + 1) for y in (line - 1, line, line + 1) if (x, y) != (column, line)),
    )


@dataclass(slots=True)
class Namesakes:
    """The places that one name of an article may mean.

    Args:
        rows: the places.
        weight: how much its votes count: how often the name stands there.
        shares: how likely each row is.
        priors: how likely each row is before the other names vote, as logarithms.
        areas: where each row lies.
    """

    rows: tuple[PlaceRow, ...]
    weight: float
    home: str | None
    shares: list[float] = field(init=False)
    priors: list[float] = field(init=False)
    areas: list[Area] = field(init=False)

    def __post_init__(self) -> None:
        self.areas = [_area(row) for row in self.rows]
        self.priors = _priors(self.rows, self.home)
        self.shares = _shares(self.priors)

    def best(self) -> PlaceRow:
        """Return the likeliest row."""
        return self.rows[max(range(len(self.rows)), key=lambda number: (self.shares[number], -number))]


class Ballot:
    """What the names of an article vote for."""

    def __init__(self, names: Iterable[Namesakes]) -> None:
        self.votes: defaultdict[object, float] = defaultdict(float)
        for name in names:
            self.count(name, 1)

    def count(self, name: Namesakes, sign: int) -> None:
        """Count a name's votes in, or out again with sign -1."""
        votes = self.votes
        for area, share in zip(name.areas, name.shares, strict=True):
            if vote := sign * share * name.weight:
                for part in area[:4]:
                    if part is not None:
                        votes[part] += vote

    def nearness(self, row: PlaceRow) -> Nearness:
        """Tell how near a place lies to what the names vote for."""
        area, enough = _area(row), disambiguation().near
        if self._around(area) >= enough:
            return "near"
        if self.votes.get(area.region, 0.0) >= enough:
            return "region"
        return "country" if self.votes.get(area.country, 0.0) >= enough else "far"

    def support(self, area: Area) -> float:
        """Tell how much the votes speak for a place in an area."""
        weights, get = disambiguation(), self.votes.get
        found = 0.0
        # What nobody votes for adds log(1), which is nothing.
        if area.country and (votes := get(area.country, 0.0)) > 0:
            found += weights.country * log(1 + votes)
        if area.region and (votes := get(area.region, 0.0)) > 0:
            found += weights.region * log(1 + votes)
        if area.county and (votes := get(area.county, 0.0)) > 0:
            found += weights.county * log(1 + votes)
        if (votes := self._around(area)) > 0:
            found += weights.cells * log(1 + votes)
        return found

    def _around(self, area: Area) -> float:
        return sum(map(self.votes.get, area.cells, _NOBODY))


def disambiguate(names: Sequence[Namesakes]) -> None:
    """Find out how likely each place of each name is.

    Args:
        names: of one article; their shares are set.
    """
    doubtful = [name for name in names if len(name.rows) > 1]
    for _ in range(disambiguation().rounds if doubtful else 0):
        ballot, shares = Ballot(names), []
        for name in doubtful:
            ballot.count(name, -1)
            supports = map(ballot.support, name.areas)
            shares.append(_shares([prior + support for prior, support in zip(name.priors, supports, strict=True)]))
            ballot.count(name, 1)
        # All names move at once, so that their order does not matter.
        for name, share in zip(doubtful, shares, strict=True):
            name.shares = share


def _shares(scores: list[float]) -> list[float]:
    top = max(scores)
    weights = [exp(score - top) for score in scores]
    total = sum(weights)
    return [weight / total for weight in weights]


def _priors(rows: Sequence[PlaceRow], home: str | None) -> list[float]:
    capitals = {row.country_code for row in rows if row.feature == "capital"}
    # "Washington" alone is the capital, not the state, though that is larger.
    less = disambiguation().capital_namesake
    return [_prior(row, home) - less * (row.feature == "state" and row.country_code in capitals) for row in rows]


def _prior(row: PlaceRow, home: str | None) -> float:
    votes, known = disambiguation(), recognition()
    score = votes.population * log(row.population + 500) + votes.kind.get(row.feature, 0.0)
    if row.feature == "state" and row.population < known.known_region and row.country_code not in known.homes:
        score -= votes.unheard_region
    if not row.geonames_id:
        score += votes.own_list
    if not row.primary:
        score -= votes.other_name
    if home and row.country_code == home:
        score += votes.home
    return score
