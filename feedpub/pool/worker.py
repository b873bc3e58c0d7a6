"""A worker: one task after the other, each within its budget, until whoever gives them goes away."""

import ctypes
import pickle
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Literal, NamedTuple

from feedpub.pool.budget import Budget, bound, memory

READY = "ready"
_PR_SET_PDEATHSIG = 1  # linux/prctl.h


class WorkerReply(NamedTuple):
    """What became of a task.

    Args:
        kind: it returned, it raised, or it ran out of memory.
        value: what it returned or raised, pickled.
        last: the worker ends after this answer.
    """

    kind: Literal["returned", "raised", "memory"]
    value: bytes = b""
    last: bool = False


def work(connection: Connection, budget: Budget, prepare: Callable[[], object] | None) -> None:
    """Answer tasks until the connection is closed. A worker that ran out of memory, or has kept too much of it, ends.

    Args:
        connection: that pickled calls come from, and answers go to.
        budget: of each task.
        prepare: what to do before the first task, outside of its budget.
    """
    _settle()
    if prepare is not None:
        try:
            prepare()
        except Exception as error:
            # The tasks will fail for the same reason, and say so by name.
            sys.stderr.write(f"a worker could not prepare itself: {type(error).__name__}: {error}\n")
    most = memory() + budget.bytes
    try:
        connection.send(READY)
        last = False
        while not last:
            answer = _answered(connection.recv_bytes(), budget)
            last = answer.kind == "memory" or memory() > most
            connection.send(answer._replace(last=last))
    except (EOFError, ConnectionError):
        return


def _settle() -> None:
    """Live and die with the process that forked this one."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    if sys.platform == "linux":
        # A worker in the middle of a document does not see that its connection closes.
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _answered(call: bytes, budget: Budget) -> WorkerReply:
    try:
        # Before the clock runs: the first call of its kind imports what it needs.
        task, args, kwargs = pickle.loads(call)  # noqa: S301 - of the process that started this one
        with bound(budget):
            return WorkerReply("returned", pickle.dumps(task(*args, **kwargs), pickle.HIGHEST_PROTOCOL))
    except MemoryError:
        return WorkerReply("memory")
    except Exception as error:
        return WorkerReply("raised", _pickled(error))


def _pickled(error: Exception) -> bytes:
    try:
        sent = pickle.dumps(error)
        pickle.loads(sent)  # noqa: S301 - just made
    except Exception:  # of an exception that cannot be sent, or not be made again
        return pickle.dumps(RuntimeError(f"{type(error).__name__}: {error}"))
    return sent
