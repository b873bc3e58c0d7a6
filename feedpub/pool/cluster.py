"""Work on the machines of a Dask cluster: an executor whose tasks are done anywhere, within the same budgets as at home.

Each of the cluster's workers has a pool of its own, so that a hostile document ends a process of that pool and never the
worker. What a worker had at hand when it was killed is done by another; a task depends on its arguments alone.
Whoever reaches the scheduler can run code on every machine of the cluster: it belongs into a closed network, or behind TLS
(https://distributed.dask.org/en/stable/tls.html).
"""

import pickle
from collections.abc import Callable
from concurrent.futures import Executor, Future
from functools import lru_cache
from importlib import import_module
from types import TracebackType
from typing import Any, NamedTuple

from feedpub.errors import BrokenOffError, ClusterError
from feedpub.pool.budget import Budget
from feedpub.pool.executor import BudgetedPool

_PATIENCE = 30  # seconds for the scheduler to answer, and for the first worker to come
_AHEAD = 4  # tasks that each thread of the cluster may have waiting, so that none is idle while a result travels
_TASK = "task"  # whoever knows what the task is about says so


class Setup(NamedTuple):
    """What each worker of a cluster has to have; it must be picklable.

    Args:
        budget: of each task.
        warm: loads what tasks need, once for all processes of a worker.
        prepare: what each process does before its first task, outside of the task's budget.
        identify: tells one program from another, from where it is called.
        program: what it tells here, and so has to tell there.
    """

    budget: Budget
    warm: Callable[[], object] | None
    prepare: Callable[[], object] | None
    identify: Callable[[], str]
    program: str


class ClusterExecutor(Executor):
    """The workers of a Dask cluster; those that join or leave meanwhile are made use of.

    Args:
        address: of the scheduler, tcp://HOST:PORT or tls://HOST:PORT.
        setup: what each worker has to have.

    Raises:
        ClusterError: the extra is missing, there is no scheduler or no worker, or a worker has another program.
    """

    def __init__(self, address: str, setup: Setup) -> None:
        self._address = address
        self._setup = pickle.dumps(setup, pickle.HIGHEST_PROTOCOL)
        try:
            distributed = import_module("distributed")
        except ImportError as error:
            reason = "needs Dask: pip install 'feedpub[cluster]' here and on each worker"
            raise ClusterError(address, reason) from error
        try:
            self._client = distributed.Client(address, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise ClusterError(address, "no scheduler answers there") from error
        try:
            self._refuse_others()
        except BaseException:
            self._client.close()
            raise
        self._executor = self._client.get_executor(pure=False)
        self.ahead = _AHEAD * sum(self._client.nthreads().values())

    def _refuse_others(self) -> None:
        """Refuse a cluster that would not do what is done here."""
        try:
            self._client.wait_for_workers(1, timeout=_PATIENCE)
            found = self._client.run(_is_same, self._setup, on_error="return")
        except (OSError, TimeoutError) as error:
            raise ClusterError(self._address, "no worker has come") from error
        for worker, answer in found.items():
            if isinstance(answer, BaseException):
                raise ClusterError(worker, "cannot load feedpub") from answer
            if not answer:
                raise ClusterError(worker, "has another version of feedpub, of Python or of a library than this machine")

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Have a picklable call done somewhere.

        Returns:
            What it returns or raises; a BudgetError where it passed its budget. It is cancelled where the scheduler is lost.
        """
        future: Future[Any] = self._executor.submit(
            _do, self._setup, pickle.dumps((fn, args, kwargs), pickle.HIGHEST_PROTOCOL)
        )
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more tasks, and leave the cluster as it is.

        Args:
            wait: until the tasks at hand are done.
            cancel_futures: they are broken off.
        """
        self._executor.shutdown(wait=wait and not cancel_futures)
        self._client.close()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Shut down: at once where the block was left early."""
        self.shutdown(cancel_futures=kind is not None)


def _is_same(setup: bytes) -> bool:
    found: Setup = pickle.loads(setup)  # noqa: S301 - of whoever may run code here anyway
    return found.identify() == found.program


def _do(setup: bytes, call: bytes) -> Any:
    """Do a task, in a worker of the cluster."""
    fn, args, kwargs = pickle.loads(call)  # noqa: S301 - of whoever may run code here anyway
    return _pool_of(setup).submit(fn, *args, **kwargs).result()


@lru_cache(maxsize=4)  # sites that are read here in turn
def _pool_of(setup: bytes) -> BudgetedPool:
    """Make the processes of this worker of the cluster, one for each of its threads."""
    if not _is_same(setup):
        raise BrokenOffError(_TASK, "a worker of the cluster has another version of feedpub")
    found: Setup = pickle.loads(setup)  # noqa: S301 - of whoever may run code here anyway
    threads: int = import_module("distributed").get_worker().state.nthreads
    return BudgetedPool(threads, found.budget, warm=found.warm, prepare=found.prepare)
