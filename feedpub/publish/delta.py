"""What a reader does not have yet: a feed cut to the entries that an earlier copy of it lacked (RFC 3229, "feed")."""

from collections.abc import Hashable
from hashlib import blake2b
from threading import Lock

from cachetools import LRUCache

from feedpub.model.feed import Entry, Feed, Tombstone

_COPIES = 4096  # of some 500 bytes each: what is asked for again stays, whatever strangers ask for once
_MARK = 8  # bytes that tell an entry from the few others of a feed

Contents = bytes
"""The marks of a copy's entries and removals, one after another."""


def contents(feed: Feed) -> Contents:
    """Tell a feed's entries and removals apart from all others: a revision never changes.

    Args:
        feed: as it is rendered.

    Returns:
        Each entry by id and revision, each removal by id and moment.
    """
    return b"".join([*map(_mark, feed.entries), *map(_mark, feed.tombstones)])


def _mark(one: Entry | Tombstone) -> bytes:
    said = (one.event.id, one.event.revision) if isinstance(one, Entry) else (one.id, one.removed.isoformat())
    return blake2b(repr(said).encode(), digest_size=_MARK).digest()


def gained_since(feed: Feed, known: Contents) -> Feed:
    """Cut a feed to what is new.

    Args:
        feed: as it is now.
        known: contents of the reader's copy.

    Returns:
        The feed with the entries and removals that the copy lacks.
    """
    marks = {known[start : start + _MARK] for start in range(0, len(known), _MARK)}
    entries = tuple(entry for entry in feed.entries if _mark(entry) not in marks)
    tombstones = tuple(one for one in feed.tombstones if _mark(one) not in marks)
    return feed.model_copy(update={"entries": entries, "tombstones": tombstones})


class Copies:
    """Remembers what the latest copies of feeds held, by their tags; a tag that is forgotten gets the whole feed."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: LRUCache[tuple[Hashable, str], Contents] = LRUCache(_COPIES)

    def remember(self, feed: Hashable, etag: str, held: Contents) -> None:
        """Note what a copy holds.

        Args:
            feed: which feed, and in which format.
            etag: of the copy.
            held: its contents.
        """
        with self._lock:
            self._known[feed, etag] = held

    def held(self, feed: Hashable, etag: str) -> Contents | None:
        """Recall what a copy held.

        Args:
            feed: which feed, and in which format.
            etag: that a reader sends back.

        Returns:
            Its contents, or None.
        """
        with self._lock:
            return self._known.get((feed, etag))
