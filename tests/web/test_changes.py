"""The list of changes over a real socket: cursors, filters, and what is said to who cannot go on."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest

from feedpub.client.position import Chained, Position
from feedpub.client.proof import passed, proven
from feedpub.client.wire import ChangePage, Moved
from feedpub.model.digests import NOTHING
from feedpub.publish.cursors import Cursors
from feedpub.store import changes
from tests.builders import event, query
from tests.web.conftest import STORED, Answer, Live, serving

MINUTE = timedelta(minutes=1)


def page(live: Live, asked: str = "") -> dict[str, Any]:
    answer = live.ask(f"/api/changes?{asked}")
    assert answer.status == 200, answer.body
    return answer.json()


def told(found: dict[str, Any]) -> list[tuple[int, str]]:
    return [(item["sequence"], item["op"]) for item in found["items"]]


def faults(answer: Answer) -> list[dict[str, str]]:
    found: list[dict[str, str]] = orjson.loads(answer.body).get("errors", [])
    return found


def docks(live: Live) -> None:
    """Five changes: into the tag, another, out of the tag, another's end, into it again."""
    live.put(event("a", tags=("docks",)))
    live.put(event("b"))
    live.put(event("a"), now=STORED + MINUTE)
    live.remove(event("b"), STORED + 2 * MINUTE)
    live.put(event("c", tags=("docks",)), now=STORED + 3 * MINUTE)


def test_a_list_that_is_cut_tells_what_came_and_left(empty: Live) -> None:
    docks(empty)
    found = page(empty, "tag=docks")
    assert told(found) == [(1, "upsert"), (3, "leave"), (5, "upsert")]
    assert found["items"][1] == {
        "sequence": 3, "op": "leave", "id": event("a").id, "updated": "2024-05-06T12:01:00+00:00"
    }  # fmt: skip
    assert not [name for item in found["items"] for name in ("chain", "skipped") if name in item]
    assert (found["sequence"], found["has_more"], "chain" in found) == (5, False, False)
    assert told(page(empty, "-tag=docks")) == [(3, "upsert"), (4, "delete")], "of what is gone only its end"
    assert told(page(empty, "tag=unheard-of")) == [], "what nobody has may come"


def test_a_removal_carries_its_tombstone_and_an_event_its_stored_form(empty: Live) -> None:
    docks(empty)
    upsert, gone = (next(item for item in page(empty)["items"] if item["op"] == op) for op in ("upsert", "delete"))
    assert gone["tombstone"] == {name: gone[name] for name in ("id", "removed", "url")}
    assert upsert["url"].startswith("https://news.example/articles/")
    assert "url" not in upsert["event"]["article"]


def test_pages_go_on_by_cursors_of_their_list(empty: Live) -> None:
    docks(empty)
    seen, path = [], "/api/changes?limit=1&tag=docks"
    while path:
        found: dict[str, Any] = empty.ask(path).json()
        seen += told(found)
        path = (found["next"] or "").removeprefix("https://news.example")
    assert seen == [(1, "upsert"), (3, "leave"), (5, "upsert")]
    assert told(page(empty, f"tag=docks&after={found['cursor']}")) == []
    assert empty.ask(f"/api/changes?after={found['cursor']}").status == 409


def test_who_begins_now_is_told_what_comes(empty: Live) -> None:
    docks(empty)
    for filters in ("", "&tag=docks"):
        begun = page(empty, f"after=now{filters}")
        assert (begun["items"], begun["sequence"], begun["has_more"]) == ([], 5, False)
    following = page(empty, "after=now")["cursor"]
    empty.put(event("d"), now=STORED + 4 * MINUTE)
    assert told(page(empty, f"after={following}")) == [(6, "upsert")]
    assert told(page(empty, "after=5")) == [(6, "upsert")], "numbers do as well"


def refusal(answer: Answer) -> tuple[int, object, object]:
    problem = answer.json()
    assert answer.headers["Content-Type"] == "application/problem+json"
    return answer.status, problem["type"], problem["resync"]


def test_who_cannot_have_been_there_is_told_where_to_begin_again(empty: Live) -> None:
    docks(empty)
    unknown = (409, "urn:feedpub:problem:cursor-unknown", "https://news.example/api/events.ndjson")
    elsewhere = Cursors(lambda: b"the key of another store").write_sequence(3)
    ours = page(empty, "after=3")["cursor"]
    of_events = empty.ask("/api/events?limit=1").json()["next"]
    altered = ours[:-1] + ("A" if ours[-1] != "A" else "B")
    for cursor in ("6", elsewhere, altered, str(of_events).rpartition("cursor=")[2]):
        assert refusal(empty.ask(f"/api/changes?after={cursor}")) == unknown
    filtered = empty.ask(f"/api/changes?after={ours}&tag=docks&-section=sport")
    assert refusal(filtered)[2] == "https://news.example/api/events.ndjson?tag=docks&-section=sport"


@pytest.mark.parametrize("after", ["", "..", "abc", "-1", "1.0", "%F0%9D%9F%99", "1 ", "Now", "x" * 201])
def test_what_has_the_form_of_no_cursor_is_a_bad_parameter(empty: Live, after: str) -> None:
    for path in (f"/api/changes?after={after}", f"/api/events.ndjson?snapshot={after}"):
        refused = empty.ask(path.replace(" ", "%20"))
        assert refused.status == 400
        assert [one["parameter"] for one in faults(refused)] == [re.split("[?=]", path)[1]]


@pytest.mark.parametrize(
    ("after", "status"), [(2**53 - 1, 409), (2**53, 400), (2**53 + 1, 400), (2**63, 400), (2**64, 400), ("9" * 5000, 400)]
)
def test_numbers_that_json_does_not_hold_exactly_are_refused_by_name(empty: Live, after: int | str, status: int) -> None:
    docks(empty)
    named = [] if status == 409 else ["after"], [] if status == 409 else ["Last-Event-ID"]
    asked = empty.ask(f"/api/changes?after={after}") if len(str(after)) < 100 else None
    if asked:
        assert (asked.status, [one["parameter"] for one in faults(asked)]) == (status, named[0])
    heard = empty.ask("/api/changes", Accept="text/event-stream", Last_Event_ID=str(after))
    assert (heard.status, [one["parameter"] for one in faults(heard)]) == (status, named[1])


def test_who_was_there_too_long_ago_begins_again(empty: Live) -> None:
    docks(empty)
    before = page(empty, "limit=1&after=1")["cursor"]
    first = page(empty, "limit=1&tag=docks")["cursor"]
    assert empty.store.drop_tombstones(STORED + 3 * MINUTE) == 1
    expired = (410, "urn:feedpub:problem:cursor-expired", "https://news.example/api/events.ndjson")
    assert refusal(empty.ask(f"/api/changes?after={before}")) == expired
    assert empty.ask("/api/changes?after=3").status == empty.ask(f"/api/changes?tag=docks&after={first}").status == 410
    assert empty.ask("/api/changes?after=4").status == 200
    empty.put(event("d"), now=STORED + 4 * MINUTE)
    assert told(page(empty)) == [(1, "upsert"), (3, "upsert"), (5, "upsert"), (6, "upsert")]
    assert told(page(empty, "tag=docks")) == [(5, "upsert")], "who begins has nothing that could leave"


@pytest.mark.parametrize("filters", ["", "&-tag=nothing"])
def test_who_begins_after_removals_were_dropped_reads_page_after_page(empty: Live, filters: str) -> None:
    docks(empty)
    empty.put(event("d"), now=STORED + 4 * MINUTE)
    assert empty.store.drop_tombstones(STORED + 3 * MINUTE) == 1
    empty.put(event("e"), now=STORED + 5 * MINUTE)
    whole, cursor, by_page = told(page(empty, filters.lstrip("&"))), "", []
    while True:
        found = page(empty, f"limit=1{filters}{cursor}")
        by_page += told(found)
        if not found["has_more"]:
            break
        cursor = f"&after={found['cursor']}"
    assert by_page == whole
    assert len(whole) > 2


def test_who_began_before_more_removals_were_dropped_begins_again(empty: Live) -> None:
    docks(empty)
    assert empty.store.drop_tombstones(STORED + 3 * MINUTE) == 1
    empty.put(event("d"), now=STORED + 4 * MINUTE)
    first = page(empty, "limit=1")["cursor"]
    assert empty.ask(f"/api/changes?after={first}").status == 200
    empty.remove(event("d"), STORED + 5 * MINUTE)
    assert empty.store.drop_tombstones(STORED + 6 * MINUTE) == 1
    assert empty.ask(f"/api/changes?after={first}").status == 410


def test_pages_and_streams_end_among_many_changes_that_nobody_is_told(empty: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "_LOOKED_AT", 4)
    for number in range(1, 11):
        waits = {} if number in {3, 10} else {"embargo": STORED + timedelta(days=1)}
        empty.put(event(f"n{number}", **waits))
    position, asked = Position(chain=Chained(sequence=0, chain=NOTHING)), ""
    ends, more = [], True
    while more:
        found = ChangePage.model_validate(answer := page(empty, asked))
        pairs = list(proven(found.items, position))
        position = passed(pairs[-1][1] if pairs else position, found)
        ends.append((len(found.items), found.sequence, len(found.skipped)))
        asked, more = (answer["next"] or "").partition("?")[2], found.has_more
    assert ends == [(1, 4, 1), (0, 8, 4), (1, 10, 0)]
    assert position.chain is not None
    assert position.chain.sequence == 10
    heard = empty.ask("/api/changes", Accept="text/event-stream").body.decode()
    assert re.findall("^event: (.*)$", heard, re.MULTILINE) == ["upsert", "cursor", "cursor", "upsert"]
    moved = [Moved.model_validate_json(one) for one in re.findall("^data: (.*cursor.*)$", heard, re.MULTILINE)]
    assert [(one.sequence, len(one.skipped)) for one in moved] == [(4, 1), (8, 4)]


def test_idle_polls_cost_nothing(empty: Live) -> None:
    docks(empty)
    for filters in ("", "&tag=docks"):
        path = f"/api/changes?after={page(empty, f'after=now{filters}')['cursor']}{filters}"
        first = empty.ask(path)
        assert empty.ask(path, If_None_Match=first.headers["ETag"]).status == 304


def test_processes_that_share_a_store_take_each_others_cursors(tmp_path: Path) -> None:
    with serving(tmp_path) as one:
        docks(one)
        cursor = page(one, "limit=1&tag=docks")["cursor"]
    with serving(tmp_path) as again:
        assert told(page(again, f"tag=docks&after={cursor}")) == [(3, "leave"), (5, "upsert")]
    assert Cursors(lambda: b"x").write_sequence(3) != Cursors(lambda: b"x").write_sequence(3, query(tag="docks"))
