"""The publisher: what the web serves, rendered once per change and then kept in memory."""

from feedpub.publish.documents import Documents
from feedpub.publish.feeds import Feeds
from feedpub.publish.sitemaps import Sitemaps


class Publisher(Feeds, Documents, Sitemaps):
    """Renders what a store holds, for any number of threads: feeds, documents, sitemaps, and what pages are drawn from."""
