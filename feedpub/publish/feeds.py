"""The feeds, of everything or of what answers a query: each as it is, what a copy of it lacks, and its archives."""

from threading import Lock

from cachetools import LRUCache

from feedpub.formats.base import Format
from feedpub.formats.opml import MEDIA_TYPE, Subscription, opml
from feedpub.model.feed import Feed, Told
from feedpub.model.selection import EVERYTHING, Query
from feedpub.publish.archives import ArchivePart, Archives, address
from feedpub.publish.context import RenderContext
from feedpub.publish.delta import Copies, contents, gained_since
from feedpub.publish.dependence import Archived, Listed
from feedpub.publish.finding import channel, newest_feed
from feedpub.publish.publication import NotPublishedError, Publication, publication
from feedpub.publish.subscriptions import folders
from feedpub.publish.version import Version
from feedpub.publish.written_entries import WrittenEntries
from feedpub.site.addresses import HOME, feed_name, feed_path

_SELECTED = 24  # feeds, of some hundred kilobytes each: as many as a build has begun before it comes to their other forms
_LISTED = 200  # feeds of each kind in the list of all


class Feeds:
    """Renders feeds.

    Args:
        context: of the publisher.
        size: entries in a feed.
    """

    def __init__(self, context: RenderContext, size: int) -> None:
        self._context = context
        self._size = size
        # What was selected last is rendered in several forms, one after the other by whoever builds or reads all of them.
        self._selected: LRUCache[tuple[Query, int], Feed] = LRUCache(_SELECTED)
        self._lock = Lock()
        self._written = WrittenEntries()
        self._copies = Copies()
        # As bodies do, copies of what whoever asks puts together have room of their own.
        self._composed_copies = Copies()

    def feed(self, output: Format, version: Version, query: Query = EVERYTHING, *, answers: Told = "main") -> Publication:
        """Render a feed.

        Args:
            output: of scope feed.
            version: to render.
            query: what it is cut to.
            answers: all for the feed made for programs.

        Raises:
            NotPublishedError: no event has one of the facets that the query names.
        """

        def render() -> Publication:
            feed = self._current(query, answers, version)
            body = self._written.feed(output, feed, query.min_confidence, version.sequence)
            # What left a selection may have been its newest: only the site's last change is sure not to go back.
            if query == EVERYTHING:
                made = publication(body, output.content_type, feed.updated)
            else:
                made = self._context.publication(body, output.content_type, version)
            self._copies_of(query).remember((query, output.name, answers), made.etag, contents(feed))
            return made

        what = ("feed", query, output.name, answers)
        return self._context.cache.get(
            what, version, render, composed=query.composed, shows=shown_in_feed(query, self._size)
        )

    def since(
        self, output: Format, etag: str, version: Version, query: Query = EVERYTHING, *, answers: Told = "main"
    ) -> Publication | None:
        """Render what a reader's copy of a feed lacks.

        Args:
            output: of scope feed.
            etag: of the copy.
            version: to render.
            query: what the feed is cut to.
            answers: all for the feed made for programs.

        Returns:
            The feed, cut to what is new; None where the copy is not known, or nothing can be said by adding to it.
        """
        known = self._copies_of(query).held((query, output.name, answers), etag)
        if known is None:
            return None

        def render() -> Publication:
            feed = gained_since(self._current(query, answers, version), known)
            if not feed.entries:
                raise NotPublishedError
            body = self._written.feed(output, feed, query.min_confidence, version.sequence)
            return publication(body, output.content_type, feed.updated)

        what = ("feed since", query, output.name, answers, etag)
        try:
            return self._context.cache.get(what, version, render, composed=query.composed)
        except NotPublishedError:
            return None

    def archive(
        self,
        part: ArchivePart,
        output: Format,
        version: Version,
        query: Query = EVERYTHING,
        *,
        answers: Told = "main",
    ) -> Publication:
        """Render an archive of a feed.

        Args:
            part: of its chain.
            output: of scope feed.
            version: to render.
            query: what the feed is cut to.
            answers: all for the archive of the feed made for programs.

        Raises:
            NotPublishedError: there is no such archive.
        """

        def render() -> Publication:
            with self._context.store.snapshot() as store:
                described = channel(store, self._context.site, query).telling(answers)
                found = Archives(store, self._size, query).feed(part, described)
            if found is None:
                raise NotPublishedError
            # What was removed may have been the newest of it.
            body = self._written.feed(output, found, query.min_confidence, version.sequence)
            return self._context.publication(body, output.content_type, version)

        what = ("archive", query, part, output.name, answers)
        return self._context.cache.get(what, version, render, composed=query.composed, shows=Archived(query, part))

    def subscriptions(self, version: Version) -> Publication:
        """Render the list of all feeds, for a feed reader to take in at once."""

        def render() -> Publication:
            site = self._context.site
            main = Subscription(site.title, f"{site.url(feed_path(feed_name(EVERYTHING)))}.rss", site.url(HOME))
            with self._context.store.snapshot() as store:
                updated = newest_feed(store, site, EVERYTHING, self._size).updated
                listed = folders(store, site, _LISTED)
            return self._context.publication(opml(site, updated, main, listed), MEDIA_TYPE, version)

        return self._context.cache.get("subscriptions", version, render)

    def _copies_of(self, query: Query) -> Copies:
        return self._composed_copies if query.composed else self._copies

    def _current(self, query: Query, answers: Told, version: Version) -> Feed:
        """Select what a feed shows, with the way to its archives where it does not show all there is.

        Raises:
            NotPublishedError: no event has one of the facets that the query names.
        """
        key = (query, version.sequence)
        with self._lock:
            found = self._selected.get(key)
        if found is None:
            found = self._select(query)
            with self._lock:
                self._selected[key] = found
        return found.telling(answers)

    def _select(self, query: Query) -> Feed:
        with self._context.store.snapshot() as store:
            feed = newest_feed(store, self._context.site, query, self._size)
            if len(feed.entries) < self._size:
                return feed
            newest = Archives(store, self._size, query).newest(feed.entries[0].published)
        return feed.model_copy(update={"previous": address(feed, newest)})


def shown_in_feed(query: Query, size: int) -> Listed:
    """Tell what a feed shows: its events, what was removed lately, and the way to its archives.

    Args:
        query: what it is cut to.
        size: entries in it.
    """
    return Listed(query, 0, size)
