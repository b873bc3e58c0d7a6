"""Memory for what has been rendered: bounded, shared by threads, and each thing made by one of them.

The bound and its order are cachetools'; that one thread makes a thing while others wait, and that who waits is told of a
failure, is ours.
"""

from collections.abc import Callable, Hashable
from concurrent.futures import Future
from contextlib import suppress
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


class Cache(Generic[Kept]):
    """Keeps what was used last, up to a number of bytes.

    Args:
        room: bytes for all that is kept.
    """

    def __init__(self, room: int) -> None:
        self.room = room
        self._lock = Lock()
        self._kept: LRUCache[Hashable, Kept] = LRUCache(room, getsizeof=_size)
        self._making: dict[Hashable, Future[Kept]] = {}

    def get(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """Return what is kept under a key, or make it; who asks meanwhile waits for the one that makes it.

        Args:
            key: all that the thing depends on.
            make: called at most once at a time for a key; what it raises is raised to all who wait, and not kept.

        Returns:
            The thing.
        """
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                return kept
            made = self._making.get(key)
            mine = made is None
            if made is None:
                made = self._making[key] = Future()
        if mine:
            self._fill(key, made, make)
        return made.result()

    def _fill(self, key: Hashable, made: Future[Kept], make: Callable[[], Kept]) -> None:
        try:
            thing = make()
        except BaseException as error:
            with self._lock:
                del self._making[key]
            made.set_exception(error)
            return
        with self._lock:
            del self._making[key]
            with suppress(ValueError):  # it is larger than all the room, and was made for those who asked
                self._kept[key] = thing
        made.set_result(thing)


def _size(kept: Sized) -> int:
    return kept.size
