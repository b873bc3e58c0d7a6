"""What the pool's tests have workers do: the good, and everything that a worker has to be kept from."""

import os
import re
import signal
import sys
import threading
import time
from pathlib import Path


def double(number: int) -> int:
    return 2 * number


def pid() -> int:
    return os.getpid()


def spin() -> None:
    while True:
        pass


def spin_for(seconds: float) -> str:
    """Use so much processor time."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
    return "done"


def backtrack() -> object:
    """Spend ages within one call of a library, where no Python runs that could be interrupted."""
    return re.match(r"(a+)+$", "a" * 60 + "b")


def hoard(chunk: int = 1_000_000) -> None:
    kept = []
    while True:
        kept.append(bytearray(chunk))


def sleep(seconds: float = 3600) -> None:
    time.sleep(seconds)


def die(number: int = signal.SIGSEGV) -> None:
    os.kill(os.getpid(), number)
    time.sleep(3600)


def die_once(marker: Path) -> str:
    """End the first process that does this, and no other."""
    if not marker.exists():
        marker.touch()
        die(signal.SIGKILL)
    return "done"


def fail(word: str) -> None:
    raise ValueError(word)


class UnsendableError(Exception):
    def __init__(self, _one: int, _two: int) -> None:
        super().__init__("has two halves")


def fail_badly() -> None:
    raise UnsendableError(1, 2)


def note(marker: Path) -> None:
    """Say that this is being done, and never be done."""
    marker.write_text(str(os.getpid()))
    time.sleep(3600)


def note_and_spin(marker: Path) -> None:
    """Say that this is being done, and never be done, without ever listening."""
    marker.write_text(str(os.getpid()))
    spin()


def take_a_second() -> None:
    spin_for(1)


def say(word: str) -> None:
    sys.stdout.write(word)
    sys.stdout.flush()


def threads() -> int:
    return threading.active_count()
