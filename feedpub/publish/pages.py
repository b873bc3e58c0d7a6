"""What pages are drawn from: events, days and facets; and the memory for what has been drawn."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from feedpub.model.feed import Entry, Feed
from feedpub.model.record import Removal, StoredEvent
from feedpub.model.selection import Facet, FacetKind, Selection
from feedpub.publish.choices import chosen_channel
from feedpub.publish.publication import Publication, publication
from feedpub.publish.rendering import Rendering
from feedpub.publish.selection import entry_of, feed_of
from feedpub.publish.version import Version

_DAY_SIZE = 500  # events on the page of one day
_BATCH = 50  # events read at a time


class Pages(Rendering):
    """Finds what pages show, and keeps them."""

    def page(self, key: str, version: Version, render: Callable[[], bytes], content_type: str) -> Publication:
        """Keep a page that somebody else draws.

        Args:
            key: tells it from all other pages.
            version: that it is drawn from.
            render: draws it; called only where it is not in memory.
            content_type: with parameters.

        Returns:
            The page.
        """
        return self._made(("page", key), version, lambda: publication(render(), content_type, self._changed(version)))

    def latest(self, version: Version, limit: int) -> Feed:
        """Select the newest events.

        Args:
            version: to select from.
            limit: how many at most.

        Returns:
            The feed of all events, cut to that many.
        """
        with self._store.snapshot() as store:
            stored = store.newest(version.moment, limit)
            return self._feed(stored, store.removals(self._feed_size, version.moment))

    def day(self, day: date, version: Version) -> Feed:
        """Select the events of a day.

        Args:
            day: of publication, in UTC.
            version: to select from.

        Returns:
            The feed of all events, cut to those; it has no entries for a day on which nothing was published.
        """
        start = datetime.combine(day, time(), UTC)
        found: list[StoredEvent] = []
        position = (start + timedelta(days=1), "")
        while batch := self._store.newest(version.moment, _BATCH, position):
            found += [stored for stored in batch if stored.published >= start]
            position = (batch[-1].published, batch[-1].event.id)
            if position[0] < start or len(found) >= _DAY_SIZE:
                break
        return self._feed(found, ())

    def days(self, version: Version) -> tuple[date, ...]:
        """List the days (in UTC) on which anything was published that stands, newest first."""
        return tuple(day for day, _ in self._store.days(version.moment))

    def entry(self, slug: str, version: Version) -> Entry | Removal | None:
        """Find one event.

        Args:
            slug: name of its page.
            version: to look in.

        Returns:
            The entry, the tombstone of what is gone, or None for what was never public.
        """
        stored = self._store.by_slug(slug, version.moment)
        return stored if stored is None or isinstance(stored, Removal) else entry_of(stored, self._site)

    def selected(self, selection: Selection, version: Version, limit: int) -> Feed | None:
        """Select the newest events that share a facet.

        Args:
            selection: that names it.
            version: to select from.
            limit: how many at most.

        Returns:
            The selection's feed, cut to that many; None where no event has that facet.
        """
        with self._store.snapshot() as store:
            facet = store.facet(selection, version.moment)
            if facet is None:
                return None
            stored = store.newest(version.moment, limit, selections=(selection,))
            removals = store.removals(self._feed_size, version.moment, (selection,))
        return feed_of(stored, removals, chosen_channel(facet, self._site))

    def facet(self, selection: Selection, version: Version) -> Facet | None:
        """Look up the facet that a selection names; None where no event has it."""
        return self._store.facet(selection, version.moment)

    def facets(self, kind: FacetKind, version: Version, limit: int) -> tuple[Facet, ...]:
        """List the facets of a kind that events have, those of most events first."""
        return self._store.facets(kind, version.moment, limit)
