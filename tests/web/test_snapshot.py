"""All events at once, exactly those of one number of the sequence, however long it takes to read them."""

import gzip
import json
import threading
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPResponse
from typing import Any

import brotli
import pytest

from feedpub.model.digests import SetDigest, digest_of
from tests.builders import event
from tests.following import placed
from tests.web.conftest import STORED, Live
from tests.web.test_state import MINUTE

PATH = "/api/events.ndjson"


@pytest.fixture
def many(empty: Live) -> Live:
    """A site with sixty articles."""
    for number in range(60):
        empty.put(event(f"dock {number}", section="City" if number % 3 else "Sea"))
    return empty


def lines(body: bytes) -> list[Any]:
    return [json.loads(line) for line in body.decode().splitlines()]


def read(live: Live, query: str = "") -> tuple[Any, list[Any], Any]:
    first, *items, last = lines(live.ask(f"{PATH}{query}").body)
    return first, items, last


def total(items: list[Any]) -> str:
    digest = SetDigest()
    for item in items:
        digest.add(item["id"], item["digest"])
    return digest.hex


def test_every_event_comes_with_its_proof(many: Live) -> None:
    first, items, last = read(many)
    state, listed = many.ask("/api/state").json(), many.ask("/api/events?limit=200").json()["items"]
    assert {name: first[name] for name in ("sequence", "cursor", "count", "digest", "chain")} == {
        name: state[name] for name in ("sequence", "cursor", "count", "digest", "chain")
    }
    assert (first["filters"], last) == ("", {"end": True, "count": 60})
    assert [item["id"] for item in items] == sorted(one["id"] for one in listed)  # type: ignore[attr-defined]  # a list
    assert total(items) == first["digest"]
    assert all(item["digest"] == digest_of(item["event"]) for item in items)
    assert {item["id"]: placed(item) for item in items} == {one["id"]: one for one in listed}  # type: ignore[attr-defined]  # a list


def test_who_reads_it_goes_on_with_the_changes(many: Live) -> None:
    first, _, _ = read(many)
    after = f"/api/changes?after={first['cursor']}"
    assert many.ask(after).json()["items"] == []
    many.put(event("dock 7", headline="Second"), STORED + MINUTE)
    changed: Any = many.ask(after).json()["items"]
    assert [one["revision"] for one in changed] == [2]


@pytest.mark.parametrize("coding", ["gzip", "br", "identity"])
def test_it_is_coded_while_it_is_written(many: Live, coding: str) -> None:
    unpack: dict[str, Callable[[bytes], bytes]] = {"gzip": gzip.decompress, "br": brotli.decompress, "identity": bytes}
    answer = many.ask(PATH, Accept_Encoding=coding)
    assert answer.headers.get("Content-Encoding", "identity") == coding
    assert lines(unpack[coding](answer.body)) == lines(many.ask(PATH).body)
    assert "Content-Length" not in answer.headers


def test_it_can_be_taken_up_again_and_is_still_that_of_its_number(many: Live) -> None:
    first, items, last = read(many)
    edited, removed = items[40]["id"], items[50]["id"]
    for number in range(60):
        if (new := event(f"dock {number}", headline="Second")).id == edited:
            many.put(new, STORED + MINUTE)
        if new.id == removed:
            many.remove(new, STORED + MINUTE)
    many.put(event("late"), STORED + 2 * MINUTE)
    again = read(many, f"?snapshot={first['cursor']}&after={items[29]['id']}")
    assert (again[0], again[2]) == (first, last)
    assert len(again[1]) == 30
    assert [one for one in again[1] if one["id"] != removed] == [one for one in items[30:] if one["id"] != removed]
    assert {"id": removed, "digest": items[50]["digest"], "gone": True} in again[1]
    assert read(many)[0]["count"] == 60


def test_it_is_exact_however_long_it_is_read(many: Live) -> None:
    connection = HTTPConnection("127.0.0.1", many.port, timeout=20)
    connection.request("GET", PATH)
    answer = connection.getresponse()
    first = json.loads(answer.readline())
    for number in range(60):
        many.put(event(f"dock {number}", headline="Second"), STORED + MINUTE)
        many.put(event(f"more {number}"), STORED + MINUTE)
    rest = lines(answer.read())
    connection.close()
    assert rest[-1] == {"end": True, "count": first["count"]}
    assert total(rest[:-1]) == first["digest"]
    assert {one["revision"] for one in rest[:-1]} == {1}


def test_a_filtered_one_is_the_filtered_list_of_its_number(many: Live) -> None:
    for query in ("section=sea", "section=city&-section=sea", "q=harbour", "section=nowhere", "source=wire"):
        first, items, _ = read(many, f"?{query}")
        listed: Any = many.ask(f"/api/events?limit=200&{query}").json().get("items", [])
        assert {item["id"] for item in items} == {one["id"] for one in listed}
        assert (first["count"], first["digest"]) == (len(items), total(items))
        assert "chain" not in first
    first, items, _ = read(many, "?section=sea")
    many.put(event("dock 0", section="City"), STORED + MINUTE)
    again = read(many, f"?section=sea&snapshot={first['cursor']}")
    assert (again[0], again[1]) == (first, items)
    changed: Any = many.ask(f"/api/changes?section=sea&after={first['cursor']}").json()["items"]
    assert [one["op"] for one in changed] == ["leave"]


def test_conditions_heads_and_what_is_no_cursor(many: Live) -> None:
    first = many.ask(PATH)
    assert many.ask(PATH, If_None_Match=first.headers["ETag"]).status == 304
    head = many.ask(PATH, "HEAD")
    assert (head.status, head.body, head.headers["ETag"]) == (200, b"", first.headers["ETag"])
    many.put(event("late"), STORED + MINUTE)
    assert many.ask(PATH, If_None_Match=first.headers["ETag"]).status == 200
    cursor = lines(first.body)[0]["cursor"]
    assert many.ask(f"{PATH}?snapshot={'abc' * 8}").status == 409
    assert many.ask(f"{PATH}?snapshot={cursor}&section=sea").status == 409
    problem = many.ask(f"{PATH}?snapshot=99999").json()
    assert problem["resync"] == f"https://news.example{PATH}"
    assert many.ask(f"{PATH}?after=quay").status == 400


def test_an_empty_site_has_nothing_to_tell(empty: Live) -> None:
    first, items, last = read(empty)
    assert (first["sequence"], first["count"], items, last) == (0, 0, [], {"end": True, "count": 0})


def test_those_who_read_slowly_leave_room_for_others(many: Live) -> None:
    # Larger than what the sockets of both sides take in.
    for number in range(20):
        many.put(event(f"long {number}", text="Boats may dock again. " * 40_000), STORED + MINUTE)
    slow = list(opened(many, 2))
    assert many.ask(PATH).status == 503
    assert int(many.ask(PATH).headers["Retry-After"]) > 0
    assert many.ask("/api/state").status == 200
    for connection, answer in slow:
        answer.close()
        connection.close()
    free = threading.Event()
    for _ in range(100):
        if many.ask(PATH, "GET").status == 200:
            free.set()
            break
        free.wait(0.05)
    assert free.is_set()


def opened(live: Live, times: int) -> Iterator[tuple[HTTPConnection, HTTPResponse]]:
    for _ in range(times):
        connection = HTTPConnection("127.0.0.1", live.port, timeout=20)
        connection.request("GET", PATH)
        answer = connection.getresponse()
        answer.readline()
        yield connection, answer
