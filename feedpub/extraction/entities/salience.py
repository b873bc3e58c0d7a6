"""Salience: how much each entity stands out, sentence after sentence."""

from collections import OrderedDict
from collections.abc import Iterable
from operator import itemgetter

from feedpub.extraction.entities.entity import Choice, Entity
from feedpub.extraction.entities.weights import weights

_MOST = 128  # no article of 3,500 has more people


class Salience:
    """How much each entity stands out.

    Each mention renews an entity's salience, more as a subject than as an object, least within a quotation; it fades with
    each sentence. The 128 who were mentioned last are remembered.
    """

    def __init__(self) -> None:
        self._weights = weights()
        self._last: OrderedDict[Entity, tuple[float, int]] = OrderedDict()
        self.entities: dict[Entity, None] = {}
        """Those remembered, in the order of their first mentions."""

    def mention(self, entity: Entity, part: str, sentence: int) -> None:
        """Renew an entity's salience by a mention that has a part in its sentence."""
        most = max(self._weights.mention[part], self.of(entity, sentence))
        self._last[entity] = most + self._weights.again, sentence
        self._last.move_to_end(entity)
        self.entities.setdefault(entity)
        if len(self._last) > _MOST:
            longest, _ = self._last.popitem(last=False)
            del self.entities[longest]

    def forget(self, entity: Entity) -> None:
        """Remember an entity no longer: it is another one."""
        self._last.pop(entity, None)
        self.entities.pop(entity, None)

    def last(self, entity: Entity) -> int:
        """Return the sentence of an entity's last mention, or -1."""
        return self._last.get(entity, (0.0, -1))[1]

    def of(self, entity: Entity, sentence: int) -> float:
        """Return an entity's salience at a sentence."""
        weight, last = self._last.get(entity, (0.0, 0))
        return weight * float(self._weights.fade ** (sentence - last))

    def choose(self, scored: Iterable[tuple[float, Entity]], sentence: int, least: float, close: float) -> Choice | None:
        """Choose the entity with the highest score, the first of equals.

        Args:
            scored: entities that may be meant, each with its score.
            sentence: where they may be meant.
            least: no lower score is chosen.
            close: the share of the highest score above which the next is too close to choose.
        """
        ranked = sorted((one for one in scored if one[0] >= least), key=itemgetter(0), reverse=True)
        if not ranked or (len(ranked) > 1 and ranked[1][0] > close * ranked[0][0]):
            return None
        (score, best), rival = ranked[0], ranked[1][0] if len(ranked) > 1 else 0.0
        return Choice(best, score, rival, len(ranked), max(sentence - self.last(best), 0) if self.last(best) >= 0 else -1)
