"""The clock behind the budget of processor time: how long a worker may take without having used it up."""

import time
from pathlib import Path

TICK = 0.5  # seconds between two looks at a worker that is not done yet

# A task that waits for the network or for a lock uses no processor, and must end all the same. Twice, for what a machine
# does to the innocent without telling: it swaps, its disk is slow. Ten times where nobody tells how long a process waited
# for its turn: that many may share a processor before a document that is within its budget is refused.
_FACTOR = 2
_FACTOR_IN_THE_DARK = 10


class Patience:
    """How long one task may take.

    Args:
        seconds: of processor time in its budget.
        pid: of its worker.
    """

    def __init__(self, seconds: float, pid: int) -> None:
        self._seconds = seconds
        self._pid = pid
        self._before = _waited_for_a_processor(pid)
        self._spent = 0.0
        self._last = time.monotonic()

    @property
    def tick(self) -> float:
        """Seconds until the next look."""
        return min(TICK, self._seconds)

    def is_over(self) -> bool:
        """Tell whether it has taken too long; to be asked at every tick."""
        now = time.monotonic()
        # Who looks much later than it wanted to has been stopped itself, and perhaps its worker with it.
        self._spent += min(now - self._last, 2 * TICK)
        self._last = now
        waited = _waited_for_a_processor(self._pid)
        if waited is None or self._before is None:
            return self._spent > _FACTOR_IN_THE_DARK * self._seconds
        return self._spent - (waited - self._before) > _FACTOR * self._seconds


def _waited_for_a_processor(pid: int) -> float | None:
    """Tell for how many seconds a process was ready to run but had no processor, or None where the system does not tell."""
    # https://docs.kernel.org/scheduler/sched-stats.html#proc-pid-schedstat
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_bytes().split()[1]) / 1e9
    except (OSError, IndexError, ValueError):
        return None
