"""One task after the other with one worker, which is replaced when it ends."""

import pickle
import signal
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import Any, NamedTuple

from feedpub.errors import BrokenOffError, BudgetError
from feedpub.pool.budget import Budget
from feedpub.pool.patience import Patience
from feedpub.pool.processes import Worker
from feedpub.pool.worker import WorkerReply

_TASK = "task"  # whoever knows what the task is about says so
_ATTEMPTS = 2  # the first worker may have been ended for what a neighbour did, as by a machine that has no memory left
_READY_AFTER = 600  # seconds; what a site's own extractor loads may be large


class Task(NamedTuple):
    """What is to be done.

    Args:
        call: a function and its arguments, pickled.
        future: for what becomes of it.
    """

    call: bytes
    future: Future[Any]


class Runner:
    """Whoever gives one worker its tasks.

    Args:
        hire: gets another worker.
        budget: of each task.
    """

    def __init__(self, hire: Callable[[], Worker], budget: Budget) -> None:
        self._hire = hire
        self._budget = budget
        self._worker: Worker | None = None

    def run(self, call: bytes) -> Any:
        """Do a task.

        Args:
            call: a function and its arguments, pickled.

        Returns:
            What it returned.

        Raises:
            BudgetError: it passed its budget, or ended its worker again and again.
            BrokenOffError: no worker can be had.
            Exception: whatever the task raised.
        """
        status = 0
        for _ in range(_ATTEMPTS):
            worker = self._worker = self._worker or self._ready()
            try:
                worker.connection.send_bytes(call)
                return self._result(worker)
            except (OSError, EOFError):
                status = self.end()
                if status == -signal.SIGPROF:
                    raise self._too_slow() from None
        raise BudgetError(_TASK, f"ends the process that reads it ({_named(status)})")

    def end(self) -> int:
        """End the worker, if there is one.

        Returns:
            Its exit status, or the negative number of the signal that ended it.
        """
        worker, self._worker = self._worker, None
        return worker.end() if worker else 0

    def _ready(self) -> Worker:
        try:
            worker = self._hire()
        except (OSError, EOFError) as error:
            raise BrokenOffError(_TASK, f"no process can be started to read it: {error}") from None
        with suppress(OSError, EOFError):
            if worker.connection.poll(_READY_AFTER):
                worker.connection.recv()
                return worker
        raise BrokenOffError(_TASK, f"the process that was to read it ended before it was ready ({_named(worker.end())})")

    def _result(self, worker: Worker) -> Any:
        patience = Patience(self._budget.seconds, worker.pid)
        while not worker.connection.poll(patience.tick):
            if patience.is_over():
                self.end()
                raise self._too_slow()
        answer: WorkerReply = worker.connection.recv()
        if answer.last:
            self.end()
        if answer.kind == "memory":
            raise BudgetError(_TASK, f"needs more than {self._budget.megabytes:,} MB of memory (document_megabytes)")
        value = pickle.loads(answer.value)  # noqa: S301 - of a process that this one started
        if answer.kind == "raised":
            raise value
        return value

    def _too_slow(self) -> BudgetError:
        return BudgetError(_TASK, f"takes more than {self._budget.seconds:g} seconds (document_seconds)")


def _named(status: int) -> str:
    if status >= 0:
        return f"exit status {status}"
    with suppress(ValueError):
        return signal.Signals(-status).name
    return f"signal {-status}"
