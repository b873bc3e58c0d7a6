"""What failed lately with the store being well: a page that could not be drawn, a format that could not be written."""

import threading
import time
from collections.abc import Callable

from feedpub.health.check import Check

_MOST = 20  # addresses; one fault of the program may show at any number of them
_MEMORY = 600.0  # seconds; by then a monitor has told somebody, and perhaps nobody asks for the address any more


class Failures:
    """Remembers which addresses failed last, and why, until they answer again.

    Args:
        ticks: a clock that nobody sets.
    """

    def __init__(self, ticks: Callable[[], float] = time.monotonic) -> None:
        self._ticks = ticks
        self._lock = threading.Lock()
        self._noted: dict[str, tuple[str, float]] = {}

    def note(self, address: str, reason: str) -> None:
        """Remember a failure.

        Args:
            address: that was asked for.
            reason: what happened.
        """
        with self._lock:
            self._noted.pop(address, None)
            self._noted[address] = (reason, self._ticks())
            while len(self._noted) > _MOST:
                del self._noted[next(iter(self._noted))]

    def forget(self, address: str) -> None:
        """Note that an address answers again.

        Args:
            address: that was asked for.
        """
        if self._noted:
            with self._lock:
                self._noted.pop(address, None)

    def lately(self) -> dict[str, str]:
        """Tell the reasons of what failed and has not answered since, by address."""
        with self._lock:
            return {at: reason for at, (reason, noted) in self._noted.items() if self._ticks() - noted < _MEMORY}


def with_failures(rendered: Check, failures: dict[str, str]) -> Check:
    """Add to the check of rendering what failed elsewhere.

    Args:
        rendered: whether the main feed can be rendered.
        failures: reasons by address.

    Returns:
        The check: degraded where the feed is well and something else is not.
    """
    if rendered.status != "ok" or not failures:
        return rendered
    details = tuple({"address": address, "reason": reason} for address, reason in failures.items())
    reason = "; ".join(f"{address}: {reason}" for address, reason in failures.items())
    return Check("render", "degraded", {"failed": len(failures)}, reason, details)
