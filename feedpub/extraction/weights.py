"""The weights by which event and select compare candidates: numbers, each with its source, in data/weights.toml."""

import tomllib
from functools import cache
from importlib.resources import files

from feedpub.model.base import Frozen


class EventWeights(Frozen):
    """How candidates for the main event are compared."""

    fuller_least: float
    fuller_words: int
    headline_least: float
    same_verb: float
    same_type: float
    shared_words: int


class TypeWeights(Frozen):
    """How words add up to the type of an event."""

    strong: float
    weak: float
    longer: float
    core: float
    action: float
    least: float


class Weights(Frozen):
    """All of them.

    Args:
        passage: how likely each place of an article tells its main event.
        feature: by what each feature of a candidate multiplies that.
    """

    passage: dict[str, float]
    feature: dict[str, float]
    event: EventWeights
    type: TypeWeights


@cache
def weights() -> Weights:
    """Read the weights, once."""
    return Weights.model_validate(
        tomllib.loads(files("feedpub.extraction").joinpath("data/weights.toml").read_text("utf-8"))
    )
