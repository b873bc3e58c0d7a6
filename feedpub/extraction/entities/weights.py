"""The weights of coreference; what each is for, and where it comes from, stands beside it in data/coreference.toml."""

from functools import cache

from feedpub.extraction.weights import numbers
from feedpub.model.base import Frozen


class PronounWeights(Frozen):
    """What changes the salience of an entity that a pronoun may mean."""

    least: float
    least_silent: float
    close: float
    unknown_gender: float
    rarer_gender: float
    other_guess: float
    unknown_kind: float
    named_in_own_quotation: float
    speaks_on: float
    silent: float
    several: float


class DescriptionWeights(Frozen):
    """What adds to the salience of an entity that a description may mean."""

    least: float
    least_to_speak: float
    close: float
    close_known: float
    focus: float
    role: float
    hypernym: float
    owner: float
    foreign: float
    unknown_owner: float
    general: float
    only: float
    other_role: float
    other_people: float


class CoreferenceWeights(Frozen):
    """The numbers of coreference."""

    fade: float
    again: float
    mention: dict[str, float]
    pronoun: PronounWeights
    description: DescriptionWeights


@cache
def weights() -> CoreferenceWeights:
    """Read the weights, once."""
    return CoreferenceWeights.model_validate(numbers("coreference"))
