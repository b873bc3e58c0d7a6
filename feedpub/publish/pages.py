"""What pages are drawn from: events, days and facets; and the memory for what has been drawn."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from feedpub.model.feed import Entry, Feed
from feedpub.model.record import Removal
from feedpub.model.selection import Facet, FacetKind, Query, Selection
from feedpub.publish.entries import entry_of, feed_of
from feedpub.publish.publication import Publication, publication
from feedpub.publish.rendering import Rendering
from feedpub.publish.version import Version
from feedpub.site.channels import query_channel
from feedpub.store import Snapshot


class Pages(Rendering):
    """Finds what pages show, and keeps them."""

    def page(
        self, key: str, version: Version, render: Callable[[], bytes], content_type: str, *, apart: bool = False
    ) -> Publication:
        """Keep a page that somebody else draws.

        Args:
            key: tells it from all other pages.
            version: that it is drawn from.
            render: draws it; called only where it is not in memory.
            content_type: with parameters.
            apart: its key is put together by whoever asks.

        Returns:
            The page.
        """

        def make() -> Publication:
            return publication(render(), content_type, self._changed(version))

        return self._made(("page", key), version, make, apart=apart)

    def shows_samples(self) -> bool:
        """Tell whether any sample is public."""
        return self._store.shows_samples()

    def latest(self, limit: int) -> Feed:
        """Select the newest events.

        Args:
            limit: how many at most.

        Returns:
            The feed of all events, cut to that many.
        """
        with self._store.snapshot() as store:
            stored = store.newest(limit)
            return self._feed(stored, store.removals(self._feed_size))

    def day(self, day: date, limit: int, skip: int = 0) -> Feed:
        """Select the events of a day, newest first.

        Args:
            day: of publication, in UTC.
            limit: how many at most.
            skip: how many of the newest to leave out.

        Returns:
            The feed of all events, cut to those; it has no entries for a day on which nothing more was published.
        """
        start = datetime.combine(day, time(), UTC)
        end = start + timedelta(days=1)
        with self._store.snapshot() as store:
            older = store.count_between(start, end) - skip
            found = store.between(start, end, min(limit, max(0, older)), max(0, older - limit))
        return self._feed(found[::-1])

    def beside(self, day: date) -> tuple[date | None, date | None]:
        """Find the days (in UTC) before and after one on which anything was published that stands."""
        return self._store.beside(day)

    def entry(self, slug: str) -> Entry | Removal | None:
        """Find one event.

        Args:
            slug: name of its page.

        Returns:
            The entry, the tombstone of what is gone, or None for what was never public.
        """
        stored = self._store.by_slug(slug)
        return stored if stored is None or isinstance(stored, Removal) else entry_of(stored, self._site)

    def select(self, query: Query, limit: int, skip: int = 0) -> Feed | None:
        """Select the newest events that answer a query.

        Args:
            query: what they are cut to.
            limit: how many at most.
            skip: how many of the newest to leave out.

        Returns:
            The query's feed, cut to that many; None where no event has one of the facets that the query names.
        """
        with self._store.snapshot() as store:
            return self._select(store, query, limit, skip)

    def facet(self, selection: Selection) -> Facet | None:
        """Look up the facet that a selection names; None where no event has it."""
        return self._store.facet(selection)

    def successor(self, selection: Selection) -> Selection | None:
        """Look up what a selection is called now that no event has it under that name; None where nothing is known."""
        return self._store.successor(selection)

    def facets(self, kind: FacetKind, limit: int) -> tuple[Facet, ...]:
        """List the facets of a kind that events have, those of most events first."""
        return self._store.facets(kind, limit)

    def _select(self, store: Snapshot, query: Query, limit: int, skip: int = 0) -> Feed | None:
        channel = self._channel(store, query)
        if channel is None:
            return None
        stored = store.newest(limit, asked=query, skip=skip)
        return feed_of(stored, store.removals(self._feed_size, query), channel)

    def _channel(self, store: Snapshot, query: Query) -> Feed | None:
        """Describe the feed of a query, without entries; None where no event has one of the facets that it names."""
        found = [store.facet(selection) for selection in query.selections]
        facets = [facet for facet in found if facet]
        return query_channel(query, facets, self._site) if len(facets) == len(found) else None
