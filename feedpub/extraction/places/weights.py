"""The numbers by which places are recognised and told from their namesakes: data/place_weights.toml, with their sources."""

import tomllib
from functools import cache
from importlib.resources import files

from feedpub.model.base import Frozen


class Known(Frozen):
    """Which places anybody has heard of.

    Args:
        region: inhabitants of a region that needs no more.
        city: inhabitants of a city that needs no more.
        homes: codes of the countries whose regions copy names without saying more.
    """

    region: int
    city: int
    homes: frozenset[str]


class Thresholds(Frozen):
    """Points from which a name is one of a place.

    Args:
        least: with fewer it is none.
        sure: with as many it needs no support, and supports others.
        namesakes: places looked at for one name.
    """

    least: float
    sure: float
    namesakes: int


class Population(Frozen):
    """Points of a name by the inhabitants of its best place.

    Args:
        least: inhabitants.
        points: where it is the main name of a place with as many.
        other_name: where it is another name of one.
    """

    least: int
    points: float
    other_name: float


class Votes(Frozen):
    """How the places of an article speak for each other's namesakes."""

    population: float
    country: float
    region: float
    county: float
    cells: float
    other_name: float
    own_list: float
    capital_namesake: float
    unheard_region: float
    home: float
    near: float
    rounds: int
    cell: float


class PlaceWeights(Frozen):
    """All of them.

    Args:
        feature: points of each feature of a name.
        well_known: those that weigh otherwise where its best place is one that anybody has heard of.
        population: the largest first.
        prior: how much likelier a kind of place is meant than another of that name.
    """

    known: Known
    thresholds: Thresholds
    feature: dict[str, float]
    well_known: dict[str, float]
    population: tuple[Population, ...]
    prior: dict[str, float]
    votes: Votes


@cache
def place_weights() -> PlaceWeights:
    """Read the weights, once."""
    text = files("feedpub.extraction").joinpath("data", "place_weights.toml").read_text("utf-8")
    return PlaceWeights.model_validate(tomllib.loads(text))
