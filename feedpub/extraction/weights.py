"""The weights by which event and select compare candidates: numbers, each with its source, in data/weights.toml."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from feedpub.model.base import Frozen

DateFeature = Literal[
    "future",
    "reported",
    "bounds",
    "possessive",
    "subordinate",
    "anterior",
    "stamped",
    "ahead",
    "own_event",
    "own_verb",
    "other_event",
]


def numbers(name: str) -> dict[str, Any]:
    """Read a file of numbers in the folder data, by its name without the suffix .toml."""
    return tomllib.loads(files("feedpub.extraction").joinpath("data", f"{name}.toml").read_text("utf-8"))


class EventWeights(Frozen):
    """How candidates for the main event are compared."""

    fuller_least: float
    fuller_words: int
    headline_least: float
    same_verb: float
    same_type: float
    shared_words: int


class TypeWeights(Frozen):
    """How what a clause says adds up to the type of an event."""

    least: float
    cue: dict[str, float]


class DateWeights(Frozen):
    """How dates are compared as the main event's."""

    least: float
    per_sentence: float
    unknown_distance: float
    far: float
    longer: float
    feature: dict[DateFeature, float]
    precision: dict[str, float]
    within_days: dict[int, float]


class PlaceWeights(Frozen):
    """How places are compared as the main event's."""

    headline: float
    lead: float
    second: float
    later: float
    most_later: int
    dateline: float
    locative: float
    belonging: float
    lead_length: int
    second_length: int
    top_length: int
    fineness: dict[str, float]


class PersonWeights(Frozen):
    """How participants are compared: who is the more prominent."""

    head: float
    head_length: int
    displayed: float
    in_office: float


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
    date: DateWeights
    place: PlaceWeights
    person: PersonWeights


@cache
def weights() -> Weights:
    """Read the weights, once."""
    return Weights.model_validate(numbers("weights"))
