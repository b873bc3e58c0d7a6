"""How many processors this process may use."""

import math
import os
from collections.abc import Iterator
from pathlib import Path

_CGROUPS = Path("/sys/fs/cgroup")


def usable_processors(cgroups: Path = _CGROUPS) -> int:
    """Count the processors that this process may use: a container may have fewer than its machine.

    Args:
        cgroups: where Linux shows the limits of a container.

    Returns:
        At least 1.
    """
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min([allowed, *map(math.ceil, _quotas(cgroups))]))


def _quotas(cgroups: Path) -> Iterator[float]:
    # Version 2 has "200000 100000" or "max 100000" in one file, version 1 the two numbers in two, with -1 for no limit.
    # https://docs.kernel.org/admin-guide/cgroup-v2.html#cpu-interface-files
    for names in (("cpu.max",), ("cpu/cpu.cfs_quota_us", "cpu/cpu.cfs_period_us")):
        try:
            quota, period = " ".join((cgroups / name).read_text(encoding="ascii") for name in names).split()
            if quota != "max" and int(quota) > 0:
                yield int(quota) / int(period)
        except (OSError, ValueError):
            continue
