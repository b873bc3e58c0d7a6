"""Events out of the store, as bytes: what is shown of an event, the feeds, lists and pages made of them, once per change.

No clock is asked here: ``now`` is an argument, and every body is a function of the store's sequence alone, but for the news
sitemap, which news leaves as it ages.
"""

from feedpub.publish.archives import ArchivePart
from feedpub.publish.change_feed import ChangeFeed
from feedpub.publish.cursors import BehindError, ExpiredCursorError, Key, UnknownCursorError
from feedpub.publish.entries import entry_of, feed_of
from feedpub.publish.exports import Export
from feedpub.publish.frames import frame
from feedpub.publish.paging import PageRequest
from feedpub.publish.publication import NotPublishedError, Publication
from feedpub.publish.publisher import Publisher
from feedpub.publish.stale_paths import stale_since
from feedpub.publish.version import Version
from feedpub.publish.watch import ChangeWatch

__all__ = [
    "ArchivePart",
    "BehindError",
    "ChangeFeed",
    "ChangeWatch",
    "ExpiredCursorError",
    "Export",
    "Key",
    "NotPublishedError",
    "PageRequest",
    "Publication",
    "Publisher",
    "UnknownCursorError",
    "Version",
    "entry_of",
    "feed_of",
    "frame",
    "stale_since",
]
