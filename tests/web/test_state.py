"""A copy is compared with the site, and finds where it differs."""

import json
from datetime import timedelta

import pytest

from feedpub.model.digests import NOTHING, SetDigest, digest_of, digits_of
from tests.builders import event
from tests.web.conftest import STORED, Live

MINUTE = timedelta(minutes=1)


@pytest.fixture
def many(empty: Live) -> Live:
    """A site with fifty articles, of which some were edited, retracted and removed."""
    for number in range(50):
        empty.put(event(f"dock {number}", section="City" if number % 3 else "Sea"))
    for number in range(0, 50, 7):
        status = "canceled" if number % 2 else "usable"
        empty.put(event(f"dock {number}", headline="Second", section="Sea", status=status), STORED + timedelta(minutes=1))
    empty.remove(event("dock 20"), STORED + timedelta(minutes=2))
    return empty


def copied(live: Live) -> dict[str, bytes]:
    """A copy by the list of changes, of the bytes as they came."""
    copy: dict[str, bytes] = {}
    for change in live.ask("/api/changes?limit=200").json()["items"]:  # type: ignore[attr-defined]  # a list
        if change["op"] == "upsert":
            copy[change["id"]] = json.dumps(change["event"]).encode()
        else:
            copy.pop(change["id"], None)
    return copy


def total(copy: dict[str, bytes], prefix: str = "") -> str:
    digest = SetDigest()
    for name, document in copy.items():
        if digits_of(name).startswith(prefix):
            digest.add(name, digest_of(json.loads(document)))
    return digest.hex


def differing(live: Live, copy: dict[str, bytes]) -> tuple[set[str], int]:
    """Find by halving where a copy differs, and how many requests it takes."""
    asked, found, prefixes = 0, set(), [""]
    while prefixes:
        state = live.ask(f"/api/state?prefix={prefixes.pop()}").json()
        asked += 1
        prefix = str(state["prefix"])
        if "events" in state:
            theirs = {one["id"]: one["digest"] for one in state["events"]}  # type: ignore[attr-defined]  # a list
            mine = {name: digest_of(json.loads(of)) for name, of in copy.items() if digits_of(name).startswith(prefix)}
            found |= {name for name in theirs | mine if theirs.get(name) != mine.get(name)}
            continue
        children = {one["prefix"]: one["digest"] for one in state["children"]}  # type: ignore[attr-defined]  # a list
        each = (prefix + digit for digit in "0123456789abcdef")
        prefixes += [one for one in each if children.get(one, NOTHING) != total(copy, one)]
    return found, asked


def test_a_copy_computes_the_state_of_the_site(many: Live) -> None:
    copy, state = copied(many), many.ask("/api/state").json()
    last = many.ask("/api/changes?limit=200").json()["items"][-1]  # type: ignore[index]  # a list
    assert (state["count"], state["digest"], state["prefix"]) == (len(copy), total(copy), "")
    assert (state["sequence"], state["chain"]) == (last["sequence"], last["chain"])
    assert sum(child["count"] for child in state["children"]) == len(copy)  # type: ignore[attr-defined]  # a list
    assert "events" not in state


def test_a_copy_with_one_flipped_byte_finds_the_event(many: Live) -> None:
    copy = copied(many)
    assert differing(many, copy) == (set(), 1)
    name = sorted(copy)[33]
    copy[name] = copy[name].replace(b'"wire"', b'"wirf"')
    found, asked = differing(many, copy)
    assert found == {name}
    assert asked <= 20
    del copy[name]
    assert differing(many, copy)[0] == {name}


def test_a_filtered_state_is_that_of_the_filtered_list(many: Live) -> None:
    copy = copied(many)
    for filters in ("section=sea", "section=city", "section=sea&type=arrest", "q=harbour", "section=nowhere"):
        state = many.ask(f"/api/state?{filters}").json()
        listed = many.ask(f"/api/events?limit=200&{filters}").json().get("items", [])
        of_list = {one["id"]: copy[one["id"]] for one in listed}  # type: ignore[attr-defined]  # a list
        assert (state["count"], state["digest"]) == (len(of_list), total(of_list))
        assert "chain" not in state
        for child in state["children"]:  # type: ignore[attr-defined]  # a list
            assert child["digest"] == total(of_list, child["prefix"])


def test_long_prefixes_list_events(many: Live) -> None:
    name = sorted(copied(many))[5]
    for length in range(9):
        state = many.ask(f"/api/state?prefix={digits_of(name)[:length]}").json()
        events = state.get("events", [])
        assert (name in {one["id"] for one in events}) == (length > 0)  # type: ignore[attr-defined]  # a list
    assert state["children"] == []


def test_a_state_is_asked_for_on_conditions(many: Live) -> None:
    first = many.ask("/api/state")
    assert many.ask("/api/state", If_None_Match=first.headers["ETag"]).status == 304
    assert many.ask("/api/state", "HEAD").headers["ETag"] == first.headers["ETag"]
    many.put(event("new"), STORED + timedelta(minutes=3))
    assert many.ask("/api/state", If_None_Match=first.headers["ETag"]).status == 200
    assert many.ask("/api/state?prefix=XY").status == 400
    assert many.ask("/api/state?prefix=012345678").status == 400


def test_a_site_without_events_has_the_state_of_nothing(empty: Live) -> None:
    state = empty.ask("/api/state").json()
    assert (state["sequence"], state["count"], state["digest"], state["chain"]) == (0, 0, NOTHING, NOTHING)
    assert state["children"] == []
