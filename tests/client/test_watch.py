"""A copy is compared with the site at one and the same change, and mended where it differs again and again."""

import json
from pathlib import Path
from typing import Any

from feedpub.client.asking import Asking
from feedpub.client.copy import Copy
from feedpub.client.exchange import Batch, Response, Verdict
from feedpub.client.options import FollowOptions
from feedpub.client.position import Position
from feedpub.client.watch import StateWatch
from feedpub.client.wire import Upsert
from feedpub.model.digests import NOTHING
from tests.client.site import OPENED, Script, listed, snapshot


def state(sequence: int, count: int, digest: str, **others: Any) -> Response:
    body = {"sequence": sequence, "cursor": "s", "count": count, "digest": digest, **others}
    return Response("https://news.example/api/state", 200, {}, json.dumps(body).encode())


def filled(copy: Copy) -> Position:
    position = Position(cursor="c7", sequence=7)
    told = Upsert.model_validate(listed("harbour") | {"sequence": 7})
    copy.apply(Batch(((told, position),), position))
    return position


def watching(copy: Copy) -> StateWatch:
    return StateWatch(Asking({}, FollowOptions()), copy, 0.0, lambda: 0.0)


def test_a_copy_that_is_the_sites_is_left_as_it_is(tmp_path: Path) -> None:
    with Copy(tmp_path / "events.db") as copy:
        position, watch = filled(copy), watching(copy)
        script = Script(*[state(7, 1, copy.digest)] * 5)
        for _ in range(5):
            script.run(watch.look(position))
        assert (len(script.requests), script.steps) == (5, [])


def test_a_copy_that_is_far_behind_is_not_compared(tmp_path: Path) -> None:
    with Copy(tmp_path / "events.db") as copy:
        position, watch = filled(copy), watching(copy)
        for _ in range(5):
            Script(state(900, 400, NOTHING)).run(watch.look(position))
            assert not watch.expecting


def test_a_difference_that_stays_is_mended_as_of_the_copys_own_position(tmp_path: Path) -> None:
    with Copy(tmp_path / "events.db") as copy:
        position, watch = filled(copy), watching(copy)
        one = listed("quay")
        whole = {"events": [{"id": one["id"], "revision": 1, "digest": one["digest"]}]}
        answers = [state(7, 1, "a" * 64)] * 3
        script = Script(*answers, state(7, 1, "a" * 64, **whole), OPENED, *snapshot("quay"))
        for _ in range(3):
            script.run(watch.look(position))
        assert [type(step) for step in script.steps] == [Verdict]
        assert script.requests[-1].parameters["snapshot"] == "c7"
        assert [each["id"] for each in copy] == [one["id"]]
