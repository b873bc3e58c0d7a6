"""The feeds, of everything or of what answers a query: each as it is, what a copy of it lacks, and its archives."""

from feedpub.formats.base import Format
from feedpub.model.feed import Feed
from feedpub.model.selection import EVERYTHING, Query
from feedpub.publish.archives import Archives, Part, address
from feedpub.publish.delta import Copies, contents, since
from feedpub.publish.pages import Pages
from feedpub.publish.publication import Publication, publication
from feedpub.publish.rendering import GoneError
from feedpub.publish.version import Version


class Feeds(Pages):
    """Renders feeds."""

    def feed(self, output: Format, version: Version, query: Query = EVERYTHING) -> Publication | None:
        """Render a feed.

        Args:
            output: of scope feed.
            version: to render.
            query: what it is cut to.

        Returns:
            The document; None where no event has one of the facets that the query names.
        """

        def make() -> Publication:
            feed = self._current(query)
            # What left a selection may have been its newest: only the site's last change is sure not to go back.
            changed = feed.updated if query == EVERYTHING else self._changed(version)
            made = publication(output.render(feed), output.content_type, changed)
            self._copies_of(query).remember((query, output.name), made.etag, contents(feed))
            return made

        return self._found(("feed", query, output.name), version, make, apart=query.composed)

    def feed_since(self, output: Format, etag: str, version: Version, query: Query = EVERYTHING) -> Publication | None:
        """Render what a reader's copy of a feed lacks.

        Args:
            output: of scope feed.
            etag: of the copy.
            version: to render.
            query: what the feed is cut to.

        Returns:
            The feed, cut to what is new; None where the copy is not known, or nothing can be said by adding to it.
        """
        known = self._copies_of(query).held((query, output.name), etag)
        if known is None:
            return None

        def make() -> Publication:
            feed = since(self._current(query), known)
            if not feed.entries:
                raise GoneError
            return publication(output.render(feed), output.content_type, feed.updated)

        return self._found(("feed since", query, output.name, etag), version, make, apart=query.composed)

    def archive(self, part: Part, output: Format, version: Version, query: Query = EVERYTHING) -> Publication | None:
        """Render an archive of a feed.

        Args:
            part: of its chain.
            output: of scope feed.
            version: to render.
            query: what the feed is cut to.

        Returns:
            The document; None where there is no such archive.
        """

        def make() -> Publication:
            with self._store.snapshot() as store:
                channel = self._channel(store, query)
                found = channel and Archives(store, self._feed_size, query).feed(part, channel)
            if found is None:
                raise GoneError
            # What was removed may have been the newest of it.
            return publication(output.render(found), output.content_type, self._changed(version))

        return self._found(("archive", query, part, output.name), version, make, apart=query.composed)

    def _copies_of(self, query: Query) -> Copies:
        return self._copies_apart if query.composed else self._copies

    def _current(self, query: Query) -> Feed:
        """Select what a feed shows, with the way to its archives where it does not show all there is.

        Raises:
            GoneError: no event has one of the facets that the query names.
        """
        with self._store.snapshot() as store:
            feed = self._select(store, query, self._feed_size)
            if feed is None:
                raise GoneError
            if len(feed.entries) < self._feed_size:
                return feed
            newest = Archives(store, self._feed_size, query).newest(feed.entries[0].published)
        return feed.model_copy(update={"previous": address(feed, newest)})
