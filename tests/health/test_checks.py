"""Each check by itself: what it takes for well, for doubtful and for wrong."""

import threading
from concurrent.futures import TimeoutError as Unanswered
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from feedpub.health.check import Check, worst
from feedpub.health.disk import disk_check
from feedpub.health.failures import Failures, with_failures
from feedpub.health.probe import Probe
from feedpub.health.scheduling import scheduler_check
from feedpub.health.sources import Punctuality, refused_check, sources_check
from feedpub.model.record import RefusedDocument, SourceState
from feedpub.store import LeaseState
from tests.builders import NOON
from tests.failures.disks import needs_mounts, small_disk


def test_the_worst_status_is_that_of_all() -> None:
    assert worst([]) == "ok"
    assert worst(["ok", "failing", "degraded"]) == "failing"
    assert worst(["degraded", "ok"]) == "degraded"


@dataclass
class Ticks:
    """A clock that nobody sets but the test."""

    passed: float = 1000.0

    def __call__(self) -> float:
        return self.passed


def test_a_source_is_late_when_it_has_missed_two_intervals_and_a_takeover() -> None:
    ticks = Ticks()
    punctuality = Punctuality({"desk": 60}, slack=60, ticks=ticks)
    state = SourceState(name="desk", attempted=NOON, succeeded=NOON)
    assert punctuality.judge([state], NOON)[0].status == "ok"
    ticks.passed += 180
    assert punctuality.judge([state], NOON)[0].status == "ok"
    ticks.passed += 1
    (late,) = punctuality.judge([state], NOON)
    assert (late.status, late.reason) == ("degraded", "its last refresh ended 181 seconds ago")
    hanging = state.model_copy(update={"attempted": NOON + timedelta(seconds=60)})
    assert punctuality.judge([hanging], NOON)[0].reason == "it has been without success for 181 seconds; a refresh hangs"


def test_a_source_that_was_late_before_this_process_looked_is_late_at_once() -> None:
    punctuality = Punctuality({"desk": 60}, slack=60, ticks=Ticks())
    state = SourceState(name="desk", attempted=NOON, succeeded=NOON)
    assert punctuality.judge([state], NOON + timedelta(hours=1))[0].status == "degraded"


@pytest.mark.parametrize("step", [timedelta(hours=1), timedelta(hours=-1)])
def test_a_clock_that_is_set_makes_no_source_late_and_none_punctual(step: timedelta) -> None:
    ticks = Ticks()
    punctuality = Punctuality({"desk": 60}, slack=60, ticks=ticks)
    state = SourceState(name="desk", attempted=NOON, succeeded=NOON)
    assert punctuality.judge([state], NOON)[0].status == "ok"
    assert punctuality.judge([state], NOON + step)[0].status == "ok"
    ticks.passed += 200
    assert punctuality.judge([state], NOON + step)[0].status == "degraded"


def test_a_source_that_never_succeeded_is_late_after_the_same_time() -> None:
    ticks = Ticks()
    punctuality = Punctuality({"desk": 60}, slack=60, ticks=ticks)
    assert punctuality.judge([], NOON)[0].status == "ok"
    ticks.passed += 200
    (late,) = punctuality.judge([], NOON)
    assert (late.state.name, late.status) == ("desk", "degraded")


def test_a_source_that_nobody_looks_at_any_more_is_not_late() -> None:
    state = SourceState(name="old", attempted=NOON, succeeded=NOON)
    assert Punctuality({}, slack=60).judge([state], NOON + timedelta(days=99))[0].status == "ok"


def test_a_source_that_fails_is_named_with_its_reason() -> None:
    state = SourceState(name="desk", attempted=NOON, succeeded=NOON, failure="is not there")
    check = sources_check(Punctuality({"desk": 60}, slack=60).judge([state], NOON))
    assert (check.status, dict(check.counts)) == ("degraded", {"sources": 1, "late": 1})
    assert check.reason == "desk: is not there"


def test_refused_documents_are_counted() -> None:
    refused = (RefusedDocument(key="bad.txt", reason="is broken", since=NOON),)
    state = SourceState(name="desk", attempted=NOON, succeeded=NOON, refused=refused)
    judged = Punctuality({}, slack=60).judge([state], NOON)
    assert (refused_check(judged).status, dict(refused_check(judged).counts)) == ("degraded", {"documents": 1})
    assert refused_check(()).status == "ok"


@needs_mounts
def test_a_disk_is_judged_by_what_is_left(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", megabytes=10) as disk:
        assert disk_check(disk.folder, ()).status == "ok"
        (disk.folder / "news").write_bytes(b"x" * 9_600_000)
        low = disk_check(disk.folder, (disk.folder,))
        assert (low.status, dict(low.counts)) == ("degraded", {"disks": 1, "short": 1})
        disk.fill()
        full = disk_check(disk.folder, ())
        assert (full.status, full.reason) == ("failing", f"0.0 MB are left for {disk.folder}")
        assert disk_check(None, (disk.folder,)).status == "degraded", "nothing that is needed lies there"
    assert disk_check(None, ()).status == "ok"


def test_a_question_that_hangs_is_asked_once_and_nobody_waits_for_it() -> None:
    go_on, asked = threading.Event(), []

    def hangs() -> str:
        asked.append(1)
        assert go_on.wait(20)
        return "at last"

    probe = Probe(hangs)
    for _ in range(5):
        with pytest.raises(Unanswered):
            probe.ask().result(0.01)
    assert len(asked) == 1
    going = probe.ask()
    go_on.set()
    assert going.result(20) == "at last"
    assert probe.ask().result(20) == "at last"
    assert len(asked) == 1, "just answered"


def test_a_scheduler_must_hold_the_lease_and_move() -> None:
    assert scheduler_check(None, free=True).status == "degraded"
    given_back = LeaseState("", 1, 5)
    assert scheduler_check(given_back, free=True).reason == "no process refreshes the sources"
    held = LeaseState("node:1:abc", 1, 5)
    assert scheduler_check(held, free=False).status == "ok"
    stands_still = scheduler_check(held, free=True)
    assert (stands_still.status, stands_still.reason) == ("degraded", "node:1:abc shows no sign of life")


def test_what_failed_is_remembered_until_it_answers_again_or_nobody_asks_any_more() -> None:
    ticks = Ticks()
    failures = Failures(ticks)
    assert with_failures(Check("render"), failures.lately()).status == "ok"
    failures.note("/quotes", "TypeError: a fault")
    failures.note("/", "TypeError: a fault")
    failures.forget("/")
    check = with_failures(Check("render"), failures.lately())
    assert (check.status, dict(check.counts), check.reason) == ("degraded", {"failed": 1}, "/quotes: TypeError: a fault")
    assert with_failures(Check("render", "failing", reason="worse"), failures.lately()).reason == "worse"
    ticks.passed += 601
    assert failures.lately() == {}
    for number in range(100):
        failures.note(f"/{number}", "a fault")
    assert list(failures.lately()) == [f"/{number}" for number in range(80, 100)]
