"""Any number of WSGI workers on one store: each refresh runs once, and all stop together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import pytest

from feedpub.store import open_store
from tests.serving import PATIENCE, Client, environment, eventually, free_port

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
COPY = "date 2026-02-03 A ferry crew returns.\n\nHORTA, Portugal — Crews voted on Tuesday to end a stoppage.\n"


@contextmanager
def worker(folder: Path, interval: float) -> Iterator[Client]:
    """A process of its own that serves ``wsgi:app``, as under any WSGI server."""
    client = Client(free_port())
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(client.port), "wsgi:app"]
    variables = {"FEEDPUB_SOURCES": f'[{{"name": "desk", "path": "{folder / "desk"}"}}]', "FEEDPUB_INTERVAL": str(interval)}
    with (folder / ".log").open("ab") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment(folder, **variables), stdout=log, stderr=log)
        try:
            yield client
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def serves(client: Client) -> bool:
    try:
        return client.get("/healthz").status == 200
    except OSError:
        return False


def shows(client: Client) -> bool:
    return b"ferry" in client.get("/feeds/all.rss").body


def refreshes(folder: Path) -> int:
    with open_store(f"sqlite:///{folder / 'feedpub.db'}") as store:
        return sum(source.refreshes for source in store.sources.states())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "ferry.txt").write_text(COPY, encoding="utf-8")
    return tmp_path


def test_two_workers_refresh_once(folder: Path) -> None:
    with worker(folder, interval=3600) as first, worker(folder, interval=3600) as second:
        for client in (first, second):
            eventually(partial(serves, client), "the worker answers")
            eventually(partial(shows, client), "the worker shows the article")
        assert refreshes(folder) == 1


def test_two_workers_refresh_as_often_as_one(folder: Path) -> None:
    with worker(folder, interval=1) as first, worker(folder, interval=1) as second:
        for client in (first, second):
            eventually(partial(serves, client), "the worker answers")
            eventually(partial(shows, client), "the worker shows the article")
        before, began = refreshes(folder), time.monotonic()
        time.sleep(5)
        counted, passed = refreshes(folder) - before, time.monotonic() - began
    assert 1 <= counted <= passed + 1


@contextmanager
def server(folder: Path, client: Client) -> Iterator["subprocess.Popen[bytes]"]:
    """``feedpub serve`` with two workers in a process group of its own, once both serve; its log is serve.log."""
    command = [sys.executable, "-m", "feedpub", "serve", "--workers", "2", "--port", str(client.port)]
    log = folder / "serve.log"
    with log.open("ab") as out:
        process = subprocess.Popen(
            command, cwd=folder, env=environment(folder), stdout=out, stderr=out, start_new_session=True
        )
    try:
        eventually(lambda: log.read_text(encoding="utf-8").count("Started worker") == 2, "both workers serve")
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=PATIENCE)


def test_an_interrupt_from_a_terminal_which_reaches_every_process_stops_the_server_at_once(folder: Path) -> None:
    with server(folder, Client(free_port())) as process:
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(timeout=PATIENCE) == 0
    said = (folder / "serve.log").read_text(encoding="utf-8")
    assert said.count("Stopped worker") == 2
    assert "Killing worker" not in said


def test_workers_end_with_a_server_that_was_killed(folder: Path) -> None:
    client = Client(free_port())
    with server(folder, client) as process:
        assert serves(client)
        process.kill()
        eventually(lambda: not serves(client), "the workers end")
