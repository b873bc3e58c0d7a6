"""Which state of the site a request sees: the last change, and the last scheduled moment that has passed."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime

from feedpub.formats.sitemap import NEWS_AGE
from feedpub.model.feed import NEVER
from feedpub.store import Extent, Snapshot, Store


@dataclass(frozen=True, slots=True)
class Version:
    """What every rendered body is a function of.

    Args:
        sequence: of the last committed change; what is public depends on nothing else.
        as_of: the latest moment that has passed at which news came into the news sitemap or left it, or None; only that
            sitemap depends on it.
        ages: the next such moment, or None.
        release: when the next embargo ends, or None. It may have passed: the article is public once its release is made.
        dropped: number of the last removal that is told no more; only who follows changes from before it is told otherwise.
        unexplained: number of the last change of which it is no longer kept how its answers were chosen; only explanations
            depend on it.
    """

    sequence: int
    as_of: datetime | None
    ages: datetime | None
    release: datetime | None
    dropped: int = 0
    unexplained: int = 0

    @property
    def extent(self) -> Extent:
        """What of the store it is a version of."""
        return Extent(self.dropped, self.sequence, self.unexplained)

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
        self._last: tuple[Hashable | None, Version] | None = None

    def version(self, now: datetime, *, announced: bool = False) -> Version:
        """Return the version that a request at a moment sees: a small query at most, as long as nothing is published.

        Args:
            now: the moment.
            announced: what the database has announced will do; it may be some moments behind what is committed.

        Returns:
            The version.
        """
        # Told before the tables are read: what is committed meanwhile moves it, and has them read again.
        told = self._store.data_version.token(listen=announced)
        last = self._last
        if last is not None and last[1].covers(now):
            if told is not None and told == last[0] and (announced or self._store.data_version.is_exact):
                return last[1]
            if self._store.changes.extent() == last[1].extent:
                self._last = told, last[1]
                return last[1]
        with self._store.snapshot() as store:
            version = _version(store, now)
        self._last = told, version
        return version


def _version(store: Snapshot, now: datetime) -> Version:
    aged, ageing = store.days.around(now - NEWS_AGE)
    published, coming = store.days.around(now)  # copy may be dated ahead
    passed = _given(published, aged and aged + NEWS_AGE)
    ahead = _given(coming, ageing and ageing + NEWS_AGE)
    extent = store.changes.extent()
    return Version(
        extent.sequence,
        max(passed, default=None),
        min(ahead, default=None),
        store.releases.next(),
        extent.dropped,
        extent.unexplained,
    )


def _given(*moments: datetime | None) -> list[datetime]:
    return [moment for moment in moments if moment]
