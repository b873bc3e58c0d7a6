"""Which state of the site a request sees: the last change, and the last scheduled moment that has passed."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime

from feedpub.formats.sitemap import NEWS_AGE
from feedpub.publish.selection import NEVER
from feedpub.store import Snapshot, Store


@dataclass(frozen=True, slots=True)
class Version:
    """What every rendered body is a function of.

    Args:
        sequence: of the last committed change.
        as_of: the latest scheduled moment that has passed, or None.
        until: the next scheduled moment, which bounds how long a copy may be used; or None.
    """

    sequence: int
    as_of: datetime | None
    until: datetime | None

    @property
    def moment(self) -> datetime:
        """By which the store judges what may be shown."""
        return self.as_of or NEVER

    def covers(self, now: datetime) -> bool:
        """Tell whether no scheduled moment lies between this version's and now."""
        return self.moment <= now and (self.until is None or now < self.until)


class Calendar:
    """Knows the scheduled moments of a store: releases from embargo, and when news enters and leaves the news sitemap.

    Args:
        store: open.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._last: Version | None = None

    def version(self, now: datetime) -> Version:
        """Return the version that a request at a moment sees: one small query as long as nothing happens.

        Args:
            now: the moment.

        Returns:
            The version.
        """
        last = self._last
        if last is None or last.sequence != self._store.sequence() or not last.covers(now):
            with self._store.snapshot() as store:
                last = self._last = _version(store, now)
        return last


def _version(store: Snapshot, now: datetime) -> Version:
    releases = store.moments()
    passed = bisect_right(releases, now)
    aged, ageing = store.around(now - NEWS_AGE)
    published, coming = store.around(now)  # copy may be dated ahead
    before = [*releases[max(0, passed - 1) : passed], *_given(published, aged and aged + NEWS_AGE)]
    after = [*releases[passed : passed + 1], *_given(coming, ageing and ageing + NEWS_AGE)]
    return Version(store.sequence(), max(before, default=None), min(after, default=None))


def _given(*moments: datetime | None) -> list[datetime]:
    return [moment for moment in moments if moment]
