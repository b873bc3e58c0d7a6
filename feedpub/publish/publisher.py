"""The publisher: what the web serves, rendered once and then kept in memory until what it shows may have changed."""

from datetime import datetime, timedelta

from feedpub.formats import FORMATS
from feedpub.formats.base import Format
from feedpub.model.feed import Site
from feedpub.publish.api import Api
from feedpub.publish.articles import Articles
from feedpub.publish.change_feed import ChangeFeed
from feedpub.publish.context import LastChange, RenderContext
from feedpub.publish.cursors import Cursors
from feedpub.publish.directories import Directories
from feedpub.publish.embeds import Embeds
from feedpub.publish.exports import Exporter
from feedpub.publish.feed_pages import FeedPages
from feedpub.publish.feeds import Feeds
from feedpub.publish.lookups import Lookups
from feedpub.publish.pages import Pages
from feedpub.publish.proofs import Proofs
from feedpub.publish.publication_cache import PublicationCache
from feedpub.publish.quotations import Quotations
from feedpub.publish.revisions import EventHistory
from feedpub.publish.search import SearchPages
from feedpub.publish.selections import Selections
from feedpub.publish.share_images import ShareImages
from feedpub.publish.sitemaps import Sitemaps
from feedpub.publish.staleness import Staleness
from feedpub.publish.upkeep import Upkeep
from feedpub.publish.version import Calendar, Version
from feedpub.store import Store
from feedpub.views import DEFAULT_LOOK, Look


class Publisher:
    """Renders what a store holds, for any number of threads.

    Its parts share one memory: ``feeds``, ``feed_pages``, ``articles``, ``pages``, ``selections``, ``directories``,
    ``quotations``, ``search``, ``api``, ``lookups``, ``changes``, ``revisions``, ``proofs``,
    ``embeds``, ``share_images`` and ``sitemaps``; ``cursors`` reads where their lists go on.

    Args:
        store: open.
        site: who publishes.
        formats: that are on.
        feed_size: entries in a feed.
        cache_bytes: memory for rendered bodies; a quarter more for those that whoever asks puts together.
        lease_seconds: after how long without a sign of life of a scheduler this process makes the releases itself.
        tombstones_kept: for how long the list of changes tells of removals.
        explanations_kept: for how long it is kept how answers were chosen; None for ever.
        look: how the site's pages look.
    """

    def __init__(  # noqa: PLR0913 (all that rendering depends on, by name)
        self,
        store: Store,
        site: Site,
        *,
        feed_size: int,
        formats: tuple[Format, ...] = FORMATS,
        cache_bytes: int = 32_000_000,
        lease_seconds: float = 30,
        tombstones_kept: timedelta = timedelta(days=30),
        explanations_kept: timedelta | None = None,
        look: Look = DEFAULT_LOOK,
    ) -> None:
        cache = PublicationCache(cache_bytes, Staleness(store))
        context = RenderContext(store, site, formats, cache, LastChange(store), look)
        cursors = Cursors(store.keys.cursors)
        self.site = site
        self.look = look
        self.formats = formats
        self.feeds = Feeds(context, feed_size)
        self.feed_pages = FeedPages(context)
        self.articles = Articles(context)
        self.pages = Pages(context)
        self.selections = Selections(context)
        self.directories = Directories(context)
        self.quotations = Quotations(context)
        self.search = SearchPages(context, cursors)
        self.api = Api(context, cursors)
        self.lookups = Lookups(context, cursors)
        self.cursors = cursors
        self.revisions = EventHistory(context, cursors)
        self.changes = ChangeFeed(context, cursors)
        self.proofs = Proofs(context, cursors)
        self.exports = Exporter(context, cursors)
        self.embeds = Embeds(context)
        self.share_images = ShareImages(context)
        self.sitemaps = Sitemaps(context)
        self._calendar = Calendar(store)
        self._upkeep = Upkeep(store, lease_seconds, tombstones_kept=tombstones_kept, explanations_kept=explanations_kept)

    def version(self, now: datetime, *, announced: bool = False) -> Version:
        """Return the version that a request at a moment sees: one small query, or none where the database counts commits.

        Args:
            now: the moment.
            announced: what the database has announced will do; it may be some moments behind what is committed.

        Returns:
            The version.
        """
        version = self._calendar.version(now, announced=announced)
        return self._calendar.version(now) if self._upkeep.run(version, now) else version
