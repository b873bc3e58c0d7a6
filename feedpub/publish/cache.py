"""Memory for what has been rendered: bounded, shared by threads, and each thing made by one of them."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Generic, Protocol, TypeVar


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
        self._room = room
        self._taken = 0
        self._lock = Lock()
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
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
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
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
            self._keep(key, thing)
        made.set_result(thing)

    def _keep(self, key: Hashable, thing: Kept) -> None:
        self._kept[key] = thing
        self._taken += thing.size
        # What is larger than all the room goes at once: it was made for the one who asked.
        while self._taken > self._room:
            _, dropped = self._kept.popitem(last=False)
            self._taken -= dropped.size
