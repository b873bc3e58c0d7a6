"""Sources that come, change and go while a site runs."""

import logging
import os
import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from feedpub.cli import main
from feedpub.schedule import Job, Schedule
from feedpub.settings import load_settings
from feedpub.store import Store
from feedpub.wiring.live_sources import LiveSources, SourceIntervals
from tests.builders import FakeSource, document
from tests.serving import eventually, serving
from tests.test_schedule import job, wait_until

OWN = "date 2026-02-03 The {0} crew returns.\n\nHORTA, Portugal — Crews of the {0} voted on Tuesday to go back to work.\n"
DESK = '[[sources]]\nname = "desk"\npath = "desk"\n'
WIRE = '[[sources]]\nname = "wire"\npath = "wire"\n'


class Told:
    """Jobs that a test has a schedule take up."""

    def __init__(self) -> None:
        self._waiting: queue.SimpleQueue[Sequence[Job]] = queue.SimpleQueue()
        self.tell = self._waiting.put

    def __call__(self) -> Sequence[Job] | None:
        with suppress(queue.Empty):
            return self._waiting.get_nowait()
        return None


def test_jobs_come_and_go_and_those_that_stay_notice_nothing(store: Store) -> None:
    told, stopped = Told(), list[str]()
    stays, goes, comes = (FakeSource([document(name, source=name)], name=name) for name in ("stays", "goes", "comes"))
    first = [replace(job(store, each), stop=partial(stopped.append, each.name)) for each in (stays, goes)]
    with Schedule(store, first, lease_seconds=0.3, changed=told):
        wait_until(lambda: store.events.count() == 2)
        told.tell([first[0], job(store, comes, interval=0.1)])
        wait_until(lambda: comes.listings >= 2)
        assert (stays.listings, goes.listings, stopped) == (1, 1, ["goes"])
        assert store.events.count() == 3, "what came from a source that is gone stays"


def test_a_source_that_changes_while_it_is_refreshed_is_refreshed_once_more_after_that(store: Store) -> None:
    told, begun, go_on = Told(), threading.Event(), threading.Event()

    class Slow(FakeSource):
        def documents(self) -> Iterator[object]:  # type: ignore[override]  # yields nothing
            begun.set()
            go_on.wait(20)
            assert changed.listings == 0, "never twice at once"
            return iter(())

    changed = FakeSource([document("quay")])
    with Schedule(store, [job(store, Slow())], lease_seconds=0.3, changed=told):
        begun.wait(20)
        told.tell([job(store, changed)])
        wait_until(lambda: not told._waiting.qsize())
        go_on.set()
        wait_until(lambda: store.events.count() == 1)


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    monkeypatch.chdir(tmp_path)
    count = iter(range(1, 99))

    def writing(text: str) -> None:
        path = tmp_path / "feedpub.toml"
        path.write_text(text, "utf-8")
        os.utime(path, (next(count),) * 2)

    return writing


def test_the_settings_file_is_read_when_it_was_written(
    write: Callable[[str], None], caplog: pytest.LogCaptureFixture
) -> None:
    write('title = "One"\n' + DESK)
    live = LiveSources(load_settings())
    first = live.settings()
    assert live.settings() is first
    write('title = "Two"\n' + DESK + WIRE)
    second = live.settings()
    assert ([each.name for each in second.sources], second.title) == (["desk", "wire"], "One")
    assert live.settings() is second
    assert [record.message for record in caplog.records] == [
        "feedpub.toml: to count, what is set anew needs a restart: title"
    ]


@pytest.mark.parametrize("text", ["[[sources", '[[sources]]\nname = "a b"\npath = "c"\n', None], ids=str)
def test_a_file_that_cannot_be_read_or_is_gone_changes_nothing_and_is_told_once(
    write: Callable[[str], None], text: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    write(DESK)
    live = LiveSources(load_settings())
    first = live.settings()
    if text is None:
        Path("feedpub.toml").unlink()
    else:
        write(text)
    assert [live.settings() is first for _ in range(3)] == [True] * 3
    (told,) = caplog.records
    assert told.levelno == logging.WARNING
    assert told.message.endswith("the sources stay as they were")
    write(DESK + WIRE)
    assert len(live.settings().sources) == 2


def test_health_knows_the_intervals_of_now(write: Callable[[str], None]) -> None:
    write(DESK)
    intervals = SourceIntervals(load_settings())
    assert dict(intervals) == {"desk": 60}
    write(DESK + WIRE + "interval = 5\n")
    assert dict(intervals) == {"desk": 60, "wire": 5}
    write(DESK + "paused = true\n")
    assert dict(intervals) == {}


def test_what_a_process_sets_for_itself_waits_for_no_restart(
    write: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    write(DESK)
    live = LiveSources(load_settings())
    monkeypatch.setenv("FEEDPUB_METRICS", str(tmp_path))
    write(DESK + WIRE)
    assert len(live.settings().sources) == 2
    assert not caplog.records


def test_a_site_takes_up_a_source_that_is_added_and_leaves_one_that_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("desk", "wire"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "own.txt").write_text(OWN.format(name), "utf-8")
    (tmp_path / "feedpub.toml").write_text("# ours\n" + DESK, "utf-8")
    with serving(tmp_path, FEEDPUB_LEASE_SECONDS="3") as site:
        assert [each["article"]["source"] for each in site.get("/api/events").json()["items"]] == ["desk"]
        assert CliRunner().invoke(main, ["source", "add", "wire", "wire"]).exit_code == 0
        eventually(lambda: len(site.get("/api/events").json()["items"]) == 2, "the new source is read")
        assert CliRunner().invoke(main, ["source", "remove", "desk"]).exit_code == 0
        eventually(lambda: looked_at(site.get("/status.json").json()) == ["wire"], "the other one is left")
        log = tmp_path / "serve.log"
        eventually(lambda: log.read_text("utf-8").count("the sources have changed") == 2, "and by the schedule")
        assert len(site.get("/api/events").json()["items"]) == 2


def looked_at(status: dict[str, list[dict[str, str]]]) -> list[str]:
    return [each["name"] for each in status["sources"] if each["next_look"]]
