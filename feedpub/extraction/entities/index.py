"""The entities known so far, found by the words of their names rather than one after another."""

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
