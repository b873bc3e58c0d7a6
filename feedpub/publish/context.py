"""What all parts of a publisher share."""

from dataclasses import dataclass
from datetime import datetime

from feedpub.formats.base import Format
from feedpub.model.feed import NEVER, Site
from feedpub.publish.publication import Publication, publication
from feedpub.publish.publication_cache import PublicationCache
from feedpub.publish.version import Version
from feedpub.store import Snapshot, Store
from feedpub.views import DEFAULT_LOOK, HTML_UTF8, Frame, Look


class LastChange:
    """Remembers when the last change of a version was made, which every body of it is dated by.

    Args:
        store: open.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: tuple[Version, datetime] | None = None

    def at(self, version: Version) -> datetime:
        """Tell when the last change that a version shows was made."""
        known = self._known
        if known is None or known[0] != version:
            known = self._known = version, self._store.changes.last_at(version.sequence) or NEVER
        return known[1]


@dataclass(frozen=True, slots=True)
class RenderContext:
    """From what, for whom and in which forms is rendered.

    Args:
        store: open.
        site: who publishes.
        formats: that are on.
        cache: for what is rendered.
        last_change: of the same store.
        look: how the site's pages look.
    """

    store: Store
    site: Site
    formats: tuple[Format, ...]
    cache: PublicationCache
    last_change: LastChange
    look: Look = DEFAULT_LOOK

    def frame(self, store: Snapshot | None = None) -> Frame:
        """Prepare what every page has around its content, as it is in a snapshot or now."""
        return Frame(self.site, self.formats, (store or self.store).samples.are_shown(), self.look)

    def page(self, body: bytes, version: Version) -> Publication:
        """Publish a page: it changed when anything on the site last did, or its look."""
        return publication(body, HTML_UTF8, max(self.changed(version), self.look.changed))

    def changed(self, version: Version) -> datetime:
        """Tell when anything on the site last changed: for what may show all of it.

        What is committed while a body is rendered may be missing in it: dated by that, it would pass for current.
        """
        return self.last_change.at(version)

    def publication(self, body: bytes, content_type: str, version: Version, following: str | None = None) -> Publication:
        """Publish a body that may show all of the site: it changed when anything last did.

        Args:
            body: uncompressed.
            content_type: with parameters.
            version: that it was rendered from.
            following: address of the next page of a list.
        """
        return publication(body, content_type, self.changed(version), following)
