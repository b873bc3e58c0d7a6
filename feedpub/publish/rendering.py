"""What all parts of the publisher share: the store, the memory for what they render, and the version of a moment."""

from collections.abc import Callable, Hashable, Sequence
from datetime import datetime

from feedpub.model.feed import NEVER, Feed, Site
from feedpub.model.record import Removal, StoredEvent
from feedpub.model.selection import EVERYTHING
from feedpub.publish.cache import Cache
from feedpub.publish.cursors import Cursors
from feedpub.publish.delta import Copies
from feedpub.publish.entries import feed_of
from feedpub.publish.publication import Publication
from feedpub.publish.upkeep import Upkeep
from feedpub.publish.version import Calendar, Version
from feedpub.site.channels import query_channel
from feedpub.store import Store


class GoneError(Exception):
    """There is no event to render; carries its tombstone, or None."""

    def __init__(self, removal: Removal | None = None) -> None:
        super().__init__(removal)
        self.removal = removal


class Rendering:
    """Renders what a store holds, for any number of threads.

    Args:
        store: open.
        site: who publishes.
        feed_size: entries in a feed.
        cache_bytes: memory for rendered bodies; a quarter more for those that whoever asks puts together.
        lease_seconds: after how long without a sign of life of a scheduler this process makes the releases itself.
    """

    def __init__(
        self, store: Store, site: Site, *, feed_size: int, cache_bytes: int = 32_000_000, lease_seconds: float = 30
    ) -> None:
        self._store = store
        self._site = site
        self._feed_size = feed_size
        self._cache: Cache[Publication] = Cache(cache_bytes)
        # What whoever asks puts together has room of its own: it cannot crowd out what everybody asks for.
        self._apart: Cache[Publication] = Cache(cache_bytes // 4)
        self._calendar = Calendar(store)
        self._upkeep = Upkeep(store, lease_seconds)
        self._cursors = Cursors(store.cursor_key)
        self._copies = Copies()
        self._copies_apart = Copies()

    def version(self, now: datetime) -> Version:
        """Return the version that a request at a moment sees: one small query.

        Args:
            now: the moment.

        Returns:
            The version.
        """
        version = self._calendar.version(now)
        return self._calendar.version(now) if self._upkeep.run(version, now) else version

    def _made(
        self, what: Hashable, version: Version, make: Callable[[], Publication], *, apart: bool = False
    ) -> Publication:
        """Return what is kept, or make it; ``apart`` says that its key is put together by whoever asks."""
        cache = self._apart if apart else self._cache
        return cache.get((what, version.sequence), make)

    def _found(
        self, what: Hashable, version: Version, make: Callable[[], Publication], *, apart: bool = False
    ) -> Publication | None:
        """Do as ``_made``; None where ``make`` finds nothing to render."""
        try:
            return self._made(what, version, make, apart=apart)
        except GoneError:
            return None

    def _feed(self, stored: Sequence[StoredEvent], removals: Sequence[Removal] = ()) -> Feed:
        """Place events in the feed of everything."""
        return feed_of(stored, removals, query_channel(EVERYTHING, (), self._site))

    def _changed(self, version: Version) -> datetime:
        """Tell when anything on the site last changed: for what may show all of it.

        What is committed while a body is drawn may be missing in it: dated by that, it would pass for current.
        """
        return self._store.last_change(version.sequence) or NEVER
