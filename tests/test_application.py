"""What a process that serves does first, and what beside its first answers."""

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
