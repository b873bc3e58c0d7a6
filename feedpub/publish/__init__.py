"""Events out of the store, as bytes: what is shown of an event, the feeds and lists made of them, rendered once per change.

No clock is asked here: ``now`` is an argument, and every body is a function of the store's sequence alone, but for the news
sitemap, which news leaves as it ages.
"""

from feedpub.publish.archives import Part
from feedpub.publish.choices import feed_name, folder_of, page_path, query_path, selection_feed
from feedpub.publish.lists import DEFAULT_LIMIT
from feedpub.publish.naming import label_of, query_title, title_of
from feedpub.publish.publication import Publication
from feedpub.publish.publisher import Publisher
from feedpub.publish.search import Results
from feedpub.publish.selection import NEVER, channel_of, entry_of, feed_id, feed_of, shown
from feedpub.publish.sitemaps import gathers
from feedpub.publish.version import Version

__all__ = [
    "DEFAULT_LIMIT",
    "NEVER",
    "Part",
    "Publication",
    "Publisher",
    "Results",
    "Version",
    "channel_of",
    "entry_of",
    "feed_id",
    "feed_name",
    "feed_of",
    "folder_of",
    "gathers",
    "label_of",
    "page_path",
    "query_path",
    "query_title",
    "selection_feed",
    "shown",
    "title_of",
]
