"""The memory for rendered bodies."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier, Event

import pytest

from feedpub.publish.cache import Cache


@dataclass(frozen=True)
class Thing:
    name: str
    size: int = 10


def made(cache: Cache[Thing], name: str, calls: list[str], size: int = 10) -> Thing:
    def make() -> Thing:
        calls.append(name)
        return Thing(name, size)

    return cache.get(name, make)


def test_a_thing_is_made_once() -> None:
    cache, calls = Cache[Thing](100), list[str]()
    assert made(cache, "a", calls) is made(cache, "a", calls)
    assert calls == ["a"]


def test_what_was_used_longest_ago_goes_first() -> None:
    cache, calls = Cache[Thing](20), list[str]()
    for name in ("a", "b", "a", "c", "a", "b"):
        made(cache, name, calls)
    assert calls == ["a", "b", "c", "b"]


def test_what_is_larger_than_the_room_is_made_for_who_asks_and_dropped() -> None:
    cache, calls = Cache[Thing](20), list[str]()
    assert made(cache, "big", calls, size=50).size == 50
    made(cache, "a", calls)
    made(cache, "big", calls, size=50)
    assert calls == ["big", "a", "big"]


def test_a_failure_is_raised_and_not_kept() -> None:
    cache, calls = Cache[Thing](100), list[str]()

    def fail() -> Thing:
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        cache.get("a", fail)
    assert made(cache, "a", calls).name == "a"


def test_threads_that_ask_at_once_share_one_making() -> None:
    cache, calls, start, asked = Cache[Thing](100), list[str](), Barrier(4), Event()

    def make() -> Thing:
        calls.append("a")
        asked.wait(5)
        return Thing("a")

    def ask() -> Thing:
        start.wait(5)
        return cache.get("a", make)

    with ThreadPoolExecutor(4) as pool:
        answers = [pool.submit(ask) for _ in range(4)]
        asked.set()
        assert {answer.result(5) for answer in answers} == {Thing("a")}
    assert calls == ["a"]
