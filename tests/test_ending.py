"""A server that is told to end, or is killed, in the middle of a document: all that it started ends with it."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from feedpub.store import open_store
from tests.plugins import install_poisonable
from tests.serving import Client, environment, eventually, free_port

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="/proc tells which processes there are"),
]

ROOT = Path(__file__).parents[1]
COPY = "date 2026-02-03 A ferry crew returns.\n\nHORTA, Portugal — Crews voted on Tuesday to end {what} stoppage.\n"
SERVERS = {
    "serve": ["feedpub", "serve", "--port", "{port}"],
    "gunicorn": ["gunicorn", "--preload", "--workers", "2", "--no-control-socket", "--bind", "127.0.0.1:{port}", "wsgi:app"],
}


def variables(folder: Path) -> dict[str, str]:
    plugins = install_poisonable(folder / "plugins", folder / "met.log")
    return {
        "PYTHONPATH": f"{plugins}:{environment(folder)['PYTHONPATH']}",
        "FEEDPUB_EXTRACTOR": "poisonable",
        "FEEDPUB_SOURCES": f'[{{"name": "desk", "path": "{folder / "articles"}"}}]',
        "FEEDPUB_INTERVAL": "0.5",
        "FEEDPUB_DOCUMENT_SECONDS": "600",
    }


def processes(folder: Path) -> list[int]:
    """List what has been started for a folder, by the variables that it was given."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if str(folder).encode() in (entry / "environ").read_bytes():
                found.append(int(entry.name))
        except OSError:
            continue
    return found


@contextmanager
def server(folder: Path, words: list[str]) -> Iterator["subprocess.Popen[bytes]"]:
    """A server that shows its first article and is in the middle of another, which never ends."""
    client = Client(free_port())
    command = [sys.executable, "-m", *(word.format(port=client.port) for word in words)]
    with (folder / "serve.log").open("ab") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment(folder, **variables(folder)), stdout=log, stderr=log)
    try:
        eventually(partial(shows, client), "the first article is shown")
        # Put there whole: a folder that is watched may be read while a file in it is still empty.
        (folder / "endless.txt").write_text(COPY.format(what="an ENDLESS"), encoding="utf-8")
        (folder / "endless.txt").replace(folder / "articles" / "endless.txt")
        eventually((folder / "met.log").exists, "the endless one is being read")
        yield process
    finally:
        process.kill()
        process.wait()


def shows(client: Client) -> bool:
    try:
        return b"ferry" in client.get("/feeds/all.rss").body
    except OSError:
        return False


@pytest.mark.parametrize("name", SERVERS)
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_all_that_a_server_started_ends_with_it_also_in_the_middle_of_a_document(
    tmp_path: Path, name: str, end: int
) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "ferry.txt").write_text(COPY.format(what="a"), encoding="utf-8")
    with server(tmp_path, SERVERS[name]) as process:
        assert len(processes(tmp_path)) >= 3, "the server, a fork server, a worker"
        process.send_signal(end)
        process.wait(timeout=30)
        eventually(lambda: not processes(tmp_path), "nothing is left")
    with open_store(f"sqlite:///{tmp_path / 'feedpub.db'}") as store:
        assert store.sources.states()[0].refused == (), "what was broken off is not the document's fault"
        assert store.sources.states()[0].public == 1
