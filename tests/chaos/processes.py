"""Processes that are started, killed at any moment and looked for afterwards."""

import os
import random
import signal
import subprocess
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from tests.serving import PATIENCE, environment

MARK = "FEEDPUB_TEST_CHAOS"
"""A variable that every process of a trial inherits, so that whoever outlives it is found."""


@dataclass
class Stage:
    """What the processes of one trial share.

    Args:
        folder: where they run and write their logs.
        variables: their settings.
        mark: that they are known by.
    """

    folder: Path
    variables: Mapping[str, str]
    mark: str = field(default_factory=lambda: uuid4().hex)

    def start(self, name: str, module: str, arguments: Sequence[str], **variables: str) -> "subprocess.Popen[bytes]":
        """Start a Python module as a process in a group of its own; its output is appended to NAME.log.

        Args:
            name: of its log.
            module: to run.
            arguments: of its command line.
            variables: settings of its own.
        """
        command = [sys.executable, "-m", module, *arguments]
        env = environment(self.folder, **{**self.variables, MARK: self.mark, **variables})
        with (self.folder / f"{name}.log").open("ab") as log:
            return subprocess.Popen(command, cwd=self.folder, env=env, stdout=log, stderr=log, start_new_session=True)

    def feedpub(self, name: str, *arguments: str, **variables: str) -> "subprocess.Popen[bytes]":
        """Start a command of feedpub."""
        return self.start(name, "feedpub", arguments, **variables)

    def fork(self, name: str, main: Callable[..., None], arguments: Sequence[str]) -> "Forked":
        """Run a function as a process in a group of its own, as ``start`` does a module; it starts no others itself.

        To load its modules anew would take a second of processor time at each start.

        Args:
            name: of its log.
            main: to run.
            arguments: of it.
        """
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # Python 3.12: of other threads, on whom nothing here waits
            pid = os.fork()
        if pid:
            return Forked(pid)
        try:
            os.setsid()
            log = os.open(self.folder / f"{name}.log", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
            os.dup2(log, 1)
            os.dup2(log, 2)
            sys.stdout = sys.stderr = os.fdopen(log, "w", buffering=1)
            random.seed()
            main(*arguments)
            os._exit(0)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(1)

    def alive(self) -> dict[int, str]:
        """Find the processes of this trial that live, whoever started them, by number; with their command lines."""
        found = {}
        for entry in Path("/proc").iterdir():
            with suppress(OSError):
                if entry.name.isdigit() and f"{MARK}={self.mark}".encode() in (entry / "environ").read_bytes():
                    found[int(entry.name)] = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()[:120]
        return found

    def orphans(self, patience: float = PATIENCE) -> dict[int, str]:
        """Wait until no process of the trial lives; return those that do not end by themselves, and end them."""
        end = time.monotonic() + patience
        while (left := self.alive()) and time.monotonic() < end:
            time.sleep(0.2)
        for number in left:
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        return left


class Forked:
    """A process that was forked, with as much of ``subprocess.Popen`` as its users need.

    Args:
        pid: its number.
    """

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return how it ended, or None while it runs."""
        if self.returncode is None:
            ended, status = os.waitpid(self.pid, os.WNOHANG)
            self.returncode = os.waitstatus_to_exitcode(status) if ended else None
        return self.returncode

    def terminate(self) -> None:
        """Ask it to end."""
        if self.poll() is None:
            os.kill(self.pid, signal.SIGTERM)

    def wait(self, timeout: float) -> int:
        """Wait for its end.

        Args:
            timeout: seconds.

        Raises:
            subprocess.TimeoutExpired: it still runs.
        """
        end = time.monotonic() + timeout
        while (code := self.poll()) is None:
            if time.monotonic() > end:
                raise subprocess.TimeoutExpired(str(self.pid), timeout)
            time.sleep(0.02)
        return code


def kill_group(process: "subprocess.Popen[bytes] | Forked") -> None:
    """Kill a process and all that it started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        # It has ended, or was forked a moment ago and has begun no group of its own yet.
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)
    process.wait(timeout=PATIENCE)


def kill_alone(process: "subprocess.Popen[bytes]") -> None:
    """Kill a process, and leave what it started to itself."""
    process.kill()
    process.wait(timeout=PATIENCE)


def children(process: "subprocess.Popen[bytes] | Forked") -> list[int]:
    """List the processes that a process has started and that live."""
    try:
        written = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
    except OSError:
        return []
    return [int(number) for number in written.split()]


@dataclass
class Kept:
    """A process that somebody starts again whenever it ends, as an init system does.

    Args:
        begin: starts it.
        pause: seconds between its end and its next beginning.
    """

    begin: Callable[[], "subprocess.Popen[bytes] | Forked"]
    pause: float = 0.2
    process: "subprocess.Popen[bytes] | Forked | None" = None
    _again: float = 0.0

    def tend(self) -> None:
        """Start it where it does not run."""
        if self.process is not None and self.process.poll() is not None:
            self.process, self._again = None, time.monotonic() + self.pause
        if self.process is None and time.monotonic() >= self._again:
            self.process = self.begin()

    def stop(self) -> None:
        """End it as an operator does; kill it where it does not listen."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            kill_group(self.process)
        self.process = None
