"""Salience: how much each entity stands out, sentence after sentence."""

import tomllib
from collections import OrderedDict
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from feedpub.extraction.entities.entity import Entity
from feedpub.model.base import Frozen

_MOST = 128  # no article of 3,500 has more people


class SalienceWeights(Frozen):
    """The numbers of salience; what each is for stands beside it in data/salience.toml."""

    fade: float
    again: float
    present: float
    least: float
    unknown_gender: float
    named_in_own_quotation: float
    speaks_on: float
    mention: dict[str, float]


@cache
def weights() -> SalienceWeights:
    """Read the weights, once."""
    file = files("feedpub.extraction").joinpath("data", "salience.toml")
    return SalienceWeights.model_validate(tomllib.loads(file.read_text("utf-8")))


class Salience:
    """How much each entity stands out.

    Each mention renews an entity's salience, more as a subject than as an object, least within a quotation; it fades with
    each sentence. The 128 who were mentioned last are remembered.
    """

    def __init__(self) -> None:
        self.weights = weights()
        self._last: OrderedDict[Entity, tuple[float, int]] = OrderedDict()
        self.entities: dict[Entity, None] = {}
        """Those remembered, in the order of their first mentions."""

    def mention(self, entity: Entity, kind: str, sentence: int) -> None:
        """Renew an entity's salience by a mention of a kind."""
        most = max(self.weights.mention[kind], self.of(entity, sentence))
        self._last[entity] = most + self.weights.again, sentence
        self._last.move_to_end(entity)
        self.entities.setdefault(entity)
        if len(self._last) > _MOST:
            longest, _ = self._last.popitem(last=False)
            del self.entities[longest]

    def mentioned_in(self, entity: Entity, sentence: int) -> bool:
        """Tell whether an entity's last mention stands in a sentence."""
        return entity in self._last and self._last[entity][1] == sentence

    def of(self, entity: Entity, sentence: int) -> float:
        """Return an entity's salience at a sentence."""
        weight, last = self._last.get(entity, (0.0, 0))
        return weight * float(self.weights.fade ** (sentence - last))

    def best(self, entities: Iterable[Entity], sentence: int) -> tuple[Entity | None, float, float]:
        """Return the entity that stands out most (the first of equals), how much, and how much the next does."""
        first: tuple[Entity | None, float] = (None, 0.0)
        second = 0.0
        for entity in entities:
            salience = self.of(entity, sentence)
            if first[0] is None or salience > first[1]:
                first, second = (entity, salience), first[1]
            else:
                second = max(second, salience)
        return *first, second
