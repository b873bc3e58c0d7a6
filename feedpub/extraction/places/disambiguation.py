"""Which of its namesakes a place is: every name votes for the countries, regions and areas of its candidates.

A vote is shared among the candidates of a name as likely as they are; what the other names vote for makes a candidate
likelier; a few rounds are enough. "Paris" beside "Lamar County" and "Dallas" is in Texas.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from math import exp, inf, log
from types import MappingProxyType
from typing import Literal, NamedTuple

from feedpub.extraction.gazetteer import PlaceRow
from feedpub.extraction.places.weights import disambiguation, recognition

Nearness = Literal["near", "region", "country", "far"]
_WIDE = ("country", "continent", "state", "ocean", "sea", "space")  # features of places that no cell holds
_LITTLE = 1e-3  # a share too small for a vote
_SETTLED = 0.003  # change of a share too small to ask the names once more
_NOBODY = repeat(0.0)


class Area(NamedTuple):
    """Where a place lies.

    Args:
        parts: its country, its region with the country, its county with both: as far as they are known.
        cells: the square of a grid over the globe that holds it, then those around it; none for a wide place.
    """

    parts: tuple[tuple[str, ...], ...]
    cells: tuple[tuple[int, int], ...]


@lru_cache(maxsize=16_384)
def _area(row: PlaceRow) -> Area:
    county = row.county or (row.name if row.feature == "county" else "")
    known = (row.country_code, row.admin1, county)
    depth = next((number for number, part in enumerate(known) if not part), len(known))
    size = disambiguation().cell
    cells = () if row.feature in _WIDE else _around(int(row.longitude // size), int(row.latitude // size))
    return Area(tuple(known[: number + 1] for number in range(depth)), cells)


def _around(column: int, line: int) -> tuple[tuple[int, int], ...]:
    return tuple((column + x, line + y) for x in (0, -1, 1) for y in (0, -1, 1))


class Namesakes:
    """The places that one name of an article may mean.

    Args:
        rows: the places.
        weight: how much its votes count: how often the name stands there.
        home: code of the country that a place more likely lies in, or None.
        beside: codes of the countries that are named in the sentence of its first mention.
    """

    def __init__(
        self, rows: tuple[PlaceRow, ...], weight: float, home: str | None, beside: frozenset[str] = frozenset()
    ) -> None:
        self.rows, self.weight = rows, weight
        self.areas, self.priors, shares = _alone(rows, home, beside)
        self.share(shares)

    def share(self, shares: list[float]) -> None:
        """Share the name's votes among its rows by how likely each is."""
        self.shares = shares
        votes = ((area, share * self.weight) for area, share in zip(self.areas, self.shares, strict=True) if share > _LITTLE)
        self.votes = [(part, vote) for area, vote in votes for part in (*area.parts, *area.cells[:1])]

    def decided(self, ballot: "Ballot") -> tuple[PlaceRow, "Certainty"]:
        """Return the likeliest row, and what speaks for it; the names of the article vote in the ballot."""
        (share, row), *others = sorted(zip(self.shares, self.rows, strict=True), key=lambda each: -each[0])
        margin = share - (others[0][0] if others else 0.0)
        nearness = ballot.nearness(row, share * self.weight)
        return row._replace(primary=True), Certainty(len(self.rows), share, margin, nearness)


class Certainty(NamedTuple):
    """What speaks for the one place that a name means.

    Args:
        namesakes: places that the name may mean.
        share: how likely this one is of them.
        margin: by how much that is more than the share of the second.
        nearness: how near it lies to what the other names of the article vote for.
    """

    namesakes: int
    share: float
    margin: float
    nearness: Nearness


class Ballot:
    """What the names of an article vote for.

    Args:
        names: that vote.
        counted: votes counted before.
    """

    def __init__(self, names: Iterable[Namesakes], counted: Mapping[object, float] = MappingProxyType({})) -> None:
        self.votes: defaultdict[object, float] = defaultdict(float, counted)
        for name in names:
            self.count(name, 1)

    def count(self, name: Namesakes, sign: int) -> None:
        """Count a name's votes in, or out again with sign -1."""
        votes = self.votes
        for part, vote in name.votes:
            votes[part] += sign * vote

    def nearness(self, row: PlaceRow, own: float = 0.0) -> Nearness:
        """Tell how near a place lies to what the names vote for, less its own votes."""
        area, enough = _area(row), disambiguation().near + own
        if self._around(area) >= enough:
            return "near"
        country, region, *_ = (*(self.votes.get(part, 0.0) for part in area.parts), 0.0, 0.0)
        return "region" if region >= enough else "country" if country >= enough else "far"

    def support(self, area: Area) -> float:
        """Tell how much the votes speak for a place in an area."""
        weights = disambiguation()
        around = self._around(area)
        points = weights.cells * log(1 + around) if around > 0 else 0.0
        # An article that names a country all over says no more for its villages than one that names it thrice.
        limits = ((weights.country, weights.country_most), (weights.region, inf), (weights.county, inf))
        for part, (weight, most) in zip(area.parts, limits, strict=False):
            votes = self.votes.get(part, 0.0)
            if votes <= 0:  # what lies in it has none either
                break
            points += weight * log(1 + min(votes, most))
        return points

    def _around(self, area: Area) -> float:
        return sum(map(self.votes.get, area.cells, _NOBODY))


def disambiguate(names: Sequence[Namesakes]) -> None:
    """Find out how likely each place of each name is.

    Args:
        names: of one article; their shares are set.
    """
    doubtful = [name for name in names if len(name.rows) > 1]
    sure = Ballot(name for name in names if len(name.rows) == 1).votes
    for _ in range(disambiguation().rounds if doubtful else 0):
        ballot, scores, before = Ballot(doubtful, sure), [], [name.shares for name in doubtful]
        for name in doubtful:
            ballot.count(name, -1)
            scores.append([prior + ballot.support(area) for prior, area in zip(name.priors, name.areas, strict=True)])
            ballot.count(name, 1)
        # All names move at once, so that their order does not matter.
        for name, found in zip(doubtful, scores, strict=True):
            name.share(_shares(found))
        if all(map(_is_settled, before, (name.shares for name in doubtful))):
            break


def _is_settled(before: list[float], after: list[float]) -> bool:
    return all(abs(one - other) < _SETTLED for one, other in zip(before, after, strict=True))


def _shares(scores: list[float]) -> list[float]:
    top = max(scores)
    weights = [exp(score - top) for score in scores]
    total = sum(weights)
    return [weight / total for weight in weights]


@lru_cache(maxsize=4_096)  # most articles name places that others name
def _alone(
    rows: tuple[PlaceRow, ...], home: str | None, beside: frozenset[str]
) -> tuple[list[Area], list[float], list[float]]:
    """Say where the places of a name lie, and how likely each is before other names vote: as a score, as a share."""
    capitals = {row.country_code for row in rows if row.feature == "capital"}
    # Beside whichever country, a capital hardly gives way to a town, nor a part of a continent to a country in it.
    firm = capitals | {row.country_code for row in rows if not row.country_code}
    helped = beside & firm if firm else beside
    bonus = disambiguation().beside
    priors = [_prior(row, home, capitals) + bonus * (row.country_code in helped) for row in rows]
    return [_area(row) for row in rows], priors, _shares(priors)


def _prior(row: PlaceRow, home: str | None, capitals: set[str]) -> float:
    votes, known, state = disambiguation(), recognition(), row.feature == "state"
    unheard = state and row.population < known.known_region and row.country_code not in known.homes
    return (
        votes.population * log(row.population + 500)
        + votes.kind.get(row.feature, 0.0)
        + votes.own_list * (not row.geonames_id)
        + votes.home * (home == row.country_code)
        - votes.other_name * (not row.primary)
        - votes.unheard_region * unheard
        # "Washington" alone is the capital, not the state, though that is larger.
        - votes.capital_namesake * (state and row.country_code in capitals)
    )
