"""The publisher: what the web serves, rendered once per change and then kept in memory."""

from feedpub.publish.documents import Documents
from feedpub.publish.feeds import Feeds
from feedpub.publish.search import Searches
from feedpub.publish.sitemaps import Sitemaps


class Publisher(Feeds, Documents, Sitemaps, Searches):
    """Renders what a store holds, for any number of threads: feeds, documents, lists, sitemaps, and what pages show."""
