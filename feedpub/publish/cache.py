"""Memory for what has been rendered: bounded, shared by threads, and each thing made by one of them.

The bound and its order are cachetools'; that one thread makes a thing while others wait, and that who waits is told of a
failure, is ours.
"""

from collections.abc import Callable, Hashable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock
from typing import Generic, Protocol, TypeVar

from cachetools import LRUCache


class Sized(Protocol):
    """Something that knows what it takes in memory."""

    @property
    def size(self) -> int:
        """Bytes."""
        ...


Kept = TypeVar("Kept", bound=Sized)


@dataclass(slots=True)
class _Entry(Generic[Kept]):
    """A thing, and of what state it is."""

    thing: Kept
    state: Hashable


class Cache(Generic[Kept]):
    """Keeps what was used last, up to a number of bytes.

    Args:
        room: bytes for all that is kept.
    """

    def __init__(self, room: int) -> None:
        self.room = room
        self._lock = Lock()
        self._kept: LRUCache[Hashable, _Entry[Kept]] = LRUCache(room, getsizeof=_size)
        self._making: dict[Hashable, Future[Kept]] = {}

    def get(self, key: Hashable, make: Callable[[], Kept], state: Hashable = None) -> Kept:
        """Return what is kept under a key, or make it; who asks meanwhile waits for the one that makes it.

        Args:
            key: what the thing is; together with the state all that it depends on.
            make: called at most once at a time for a key and state; what it raises is raised to all who wait, and not kept.
            state: of what it is made from; what was made of another one is replaced.

        Returns:
            The thing.
        """
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None and kept.state == state:
                return kept.thing
            made = self._making.get((key, state))
            mine = made is None
            if made is None:
                made = self._making[key, state] = Future()
        if mine:
            self._fill(key, state, made, make)
        return made.result()

    def state(self, key: Hashable) -> Hashable:
        """Return of what state that is which is kept under a key; None where nothing is."""
        with self._lock:
            kept = self._kept.get(key)
            return kept.state if kept is not None else None

    def stands(self, key: Hashable, before: Hashable, now: Hashable) -> None:
        """Note that what was made of one state is what would be made of another.

        Args:
            key: under which it is kept.
            before: the state of which it was made, or is known to be; of any other nothing is noted.
            now: the other one.
        """
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None and kept.state == before:
                kept.state = now

    def _fill(self, key: Hashable, state: Hashable, made: Future[Kept], make: Callable[[], Kept]) -> None:
        try:
            thing = make()
        except BaseException as error:
            with self._lock:
                del self._making[key, state]
            made.set_exception(error)
            return
        with self._lock:
            del self._making[key, state]
            with suppress(ValueError):  # it is larger than all the room, and was made for those who asked
                self._kept[key] = _Entry(thing, state)
        made.set_result(thing)


def _size(kept: _Entry[Kept]) -> int:
    return kept.thing.size
