"""The entities known so far, found by the words of their names rather than one after another."""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable

from feedpub.extraction.entities.entity import Entity

_MOST = 64  # entities that one key finds: no article of 3,500 names a hundred people, let alone sixty of one surname


class EntityIndex:
    """Entities of one kind, in the order in which they came.

    A key finds the first 64 entities that it belongs to; names that more people share are those of a list or an attack.

    Args:
        keys: of a name: whatever it is looked for by.
    """

    def __init__(self, keys: Callable[[str], Iterable[Hashable]]) -> None:
        self.all: list[Entity] = []
        self._keys = keys
        self._number: dict[Entity, int] = {}
        self._found: dict[Hashable, dict[int, Entity]] = {}

    def enter(self, entity: Entity) -> None:
        """Enter an entity under the keys of its name; again, when its name is another; those before still find it."""
        if entity not in self._number:
            self._number[entity] = len(self.all)
            self.all.append(entity)
        for key in self._keys(entity.name):
            entered = self._found.setdefault(key, {})
            if len(entered) < _MOST:
                entered[self._number[entity]] = entity

    def by(self, *keys: Hashable) -> list[Entity]:
        """Find the entities that any of some keys belongs to, or has belonged to, in the order in which they came."""
        found: dict[int, Entity] = {}
        for key in keys:
            found |= self._found.get(key, {})
        return [found[number] for number in sorted(found)]


class Starts:
    """Where each entity's names stand; entered in the text's order, first all full names, then all shorter ones."""

    def __init__(self) -> None:
        self._runs: dict[Entity, list[list[int]]] = {}

    def add(self, entity: Entity, start: int) -> None:
        """Note that a name of an entity stands at a code point."""
        runs = self._runs.setdefault(entity, [])
        if not runs or runs[-1][-1] > start:
            runs.append([])
        runs[-1].append(start)

    def before(self, entity: Entity, start: int) -> int:
        """Return where the last name before a code point stands; where there is none, the first after it, negative."""
        runs = self._runs[entity]
        last = [run[at - 1] for run in runs if (at := bisect_left(run, start))]
        return max(last, default=-min(run[0] for run in runs))
