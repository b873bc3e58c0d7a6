"""Which of its namesakes a place is: every name votes for the countries, regions and stretches of land of its candidates.

A vote is shared among the candidates of a name as likely as they are; what the other names vote for makes a candidate
likelier; three rounds settle it. "Paris" beside "Lamar County" and "Dallas" is in Texas.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import repeat
from math import exp, log
from typing import Literal, NamedTuple

from feedpub.extraction.gazetteer import PlaceRow
from feedpub.extraction.places.people import HOMES, LARGE

ROUNDS = 4
CELL = 1.5  # degrees: the size of a stretch of land
POPULATION, COUNTRY, REGION, COUNTY, CELLS, OTHER_NAME, HOME = 0.35, 2.0, 1.8, 3.5, 0.7, 1.2, 2.0
FEATURE: Mapping[str, float] = {"country": 4.0, "continent": 6.0, "capital": 1.6, "state": 1.4, "county": -0.6, "union": 6.0}
OWN_LIST = 6.0
NAMESAKE = 1.5  # of a capital
UNHEARD = 2.0  # a small region far away is hardly ever meant


_NOBODY = repeat(0.0)
A_VOTE = 0.6  # as much as one name, likely to mean the place
Nearness = Literal["near", "region", "country", "far"]


@dataclass(slots=True)
class Name:
    """One name of an article, with the places that it may mean.

    Args:
        rows: the namesakes.
        weight: how much its votes count: how often it stands there, how surely it names a place.
        fixed: whether the text itself says which one it is.
        shares: how likely each row is.
        priors: how likely each row is before the other names are asked, as logarithms.
    """

    rows: tuple[PlaceRow, ...]
    weight: float
    fixed: bool = False
    shares: list[float] = field(default_factory=list)
    priors: list[float] = field(default_factory=list)
    lands: list[tuple[object, ...]] = field(init=False)
    asked: list["Asked"] = field(init=False)

    def __post_init__(self) -> None:
        """Look the lands up once: they are voted for, and asked about, in every round."""
        self.lands = [_lands(row) for row in self.rows]
        self.asked = [_asked(row) for row in self.rows]

    def best(self) -> PlaceRow:
        """Return the likeliest row."""
        return self.rows[max(range(len(self.rows)), key=lambda number: (self.shares[number], -number))]


class Asked(NamedTuple):
    """What to ask the votes about a row; what it lies in no part of is None or empty.

    Args:
        country: its code.
        region: with its country.
        county: with its region and country.
        cells: its stretch of land, and those around it.
    """

    country: str | None
    region: tuple[str, str] | None
    county: tuple[str, str, str] | None
    cells: tuple[tuple[int, int], ...]


class Votes:
    """What the names of an article speak for."""

    def __init__(self, names: Iterable[Name]) -> None:
        self.land: defaultdict[object, float] = defaultdict(float)
        for name in names:
            self.count(name, 1)

    def count(self, name: Name, sign: int) -> None:
        """Count a name's votes in, or out again with sign -1."""
        land = self.land
        for lands, share in zip(name.lands, name.shares, strict=True):
            vote = sign * share * name.weight
            if vote:
                for where in lands:
                    land[where] += vote

    def nearness(self, row: PlaceRow) -> Nearness:
        """Tell how near a row lies to what the votes speak for."""
        if self._near(row) >= A_VOTE:
            return "near"
        if self.land.get((row.country_code, row.admin1), 0.0) >= A_VOTE:
            return "region"
        return "country" if self.land.get(row.country_code, 0.0) >= A_VOTE else "far"

    def support(self, asked: Asked) -> float:
        """Tell how much the votes speak for a row."""
        found, get = 0.0, self.land.get
        # What nobody votes for adds log(1), which is nothing.
        if asked.country and (votes := get(asked.country, 0.0)) > 0:
            found += COUNTRY * log(1 + votes)
        if asked.region and (votes := get(asked.region, 0.0)) > 0:
            found += REGION * log(1 + votes)
        if asked.county and (votes := get(asked.county, 0.0)) > 0:
            found += COUNTY * log(1 + votes)
        if (votes := sum(map(get, asked.cells, _NOBODY))) > 0:
            found += CELLS * log(1 + votes)
        return found

    def _near(self, row: PlaceRow) -> float:
        return sum(map(self.land.get, _cells(row), _NOBODY))


def _asked(row: PlaceRow) -> Asked:
    country, region = row.country_code, row.admin1
    inside = (country, region) if country and region else None
    county = (country, region, row.county) if inside and row.county else None
    return Asked(country or None, inside, county, () if row.feature in ("country", "continent", "state") else _cells(row))


def _cells(row: PlaceRow) -> tuple[tuple[int, int], ...]:
    return _around(int(row.longitude // CELL), int(row.latitude // CELL))


@lru_cache(maxsize=16384)
def _around(column: int, line: int) -> tuple[tuple[int, int], ...]:
    return tuple((x, y) for x in (column - 1, column, column + 1) for y in (line - 1, line, line + 1))


def _lands(row: PlaceRow) -> tuple[object, ...]:
    found: list[object] = []
    if row.country_code:
        found.append(row.country_code)
        if row.admin1:
            found.append((row.country_code, row.admin1))
            county = row.county or (row.name if row.feature == "county" else "")
            if county:
                found.append((row.country_code, row.admin1, county))
    if row.feature not in ("country", "continent", "state", "ocean", "sea"):
        found.append((int(row.longitude // CELL), int(row.latitude // CELL)))
    return tuple(found)


def settle(names: Sequence[Name], home: str | None = None) -> None:
    """Find out how likely each candidate of each name is.

    Args:
        names: of one article; their shares are set.
        home: country code of the publisher, if it is known.
    """
    for name in names:
        name.priors = _priors(name, home)
        _share(name, name.priors)
    doubtful = [name for name in names if len(name.rows) > 1]
    for _ in range(ROUNDS if doubtful else 0):
        votes = Votes(names)
        for name in doubtful:
            before = name.shares
            votes.count(name, -1)
            _share(name, [prior + votes.support(asked) for asked, prior in zip(name.asked, name.priors, strict=True)])
            after, name.shares = name.shares, before
            votes.count(name, 1)
            name.shares = after
        # All names move at once, so that their order does not matter.


def _share(name: Name, scores: list[float]) -> None:
    top = max(scores)
    weights = [exp(score - top) for score in scores]
    total = sum(weights)
    name.shares = [weight / total for weight in weights]


def _priors(name: Name, home: str | None) -> list[float]:
    capitals = {row.country_code for row in name.rows if row.feature == "capital"}
    # "Washington" alone is the capital, not the state, though that is larger.
    return [_prior(row, home) - NAMESAKE * (row.feature == "state" and row.country_code in capitals) for row in name.rows]


def _prior(row: PlaceRow, home: str | None) -> float:
    score = POPULATION * log(row.population + 500) + FEATURE.get(row.feature, 0.0)
    if row.feature == "state" and row.population < LARGE and row.country_code not in HOMES:
        score -= UNHEARD
    if not row.geonames_id:
        score += OWN_LIST
    if not row.primary:
        score -= OTHER_NAME
    if home and row.country_code == home:
        score += HOME
    return score
