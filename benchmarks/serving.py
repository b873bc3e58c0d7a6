"""How fast what has not changed is served, beside bare Flask in the same server and run; and that memory has an end.

    python -m benchmarks.serving [--events 1000] [--rounds 15] [--requests 2000] [--in-process]
    python -m benchmarks.serving --memory 1000000

The server is that of ``feedpub serve``, with one worker: once for a site, once for a Flask app with two views, one that says
hello and one that returns the bytes of the site's feed. Rounds ask both in turn for each kind of answer, over eight
connections that are kept; printed are the medians of requests a second and of the worker's processor time for each, and the
ratios to bare Flask (higher is better) by both. With --in-process the apps are called as a server calls them, and nothing
else is measured. With --memory a site answers so many requests within one process: of all kinds of addresses, one in fifty
of which nobody asked for before, with edits between them; printed is what the process holds after each tenth.
"""

import argparse
import multiprocessing
import os
import re
import resource
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson
from flask import Flask, Response
from werkzeug.test import EnvironBuilder

from benchmarks.publishing import NEWEST, NOW, SITE, addresses, fill
from feedpub.cli import server
from feedpub.model.listing import MAX_STREAMS
from feedpub.publish import Publisher
from feedpub.store import Store, open_store
from feedpub.web import create_app, warm_up
from tests.serving import Client, environment, eventually, free_port

_FEED = "/feeds/all.atom"
_CONNECTIONS = 8
_BODY = "BENCHMARK_BODY"  # variable that names the file with the bytes that bare Flask returns
_LEAST = {"feed, 304": 0.8, "feed, gzip": 0.8, "page": 0.8, "changes, idle": 0.8, "changes, 304": 0.8, "feed, whole": 0.9}
_MOST_MEMORY = 250  # megabytes


def bare_app() -> Flask:
    """Make what feedpub is measured by."""
    app, body = Flask("bare"), Path(os.environ[_BODY]).read_bytes()
    app.add_url_rule("/", "hello", lambda: "hello")
    app.add_url_rule("/feed", "feed", lambda: Response(body, content_type="application/atom+xml; charset=utf-8"))
    return app


@dataclass
class Case:
    """One kind of answer.

    Args:
        name: as it is printed.
        path: that is asked for.
        headers: of the request.
        bare: whether bare Flask is asked.
        rival: name of the case of bare Flask that it is measured by.
    """

    name: str
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    bare: bool = False
    rival: str = "hello"
    seconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    @property
    def request(self) -> bytes:
        """What is sent."""
        lines = "".join(f"{name}: {value}\r\n" for name, value in {"Host": "localhost", **self.headers}.items())
        return f"GET {self.path} HTTP/1.1\r\n{lines}\r\n".encode()


def cases(feed_tag: str, changes_tag: str, cursor: str) -> list[Case]:
    """List what is measured, bare Flask first."""
    changes = f"/api/changes?after={cursor}"
    return [
        Case("hello", "/", bare=True),
        Case("same bytes", "/feed", bare=True),
        Case("feed, whole", _FEED, rival="same bytes"),
        Case("feed, gzip", _FEED, {"Accept-Encoding": "gzip"}),
        Case("feed, 304", _FEED, {"If-None-Match": feed_tag, "Accept-Encoding": "gzip"}),
        Case("page", "/", {"Accept-Encoding": "gzip", "Accept": "text/html,*/*;q=0.8"}),
        Case("changes, idle", changes),
        Case("changes, 304", changes, {"If-None-Match": changes_tag}),
    ]


class Wires:
    """Connections to a server that are kept.

    Args:
        port: of the server.
    """

    def __init__(self, port: int) -> None:
        self._sockets = [socket.create_connection(("127.0.0.1", port)) for _ in range(_CONNECTIONS)]

    def ask(self, request: bytes, number: int) -> None:
        """Send a request again and again, on each connection one at a time."""
        one = self._sockets[0]
        one.sendall(request)
        size = _size_of(one)
        for _ in range(number // _CONNECTIONS):
            for each in self._sockets:
                each.sendall(request)
            for each in self._sockets:
                _read(each, size)

    def close(self) -> None:
        """Hang up."""
        for each in self._sockets:
            each.close()


def _size_of(one: socket.socket) -> int:
    """Read an answer, and tell how many bytes it has: the same for each that follows."""
    got = b""
    while b"\r\n\r\n" not in got:
        got += one.recv(65536)
    head, _, rest = got.partition(b"\r\n\r\n")
    length = re.search(rb"(?im)^content-length: (\d+)", head)
    body = int(length[1]) if length and b" 304 " not in head.split(b"\r\n")[0] else 0
    _read(one, body - len(rest))
    return len(head) + 4 + body


def _read(one: socket.socket, size: int) -> None:
    while size > 0:
        got = len(one.recv(min(size, 262_144)))
        if not got:
            raise ConnectionError("the server has hung up")
        size -= got


@contextmanager
def served(folder: Path, which: str) -> Iterator[Client]:
    """Run a server with one worker, of the site or of bare Flask."""
    client = Client(free_port())
    command = [sys.executable, "-m", "benchmarks.serving", "--serve", which, "--port", str(client.port)]
    variables = {"FEEDPUB_SCHEDULER": "off", "FEEDPUB_BASE_URL": SITE.base_url, _BODY: str(folder / "body")}
    with (folder / f"{which}.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment(folder, **variables), cwd=folder, stdout=log, stderr=log)
        client.process = process.pid
        try:
            eventually(lambda: _answers(client), which)
            yield client
        finally:
            process.terminate()
            process.wait(30)


def _answers(client: Client) -> bool:
    try:
        return client.get("/").status == 200
    except OSError:
        return False


def used(process: int) -> float:
    """Return the seconds of processor time of a server's worker: its child with the most of them."""
    found = [0.0]
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            values = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(values[1]) == process:
            found.append((int(values[11]) + int(values[12])) / os.sysconf("SC_CLK_TCK"))
    return max(found)


def compare(folder: Path, rounds: int, requests: int) -> Iterator[str]:
    """Measure all cases in turn.

    Args:
        folder: with a database that is full.
        rounds: in each of which every case is measured once.
        requests: of one measurement.

    Yields:
        Lines of the table.
    """
    with served(folder, "site") as site:
        feed, changes = site.get(_FEED), site.get("/api/changes?after=now")
        (folder / "body").write_bytes(feed.body)
        cursor = changes.json()["cursor"]
        idle = site.get(f"/api/changes?after={cursor}")
        measured = cases(feed.headers["etag"], idle.headers["etag"], cursor)
        with served(folder, "bare") as bare:
            _measure(measured, site, bare, rounds, requests)
    yield f"the feed has {len(feed.body) / 1000:.0f} kB"
    yield f"{'':16}{'requests/s':>12}{'µs of worker':>14}{'ratio by clock':>16}{'by worker':>11}"
    yield from table(measured)


def _measure(measured: list[Case], site: Client, bare: Client, rounds: int, requests: int) -> None:
    wires = {True: (Wires(bare.port), bare.process), False: (Wires(site.port), site.process)}
    for number in range(rounds + 1):
        for case in measured:
            wire, process = wires[case.bare]
            before, began = used(process), time.perf_counter()
            wire.ask(case.request, requests)
            if number:  # the first warms up
                case.seconds.append((time.perf_counter() - began) / requests)
                case.processor.append((used(process) - before) / requests)
    for wire, _ in wires.values():
        wire.close()


def table(measured: list[Case]) -> Iterator[str]:
    """Print the medians, and the ratios to the rival of each within the same round."""
    named = {case.name: case for case in measured}
    for case in measured:
        rival = named[case.rival]
        by_clock = statistics.median(theirs / ours for ours, theirs in zip(case.seconds, rival.seconds, strict=True))
        by_worker = sum(rival.processor) / max(sum(case.processor), 1e-9)
        wrong = "  WRONG" if by_clock < _LEAST.get(case.name, 0) else ""
        rate, cost = 1 / statistics.median(case.seconds), 1e6 * statistics.mean(case.processor)
        yield f"{case.name:16}{rate:12.0f}{cost:14.1f}{by_clock:16.2f}{by_worker:11.2f}{wrong}"


def site_app(store: Store) -> Flask:
    """Make the app of a site."""
    app = create_app(Publisher(store, SITE, feed_size=50), store, max_age=300, now=lambda: NOW, rate_limit="1200/minute")
    warm_up(app)
    return app


def call(app: Flask, environ: dict[str, Any]) -> bytes:
    """Call an app as a server does, and return the body."""
    body: Any = app(environ, _unread)
    found = b"".join(body)
    if hasattr(body, "close"):
        body.close()
    return found


def _unread(_status: str, _headers: Any, _error: Any = None) -> Any:
    """Begin an answer of which nobody reads the head."""


def in_process(folder: Path, rounds: int, requests: int) -> Iterator[str]:
    """Measure the same cases without a server, by processor time alone."""
    with open_store(environment(folder)["FEEDPUB_DATABASE_URL"]) as store:
        app = site_app(store)
        client = app.test_client()
        feed, changes = client.get(_FEED), client.get("/api/changes?after=now")
        (folder / "body").write_bytes(feed.data)
        os.environ[_BODY] = str(folder / "body")
        bare, cursor = bare_app(), orjson.loads(changes.data)["cursor"]
        idle = client.get(f"/api/changes?after={cursor}")
        measured = cases(feed.headers["ETag"], idle.headers["ETag"], cursor)
        for _ in range(rounds):
            for case in measured:
                environ = EnvironBuilder(case.path, headers=list(case.headers.items())).get_environ()
                asked = bare if case.bare else app
                began = time.process_time()
                for _ in range(requests):
                    call(asked, environ.copy())
                case.seconds.append((time.process_time() - began) / requests)
                case.processor.append(case.seconds[-1])
    yield f"{'':16}{'requests/s':>12}{'µs':>14}{'ratio':>16}{'again':>11}"
    yield from table(measured)


def remember(folder: Path, number: int) -> Iterator[str]:
    """Answer many requests, and tell what the process holds.

    Args:
        folder: with a database that is full.
        number: of requests.

    Yields:
        A line for each twentieth.
    """
    with open_store(environment(folder)["FEEDPUB_DATABASE_URL"]) as store:
        app = site_app(store)
        asked = list(addresses(store))
        yield f"{0:>10} requests{_held():8.0f} MB"
        for done in range(number):
            path = asked[done % len(asked)]
            if done % 50 == 0:
                path += f"{'&' if '?' in path else '?'}{_stranger(path, done)}"
            coding = ("gzip", "br", "identity", f"gzip;q=0.{done}")[done % 4 if done % 100 else 3]
            headers = [("Accept-Encoding", coding), ("Accept", "text/html" if done % 1000 else f"text/html;q=0.{done}")]
            environ = EnvironBuilder(path, headers=headers).get_environ()
            environ["REMOTE_ADDR"] = f"203.0.{done // 250 % 250}.{done % 250}"
            call(app, environ)
            if done % (number // 4) == number // 8:
                _edit(store, f"edit {done}")
            if (done + 1) % (number // 20) == 0:
                held = _held()
                yield f"{done + 1:>10} requests{held:8.0f} MB{'  WRONG' if held > _MOST_MEMORY else ''}"


def _edit(store: Store, tag: str) -> None:
    """Give the newest event another tag, without what extraction would load."""
    event = store.events.newest(1)[0].event
    article = event.article.model_copy(update={"tags": (*event.article.tags, tag)})
    with store.writing() as writing:
        edited = event.model_copy(update={"article": article})
        writing.articles.put(edited, "[]", published=NEWEST, modified=NEWEST, now=NOW)


def _stranger(path: str, number: int) -> str:
    """Add to an address what nobody has asked for."""
    return f"limit={number % 200 + 1}" if path.startswith("/api/events") else f"utm_source={number}"


def _held() -> float:
    found = re.search(r"^VmRSS:\s+(\d+) kB", Path("/proc/self/status").read_text(), re.MULTILINE)
    return int(found[1]) / 1024 if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _fill(folder: Path, events: int) -> None:
    with open_store(environment(folder)["FEEDPUB_DATABASE_URL"]) as store:
        fill(store, events)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--requests", type=int, default=2_000, help="of each measurement")
    parser.add_argument("--in-process", action="store_true", help="without a server")
    parser.add_argument("--memory", type=int, help="answer so many requests, and tell what the process holds")
    parser.add_argument("--serve", choices=("site", "bare"), help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.serve:
        worker = server.WORKER if asked.serve == "site" else "benchmarks.serving:bare_app"
        server.serve("127.0.0.1", asked.port, 1, MAX_STREAMS, worker)
        return
    with TemporaryDirectory() as name:
        folder = Path(name)
        # In a process of its own: what extraction loads is no part of a worker's memory.
        filling = multiprocessing.get_context("spawn").Process(target=_fill, args=(folder, asked.events))
        filling.start()
        filling.join()
        chosen: Callable[[Path, int, int], Iterator[str]] = in_process if asked.in_process else compare
        lines = remember(folder, asked.memory) if asked.memory else chosen(folder, asked.rounds, asked.requests)
        for line in lines:
            print(line, flush=True)


if __name__ == "__main__":
    main()
