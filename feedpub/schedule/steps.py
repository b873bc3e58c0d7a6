"""Noticing that the wall clock was set: APScheduler's alarms go by it, and would come an hour late or all at once."""

import time
from collections.abc import Callable

LEAST_STEP = 1.0  # seconds; a clock that is only slewed moves by less than a thousandth of the time between two looks


class Steps:
    """Compares the wall clock with one that nobody sets.

    Args:
        wall: seconds by the wall clock.
        ticks: seconds by the other.
    """

    def __init__(self, wall: Callable[[], float] = time.time, ticks: Callable[[], float] = time.monotonic) -> None:
        self._wall = wall
        self._ticks = ticks
        self._ahead = wall() - ticks()

    def noticed(self) -> float:
        """Return by how many seconds the wall clock was set forward, or back, since the last look; 0 where it was not."""
        ahead = self._wall() - self._ticks()
        step = ahead - self._ahead
        self._ahead = ahead
        return step if abs(step) >= LEAST_STEP else 0.0
