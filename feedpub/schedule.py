"""The scheduler: one refresh job per source, only in the process that holds the lease.

Any number of processes may run it on one database. Each asks for the lease again and again; the one that has it refreshes,
and when it stops asking another takes over. Machines that share a database need clocks that agree to within a part of the
lease; where they do not, a takeover comes early or late, and the lease still keeps two from writing at once.
"""

import atexit
import logging
import os
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

from apscheduler.executors.pool import BasePoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from feedpub.errors import FeedpubError, LeaseError, StoreError
from feedpub.ingest import Clock, Outcome
from feedpub.store import Lease, Store

LEASE = "refresh"
_SIDE_BY_SIDE = 4  # sources refreshed at once; the store takes one writer at a time
_log = logging.getLogger(__name__)


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Job:
    """A source that is refreshed again and again.

    Args:
        name: of the source.
        interval: seconds between the beginnings of two refreshes.
        refresh: ``ingest.refresh`` with everything given but ``lease`` and ``now``.
    """

    name: str
    interval: float
    refresh: Callable[..., Iterator[Outcome]]


class Schedule:
    """Refreshes sources while this process holds the lease; to be started in the process that is to do it.

    Args:
        store: that the sources are refreshed into.
        jobs: the sources.
        lease_seconds: after how long without a sign of life another process takes over.
        clock: the time.
    """

    def __init__(self, store: Store, jobs: Sequence[Job], *, lease_seconds: float = 30, clock: Clock = _now) -> None:
        self._store = store
        self._jobs = tuple(jobs)
        self._seconds = lease_seconds
        self._clock = clock
        self._lease = Lease(LEASE, "")
        self._process = 0
        self._holding = False
        self._stopping = threading.Event()
        self._refused: dict[str, set[tuple[str, str]]] = {}
        self._scheduler: Any = None

    @property
    def holding(self) -> bool:
        """Whether this process is the one that refreshes."""
        return self._holding

    def start(self) -> None:
        """Begin to ask for the lease, and refresh at once when this process gets it."""
        # Named here rather than when the object was made, because processes forked since then are others.
        self._process = os.getpid()
        self._lease = Lease(LEASE, f"{socket.gethostname()}:{self._process}:{uuid4().hex[:8]}")
        self._stopping.clear()
        # Asking for the lease has a thread of its own, so that no refresh can make it wait.
        pools = {"default": _Pool(_SIDE_BY_SIDE), "lease": _Pool(1)}
        rules = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        self._scheduler = BackgroundScheduler(executors=pools, job_defaults=rules, timezone=UTC, daemon=True)
        self._scheduler.add_job(
            self._beat, "interval", seconds=self._seconds / 3, executor="lease", next_run_time=datetime.now(UTC)
        )
        self._scheduler.start()
        atexit.register(self.stop)

    def stop(self) -> None:
        """Let a running refresh finish its document, and give the lease back; stopping twice does no harm."""
        if self._process != os.getpid() or self._stopping.is_set():
            return  # a forked child has the object, but neither the threads nor the lease
        self._stopping.set()
        atexit.unregister(self.stop)
        self._scheduler.shutdown(wait=True)
        self._holding = False
        try:
            self._store.give_back(self._lease)
        except StoreError as error:
            _log.warning("the lease could not be given back and will expire: %s", error)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stop()

    def _beat(self) -> None:
        try:
            held = self._store.acquire(self._lease, self._clock(), self._seconds)
            if held:
                self._release()
        except StoreError as error:
            # Without a store nobody can take over either; every write asks for the lease again before it happens.
            _log.error("the lease could not be asked for: %s", error)
            return
        if held and not self._holding:
            self._take_up()
        elif self._holding and not held:
            self._leave_off()

    def _take_up(self) -> None:
        _log.info("this process refreshes from now on (%s)", self._lease.holder)
        self._holding = True
        for job in self._jobs:
            self._scheduler.add_job(
                self._refresh,
                "interval",
                (job,),
                id=job.name,
                seconds=job.interval,
                next_run_time=datetime.now(UTC),
                replace_existing=True,
            )

    def _leave_off(self) -> None:
        _log.warning("another process refreshes from now on")
        self._holding = False
        for job in self._jobs:
            self._scheduler.remove_job(job.name)

    def _release(self) -> None:
        """Release what is due, and come back at the next moment."""
        now = self._clock()
        if released := self._store.release(now):
            _log.info("%d articles released from embargo", released)
        if coming := self._store.moments(now):
            self._scheduler.add_job(self._release_safely, "date", id="\0release", run_date=coming[0], replace_existing=True)

    def _release_safely(self) -> None:
        try:
            self._release()
        except StoreError as error:
            _log.error("no embargo could be released: %s", error)

    def _refresh(self, job: Job) -> None:
        if self._stopping.is_set():
            return
        try:
            refused = set(filter(None, map(self._report, self._outcomes(job))))
            self._refused[job.name] = refused
        except LeaseError as error:
            _log.warning("%s: stopped: %s", job.name, error)
        except FeedpubError as error:
            _log.error("%s: %s", job.name, error)
        except Exception:
            _log.exception("%s: the refresh failed", job.name)

    def _outcomes(self, job: Job) -> Iterator[Outcome]:
        for outcome in job.refresh(lease=self._lease, now=self._clock):
            yield outcome
            if self._stopping.is_set():
                return

    def _report(self, outcome: Outcome) -> tuple[str, str] | None:
        if outcome.status == "refused":
            refusal = (outcome.key, outcome.reason)
            known = refusal in self._refused.get(outcome.source, set())
            _log.log(logging.DEBUG if known else logging.WARNING, "%s: %s refused: %s", outcome.source, *refusal)
            return refusal
        level = logging.DEBUG if outcome.status == "unchanged" else logging.INFO
        _log.log(level, "%s: %s %s %s", outcome.source, outcome.key, outcome.status, outcome.reason)
        return None


class _Threads(Executor):
    """A thread for each task, which does not keep the interpreter from ending: stop would be called too late.

    Args:
        most: how many work at once.
    """

    def __init__(self, most: int) -> None:
        self._places = threading.Semaphore(most)
        self._threads: set[threading.Thread] = set()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        thread = threading.Thread(target=self._work, args=(future, fn, args, kwargs), daemon=True)
        self._threads = {each for each in self._threads if each.is_alive()} | {thread}
        thread.start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002 - an executor's signature
        for thread in self._threads if wait else ():
            thread.join()

    def _work(self, future: Future[Any], task: Callable[..., Any], args: Any, kwargs: Any) -> None:
        with self._places:
            try:
                future.set_result(task(*args, **kwargs))
            except BaseException as error:
                future.set_exception(error)


class _Pool(BasePoolExecutor):  # type: ignore[misc]  # apscheduler is published without types
    def __init__(self, most: int) -> None:
        super().__init__(_Threads(most))
