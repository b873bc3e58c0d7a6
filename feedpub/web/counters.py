"""Counts of requests in the memory of a process: of a bounded number of clients, by a clock that nobody sets.

The library's own memory goes by the time of day: a clock that is set back by an hour would make its windows an hour longer,
and shut out whoever asks steadily. It also looks through all clients, in a thread of its own, with nearly every request.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from limits.storage import Storage

_MOST_CLIENTS = 50_000  # some 15 MB; whoever is forgotten for another begins anew


class Counters(Storage):
    """A storage of the library for windows of one length: who came first is done first.

    Args:
        ticks: a clock that nobody sets.
        most: clients that are counted at once.
    """

    STORAGE_SCHEME = None  # it is made here, and found by no address

    def __init__(self, ticks: Callable[[], float] = time.monotonic, most: int = _MOST_CLIENTS) -> None:
        super().__init__()
        self._ticks = ticks
        self._most = most
        self._lock = Lock()
        self._windows: OrderedDict[str, tuple[float, int]] = (
            OrderedDict()
        )  # when each ends, and its count; the first ends first

    def __len__(self) -> int:
        """Tell how many clients are counted."""
        return len(self._windows)

    def __bool__(self) -> bool:
        """A storage is one also while it is empty."""
        return True

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Count.

        Args:
            key: of the client.
            expiry: seconds that a window lasts.
            amount: to add.

        Returns:
            The count in this window.
        """
        with self._lock:
            now = self._ticks()
            while self._windows and next(iter(self._windows.values()))[0] <= now:
                self._windows.popitem(last=False)
            ends, count = self._windows.get(key, (now + expiry, 0))
            self._windows[key] = (ends, count + amount)
            if len(self._windows) > self._most:
                self._windows.popitem(last=False)
            return count + amount

    def get(self, key: str) -> int:
        """Return the count in this window."""
        return self._window(key)[1]

    def get_expiry(self, key: str) -> float:
        """Return when this window ends, by the clock of the counters."""
        return self._window(key)[0]

    def _window(self, key: str) -> tuple[float, int]:
        with self._lock:
            now = self._ticks()
            ends, count = self._windows.get(key, (now, 0))
            return (ends, count) if ends > now else (now, 0)

    def check(self) -> bool:
        """Tell that memory is there."""
        return True

    def reset(self) -> int:
        """Forget everybody; returns how many there were."""
        with self._lock:
            forgotten = len(self._windows)
            self._windows.clear()
            return forgotten

    def clear(self, key: str) -> None:
        """Forget one."""
        with self._lock:
            self._windows.pop(key, None)

    @property
    def base_exceptions(self) -> type[Exception]:
        """What the storage of the library raises where it fails; this one does not."""
        return ValueError
