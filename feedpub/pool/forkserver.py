"""The process between: it loads what tasks need, and forks a worker whenever it is asked to.

It has one thread, so that forking it is safe, and ends as soon as the process that started it does, with all workers.
"""

import os
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.reduction import recv_handle
from typing import NamedTuple, NoReturn

from feedpub.collector import READING, spare_loaded
from feedpub.pool.budget import Budget
from feedpub.pool.worker import work

# The process that started this one hears them, finishes what it wants to finish, and then goes away.
_LEFT_TO_THE_PARENT = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)


class Instructions(NamedTuple):
    """What a fork server is told first.

    Args:
        budget: of each task.
        warm: loads what all tasks need; it must leave no thread behind.
        prepare: what each worker does before its first task.
    """

    budget: Budget
    warm: Callable[[], object] | None
    prepare: Callable[[], object] | None


def main(descriptor: int) -> NoReturn:
    """Serve one process until it closes its end, or ends.

    Args:
        descriptor: of the connection to it.
    """
    for number in _LEFT_TO_THE_PARENT:
        signal.signal(number, signal.SIG_IGN)
    control = Connection(descriptor)
    workers: set[int] = set()
    try:
        instructions: Instructions = control.recv()
        if instructions.warm is not None:
            instructions.warm()
        spare_loaded(READING)
        while True:
            _obey(control, instructions, workers)
    except (EOFError, ConnectionError):
        pass
    finally:
        for pid in workers:
            _ended(pid)
    # Not the way out of an interpreter: there is nothing to flush, and a parent that was killed leaves nobody to wait.
    os._exit(0)


def _obey(control: Connection, instructions: Instructions, workers: set[int]) -> None:
    order: int | None = control.recv()
    if order is None:
        pid = _forked(control, instructions)
        workers.add(pid)
        control.send(pid)
    elif order in workers:
        workers.remove(order)
        control.send(_ended(order))
    else:
        control.send(0)


def _ended(pid: int) -> int:
    # Until it is waited for, nobody else can get its number. Killing who has ended does not change how it ended.
    os.kill(pid, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _forked(control: Connection, instructions: Instructions) -> int:
    descriptor = recv_handle(control)
    sys.stderr.flush()
    if (pid := os.fork()) != 0:
        os.close(descriptor)
        return pid
    try:
        control.close()
        work(Connection(descriptor), instructions.budget, instructions.prepare)
    finally:
        os._exit(0)
