"""Questions that may hang."""

import threading
from functools import partial
from itertools import count

import pytest

from feedpub.health.probe import Probe
from tests.serving import eventually


def test_all_who_ask_within_a_second_are_given_one_answer() -> None:
    probe = Probe(partial(next, count(1)))
    assert [probe.ask().result(20) for _ in range(5)] == [1] * 5
    eventually(lambda: probe.ask().result(20) == 2, "it is asked again")


def test_where_no_thread_can_be_had_that_is_the_answer_and_it_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    probe = Probe(_well)
    with monkeypatch.context() as patched:
        patched.setattr(threading.Thread, "start", _no_more_threads)
        with pytest.raises(RuntimeError, match="new thread"):
            probe.ask().result(20)
    eventually(lambda: probe.ask().exception(20) is None, "it answers again")
    assert probe.ask().result(20) == "well"


def _well() -> str:
    return "well"


def _no_more_threads(_thread: threading.Thread) -> None:
    raise RuntimeError("can't start new thread")
