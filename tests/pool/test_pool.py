"""The executor: what each task may use, and that nobody else pays when one uses more."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from feedpub.errors import BrokenOffError, BudgetError
from feedpub.pool import Budget, BudgetedPool
from tests.pool import tasks
from tests.serving import eventually

pytestmark = pytest.mark.slow

BUDGET = Budget(seconds=0.5, megabytes=100)
LINUX = sys.platform == "linux"


@pytest.fixture
def pool() -> Iterator[BudgetedPool]:
    made = BudgetedPool(2, BUDGET)
    yield made
    made.shutdown(cancel_futures=True)


def why(future: Future[Any]) -> str:
    with pytest.raises(BudgetError) as refused:
        future.result()
    return refused.value.reason


def children() -> list[int]:
    """List the processes that this one has started, by /proc."""
    return [int(pid) for pid in Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()] + [
        int(pid)
        for thread in Path(f"/proc/{os.getpid()}/task").iterdir()
        if int(thread.name) != os.getpid()
        for pid in (thread / "children").read_text().split()
    ]


def begun(marker: Path) -> str:
    return marker.read_text() if marker.exists() else ""


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_tasks_are_done_in_other_processes_and_raise_what_they_raise(pool: BudgetedPool) -> None:
    assert list(pool.map(tasks.double, range(50))) == [2 * number for number in range(50)]
    assert pool.submit(tasks.pid).result() != os.getpid()
    with pytest.raises(ValueError, match="quite wrong"):
        pool.submit(tasks.fail, "quite wrong").result()
    with pytest.raises(RuntimeError, match="UnsendableError: has two halves"):
        pool.submit(tasks.fail_badly).result()
    assert pool.submit(tasks.threads).result() == 1


@pytest.mark.parametrize("task", [tasks.spin, tasks.backtrack])
def test_a_task_that_takes_too_long_is_refused_wherever_it_is(pool: BudgetedPool, task: Callable[[], object]) -> None:
    neighbours = [pool.submit(tasks.double, number) for number in range(5)]
    poisoned = pool.submit(task)
    neighbours += [pool.submit(tasks.double, number) for number in range(5, 20)]
    assert why(poisoned) == "takes more than 0.5 seconds (document_seconds)"
    assert [each.result() for each in neighbours] == [2 * number for number in range(20)]


def test_a_task_that_waits_for_ever_is_refused(pool: BudgetedPool) -> None:
    assert why(pool.submit(tasks.sleep)) == "takes more than 0.5 seconds (document_seconds)"


@pytest.mark.skipif(not LINUX, reason="only Linux limits memory")
@pytest.mark.parametrize("chunk", [1_000, 1_000_000, 10_000_000_000])
def test_a_task_that_takes_too_much_memory_is_refused_and_no_neighbour_suffers(chunk: int) -> None:
    with BudgetedPool(2, Budget(seconds=20, megabytes=100)) as pool:
        futures = [pool.submit(tasks.hoard, chunk), *(pool.submit(tasks.double, number) for number in range(20))]
        assert why(futures[0]) == "needs more than 100 MB of memory (document_megabytes)"
        assert [each.result() for each in futures[1:]] == [2 * number for number in range(20)]


def test_a_task_that_ends_its_process_is_refused_with_the_signal(pool: BudgetedPool) -> None:
    assert why(pool.submit(tasks.die)) == "ends the process that reads it (SIGSEGV)"
    assert pool.submit(tasks.double, 2).result() == 4


def test_a_task_whose_process_somebody_else_ended_is_done_by_another(pool: BudgetedPool, tmp_path: Path) -> None:
    assert pool.submit(tasks.die_once, tmp_path / "died").result() == "done"


def test_a_pool_whose_fork_server_was_killed_starts_another(pool: BudgetedPool) -> None:
    before = pool.submit(tasks.pid).result()
    (server,) = children()
    os.kill(server, signal.SIGKILL)
    # The worker ends with its server, but may still take a task meanwhile.
    eventually(lambda: pool.submit(tasks.pid).result() != before, "another worker answers")


def test_no_process_is_started_before_there_is_a_task_and_none_stays_when_there_are_none() -> None:
    idle = BudgetedPool(2, BUDGET, idle=3)  # seconds: longer than a busy machine takes to come back to the next line
    eventually(lambda: children() == [], "all processes of tests before have ended")
    assert idle.submit(tasks.double, 1).result() == 2
    assert len(children()) == 1
    eventually(lambda: children() == [], "all processes have ended")
    assert idle.submit(tasks.double, 2).result() == 4
    idle.shutdown()
    assert children() == []


def test_one_task_after_the_other_needs_one_worker(pool: BudgetedPool) -> None:
    assert len({pool.submit(tasks.pid).result() for _ in range(10)}) == 1


def test_what_a_worker_loads_before_its_first_task_is_not_on_its_budget() -> None:
    with BudgetedPool(1, BUDGET, prepare=tasks.take_a_second) as pool:
        assert pool.submit(tasks.double, 1).result() == 2


def test_a_pool_that_cannot_start_says_so_and_blames_no_document() -> None:
    with BudgetedPool(1, BUDGET, warm=tasks.die) as pool, pytest.raises(BrokenOffError, match="no process can be started"):
        pool.submit(tasks.double, 1).result()


def test_shutting_down_breaks_off_what_is_being_done(tmp_path: Path) -> None:
    pool = BudgetedPool(1, Budget(600, 100))
    marker = tmp_path / "begun"
    futures = [pool.submit(tasks.note, marker), pool.submit(tasks.double, 1)]
    eventually(partial(begun, marker), "the task has begun")
    pool.shutdown(cancel_futures=True)
    for future in [*futures, pool.submit(tasks.double, 1)]:
        with pytest.raises(CancelledError):
            future.result()
    assert children() == []
    assert not alive(int(marker.read_text()))


def test_shutting_down_waits_for_what_has_been_submitted() -> None:
    with BudgetedPool(2, BUDGET) as pool:
        futures = [pool.submit(tasks.double, number) for number in range(20)]
    assert all(future.done() for future in futures)
    assert children() == []


def test_a_forked_process_has_workers_of_its_own(pool: BudgetedPool) -> None:
    assert pool.submit(tasks.double, 1).result() == 2
    child = os.fork()
    if child == 0:
        try:
            done = pool.submit(tasks.double, 21).result()
            pool.shutdown()
        finally:
            os._exit(done)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 42
    assert pool.submit(tasks.double, 2).result() == 4


ORPHANED = """
import sys
from pathlib import Path
from feedpub.pool import Budget, BudgetedPool
from tests.pool import tasks

pool = BudgetedPool(2, Budget(600, 100))
pool.submit(tasks.note, Path(sys.argv[1]))
pool.submit(tasks.note_and_spin, Path(sys.argv[2]))
pool.submit(tasks.double, 1).result()
"""


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_nothing_outlives_the_process_that_has_the_pool(tmp_path: Path, end: int) -> None:
    markers = [tmp_path / "one", tmp_path / "two"]
    owner = subprocess.Popen([sys.executable, "-c", ORPHANED, *map(str, markers)], stderr=subprocess.DEVNULL)
    try:
        pids = [int(eventually(partial(begun, marker), "the task has begun")) for marker in markers]
        owner.send_signal(end)
        owner.wait(timeout=10)
        eventually(lambda: not any(alive(pid) for pid in pids), "the workers have ended")
    finally:
        owner.kill()
        owner.wait()


def test_what_a_task_prints_does_not_land_in_the_output() -> None:
    program = (
        "from feedpub.pool import Budget, BudgetedPool; from tests.pool import tasks\n"
        "with BudgetedPool(1, Budget(5, 100)) as pool: pool.submit(tasks.say, 'noise').result()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"", b"noise")


def test_time_is_told_by_the_processor_and_not_by_the_clock(pool: BudgetedPool) -> None:
    # As many processes as would make each take several times as long by the clock.
    others = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(6 * (os.cpu_count() or 1))]
    try:
        began = time.monotonic()
        futures = [pool.submit(tasks.spin_for, 0.35) for _ in range(2)]
        assert [future.result() for future in futures] == ["done", "done"]
        assert time.monotonic() - began > BUDGET.seconds, "the machine was not busy enough to show anything"
    finally:
        for other in others:
            other.kill()
            other.wait()
