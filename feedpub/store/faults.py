"""Stored events that cannot be read: what reading has met of them, until a writer marks it in the store."""

from dataclasses import dataclass
from threading import Lock
from typing import Literal

Part = Literal["event", "explanation"]


@dataclass(frozen=True, slots=True)
class Fault:
    """A stored revision that cannot be read in whole.

    Args:
        article_id: the article's id.
        revision: its number.
        part: the event, without which nothing can be shown, or the explanation of its answers.
        reason: what is wrong with it.
    """

    article_id: str
    revision: int
    part: Part
    reason: str


class Faults:
    """Remembers what any thread of this process has met."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._met: dict[tuple[str, Part], Fault] = {}

    def note(self, fault: Fault) -> None:
        """Remember a fault until it is marked."""
        with self._lock:
            self._met[fault.article_id, fault.part] = fault

    def pending(self) -> tuple[Fault, ...]:
        """Return what has not been marked yet."""
        with self._lock:
            return tuple(self._met.values())

    def forget(self, marked: tuple[Fault, ...]) -> None:
        """Forget what was marked, unless it was met again as something else."""
        with self._lock:
            for fault in marked:
                if self._met.get((fault.article_id, fault.part)) == fault:
                    del self._met[fault.article_id, fault.part]

    def hidden(self) -> frozenset[str]:
        """Return the ids of articles whose events are known to be unreadable."""
        return frozenset(fault.article_id for fault in self.pending() if fault.part == "event")
