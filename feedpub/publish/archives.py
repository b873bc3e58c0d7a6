"""The archives of a feed: what is older than the feed, month by month, at addresses that stay (RFC 5005).

A month's events are counted from its oldest and cut into parts as long as the feed. A part is an archive once it is full, or
once something was published in a later month: until then the feed itself holds all of it. So an archive that a subscriber
has read gains nothing but copy that was dated back, and in a selection's feed what an edit has brought into the selection;
edits and removals reach it as they reach every output.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from feedpub.model.feed import Feed
from feedpub.model.selection import EVERYTHING, Query
from feedpub.publish.entries import feed_of
from feedpub.store import Snapshot


@dataclass(frozen=True, slots=True, order=True)
class ArchivePart:
    """One archive.

    Args:
        year: of publication, in UTC.
        month: of that year.
        number: of the part within the month, from 1.
    """

    year: int
    month: int
    number: int

    @property
    def start(self) -> datetime:
        """The instant at which its month begins."""
        return datetime(self.year, self.month, 1, tzinfo=UTC)

    @property
    def end(self) -> datetime:
        """The instant at which the next month begins."""
        return datetime(self.year + self.month // 12, self.month % 12 + 1, 1, tzinfo=UTC)

    @property
    def name(self) -> str:
        """What stands in its address."""
        return f"{self.year:04}-{self.month:02}/{self.number}"


class Archives:
    """The chain of archives of a feed, seen in one snapshot.

    Args:
        store: an open snapshot.
        size: events in an archive.
        query: what the feed is cut to.
    """

    def __init__(self, store: Snapshot, size: int, query: Query = EVERYTHING) -> None:
        self._store = store
        self._size = size
        self._query = query
        self._totals: dict[datetime, int] = {}

    def newest(self, latest: datetime) -> ArchivePart | None:
        """Find the archive that begins where the feed may end.

        Args:
            latest: when the newest event of the feed was published.

        Returns:
            The archive, or None where there is none yet.
        """
        first = ArchivePart(latest.year, latest.month, 1)
        full = self._total(first) // self._size
        return ArchivePart(first.year, first.month, full) if full else self.before(first)

    def before(self, part: ArchivePart) -> ArchivePart | None:
        """Return the next older archive, or None for the oldest."""
        if part.number > 1:
            return ArchivePart(part.year, part.month, part.number - 1)
        return self._last_of(self._store.periods.last_before(part.start, self._query))

    def after(self, part: ArchivePart) -> ArchivePart | None:
        """Return the next newer archive, or None for the newest."""
        following = ArchivePart(part.year, part.month, part.number + 1)
        if not self._count(following):
            moment = self._store.periods.first_since(part.end, self._query)
            if moment is None:
                return None
            following = ArchivePart(moment.year, moment.month, 1)
        return following if self._closed(following) else None

    def feed(self, part: ArchivePart, channel: Feed) -> Feed | None:
        """Select the events of an archive.

        Args:
            part: the archive.
            channel: the feed that it belongs to, without entries.

        Returns:
            The feed, newest first, with the links of its chain; None where there is no such archive.
        """
        if not self._count(part) or not self._closed(part):
            return None
        skip = (part.number - 1) * self._size
        stored = self._store.periods.events(part.start, part.end, self._size, skip, matching=self._query)
        chain = {"current": channel.address, "address": address(channel, part)}
        links = {"previous": address(channel, self.before(part)), "following": address(channel, self.after(part))}
        return feed_of(reversed(stored), (), channel.model_copy(update={**chain, **links}), self._query)

    def _last_of(self, moment: datetime | None) -> ArchivePart | None:
        """Return the last part of the month of a moment."""
        if moment is None:
            return None
        first = ArchivePart(moment.year, moment.month, 1)
        return ArchivePart(first.year, first.month, max(1, -(-self._total(first) // self._size)))

    def _count(self, part: ArchivePart) -> int:
        return max(0, min(self._size, self._total(part) - (part.number - 1) * self._size))

    def _total(self, part: ArchivePart) -> int:
        """Count the events of a part's month, once: each question about the chain asks for it."""
        if part.start not in self._totals:
            self._totals[part.start] = self._store.periods.count(part.start, part.end, self._query)
        return self._totals[part.start]

    def _closed(self, part: ArchivePart) -> bool:
        return self._count(part) == self._size or self._store.periods.first_since(part.end, self._query) is not None


def address(channel: Feed, part: ArchivePart | None) -> str | None:
    """Return the address of an archive without suffix."""
    return f"{channel.address}/archive/{part.name}" if part else None
