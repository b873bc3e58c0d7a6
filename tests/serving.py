"""A feedpub process that really serves, for tests that talk to it over a socket."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

PATIENCE = 300.0
"""Seconds for which a fact is waited for: nothing takes so long, though others have both processors for themselves."""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        return orjson.loads(self.body)


@dataclass
class Client:
    """One server's address; every request is a connection of its own."""

    port: int
    process: int = 0  # its id, where this process started it

    def get(self, path: str, *, method: str = "GET", **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            found = connection.getresponse()
            return Answer(found.status, {name.lower(): value for name, value in found.getheaders()}, found.read())
        finally:
            connection.close()


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def eventually(holds: Callable[[], Any], what: str, patience: float = PATIENCE) -> Any:
    """Ask until the answer is true."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if found := holds():
            return found
        time.sleep(0.1)
    raise AssertionError(f"{what}: not within {patience} seconds")


def environment(folder: Path, **variables: str) -> dict[str, str]:
    """The machine's variables without feedpub's own, with these in their place."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FEEDPUB_")}
    root = str(Path(__file__).parents[1])
    defaults = {"FEEDPUB_DATABASE_URL": f"sqlite:///{folder / 'feedpub.db'}", "PYTHONPATH": root}
    return kept | defaults | variables


@contextmanager
def serving(folder: Path, **variables: str) -> Iterator[Client]:
    """Run ``feedpub serve`` in a folder until the block ends; its log is in serve.log there."""
    client = Client(free_port())
    command = [sys.executable, "-m", "feedpub", "serve", "--port", str(client.port)]
    with (folder / "serve.log").open("ab") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment(folder, **variables), stdout=log, stderr=log)
        client.process = process.pid
        try:
            eventually(lambda: _answers(client, process, folder), "the server answers")
            yield client
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=30)


def _answers(client: Client, process: "subprocess.Popen[bytes]", folder: Path) -> bool:
    assert process.poll() is None, (folder / "serve.log").read_text(encoding="utf-8")
    try:
        return client.get("/livez").status == 200
    except OSError:
        return False


def entry_of(feed: bytes, article_id: str) -> bytes:
    """Cut one entry's bytes out of an Atom feed."""
    found = [entry for entry in re.findall(rb"<entry\b.*?</entry>", feed, re.DOTALL) if article_id.encode() in entry]
    assert len(found) == 1, article_id
    return bytes(found[0])
