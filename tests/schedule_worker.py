"""A process that runs the scheduler until it is told to stop: python -m tests.schedule_worker URL LOG LEASE INTERVAL.

Each listing of its source appends a line to LOG, so that a test can count what all processes did together.
"""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from feedpub.errors import SourceError
from feedpub.ingest import refresh
from feedpub.model.document import Document
from feedpub.schedule import Job, Schedule
from feedpub.store import open_store
from tests.builders import TINY, document


class Counted:
    """A source that writes down who listed it."""

    name = "wire"

    def __init__(self, log: Path) -> None:
        self._log = log

    def documents(self) -> Iterator[Document | SourceError]:
        with self._log.open("a") as log:
            log.write(f"{os.getpid()}\n")
        for key in ("harbour", "quay", "mill"):
            yield document(key)


def main(url: str, log: str, lease: str, interval: str) -> None:
    """Run until SIGTERM."""
    done = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: done.set())
    with open_store(url) as store:
        job = partial(
            refresh,
            Counted(Path(log)),
            store=store,
            drafting=TINY,
        )
        with Schedule(store, [Job("wire", float(interval), job)], lease_seconds=float(lease)):
            done.wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
