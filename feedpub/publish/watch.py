"""Waiting for changes: one thread of a process asks the store for all who wait, and wakes them."""

import logging
import time
from collections.abc import Callable
from threading import Event, Lock, Thread

from feedpub.errors import StoreError
from feedpub.publish.version import Version

_EVERY = 0.25  # seconds between two questions: one small query for all who wait
_AFTER_FAILURE = 2.0  # seconds before a store that does not answer is asked again
_IDLE = 40  # questions without anybody waiting, after which the thread ends
# Who is woken wants the interpreter at once. A few at a time leave turns to visitors; five hundred are woken in a fifth of a
# second.
_TOGETHER, _BETWEEN = 20, 0.008
_log = logging.getLogger(__name__)


class ChangeWatch:
    """Wakes those who wait for a version that is later than one.

    Args:
        look: tells the present version.
    """

    def __init__(self, look: Callable[[], Version]) -> None:
        self._look = look
        self._lock = Lock()
        self._waiting: dict[Event, int] = {}
        self._thread: Thread | None = None
        self._latest: Version | None = None

    def wait(self, known: Version, seconds: float) -> Version | None:
        """Wait for a later version.

        Args:
            known: version that the caller has seen.
            seconds: for which it waits at most.

        Returns:
            The later version, or None where none has come.
        """
        woken = Event()
        with self._lock:
            self._waiting[woken] = known.sequence
            self._start()
        try:
            woken.wait(seconds)
        finally:
            with self._lock:
                self._waiting.pop(woken, None)
        latest = self._latest
        return latest if latest is not None and latest.sequence > known.sequence else None

    def _start(self) -> None:
        """Have a thread look; a forked process has none of those of its parent."""
        if self._thread is None or not self._thread.is_alive():
            self._thread = Thread(target=self._run, daemon=True, name="watch")
            self._thread.start()

    def _run(self) -> None:
        idle = 0
        while idle < _IDLE:
            with self._lock:
                idle = 0 if self._waiting else idle + 1
                if idle == _IDLE:
                    self._thread = None
            time.sleep(_EVERY if idle else self._round())

    def _round(self) -> float:
        try:
            latest = self._latest = self._look()
        except StoreError as error:
            _log.warning("whether anything has changed cannot be told: %s", error)
            return _AFTER_FAILURE
        with self._lock:
            behind = [woken for woken, known in self._waiting.items() if known < latest.sequence]
        for place, woken in enumerate(behind, 1):
            woken.set()
            if place % _TOGETHER == 0:
                time.sleep(_BETWEEN)
        return _EVERY
