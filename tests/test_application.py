"""What a process that serves does first, and what beside its first answers."""

import subprocess
import sys
from pathlib import Path
from threading import Event

import pytest

from feedpub import wiring
from feedpub.store.counts import Counts

_PATIENCE = 30.0


def test_a_process_of_our_own_server_answers_while_it_reads_what_lists_are_counted_by(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, read = Event(), Event()

    def prepare(_: Counts) -> None:
        reading.set()
        read.wait(_PATIENCE)

    monkeypatch.setattr(Counts, "prepare", prepare)  # as of very many events
    monkeypatch.setenv("FEEDPUB_DATABASE_URL", f"sqlite:///{tmp_path}/news.db")
    monkeypatch.setenv("FEEDPUB_SCHEDULER", "off")
    try:
        with wiring.app_in_turns(2).test_client() as client:
            assert reading.wait(_PATIENCE)
            assert client.get("/feeds/all.atom").status_code == 200
    finally:
        read.set()


def test_a_process_that_only_serves_loads_nothing_that_reads_extracts_or_upgrades() -> None:
    listed = "import sys, feedpub.wiring.application; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", listed], capture_output=True, text=True, check=True).stdout.split()
    left = {"feedpub.readers", "feedpub.extraction.pipeline", "feedpub.ingest", "feedpub.sources", "feedpub.schedule"}
    assert not (left | {"alembic", "apscheduler", "httpx", "trafilatura", "feedparser", "PIL"}) & set(loaded)
