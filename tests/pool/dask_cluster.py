"""A Dask cluster of processes on this machine, for tests and benchmarks."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

_STARTING = 60  # seconds
_ONE_THREAD = ("--nthreads", "1", "--no-nanny", "--local-directory")


class Cluster(NamedTuple):
    """A scheduler and its workers."""

    address: str
    workers: list[subprocess.Popen[bytes]]


@contextmanager
def started_cluster(folder: Path, workers: int) -> Iterator[Cluster]:
    """Start a scheduler with workers of one thread each; what they say is in the folder's file log."""
    file = folder / "scheduler.json"
    with ExitStack() as stack:
        _start(stack, file, "dask_scheduler", "--host", "127.0.0.1", "--port", "0")
        deadline = time.monotonic() + _STARTING
        while not (file.exists() and file.read_bytes().endswith(b"}")):
            assert time.monotonic() < deadline, (folder / "log").read_text()
            time.sleep(0.1)
        names = [f"worker-{number}" for number in range(workers)]
        made = [_start(stack, file, "dask_worker", *_ONE_THREAD, str(folder / name)) for name in names]
        yield Cluster(json.loads(file.read_bytes())["address"], made)


def _start(stack: ExitStack, file: Path, program: str, *options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", f"distributed.cli.{program}", "--scheduler-file", str(file), "--no-dashboard"]
    with (file.parent / "log").open("ab") as log:
        process = subprocess.Popen([*command, *options], stdout=log, stderr=log)
    stack.callback(process.wait)
    stack.callback(process.kill)
    return process
