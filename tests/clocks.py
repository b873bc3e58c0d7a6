"""A clock that steps under a running process, as a machine's does when somebody sets it; libfaketime tells it.

Only what tells the time of day steps. What measures durations (the monotonic clock) goes on, as it does on a real machine.
"""

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

LIBRARY = os.environ.get("FEEDPUB_TEST_FAKETIME")
needs_faketime = pytest.mark.skipif(
    not LIBRARY, reason="FEEDPUB_TEST_FAKETIME names no libfaketimeMT.so.1 (see .ci/faketime)"
)

_TESTS = Path(__file__).parent


@dataclass(frozen=True)
class SteppedClock:
    """The clock of the processes that run with its variables.

    Args:
        file: of the process's own, which says how far the clock is from the machine's.
    """

    file: Path

    def step(self, seconds: int) -> None:
        """Set the clock to so many seconds ahead of the machine's, or behind it where negative."""
        written = self.file.with_suffix(".new")
        written.write_text(f"{seconds:+d}")
        # In one go: a process that finds the file empty would tell any time.
        written.replace(self.file)

    def variables(self) -> dict[str, str]:
        """The variables that a process needs from its start; it tells the machine's time until the first step."""
        if not self.file.exists():
            self.step(0)
        return {
            "LD_PRELOAD": str(LIBRARY),
            "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            # It is for C libraries before 2.30; with newer ones threads that wait for one another would wake all the time.
            "FAKETIME_FORCE_MONOTONIC_FIX": "0",
            "PYTHONPATH": os.pathsep.join((str(_TESTS / "stepped_clock"), str(_TESTS.parent))),
        }
