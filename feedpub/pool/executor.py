"""An executor that gives each task a budget, and stops the worker whose task passes it.

Time is judged by the worker's processor time, which the kernel counts and enforces: a busy machine must not refuse an
innocent document. Behind that stands the clock, with more patience, for a task that waits without using a processor.
"""

import atexit
import os
import pickle
import threading
import time
import weakref
from collections import deque
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future
from functools import partial
from types import TracebackType
from typing import Any

from feedpub.pool.budget import Budget
from feedpub.pool.processes import ForkServer, Worker
from feedpub.pool.runner import Runner, Task


def _nobody(_seconds: float) -> None:
    """Tell nobody how long a task took."""


class BudgetedPool(Executor):
    """Worker processes, started when there is something to do and stopped when there has been nothing for a while.

    Any number of threads may give it tasks. A forked process has the pool, but none of its workers, and starts its own.

    Args:
        processes: how many tasks are worked on at once.
        budget: of each task.
        warm: loads what tasks need, once for all workers; it must leave no thread behind.
        prepare: what each worker does before its first task, outside of the task's budget.
        idle: seconds after which a worker without tasks ends.
        took: told how many seconds each task took.
    """

    def __init__(  # noqa: PLR0913 (all that it is told, by name)
        self,
        processes: int,
        budget: Budget,
        *,
        warm: Callable[[], object] | None = None,
        prepare: Callable[[], object] | None = None,
        idle: float = 90,  # longer than the usual interval, so that a busy desk finds them warm
        took: Callable[[float], object] = _nobody,
    ) -> None:
        self._processes = processes
        self._budget = budget
        self._start = partial(ForkServer, budget, warm, prepare)
        self._idle = idle
        self._took = took
        self._server: ForkServer | None = None
        self._stopped = False
        self._broken_off = False
        self._reset()
        known = weakref.ref(self)
        os.register_at_fork(after_in_child=lambda: _forget(known))
        atexit.register(_shut_down, known)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Have a picklable call done.

        Returns:
            What it returns or raises; a BudgetError where it passed its budget or ended its workers, a BrokenOffError where
            there was no worker. It is cancelled when the pool has been shut down, as may happen whenever a process stops.
        """
        task = Task(pickle.dumps((fn, args, kwargs), pickle.HIGHEST_PROTOCOL), Future())
        with self._changed:
            if self._stopped:
                task.future.cancel()
                return task.future
            self._tasks.append(task)
            if len(self._tasks) > self._free and self._taking < self._processes:
                self._taking += 1
                self._running += 1
                threading.Thread(target=self._work, name="feedpub-pool", daemon=True).start()
            self._changed.notify()
        return task.future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more tasks.

        Args:
            wait: until the tasks at hand are done, and all processes have ended.
            cancel_futures: tasks that nobody has begun are cancelled, and those at hand are broken off.
        """
        with self._changed:
            self._stopped = True
            self._broken_off = self._broken_off or cancel_futures
            while cancel_futures and self._tasks:
                self._tasks.popleft().future.cancel()
            self._changed.notify_all()
        if cancel_futures:
            with self._starting:
                server, self._server = self._server, None
            if server is not None:
                server.close()
        with self._changed:
            self._changed.wait_for(lambda: not (wait and self._running))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Shut down: at once where the block was left early."""
        self.shutdown(cancel_futures=kind is not None)

    def _reset(self) -> None:
        self._changed = threading.Condition()
        self._starting = threading.Lock()
        self._tasks: deque[Task] = deque()
        self._taking = 0  # threads that take tasks
        self._free = 0  # those of them that have none
        self._running = 0  # threads whose worker has not ended yet
        self._stopped = False
        self._broken_off = False

    def _work(self) -> None:
        """Do tasks, in a thread that has a worker of its own, until there have been none for a while."""
        runner = Runner(self._hire, self._budget)
        try:
            while (task := self._next()) is not None:
                if task.future.set_running_or_notify_cancel():
                    self._do(task, runner)
        finally:
            runner.end()
            self._leave()

    def _next(self) -> Task | None:
        with self._changed:
            self._free += 1
            self._changed.wait_for(lambda: self._tasks or self._stopped, self._idle)
            self._free -= 1
            if self._tasks:
                return self._tasks.popleft()
            # Counted out here, so that a task that comes from now on starts another thread.
            self._taking -= 1
            return None

    def _do(self, task: Task, runner: Runner) -> None:
        begun = time.monotonic()
        try:
            result = runner.run(task.call)
        except BaseException as error:
            task.future.set_exception(CancelledError() if self._broken_off else error)
        else:
            self._took(time.monotonic() - begun)
            task.future.set_result(result)

    def _leave(self) -> None:
        with self._changed:
            idle = None
            if self._taking == 0:
                idle, self._server = self._server, None
        if idle is not None:
            idle.close()
        with self._changed:
            self._running -= 1
            self._changed.notify_all()

    def _hire(self) -> Worker:
        with self._starting:
            if self._broken_off:
                raise CancelledError
            if self._server is None or self._server.has_ended():
                self._server = self._start()
            server = self._server
        return server.fork()

    def _forget_parents(self) -> None:
        """Be as new in a forked child, where neither the threads nor their locks are of any use."""
        if self._server is not None:
            self._server.forget()
            self._server = None
        self._reset()


def _forget(pool: "weakref.ref[BudgetedPool]") -> None:
    if (found := pool()) is not None:
        found._forget_parents()


def _shut_down(pool: "weakref.ref[BudgetedPool]") -> None:
    if (found := pool()) is not None:
        found.shutdown(wait=False, cancel_futures=True)
