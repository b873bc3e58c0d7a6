"""The participants known so far, found by the words of their names rather than one after another."""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable

from feedpub.extraction.entities.participant import Participant

_MOST = 64  # participants that one key finds: no article of 3,500 names a hundred people, let alone sixty of one surname


class Known:
    """Participants of one kind, in the order in which they came.

    A key finds the first 64 participants that it belongs to; names that more people share are those of a list or an attack.

    Args:
        keys: of a name: whatever it is looked for by.
    """

    def __init__(self, keys: Callable[[str], Iterable[Hashable]]) -> None:
        self.all: list[Participant] = []
        self._keys = keys
        self._number: dict[int, int] = {}
        self._found: dict[Hashable, dict[int, Participant]] = {}

    def add(self, participant: Participant) -> None:
        """Take a new participant in."""
        self._number[id(participant)] = len(self.all)
        self.all.append(participant)
        self.enter(participant)

    def enter(self, participant: Participant) -> None:
        """Enter a participant under the keys of its name; again, when its name is another; those before still find it."""
        number = self._number[id(participant)]
        for key in self._keys(participant.name):
            entered = self._found.setdefault(key, {})
            if len(entered) < _MOST:
                entered[number] = participant

    def by(self, *keys: Hashable) -> list[Participant]:
        """Find the participants that any of some keys belongs to, or has belonged to.

        Args:
            keys: such as those of a name.

        Returns:
            At most 64 for each key, in the order in which they came.
        """
        found: dict[int, Participant] = {}
        for key in keys:
            found |= self._found.get(key, {})
        return [found[number] for number in sorted(found)]


class Starts:
    """Where each participant's names stand; entered in the text's order, first all full names, then all shorter ones."""

    def __init__(self) -> None:
        self._runs: dict[int, list[list[int]]] = {}

    def add(self, participant: Participant, start: int) -> None:
        """Note that a name of a participant stands at a code point."""
        runs = self._runs.setdefault(id(participant), [])
        if not runs or runs[-1][-1] > start:
            runs.append([])
        runs[-1].append(start)

    def before(self, participant: Participant, start: int) -> int:
        """Return where the last name before a code point stands; where there is none, the first after it, negative."""
        runs = self._runs[id(participant)]
        last = [run[at - 1] for run in runs if (at := bisect_left(run, start))]
        return max(last, default=-min(run[0] for run in runs))
