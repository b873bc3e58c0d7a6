"""The report: every check, asked at once, within a bound."""

import logging
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from concurrent.futures import TimeoutError as Unanswered
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from feedpub.errors import StoreError
from feedpub.health.check import Check, Status, worst
from feedpub.health.disk import disk_check
from feedpub.health.failures import Failures, with_failures
from feedpub.health.probe import Probe
from feedpub.health.scheduling import scheduler_check
from feedpub.health.sources import Punctuality, SourceHealth, refused_check, sources_check
from feedpub.health.stored import unreadable_check
from feedpub.model.record import SourceState
from feedpub.store import REFRESH, LeaseWatch, Store

_PATIENCE = 2.0  # seconds for all answers together: longer than a heartbeat waits, shorter than monitors do
_RECENT = 10.0  # seconds for which a report may stand for the one that is being made
_OF_THE_STORE = ("scheduler", "sources", "refused")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Report:
    """How the site does.

    Args:
        checks: all of them, in an order of their own.
        sequence: number of the last change; None where the store does not answer.
        events: how many are public; None likewise.
        sources: how each does; none likewise.
    """

    checks: tuple[Check, ...]
    sequence: int | None = None
    events: int | None = None
    sources: tuple[SourceHealth, ...] = ()

    @property
    def status(self) -> Status:
        """That of the worst check."""
        return worst(check.status for check in self.checks)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was read of the store at once."""

    sequence: int
    events: int
    sources: tuple[SourceState, ...]
    now: datetime
    scheduler: Check


class Health:
    """Asks all that can be wrong with a site; any number of threads may ask it.

    Args:
        store: of the site.
        render: renders what readers ask for most, as it is now; raises where that cannot be done.
        failures: what else failed lately.
        intervals: seconds between two looks, by source.
        lease_seconds: after how long another process takes over refreshing.
        patience: seconds for a whole report.
    """

    def __init__(  # noqa: PLR0913 (all that can be wrong, by name)
        self,
        store: Store,
        render: Callable[[], object],
        failures: Failures,
        *,
        intervals: Mapping[str, float],
        lease_seconds: float,
        patience: float = _PATIENCE,
    ) -> None:
        self._store = store
        self._render = render
        self._failures = failures
        self._patience = patience
        # A takeover is no lateness: it takes up to two leases until another process refreshes.
        self._punctuality = Punctuality(intervals, slack=2 * lease_seconds)
        self._watch = LeaseWatch(lease_seconds)
        self._reading = Probe(self._read)
        self._serving = Probe(store.changes.sequence)
        self._writing = Probe(store.condition.beat)
        self._disk = Probe(self._look_at_disks)
        self._rendering = Probe(self._draw)
        self._making = threading.Lock()
        self._last: Report | None = None
        self._made = 0.0

    def report(self) -> Report:
        """Make all checks; who asks while another waits for them is given the last report, so that no crowd of them waits.

        Returns:
            The report, within the patience and a little.
        """
        last, age = self._last, time.monotonic() - self._made
        if not self._making.acquire(blocking=last is None or age > _RECENT) and last is not None:
            return last
        try:
            self._last, self._made = self._checked(), time.monotonic()
            return self._last
        finally:
            self._making.release()

    def _checked(self) -> Report:
        end = time.monotonic() + self._patience
        reading, writing = self._reading.ask(), self._writing.ask()
        disk, rendering = self._disk.ask(), self._rendering.ask()
        read, seen = _answered("database", reading, end)
        wrote = _answered("writing", writing, end)[0]
        room, measured = _answered("disk", disk, end)
        rendered, unreadable = _answered("render", rendering, end)
        first = (read, wrote, measured or room)
        last = (unreadable or _unknown("unreadable"), with_failures(rendered, self._failures.lately()))
        if seen is None:
            return Report((*first, *map(_unknown, _OF_THE_STORE), *last))
        sources = self._punctuality.judge(seen.sources, seen.now)
        checks = (*first, seen.scheduler, sources_check(sources), refused_check(sources), *last)
        return Report(checks, seen.sequence, seen.events, sources)

    def ready(self) -> bool:
        """Tell whether requests can be answered: whether the store can be read, and the main feed be rendered."""
        end = time.monotonic() + self._patience
        # What is read from may be a replica, which serves also while the database itself is away.
        reading, rendering = self._serving.ask(), self._rendering.ask()
        checks = (_answered("database", reading, end)[0], _answered("render", rendering, end)[0])
        return worst(check.status for check in checks) == "ok"

    def _read(self) -> _Seen:
        with self._store.snapshot() as store:
            sequence, events = store.changes.sequence(), store.events.count()
        lease = self._store.leases.state(REFRESH)
        scheduler = scheduler_check(lease, free=self._watch.free(lease))
        return _Seen(sequence, events, self._store.sources.states(), self._store.now(), scheduler)

    def _draw(self) -> Check:
        """Render, and only then look for what cannot be read: rendering may be the first to meet it."""
        self._render()
        return unreadable_check(self._store.integrity.unreadable())

    def _look_at_disks(self) -> Check:
        return disk_check(self._store.condition.folder, (Path(),))


def _answered(name: str, pending: Future[Any], end: float) -> tuple[Check, Any]:
    """Wait for an answer, and make a check of whether it came; None in its place where it did not."""
    try:
        return Check(name), pending.result(max(0.0, end - time.monotonic()))
    except Unanswered:
        return Check(name, "failing", reason="it does not answer in time"), None
    except StoreError as error:
        return Check(name, "failing", reason=str(error)), None
    except Exception as error:
        _log.error("the check of %s failed", name, exc_info=error)
        return Check(name, "failing", reason=f"{type(error).__name__}: {error}"), None


def _unknown(name: str) -> Check:
    return Check(name, "failing", reason="cannot be told: see the checks that fail")
