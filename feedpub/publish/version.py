"""Which state of the site a request sees: the last change, and the last scheduled moment that has passed."""

from dataclasses import dataclass
from datetime import datetime

from feedpub.formats.sitemap import NEWS_AGE
from feedpub.model.feed import NEVER
from feedpub.store import Snapshot, Store


@dataclass(frozen=True, slots=True)
class Version:
    """What every rendered body is a function of.

    Args:
        sequence: of the last committed change; what is public depends on nothing else.
        as_of: the latest moment that has passed at which news came into the news sitemap or left it, or None; only that
            sitemap depends on it.
        ages: the next such moment, or None.
        release: when the next embargo ends, or None. It may have passed: the article is public once its release is made.
    """

    sequence: int
    as_of: datetime | None
    ages: datetime | None
    release: datetime | None

    @property
    def moment(self) -> datetime:
        """By which the news sitemap judges what is news."""
        return self.as_of or NEVER

    @property
    def until(self) -> datetime | None:
        """The next scheduled moment, which bounds how long a copy may be used; None where there is none."""
        return min(_given(self.ages, self.release), default=None)

    def covers(self, now: datetime) -> bool:
        """Tell whether no moment of the news sitemap lies between this version's and now."""
        return self.moment <= now and (self.ages is None or now < self.ages)


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
        if last is None or last.sequence != self._store.changes.sequence() or not last.covers(now):
            with self._store.snapshot() as store:
                last = self._last = _version(store, now)
        return last


def _version(store: Snapshot, now: datetime) -> Version:
    aged, ageing = store.days.around(now - NEWS_AGE)
    published, coming = store.days.around(now)  # copy may be dated ahead
    passed = _given(published, aged and aged + NEWS_AGE)
    ahead = _given(coming, ageing and ageing + NEWS_AGE)
    return Version(store.changes.sequence(), max(passed, default=None), min(ahead, default=None), store.releases.next())


def _given(*moments: datetime | None) -> list[datetime]:
    return [moment for moment in moments if moment]
