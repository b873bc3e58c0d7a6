"""Followers that stay: long polls and streams over a real socket."""

import socket
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from http.client import HTTPConnection, HTTPResponse
from threading import Thread
from typing import NamedTuple

import orjson
import pytest
from werkzeug.serving import make_server

from feedpub.publish import Publisher
from feedpub.store import Store, open_store
from feedpub.web import create_app, streams
from feedpub.web.turns import TurnQueue
from tests.builders import event
from tests.formats.samples import SITE
from tests.serving import eventually
from tests.web.conftest import STORED, Clock, Live

MINUTE = timedelta(minutes=1)


class Told(NamedTuple):
    """An event of a stream."""

    name: str
    id: str
    data: dict[str, object]


@contextmanager
def staying(store: Store, most: int | None = 3, *, threaded: bool = True, turns: int | None = None) -> Iterator[Live]:
    """Run a site that holds so many followers."""
    app = create_app(Publisher(store, SITE, feed_size=5), store, max_age=300, now=Clock(), max_streams=most)
    server = make_server("127.0.0.1", 0, TurnQueue(app, turns) if turns else app, threaded=threaded)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield Live(server.server_port, store, Clock())
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    with open_store(database) as opened:
        yield opened


@contextmanager
def stream(live: Live, path: str = "/api/changes", **headers: str) -> Iterator[HTTPResponse]:
    with closing(HTTPConnection("127.0.0.1", live.port, timeout=20)) as connection:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", path, headers={"Accept": "text/event-stream"} | named)
        with closing(connection.getresponse()) as response:  # which keeps the socket open as well
            yield response


def block(response: HTTPResponse) -> list[str]:
    """Read up to the next empty line."""
    lines = []
    while (line := response.readline().decode().rstrip("\n")) != "":
        lines.append(line)
    return lines


def told(response: HTTPResponse) -> Told:
    fields = {name: value for name, _, value in (line.partition(": ") for line in block(response))}
    return Told(fields["event"], fields["id"], orjson.loads(fields["data"]))


def test_a_stream_tells_what_there_is_and_what_comes(store: Store) -> None:
    with staying(store) as live:
        live.put(event("a", tags=("docks",)))
        with stream(live) as whole, stream(live, "/api/changes?tag=docks") as docks:
            assert whole.headers["Content-Type"].startswith("text/event-stream")
            assert whole.headers["Cache-Control"] == "no-store"
            assert block(whole) == block(docks) == ["retry: 2000"]
            first = told(whole)
            assert first.data == live.ask("/api/changes").json()["items"][0]  # type: ignore[index]  # JSON of any shape
            assert told(docks).data["sequence"] == 1
            live.put(event("a"), now=STORED + MINUTE)
            live.put(event("b"), now=STORED + 2 * MINUTE)
            assert [(one.name, one.data["sequence"]) for one in (told(whole), told(whole))] == [("upsert", 2), ("upsert", 3)]
            assert (told(docks).name, "chain" in first.data) == ("leave", True)


def test_a_stream_goes_on_behind_what_was_heard_last(store: Store) -> None:
    with staying(store) as live:
        for key in "abc":
            live.put(event(key))
        with stream(live, "/api/changes?after=0") as first:
            block(first)
            heard = told(first).id
        with stream(live, "/api/changes?after=0", Last_Event_ID=heard) as again:
            block(again)
            assert told(again).data["sequence"] == 2
        assert live.ask(f"/api/changes?after={heard}").json()["sequence"] == 3
        unknown = live.ask("/api/changes", Accept="text/event-stream", Last_Event_ID="9")
        assert (unknown.status, unknown.json()["type"]) == (409, "urn:feedpub:problem:cursor-unknown")


def test_an_idle_stream_lives_and_says_how_far_it_has_come(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "HEARTBEAT", 0.3)
    with staying(store) as live, stream(live, "/api/changes?tag=docks") as response:
        block(response)
        assert block(response) == [":"]
        live.put(event("a"))
        while (lines := block(response)) == [":"]:
            pass
        fields = dict(line.split(": ", 1) for line in lines)
        moved = orjson.loads(fields["data"])
        assert (fields["event"], moved["cursor"], moved["sequence"]) == ("cursor", fields["id"], 1)
        assert live.ask(f"/api/changes?tag=docks&after={moved['cursor']}").status == 200


def test_there_is_room_for_so_many_and_whoever_goes_makes_room(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "HEARTBEAT", 0.2)
    with staying(store, 2) as live:
        with stream(live) as one, stream(live) as two:
            assert block(one) == block(two) == ["retry: 2000"]
            for refused in (live.ask("/api/changes", Accept="text/event-stream"), live.ask("/api/changes?wait=5")):
                assert (refused.status, refused.headers["Retry-After"]) == (503, "10")
                assert refused.json()["type"] == "urn:feedpub:problem:too-many-followers"
            assert live.ask("/").status == live.ask("/api/changes").status == 200
            assert live.ask("/api/changes", "HEAD", Accept="text/event-stream").status == 200
        eventually(lambda: live.ask("/api/changes?wait=1").status == 200, "a place is free")


def test_whoever_waits_is_answered_when_something_comes(store: Store) -> None:
    with staying(store) as live:
        live.put(event("a"))
        assert live.ask("/api/changes?wait=20").json()["sequence"] == 1, "at once, where there is something"
        cursor = live.ask("/api/changes").json()["cursor"]
        began = time.monotonic()
        empty = live.ask(f"/api/changes?after={cursor}&wait=1")
        assert time.monotonic() - began >= 1
        assert (empty.json()["items"], empty.json()["cursor"]) == ([], cursor)
        assert empty.headers["Cache-Control"] == "no-store"
        assert live.ask(f"/api/changes?after={cursor}&wait=1", If_None_Match=empty.headers["ETag"]).status == 304
        answers = []
        filtered = live.ask("/api/changes?tag=sea").json()["cursor"]
        waiting = Thread(target=lambda: answers.append(live.ask(f"/api/changes?after={filtered}&tag=sea&wait=20")))
        waiting.start()
        live.put(event("b"), now=STORED + MINUTE)
        time.sleep(0.6)
        assert answers == [], "nothing that concerns it"
        live.put(event("c", tags=("sea",)), now=STORED + 2 * MINUTE)
        waiting.join(10)
        assert [item["sequence"] for item in answers[0].json()["items"]] == [3]  # type: ignore[attr-defined]  # JSON of any shape


@pytest.mark.parametrize("wait", ["61", "-1", "1.5", "x", ""])
def test_nobody_waits_for_another_time(live: Live, wait: str) -> None:
    assert live.ask(f"/api/changes?wait={wait}").status == 400


def test_a_server_of_unknown_threads_keeps_none_of_them(store: Store) -> None:
    for threaded in (True, False):
        with staying(store, None if threaded else 5, threaded=threaded) as live:
            if threaded:
                live.put(event("a"))
            with stream(live) as response:
                text = response.read().decode()
            assert text.startswith("retry: 2000\n\nid: ")
            assert text.count("event: upsert") == 1
            assert live.ask("/api/changes?after=1&wait=20").json()["items"] == []


def test_followers_leave_their_turns_to_others(store: Store) -> None:
    with staying(store, 5, turns=1) as live, stream(live) as one, stream(live) as two:
        assert block(one) == block(two) == ["retry: 2000"]
        cursor = live.ask("/api/changes").json()["cursor"]
        waiting = Thread(target=lambda: live.ask(f"/api/changes?after={cursor}&wait=20"))
        waiting.start()
        time.sleep(0.3)
        assert live.ask("/").status == 200
        live.put(event("a"))
        assert told(one).data == told(two).data
        waiting.join(10)
        assert not waiting.is_alive()


def test_a_client_that_vanishes_without_a_word_frees_its_place(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "HEARTBEAT", 0.2)
    with staying(store, 1) as live:
        gone = socket.create_connection(("127.0.0.1", live.port))
        gone.sendall(b"GET /api/changes HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n")
        assert gone.recv(100)
        gone.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
        gone.close()
        eventually(lambda: live.ask("/api/changes?wait=1").status == 200, "its place is free")
