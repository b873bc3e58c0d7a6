"""The documents for programs: one event in each format, the list of events, the list of changes."""

from feedpub.errors import QueryError
from feedpub.formats.base import Format
from feedpub.model.record import Removal
from feedpub.model.selection import EVERYTHING, Query
from feedpub.publish.lists import DEFAULT_LIMIT, changes_list, events_list
from feedpub.publish.publication import Publication, publication
from feedpub.publish.rendering import GoneError, Rendering
from feedpub.publish.version import Version

_JSON = "application/json"


class Documents(Rendering):
    """Renders documents."""

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
            stored = self._store.by_slug(slug)
            if stored is None or isinstance(stored, Removal):
                raise GoneError(stored)
            feed = self._feed((stored,))
            return publication(output.render(feed), output.content_type, feed.updated)

        try:
            return self._made(("event", slug, output.name), version, make)
        except GoneError as gone:
            return gone.removal

    def events(self, cursor: str | None, limit: int, version: Version, query: Query = EVERYTHING) -> Publication:
        """Render a page of the list of events, newest first.

        Args:
            cursor: from the page before, or None for the first.
            limit: items on the page.
            version: to render.
            query: what the list is cut to.

        Returns:
            The JSON list.

        Raises:
            QueryError: the cursor is none that this list gave out, or no event has one of the facets.
        """
        before = self._cursors.read(cursor) if cursor is not None else None

        def make() -> Publication:
            for one in query.selections:
                if self._store.facet(one) is None:
                    raise QueryError(one.kind, f"no event has this {one.kind}")
            found = self._store.newest(limit + 1, before, query)
            body, following = events_list(found, limit, self._site, self._cursors, query)
            return publication(body, _JSON, self._changed(version), following)

        free = cursor is not None or limit != DEFAULT_LIMIT or query.composed
        return self._made(("events", before, limit, query), version, make, apart=free)

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
            found = self._store.changes(after, limit + 1, version.sequence)
            body, following = changes_list(found, after, limit, self._site)
            return publication(body, _JSON, self._changed(version), following)

        return self._made(("changes", after, limit), version, make, apart=after > 0 or limit != DEFAULT_LIMIT)
