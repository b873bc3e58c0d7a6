"""What there is comes first, then what changes; cut off, it goes on; refused or contradicted, it begins anew."""

import json
from dataclasses import replace

import pytest

from feedpub.client.errors import LostError, ProofError
from feedpub.client.exchange import Batch, Response
from feedpub.client.following import filters_of, follow_site
from feedpub.client.options import FollowOptions
from feedpub.client.position import Chained, Position
from tests.client.site import OPENED, ChangeList, Script, listed, page, refused, snapshot

ONCE = FollowOptions(once=True)
Answers = list[Response | bytes | LostError]
IDLE = page([], "s7", 7)


def told(script: Script) -> list[str]:
    return [change.op for change in script.told]


def position(script: Script) -> Position:
    return [step for step in script.steps if isinstance(step, Batch)][-1].position


def test_what_there_is_comes_first_and_then_what_changes() -> None:
    changed = ChangeList()
    lines = snapshot("harbour", "quay", sequence=0, cursor="s0", chain=changed.chain)
    first = page([changed.upsert("pier"), changed.delete("quay")], "c2", 2, more=True)
    script = Script(OPENED, *lines, first, page([changed.upsert("harbour", 2)], "c3", 3), page([], "c3", 3))
    script.run(follow_site(None, ONCE, None))
    assert told(script) == ["restart", "upsert", "upsert", "complete", "upsert", "delete", "upsert"]
    assert [asked.parameters.get("after") for asked in script.requests] == [None, "s0", "c2", "c3"]
    assert position(script) == Position(cursor="c3", sequence=3, chain=Chained(sequence=3, chain=changed.chain))


@pytest.mark.parametrize("cut", range(1, 4))
def test_a_snapshot_that_is_cut_off_is_read_on(cut: int) -> None:
    lines = snapshot("harbour", "quay", "pier")
    rest = [lines[0], *lines[cut:]]
    half = lines[cut][: len(lines[cut]) // 2]  # in the middle of a line
    script = Script(OPENED, *lines[:cut], half, LostError("site", "reset"), OPENED, *rest, IDLE)
    script.run(follow_site(None, ONCE, None))
    assert told(script) == ["restart", "upsert", "upsert", "upsert", "complete"]
    assert script.requests[1].parameters["snapshot"] == "s7"
    before = json.loads(lines[cut - 1]).get("id")
    assert script.requests[1].parameters.get("after") == before


def test_who_was_killed_while_reading_a_snapshot_reads_on() -> None:
    lines = snapshot("harbour", "quay")
    script = Script(OPENED, *lines[:2], b"")
    script.run(follow_site(None, replace(ONCE, patience=1), None))
    kept = Position.model_validate_json(position(script).model_dump_json())
    again = Script(OPENED, lines[0], *lines[2:], IDLE)
    again.run(follow_site(None, ONCE, kept))
    assert (told(script), told(again)) == (["restart", "upsert"], ["upsert", "complete"])


def test_a_snapshot_that_is_not_the_one_it_was_is_not_believed() -> None:
    lines = snapshot("harbour", "quay")
    altered = json.dumps(json.loads(lines[0]) | {"count": 3}).encode() + b"\n"
    whole: Answers = [OPENED, altered, *lines[1:]]
    rest: Answers = [OPENED, altered, lines[-1]]
    script = Script(*whole, *rest, *whole, *whole)
    with pytest.raises(ProofError, match="not the 3"):
        script.run(follow_site(None, ONCE, None))


@pytest.mark.parametrize("status", [409, 410])
def test_a_cursor_that_is_not_known_any_more_means_to_begin_anew(status: int) -> None:
    script = Script(refused(status), OPENED, *snapshot("quay"), IDLE)
    script.run(follow_site({"tag": "rain"}, ONCE, Position(cursor="old", sequence=3)))
    assert told(script) == ["restart", "upsert", "complete"]
    assert all(asked.parameters["tag"] == "rain" for asked in script.requests)


def test_a_history_that_was_rewritten_is_read_again_and_then_anew() -> None:
    before, after = ChangeList(), ChangeList()
    first, other = before.upsert("harbour"), [after.upsert("quay"), after.upsert("pier")]
    page_two = page(other[1:], "c2", 2)
    script = Script(page([first], "c1", 1), page_two, page_two, OPENED, *snapshot("quay", "pier"), IDLE)
    script.run(follow_site(None, replace(ONCE, since="beginning"), None))
    assert told(script) == ["upsert", "restart", "upsert", "upsert", "complete"]
    assert [asked.parameters.get("after") for asked in script.requests] == [None, "c1", "c1", None, "s7"]


def test_a_site_that_contradicts_itself_for_ever_is_not_followed_for_ever() -> None:
    other = ChangeList()
    other.upsert("quay")
    item = other.upsert("pier") | {"chain": "a" * 64}
    rounds: Answers = [OPENED, *snapshot("harbour", sequence=1, cursor="s1", chain="b" * 64), page([item], "c2", 2)]
    with pytest.raises(ProofError):
        Script(*rounds, *rounds[-1:], *rounds * 9).run(follow_site(None, ONCE, None))


def test_an_idle_poll_asks_for_what_has_changed_since() -> None:
    idle = page([], "c1", 1)
    tagged = replace(idle, headers={"etag": '"x"'})
    unchanged = replace(idle, status=304, body=b"")
    script = Script(tagged, unchanged, unchanged)
    script.run(follow_site(None, FollowOptions(), Position(cursor="c1", sequence=1)))
    assert [asked.headers for asked in script.requests] == [{}, *[{"If-None-Match": '"x"'}] * 3]
    assert script.requests[0].parameters == {"after": "c1", "limit": "100", "wait": "25"}
    assert not script.told


def test_a_stream_goes_on_where_it_was_cut_off() -> None:
    changed = ChangeList()
    events = [
        f"id: c{item['sequence']}\nevent: {item['op']}\ndata: {json.dumps(item)}\n\n".encode()
        for item in (changed.upsert("quay"), changed.upsert("pier"), changed.delete("quay"))
    ]
    opened = replace(OPENED, headers={"content-type": "text/event-stream; charset=utf-8"})
    script = Script(
        opened, b"retry: 1\n\n", events[0], events[1][:40], LostError("site", "reset"), opened, *events[1:], b": \n\n"
    )
    script.run(follow_site(None, FollowOptions(mode="stream"), Position(cursor="c0", sequence=0)))
    assert told(script) == ["upsert", "upsert", "delete"]
    assert [asked.parameters.get("after") for asked in script.requests] == ["c0", "c1"]


def test_a_stream_tells_where_it_stands_without_telling_a_change() -> None:
    opened = replace(OPENED, headers={"content-type": "text/event-stream"})
    moved = b'event: cursor\ndata: {"cursor": "c9", "sequence": 9}\n\n'
    script = Script(opened, moved)
    script.run(follow_site("tag=rain", FollowOptions(mode="stream"), Position(cursor="c1", sequence=1)))
    assert (position(script).cursor, position(script).sequence) == ("c9", 9)


def test_a_site_without_streams_is_polled() -> None:
    script = Script(replace(IDLE, headers={"content-type": "application/json"}), IDLE)
    script.run(follow_site(None, FollowOptions(mode="stream"), Position(cursor="c1", sequence=1)))
    assert [asked.streamed for asked in script.requests][:2] == [True, False]


def test_filters_are_a_mapping_or_a_query() -> None:
    assert filters_of("tag=rain&-place=graz-at") == filters_of({"tag": "rain", "-place": "graz-at"})
    assert filters_of(None) == {}


def test_a_follower_may_begin_with_the_present() -> None:
    changed = ChangeList()
    changed.upsert("quay")
    now, after = page([], "c1", 1, chain=changed.chain), page([changed.upsert("pier")], "c2", 2)
    script = Script(now, after, page([], "c2", 2))
    script.run(follow_site(None, replace(ONCE, since="now"), None))
    assert (told(script), script.requests[0].parameters["after"]) == (["upsert"], "now")
    assert listed("pier")["digest"] == getattr(script.told[0], "digest", None)
