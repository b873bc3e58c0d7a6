"""The numbers by which names are recognised as places' and told from their namesakes: data/place_weights.toml."""

from functools import cache

from feedpub.extraction.weights import numbers
from feedpub.model.base import Frozen


class RecognitionWeights(Frozen):
    """What makes a name a place's: points of its features, otherwise for names that anybody has heard of.

    Args:
        sure: points with which a name needs no support, and supports others.
        population: inhabitants of its best place at least, points of a main name, of another one; the largest first.
        homes: codes of the countries whose regions copy names without saying more.
    """

    least: float
    sure: float
    known_region: int
    known_city: int
    ordinary_state: float
    homes: frozenset[str]
    population: tuple[tuple[int, float, float], ...]
    feature: dict[str, float]
    well_known: dict[str, float]


class DisambiguationWeights(Frozen):
    """What makes a place likelier than its namesakes: what it is, and where the places of other names lie.

    Args:
        cell: degrees of a square of the grid over the globe.
        country_most: votes for a country beyond which more add nothing.
        near: votes from which a place lies near to what the names vote for.
    """

    namesakes: int
    rounds: int
    cell: float
    near: float
    population: float
    other_name: float
    own_list: float
    home: float
    beside: float
    capital_namesake: float
    unheard_region: float
    country: float
    country_most: float
    region: float
    county: float
    cells: float
    kind: dict[str, float]


@cache
def recognition() -> RecognitionWeights:
    """Return the numbers of recognition."""
    return RecognitionWeights.model_validate(numbers("place_weights")["recognition"])


@cache
def disambiguation() -> DisambiguationWeights:
    """Return the numbers of disambiguation."""
    return DisambiguationWeights.model_validate(numbers("place_weights")["disambiguation"])
