"""Schedulers whose clocks are wrong, or are set while they run."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from feedpub.schedule.steps import Steps
from feedpub.store import open_store
from tests.clocks import SteppedClock, needs_faketime
from tests.test_schedule import lines, wait_until

HOUR = 3600
PATIENCE = 60.0  # seconds: far from the hour that a clock is wrong by, on the slowest machine


def test_a_clock_that_is_set_is_noticed_once_and_one_that_is_slewed_is_not() -> None:
    wall, ticks = [1_000_000.0], [50.0]
    steps = Steps(lambda: wall[0], lambda: ticks[0])
    seen = []
    for passed, step in ((10, 0), (10, HOUR), (10, 0), (3600, 0.4), (10, -HOUR), (10, 0)):
        ticks[0] += passed
        wall[0] += passed + step
        seen.append(round(steps.noticed()))
    assert seen == [0, HOUR, 0, 0, -HOUR, 0]


@contextmanager
def scheduler(
    url: str, log: Path, clock: SteppedClock | None = None, lease: float = 1, interval: float = 0.2
) -> Iterator[int]:
    """Run a scheduler, with a clock of its own from its first instruction or with the machine's; it comes as its number."""
    command = [sys.executable, "-m", "tests.schedule_worker", url, str(log), str(lease), str(interval)]
    process = subprocess.Popen(command, env=os.environ | (clock.variables() if clock else {}))
    try:
        yield process.pid
    finally:
        process.kill()
        process.wait()


@pytest.fixture(autouse=True)
def tables(database: str) -> None:
    """Both processes find them made."""
    open_store(database).close()


@needs_faketime
@pytest.mark.slow
@pytest.mark.parametrize("step", [HOUR, -HOUR], ids=["ahead", "behind"])
def test_a_holder_with_a_wrong_clock_is_replaced_when_it_is_gone(database: str, tmp_path: Path, step: int) -> None:
    log, clock = tmp_path / "log", SteppedClock(tmp_path / "clock")
    clock.step(step)
    with scheduler(database, log, clock) as wrong:
        wait_until(lambda: lines(log), PATIENCE)
        with scheduler(database, log) as right:
            count = len(lines(log))
            wait_until(lambda: len(lines(log)) >= count + 5, PATIENCE)
            assert right not in lines(log), "the one that holds the lease is alive"
            os.kill(wrong, signal.SIGKILL)
            wait_until(lambda: right in lines(log), PATIENCE)


@needs_faketime
@pytest.mark.slow
@pytest.mark.parametrize("step", [HOUR, -HOUR], ids=["ahead", "back"])
def test_a_clock_that_is_set_neither_stops_refreshing_nor_drives_it_on(database: str, tmp_path: Path, step: int) -> None:
    log, clock = tmp_path / "log", SteppedClock(tmp_path / "clock")
    with scheduler(database, log, clock, interval=0.5) as one, scheduler(database, log) as other:
        wait_until(lambda: len(lines(log)) >= 3, PATIENCE)
        holder = lines(log)[0]
        if holder == one:  # else the clock of the one that waits is set
            assert other not in lines(log)
        begun, count = time.monotonic(), len(lines(log))
        clock.step(step)
        wait_until(lambda: len(lines(log)) >= count + 6, PATIENCE)
        clock.step(0)
        wait_until(lambda: len(lines(log)) >= count + 12, PATIENCE)
        passed = time.monotonic() - begun
        pace = 0.5 if holder == one else 0.2
        # Twice more than at its interval: once for each time that the clock was set.
        assert len(lines(log)) - count <= passed / pace + 3
        assert set(lines(log)) == {holder}


@needs_faketime
@pytest.mark.slow
def test_a_clock_set_there_and_back_between_two_looks_stops_nothing(database: str, tmp_path: Path) -> None:
    log, clock = tmp_path / "log", SteppedClock(tmp_path / "clock")
    with scheduler(database, log, clock, lease=9, interval=0.1):  # it looks every three seconds
        for _ in range(4):
            for step in (HOUR, 0):
                clock.step(step)
                refreshed_again(log)


def refreshed_again(log: Path) -> None:
    count = len(lines(log))
    wait_until(lambda: len(lines(log)) >= count + 3, PATIENCE)
