"""The publisher: what the web serves, rendered once per change and then kept in memory."""

from collections.abc import Callable, Hashable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

from feedpub.errors import QueryError
from feedpub.formats.base import Format
from feedpub.model.feed import Entry, Feed, Site
from feedpub.model.record import Removal, StoredEvent
from feedpub.model.selection import Facet, FacetKind, Selection
from feedpub.publish import sitemaps
from feedpub.publish.archives import Archives, Part
from feedpub.publish.archives import address as archive_address
from feedpub.publish.cache import Cache
from feedpub.publish.choices import chosen_channel
from feedpub.publish.delta import Copies, contents, since
from feedpub.publish.lists import changes_list, events_list, position_of
from feedpub.publish.publication import Publication, publication
from feedpub.publish.selection import NEVER, channel_of, entry_of, feed_of
from feedpub.publish.version import Calendar, Version
from feedpub.store import Store

_JSON = "application/json"
_DAY_SIZE = 500  # events on the page of one day
_BATCH = 50  # events read at a time


class _GoneError(Exception):
    """There is no event to render; carries its tombstone, or None."""

    def __init__(self, removal: Removal | None) -> None:
        super().__init__(removal)
        self.removal = removal


class Publisher:
    """Renders what a store holds, for any number of threads.

    Args:
        store: open.
        site: who publishes.
        feed_size: entries in a feed.
        cache_bytes: memory for rendered bodies.
    """

    def __init__(self, store: Store, site: Site, *, feed_size: int, cache_bytes: int = 32_000_000) -> None:
        self._store = store
        self._site = site
        self._feed_size = feed_size
        self._cache: Cache[Publication] = Cache(cache_bytes)
        self._calendar = Calendar(store)
        self._copies = Copies()

    def version(self, now: datetime) -> Version:
        """Return the version that a request at a moment sees: one small query.

        Args:
            now: the moment.

        Returns:
            The version.
        """
        return self._calendar.version(now)

    def feed(self, output: Format, version: Version) -> Publication:
        """Render the feed of all events.

        Args:
            output: of scope feed.
            version: to render.

        Returns:
            The document.
        """

        def make() -> Publication:
            feed = self._current(version)
            made = publication(output.render(feed), output.content_type, feed.updated)
            self._copies.remember(output.name, made.etag, contents(feed))
            return made

        return self._made(("feed", output.name), version, make)

    def feed_since(self, output: Format, etag: str, version: Version) -> Publication | None:
        """Render what a reader's copy of the feed of all events lacks.

        Args:
            output: of scope feed.
            etag: of the copy.
            version: to render.

        Returns:
            The feed, cut to what is new; None where the copy is not known, or nothing can be said by adding to it.
        """
        known = self._copies.held(output.name, etag)
        if known is None:
            return None

        def make() -> Publication:
            feed = since(self._current(version), known)
            if not feed.entries:
                raise _GoneError(None)
            return publication(output.render(feed), output.content_type, feed.updated)

        try:
            return self._made(("feed since", output.name, etag), version, make)
        except _GoneError:
            return None

    def selected_feed(self, selection: Selection, output: Format, version: Version) -> Publication | None:
        """Render the feed of a selection of events.

        Args:
            selection: that the events share.
            output: of scope feed.
            version: to render.

        Returns:
            The document; None where no event has that facet.
        """

        def make() -> Publication:
            feed = self.selected(selection, version, self._feed_size)
            if feed is None:
                raise _GoneError(None)
            # What left the selection may have been its newest: only the site's last change is sure not to go back.
            return publication(output.render(feed), output.content_type, self._changed(version))

        try:
            return self._made(("selection", selection.kind, selection.slug, output.name), version, make)
        except _GoneError:
            return None

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

    def archive(self, part: Part, output: Format, version: Version) -> Publication | None:
        """Render an archive of the feed of all events.

        Args:
            part: of its chain.
            output: of scope feed.
            version: to render.

        Returns:
            The document; None where there is no such archive.
        """

        def make() -> Publication:
            with self._store.snapshot() as store:
                found = Archives(store, version.moment, self._feed_size).feed(part, self._channel)
            if found is None:
                raise _GoneError(None)
            return publication(output.render(found), output.content_type, found.updated)

        try:
            return self._made(("archive", part, output.name), version, make)
        except _GoneError:
            return None

    def event(self, slug: str, output: Format, version: Version) -> Publication | Removal | None:
        """Render the document of one event.

        Args:
            slug: name of its page.
            output: of scope event.
            version: to render.

        Returns:
            The document, the tombstone of what is gone, or None for what was never public.
        """

        def make() -> Publication:
            stored = self._store.by_slug(slug, version.moment)
            if stored is None or isinstance(stored, Removal):
                raise _GoneError(stored)
            feed = self._feed((stored,), ())
            return publication(output.render(feed), output.content_type, feed.updated)

        try:
            return self._made(("event", slug, output.name), version, make)
        except _GoneError as gone:
            return gone.removal

    def events(
        self, cursor: str | None, limit: int, version: Version, selections: tuple[Selection, ...] = ()
    ) -> Publication:
        """Render a page of the list of events, newest first.

        Args:
            cursor: from the page before, or None for the first.
            limit: items on the page.
            version: to render.
            selections: facets that each item has, in the order of their kinds.

        Returns:
            The JSON list.

        Raises:
            QueryError: the cursor is none that this list gave out, or no event has one of the facets.
        """
        before = position_of(cursor) if cursor is not None else None

        def make() -> Publication:
            for one in selections:
                if self._store.facet(one, version.moment) is None:
                    raise QueryError(one.kind, f"no event has the {one.kind} {one.slug}")
            found = self._store.newest(version.moment, limit + 1, before, selections)
            body, following = events_list(found, limit, self._site, selections)
            return publication(body, _JSON, self._changed(version), following)

        return self._made(("events", before, limit, selections), version, make)

    def changes(self, after: int, limit: int, version: Version) -> Publication:
        """Render a page of the list of changes, in the order of commits.

        Args:
            after: the last sequence number that the poller has seen, 0 for none.
            limit: items on the page.
            version: to render.

        Returns:
            The JSON list.

        Raises:
            QueryError: nobody can have seen that number: the poller's cursor is of another store, or of one that was
                restored from a backup, and an empty page would let it miss what comes.
        """
        if after > version.sequence:
            raise QueryError("after", f"is past the last change, {version.sequence}; read again from 0")

        def make() -> Publication:
            found = self._store.changes(after, limit + 1, version.moment)
            body, following = changes_list(found, after, limit, self._site)
            return publication(body, _JSON, self._changed(version), following)

        return self._made(("changes", after, limit), version, make)

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

    def sitemap_index(self, version: Version) -> Publication:
        """Render the list of all sitemaps: one for each day, and one for the pages that are always there."""
        make = partial(sitemaps.index, self._store, self._site, version.moment)
        return self._made("sitemap index", version, lambda: make(self._changed(version)))

    def sitemap(self, day: date | None, version: Version) -> Publication | None:
        """Render one sitemap.

        Args:
            day: of publication, in UTC; None for the pages that are always there.
            version: to render.

        Returns:
            The document; None for a day on which nothing was published.
        """

        def make() -> Publication:
            changed = self._changed(version)
            if day is None:
                return sitemaps.lasting(self._site, changed)
            made = sitemaps.of_day(self._store, self._site, day, version.moment, changed)
            if made is None:
                raise _GoneError(None)
            return made

        try:
            return self._made(("sitemap", day), version, make)
        except _GoneError:
            return None

    def news_sitemap(self, version: Version) -> Publication:
        """Render the sitemap of the last two days, for Google News."""
        make = partial(sitemaps.news, self._store, self._site, version.moment)
        return self._made("news sitemap", version, lambda: make(self._changed(version)))

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

    def _made(self, what: Hashable, version: Version, make: Callable[[], Publication]) -> Publication:
        return self._cache.get((what, version.sequence, version.as_of), make)

    def _current(self, version: Version) -> Feed:
        """Select what the feed of all events shows, with the way to its archives where it does not show all there is."""
        feed = self.latest(version, self._feed_size)
        if len(feed.entries) < self._feed_size:
            return feed
        with self._store.snapshot() as store:
            newest = Archives(store, version.moment, self._feed_size).newest()
        return feed.model_copy(update={"previous": archive_address(self._channel, newest)})

    @property
    def _channel(self) -> Feed:
        return channel_of(self._site, "all", self._site.title, "/")

    def _feed(self, stored: Sequence[StoredEvent], removals: Sequence[Removal]) -> Feed:
        return feed_of(stored, removals, self._channel)

    def _changed(self, version: Version) -> datetime:
        """Tell when anything on the site last changed: for what may show all of it."""
        return max(self._store.last_change(version.moment) or NEVER, version.moment)
