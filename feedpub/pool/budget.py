"""What one task may use of time and memory, and how a process binds itself to it."""

import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_MEGABYTE = 1_000_000
# Linux counts what a process may write to, which is what it costs; elsewhere only its address space has a limit, if that.
_LIMITED = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
_STATM = Path("/proc/self/statm")


@dataclass(frozen=True, slots=True)
class Budget:
    """What one task may use.

    Args:
        seconds: of processor time, and, in a wider sense, of the clock's (see ``executor``).
        megabytes: of memory beyond what the process has when the task begins.
    """

    seconds: float
    megabytes: int

    @property
    def bytes(self) -> int:
        """The memory in bytes."""
        return self.megabytes * _MEGABYTE


@contextmanager
def bound(budget: Budget) -> Iterator[None]:
    """Bind this process to a budget while the block runs.

    Too much processor time ends the process by SIGPROF: the kernel counts it and stops it wherever it is, also in
    the middle of a regular expression, where no Python would run. Too much memory is a MemoryError.

    Args:
        budget: to keep to.

    Yields:
        Nothing.
    """
    _, most = resource.getrlimit(_LIMITED)
    limit = memory() + budget.bytes
    resource.setrlimit(_LIMITED, (limit if most == resource.RLIM_INFINITY else min(limit, most), most))
    signal.setitimer(signal.ITIMER_PROF, budget.seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        resource.setrlimit(_LIMITED, (most, most))


def memory() -> int:
    """Count the bytes that this process may write to; where the system does not tell, the most that it ever had."""
    try:
        return int(_STATM.read_bytes().split()[5]) * resource.getpagesize()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
