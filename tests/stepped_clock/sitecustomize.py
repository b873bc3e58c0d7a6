"""Imported by every Python process that finds this folder on its path: makes time.sleep work under libfaketime.

libfaketime 0.9.10 answers every clock_nanosleep with EINVAL where it leaves the monotonic clock alone, and Python sleeps by
that call; select waits by the system's own clock.
"""

import select
import time
from typing import SupportsIndex


def _sleep(seconds: float | SupportsIndex, /) -> None:
    select.select([], [], [], float(seconds))


time.sleep = _sleep
