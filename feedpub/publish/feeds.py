"""The feeds: that of everything, those of selections, what a copy of one lacks, and the archives."""

from feedpub.formats.base import Format
from feedpub.model.feed import Feed
from feedpub.model.selection import Selection
from feedpub.publish.archives import Archives, Part, address
from feedpub.publish.delta import contents, since
from feedpub.publish.pages import Pages
from feedpub.publish.publication import Publication, publication
from feedpub.publish.rendering import GoneError
from feedpub.publish.version import Version


class Feeds(Pages):
    """Renders feeds."""

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
                raise GoneError
            return publication(output.render(feed), output.content_type, feed.updated)

        return self._found(("feed since", output.name, etag), version, make)

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
                raise GoneError
            # What left the selection may have been its newest: only the site's last change is sure not to go back.
            return publication(output.render(feed), output.content_type, self._changed(version))

        return self._found(("selection", selection.kind, selection.slug, output.name), version, make)

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
                raise GoneError
            return publication(output.render(found), output.content_type, found.updated)

        return self._found(("archive", part, output.name), version, make)

    def _current(self, version: Version) -> Feed:
        """Select what the feed of all events shows, with the way to its archives where it does not show all there is."""
        feed = self.latest(version, self._feed_size)
        if len(feed.entries) < self._feed_size:
            return feed
        with self._store.snapshot() as store:
            newest = Archives(store, version.moment, self._feed_size).newest()
        return feed.model_copy(update={"previous": address(self._channel, newest)})
