"""The schedule of one process: its heart, which asks for the lease and makes releases, and the jobs that refresh."""

import atexit
import logging
import os
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.background import BackgroundScheduler

from feedpub.errors import FeedpubError, LeaseError, StoppedError, StoreError
from feedpub.ingest import Outcome
from feedpub.logs import REFRESHES
from feedpub.metrics import DOCUMENTS, OWN, REFRESHING
from feedpub.schedule.steps import LEAST_STEP, Steps
from feedpub.schedule.threads import Pool
from feedpub.store import REFRESH, Lease, LeaseWatch, Store

_SHORTEST = 0.01  # seconds; a release that is late by as much as a timer is must not keep the heart racing
_EXAMINATION = "\0examination"  # no source is called so
_DAILY: dict[str, Any] = {"hours": 24, "replace_existing": True}  # a disk goes bad slowly, and readers look as well
_PAUSE = 0.1  # seconds between two turns of compressing what an earlier version stored: twice as long as one takes
_SIDE_BY_SIDE = 4  # sources refreshed at once; the store takes one writer at a time
_log = logging.getLogger(__name__)
_refreshes = logging.getLogger(REFRESHES)


def _nothing() -> None:
    """Stop a job that waits for nobody."""


Watch = Callable[[Callable[[], None], threading.Event], None]


@dataclass(frozen=True, slots=True)
class Job:
    """A source that is refreshed again and again.

    Args:
        name: of the source.
        interval: seconds between the beginnings of two refreshes.
        refresh: ``ingest.refresh`` with everything given but ``lease`` and ``now``.
        stop: breaks off what the source may be waiting for.
        watch: tells of changes until it is told to stop, so that the source is refreshed at once; None where nobody can.
    """

    name: str
    interval: float
    refresh: Callable[..., Iterator[Outcome]]
    stop: Callable[[], None] = _nothing
    watch: Watch | None = None


class Schedule:
    """Refreshes sources while this process holds the lease; to be started in the process that is to do it.

    Args:
        store: that the sources are refreshed into.
        jobs: the sources.
        lease_seconds: after how long without a sign of life another process takes over.
        executor: where the jobs read, which ends with the schedule: a document at hand is broken off, and read another time.
        changed: asked three times within lease_seconds: gives all jobs where they are others now, else None.
    """

    def __init__(
        self,
        store: Store,
        jobs: Sequence[Job],
        *,
        lease_seconds: float = 30,
        executor: Executor | None = None,
        changed: Callable[[], Sequence[Job] | None] = _nothing,
    ) -> None:
        self._store = store
        self._jobs = tuple(jobs)
        self._seconds = lease_seconds
        self._executor = executor
        self._jobs_changed = changed
        self._holder = ""
        self._lease: Lease | None = None
        self._process = 0
        self._stopping = threading.Event()
        self._refused: dict[str, set[tuple[str, str]]] = {}
        self._begun: dict[str, float] = {}
        self._trouble: dict[str, str] = {}
        self._changed: set[str] = set()
        self._watching: dict[str, threading.Event] = {}
        self._scheduler: Any = None
        self._heart: threading.Thread | None = None

    @property
    def holding(self) -> bool:
        """Whether this process is the one that refreshes."""
        return self._lease is not None

    def start(self) -> None:
        """Begin to ask for the lease, and refresh at once when this process gets it."""
        # Named here rather than when the object was made, because processes forked since then are others.
        self._process = os.getpid()
        self._holder = f"{socket.gethostname()}:{self._process}:{uuid4().hex[:8]}"
        self._stopping.clear()
        rules = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        pools = {"default": Pool(_SIDE_BY_SIDE)}
        self._scheduler = BackgroundScheduler(executors=pools, job_defaults=rules, timezone=UTC, daemon=True)
        self._scheduler.start()
        # Asking for the lease has a thread and a rhythm of its own, so that no refresh and no clock can make it wait.
        self._heart = threading.Thread(target=self._live, daemon=True)
        self._heart.start()
        atexit.register(self.stop)

    def stop(self) -> None:
        """Let a running refresh store its document, and give the lease back; stopping twice does no harm."""
        if self._process != os.getpid() or self._stopping.is_set() or self._heart is None:
            return  # a forked child has the object, but neither the threads nor the lease
        self._stopping.set()
        for unwatched in tuple(self._watching.values()):
            unwatched.set()
        atexit.unregister(self.stop)
        if self._executor is not None:
            self._executor.shutdown(wait=False, cancel_futures=True)
        for job in self._jobs:
            job.stop()
        self._heart.join()
        self._scheduler.shutdown(wait=True)
        lease, self._lease = self._lease, None
        try:
            if lease:
                self._store.leases.give_back(lease)
        except StoreError as error:
            _log.warning("the lease could not be given back; another process will take it over: %s", error)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stop()

    def _live(self) -> None:
        watch, steps = LeaseWatch(self._seconds, gap=self._seconds), Steps()
        pause = 0.0
        while not self._stopping.wait(pause):
            pause = self._seconds / 3
            try:
                self._beat(watch)
                self._exchange(self._jobs_changed())
                self._set_alarms(steps.noticed())
                if self._lease:
                    self._store.integrity.mark(self._lease)
                    pause = min(pause, self._release(self._lease))
            except StoreError as error:
                # Without a store nobody can take over either; every write makes sure of the lease before it happens.
                _log.error("the lease could not be renewed, or what is due not be released: %s", error)
            except Exception:
                _log.exception("the scheduler stumbled")  # and goes on: a heart that stops leaves the sources to nobody

    def _beat(self, watch: LeaseWatch) -> None:
        if self._lease:
            if self._store.leases.renew(self._lease):
                return
            self._leave_off()
        seen = self._store.leases.state(REFRESH)
        if watch.free(seen) and (lease := self._store.leases.take(REFRESH, self._holder, seen)):
            self._take_up(lease)

    def _take_up(self, lease: Lease) -> None:
        _log.info("this process refreshes from now on (%s)", lease.holder)
        self._lease = lease
        self._scheduler.add_job(
            self._look_after, "interval", (lease,), id=_EXAMINATION, **_DAILY, next_run_time=datetime.now(UTC)
        )
        for job in self._jobs:
            self._begin(job)

    def _begin(self, job: Job) -> None:
        rhythm = {"seconds": job.interval, "next_run_time": datetime.now(UTC), "replace_existing": True}
        self._changed.add(job.name)  # where a former job of the source still runs, it is refreshed after that
        self._scheduler.add_job(self._refresh, "interval", (job,), id=job.name, **rhythm)
        if job.watch:
            unwatched = self._watching[job.name] = threading.Event()
            threading.Thread(target=job.watch, args=(partial(self._notice, job), unwatched), daemon=True).start()

    def _end(self, job: Job) -> None:
        if unwatched := self._watching.pop(job.name, None):
            unwatched.set()
        self._scheduler.remove_job(job.name)

    def _exchange(self, jobs: Sequence[Job] | None) -> None:
        """Refresh other sources from now on; those that are among the former ones notice nothing."""
        if jobs is None:
            return
        before, self._jobs = self._jobs, tuple(jobs)
        gone, new = ([job for job in these if job not in others] for these, others in ((before, jobs), (jobs, before)))
        for job in gone:
            if self._lease:
                self._end(job)
            job.stop()
            self._refused.pop(job.name, None)
            self._trouble.pop(job.name, None)
        for job in new if self._lease else ():
            self._begin(job)
        named = (", ".join(job.name for job in these) or "none" for these in (new, gone))
        _log.info("the sources have changed: new or changed: %s; gone or replaced: %s", *named)

    def _soon(self, job: Job) -> None:
        with suppress(JobLookupError):  # it is gone from the settings meanwhile
            self._scheduler.modify_job(job.name, next_run_time=datetime.now(UTC))

    def _notice(self, job: Job) -> None:
        """Refresh a source at once because something in it changed; while it is refreshed, once more afterwards."""
        self._changed.add(job.name)
        if self._lease and not self._stopping.is_set():
            self._soon(job)

    def _leave_off(self) -> None:
        _log.warning("another process refreshes from now on")
        self._lease = None
        self._scheduler.remove_job(_EXAMINATION)
        for job in self._jobs:
            self._end(job)

    def _set_alarms(self, step: float) -> None:
        """Have each source refreshed when it would have been, by a clock that was set."""
        if step:
            _log.warning("the clock was set by %+.0f seconds", step)
        for job in self._jobs if self._lease else ():
            if not step and not self._is_late(job):
                continue
            passed = time.monotonic() - self._begun.get(job.name, float("-inf"))
            due = datetime.now(UTC) + timedelta(seconds=max(0.0, job.interval - passed))
            self._scheduler.modify_job(job.name, next_run_time=due)

    def _is_late(self, job: Job) -> bool:
        """Tell an alarm that a clock set there and back between two looks has left behind: beyond a whole interval."""
        alarm: datetime = self._scheduler.get_job(job.name).next_run_time
        return alarm - datetime.now(UTC) > timedelta(seconds=job.interval + LEAST_STEP)

    def _release(self, lease: Lease) -> float:
        """Release what is due, and return in how many seconds the next is."""
        if released := self._store.release(self._store.now(), lease):
            noun, facts = "article" if released == 1 else "articles", {"released": released}
            _log.info("%d %s released from embargo", released, noun, extra={"facts": facts})
        coming = self._store.releases.next()
        return self._seconds if coming is None else max(_SHORTEST, (coming - self._store.now()).total_seconds())

    def _look_after(self, lease: Lease) -> None:
        self._examine(lease)
        try:
            while self._lease == lease and self._store.compaction.step(lease) and not self._stopping.wait(_PAUSE):
                pass
        except StoreError as error:
            _log.warning("the stored events could not be compressed any further: %s", error)

    def _examine(self, lease: Lease) -> None:
        """Look for rows that cannot be read, as after an upgrade, and have their documents read again at once."""
        try:
            found = self._store.integrity.examine(lease)
        except StoreError as error:
            _log.warning("the stored events could not be looked through: %s", error)
            return
        if found and self._lease == lease:
            noun = "article" if found == 1 else "articles"
            _log.error("%d %s cannot be read, or can be again; all documents at fault are read again", found, noun)
            for job in self._jobs:
                self._soon(job)

    def _refresh(self, job: Job) -> None:
        lease = self._lease
        if self._stopping.is_set() or lease is None:
            return
        self._begun[job.name] = time.monotonic()
        self._changed.discard(job.name)
        counts: Counter[str] = Counter()
        try:
            refused = set(filter(None, map(self._report, self._outcomes(job, lease, counts))))
            self._refused[job.name] = refused
            self._trouble.pop(job.name, None)
            self._sum_up(job, counts)
        except StoppedError as error:
            _log.info("%s: %s", job.name, error)
        except LeaseError as error:
            _log.warning("%s: stopped: %s", job.name, error)
        except FeedpubError as error:
            known = self._trouble.get(job.name) == str(error)
            self._trouble[job.name] = str(error)
            _log.log(logging.DEBUG if known else logging.ERROR, "%s: %s", job.name, error)
        except Exception:
            _log.exception("%s: the refresh failed", job.name)
        if job.name in self._changed and self._lease == lease:
            self._notice(job)

    def _sum_up(self, job: Job, counts: "Counter[str]") -> None:
        took = round(time.monotonic() - self._begun[job.name], 3)
        OWN.measure(REFRESHING, took, job.name)
        for status, number in counts.items():
            OWN.count(DOCUMENTS, job.name, status, number=number)
        facts = {"source": job.name, "seconds": took, "documents": dict(counts)}
        _refreshes.info("%s: refreshed in %.1f seconds", job.name, took, extra={"facts": facts})

    def _outcomes(self, job: Job, lease: Lease, counts: "Counter[str]") -> Iterator[Outcome]:
        for outcome in job.refresh(lease=lease, now=self._store.now):
            counts[outcome.status] += 1
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
        for note in outcome.notes:
            _log.log(level, "%s: %s: %s", outcome.source, outcome.key, note)
        return None
