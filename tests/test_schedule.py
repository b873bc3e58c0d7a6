import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from feedpub.errors import SourceError, StoreError
from feedpub.ingest import Outcome, refresh
from feedpub.model.document import Document
from feedpub.schedule import Job, Schedule
from feedpub.store import REFRESH, LeaseWatch, Store, open_store
from tests import schedule_worker
from tests.builders import TINY, FakeSource, document, tiny_read
from tests.forking import forked

SOON = 20.0


def job(store: Store, source: FakeSource, interval: float = 60) -> Job:
    return Job(
        source.name,
        interval,
        partial(refresh, source, store=store, drafting=TINY),
    )


def wait_until(condition: Callable[[], object], seconds: float = SOON) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "did not happen in time"
        time.sleep(0.02)


def now() -> datetime:
    return datetime.now(UTC)


def free(store: Store) -> bool:
    """Tell whether nobody has the lease, at first sight."""
    return LeaseWatch(60).free(store.leases.state(REFRESH))


def test_the_first_refresh_begins_at_once_and_others_follow_at_the_interval(store: Store) -> None:
    source = FakeSource([document("harbour")])
    with Schedule(store, [job(store, source, interval=0.1)]) as schedule:
        wait_until(lambda: source.listings >= 3)
        assert schedule.holding
    assert store.events.count() == 1
    assert store.sources.states()[0].refreshes == source.listings


def test_without_the_lease_nothing_is_refreshed(store: Store) -> None:
    lease = store.leases.take(REFRESH, "somebody else", None)
    assert lease
    source = FakeSource()
    with Schedule(store, [job(store, source)], lease_seconds=2) as schedule:
        for _ in range(30):
            assert store.leases.renew(lease)
            time.sleep(0.1)
        assert not schedule.holding
    assert source.listings == 0


def test_a_clean_shutdown_gives_the_lease_back(store: Store) -> None:
    with Schedule(store, [], lease_seconds=60) as schedule:
        wait_until(lambda: schedule.holding)
        assert not free(store)
    assert free(store)
    lease = store.leases.take(REFRESH, "somebody else", store.leases.state(REFRESH))
    assert lease
    schedule.stop()
    assert store.leases.renew(lease), "stopping twice takes nothing from others"


class Raising(FakeSource):
    def documents(self) -> Iterator[Document | SourceError]:
        self.listings += 1
        raise RuntimeError("a source's own mistake")


def test_a_job_that_raises_is_logged_and_recorded_and_runs_again(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    source, sound = Raising(), FakeSource([document("harbour", source="other")], name="other")
    with caplog.at_level(logging.INFO), Schedule(store, [job(store, source, 0.1), job(store, sound, 0.1)]):
        wait_until(lambda: source.listings >= 2 and sound.listings >= 2)
    assert "wire: the refresh failed" in caplog.text
    states = {state.name: state for state in store.sources.states()}
    assert states["wire"].failure == "RuntimeError: a source's own mistake"
    assert states["other"].failure is None
    assert states["other"].public == 1


def test_a_refusal_is_logged_once_not_at_every_refresh(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    source = FakeSource([document("harbour", "BROKEN")])
    with caplog.at_level(logging.INFO), Schedule(store, [job(store, source, 0.05)]):
        wait_until(lambda: source.listings >= 4)
    assert [record.message for record in caplog.records if "refused" in record.message] == [
        "wire: harbour refused: text: is broken"
    ]


def test_an_embargo_is_released_at_its_moment(store: Store) -> None:
    moment = now() + timedelta(seconds=1)
    source = FakeSource([document("harbour", f"embargo: {moment.isoformat()}\nThe quay opens.")])
    # The lease is asked for every 20 s and the source is listed once: the moment itself must be what wakes the scheduler.
    list(job(store, source).refresh(now=now))
    with Schedule(store, [], lease_seconds=60):
        wait_until(lambda: store.changes.listed(0, 5, store.changes.sequence()))
    change = store.changes.listed(0, 5, store.changes.sequence())[0]
    assert change.op == "upsert"
    assert now() - moment < timedelta(seconds=5)


def test_a_stopping_scheduler_finishes_the_document_at_hand_and_leaves_the_others(store: Store) -> None:
    begun = threading.Event()

    def slow(given: Document) -> Any:
        begun.set()
        time.sleep(0.05)
        return tiny_read(given)

    source = FakeSource([document(f"{n:03}") for n in range(200)])
    work = partial(refresh, source, store=store, drafting=replace(TINY, read=slow))
    with Schedule(store, [Job("wire", 60, work)]):
        assert begun.wait(SOON)
    assert 0 < store.events.count() < 200
    assert store.sources.states()[0].succeeded is None


def test_a_forked_child_that_ends_does_not_give_back_its_parents_lease(store: Store) -> None:
    with Schedule(store, [], lease_seconds=60) as schedule:
        wait_until(lambda: schedule.holding)
        child = os.fork()
        if child == 0:
            try:
                schedule.stop()
            finally:
                os._exit(0)
        assert os.waitpid(child, 0)[1] == 0
        assert not free(store)


@contextmanager
def worker(url: str, log: Path, lease_seconds: int = 1) -> Iterator[int]:
    """Run a scheduler in a process of its own; it comes as its number."""
    process = forked(schedule_worker.main, url, str(log), str(lease_seconds), "0.2")
    assert process.pid
    try:
        yield process.pid
    finally:
        os.kill(process.pid, signal.SIGCONT)
        process.kill()
        process.join()


def lines(log: Path) -> list[int]:
    return [int(line) for line in log.read_text().split()] if log.exists() else []


def writable(url: str) -> bool:
    """Tell whether nobody holds the lock for writing."""
    try:
        with open_store(url, timeout=0.1) as store, store.writing():
            return True
    except StoreError:
        return False


@pytest.mark.slow
def test_of_several_processes_one_refreshes_and_each_refresh_runs_once(database: str, store: Store, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with ExitStack() as stack:
        for _ in range(3):
            # A busy machine may keep the holder from its turn for longer than a second, and rightly lose it the lease.
            stack.enter_context(worker(database, log, lease_seconds=60))
        wait_until(lambda: len(lines(log)) >= 12)
    assert len(set(lines(log))) == 1
    assert store.sources.states()[0].refreshes == len(lines(log))
    assert store.changes.sequence() == store.events.count() == 3


@pytest.mark.slow
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGSTOP])
def test_another_takes_over_when_the_holder_is_gone(database: str, store: Store, tmp_path: Path, end: int) -> None:
    log = tmp_path / "log"
    with worker(database, log) as one, worker(database, log) as two:
        wait_until(lambda: lines(log))
        holder, other = (one, two) if lines(log)[0] == one else (two, one)
        os.kill(holder, end)
        while end == signal.SIGSTOP and database.startswith("sqlite") and not writable(database):
            # Stopped in the middle of a write, it would lock SQLite's file for as long as it hangs: try another moment.
            os.kill(holder, signal.SIGCONT)
            time.sleep(0.01)
            os.kill(holder, signal.SIGSTOP)
        wait_until(lambda: other in lines(log))
        if end == signal.SIGSTOP:
            os.kill(holder, signal.SIGCONT)
        count = len(lines(log))
        wait_until(lambda: len(lines(log)) >= count + 5)
    followers = lines(log)[lines(log).index(other) :]
    # A process that wakes up may begin what it was about to do; the lease keeps it from writing.
    assert followers.count(holder) <= 1
    assert store.events.count() == 3
    assert store.changes.sequence() == 3


ENDING = """
import sys, time
from dataclasses import replace
from functools import partial
from feedpub.ingest import refresh
from feedpub.schedule import Job, Schedule
from feedpub.store import open_store
from tests.builders import TINY, FakeSource, document, tiny_read

def slow(given):
    time.sleep(0.1)
    return tiny_read(given)

store = open_store(sys.argv[1])
source = FakeSource([document(f"{n:03}") for n in range(600)])
work = partial(refresh, source, store=store, drafting=replace(TINY, read=slow))
Schedule(store, [Job("wire", 60, work)], lease_seconds=600).start()
while not store.changes.sequence():
    time.sleep(0.02)
"""


@pytest.mark.slow
def test_a_process_that_ends_without_a_word_ends_soon_and_gives_the_lease_back(database: str, store: Store) -> None:
    subprocess.run([sys.executable, "-c", ENDING, database], check=True, timeout=SOON)
    assert 0 < store.events.count() < 600
    assert free(store)


@pytest.mark.slow
def test_a_schedule_made_before_a_fork_works_in_the_child(store: Store) -> None:
    source = FakeSource([document("harbour")])
    schedule = Schedule(store, [job(store, source)])
    assert store.changes.sequence() == 0
    child = os.fork()
    if child == 0:
        try:
            schedule.start()
            wait_until(lambda: store.changes.sequence() == 1)
            schedule.stop()
        finally:
            os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    assert store.changes.sequence() == 1
    with Schedule(store, []) as parents:
        wait_until(lambda: parents.holding)


def test_outcomes_are_told_at_the_level_that_fits(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    def told(**_: Any) -> Iterator[Outcome]:
        yield Outcome("wire", "a", "new")
        yield Outcome("wire", "b", "unchanged")
        yield Outcome("wire", "c", "refused", "text: is broken")

    done = threading.Event()

    def outcomes(**options: Any) -> Iterator[Outcome]:
        yield from told(**options)
        done.set()

    with caplog.at_level(logging.DEBUG, "feedpub"), Schedule(store, [Job("wire", 60, outcomes)]):
        assert done.wait(SOON)
    levels = {record.message: record.levelname for record in caplog.records if record.message.startswith("wire:")}
    assert set(levels.values()) == {"INFO", "DEBUG", "WARNING"}
