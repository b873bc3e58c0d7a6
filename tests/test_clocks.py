"""The stepped clock itself: a test that believes in it must know that it steps."""

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.clocks import SteppedClock, needs_faketime

TELLING = """
import sqlite3, sys, threading, time
from datetime import UTC, datetime
for line in sys.stdin:
    before = time.monotonic()
    time.sleep(0.1)
    threading.Event().wait(0.1)
    waited = time.monotonic() - before
    database = sqlite3.connect(":memory:").execute("SELECT strftime('%s', 'now')").fetchone()[0]
    print(datetime.now(UTC).timestamp(), database, waited, flush=True)
"""


@needs_faketime
def test_time_of_day_steps_and_durations_stay(tmp_path: Path) -> None:
    clock = SteppedClock(tmp_path / "clock")
    with subprocess.Popen(
        [sys.executable, "-c", TELLING], env=os.environ | clock.variables(), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin
        assert process.stdout
        for step in (0, 3600, -3600, -2, 0):
            clock.step(step)
            before = time.time()
            process.stdin.write(b"\n")
            process.stdin.flush()
            told, database, waited = map(float, process.stdout.readline().split())
            assert before + step - 0.1 <= told <= time.time() + step + 0.1
            assert abs(told - database) < 2
            assert waited > 0.19
        process.stdin.close()
