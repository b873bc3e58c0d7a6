"""What a process that only serves writes: releases that nobody else makes, marks of unreadable rows, upkeep now and then."""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock, Thread

from feedpub.errors import StoreError
from feedpub.publish.version import Version
from feedpub.store import REFRESH, LeaseWatch, Store

_EVERY = 1.0  # seconds between two looks at a coming release: the node's clock may be slow, the database's decides
_SWEEPING = 3600.0  # seconds between two looks for old tombstones, which are kept for days
_SETTLED = 60.0  # seconds before the first one: not while a site starts
_KEEPING = 120.0  # seconds between two looks whether what events are counted by should be written down
_AFTER_FAILURE = 10.0  # seconds before what a full disk or a read-only folder refused is tried again
_PATIENCE = 0.25  # seconds that the reader who starts a release waits for it; a locked or full disk takes longer
_log = logging.getLogger(__name__)


class Upkeep:
    """Makes releases at their moment, marks what cannot be read and drops old tombstones, never in the way of readers.

    Args:
        store: open.
        lease_seconds: for which the scheduler's lease must stand still before nobody is left to make releases.
        ticks: a clock that nobody sets.
        tombstones_kept: for how long the list of changes tells of removals.
        explanations_kept: for how long it is kept how answers were chosen; None for ever.
    """

    def __init__(
        self,
        store: Store,
        lease_seconds: float,
        ticks: Callable[[], float] = time.monotonic,
        *,
        tombstones_kept: timedelta = timedelta(days=30),
        explanations_kept: timedelta | None = None,
    ) -> None:
        self._store = store
        self._watch = LeaseWatch(lease_seconds)
        self._ticks = ticks
        self._working = Lock()
        self._next = ticks()
        self._tried: datetime | None = None
        self._kept = tombstones_kept
        self._explained = explanations_kept
        self._sweep = self._keep = ticks() + _SETTLED

    def run(self, version: Version, now: datetime) -> bool:
        """Look after the store if it is time to; of all threads one does, and waits for a part of a second at most.

        Args:
            version: that readers see.
            now: the time by this node's clock.

        Returns:
            Whether there may be a newer version.
        """
        if not self._timely(version, now) or not self._working.acquire(blocking=False):
            return False
        self._next = self._ticks() + _EVERY
        self._tried = version.release if _is_due(version, now) else None
        awaited = version.release is not None or self._store.integrity.has_faults
        worker = Thread(target=self._work, daemon=True)
        try:
            worker.start()
        except RuntimeError as error:  # the system gives no more threads now
            self._put_off(error)
            self._working.release()
            return False
        if awaited:  # nobody waits for the rest
            worker.join(_PATIENCE)
        return awaited

    def _timely(self, version: Version, now: datetime) -> bool:
        if self._ticks() >= max(min(self._sweep, self._keep), self._next):
            return True
        if version.release is None and not self._store.integrity.has_faults:
            return False
        return (_is_due(version, now) and version.release != self._tried) or self._ticks() >= self._next

    def _work(self) -> None:
        try:
            if marked := self._store.integrity.mark():
                _log.error("%d articles cannot be read and are left out until their documents are read again", marked)
            if self._watch.free(self._store.leases.state(REFRESH)) and (released := self._store.release(self._store.now())):
                _log.info("%d articles released from embargo", released)
            if self._ticks() >= self._sweep:
                self._sweep = self._ticks() + _SWEEPING
                self._store.drop_tombstones(self._store.now() - self._kept)
                if self._explained is not None:
                    self._store.drop_traces(self._store.now() - self._explained)
            if self._ticks() >= self._keep:
                self._keep = self._ticks() + _KEEPING
                self._store.keep_counts()
        except StoreError as error:
            self._put_off(error)
        finally:
            self._working.release()

    def _put_off(self, error: Exception) -> None:
        self._next = self._ticks() + _AFTER_FAILURE
        _log.warning("no release could be made, or no row be marked: %s", error)


def _is_due(version: Version, now: datetime) -> bool:
    return version.release is not None and version.release <= now
