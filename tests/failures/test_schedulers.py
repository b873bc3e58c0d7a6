"""Two schedulers on one database, of which one is stopped for longer than the lease, and then goes on."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from feedpub.errors import StoreError
from feedpub.store import open_store
from tests.failures.site import PACE, Site, readers, site
from tests.serving import environment, eventually

pytestmark = pytest.mark.slow

Process = subprocess.Popen[bytes]


@contextmanager
def scheduler(folder: Path, name: str, database: str) -> Iterator[Process]:
    """Run ``feedpub schedule``; its log is in a file of that name."""
    log = (folder / f"{name}.log").open("ab")
    variables = environment(folder, FEEDPUB_DATABASE_URL=database, **PACE)
    with (
        log,
        subprocess.Popen([sys.executable, "-m", "feedpub", "schedule"], cwd=folder, env=variables, stderr=log) as process,
    ):
        try:
            yield process
        finally:
            process.send_signal(signal.SIGCONT)
            process.terminate()


def refreshes(folder: Path, name: str) -> int:
    """How often a scheduler has begun to be the one that refreshes."""
    return (folder / f"{name}.log").read_text(encoding="utf-8").count("this process refreshes from now on")


def stop(process: Process, database: str) -> None:
    """Stop a process, but not in the middle of a write: on SQLite it would lock the file for as long as it hangs."""
    while True:
        process.send_signal(signal.SIGSTOP)
        try:
            with open_store(database, timeout=0.2) as store, store.writing():
                return
        except StoreError:
            process.send_signal(signal.SIGCONT)
            time.sleep(0.05)


def test_second_scheduler_stopped_for_longer_than_the_lease(tmp_path: Path, database: str) -> None:
    address = {"FEEDPUB_DATABASE_URL": database}
    with site(tmp_path, **address, FEEDPUB_SCHEDULER="off") as served, scheduler(tmp_path, "one", database) as one:
        eventually(lambda: refreshes(tmp_path, "one") == 1, "the first refreshes")
        with scheduler(tmp_path, "two", database), readers(served.client) as reading:
            _survives(served, one, tmp_path, database)
        reading.were_served()


def _survives(served: Site, one: Process, folder: Path, database: str) -> None:
    served.deliver("quay")
    served.soon_shows("quay")
    served.soon_well()
    stop(one, database)
    served.deliver("harbour")
    served.soon_shows("harbour")
    assert refreshes(folder, "two") == 1
    served.soon_well()
    one.send_signal(signal.SIGCONT)
    served.deliver("mill")
    served.soon_shows("mill")
    served.soon_well()
    changes = served.client.get("/api/changes?after=0").json()["items"]
    assert [change["op"] for change in changes] == ["upsert"] * 3, "who woke up wrote nothing again"
    assert (refreshes(folder, "one"), refreshes(folder, "two")) == (1, 1), "who took over keeps it"
    assert os.waitpid(one.pid, os.WNOHANG) == (0, 0)
