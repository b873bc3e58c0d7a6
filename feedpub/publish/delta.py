"""What a reader does not have yet: a feed cut to the entries that an earlier copy of it lacked (RFC 3229, "feed")."""

from collections import OrderedDict
from threading import Lock

from feedpub.model.feed import Feed

_COPIES = 256  # a reader that comes back once an hour finds its copy while fewer changes than that lie between

Contents = frozenset[tuple[str, object]]


def contents(feed: Feed) -> Contents:
    """Tell a feed's entries and removals apart from all others: a revision never changes.

    Args:
        feed: as it is rendered.

    Returns:
        Each entry by id and revision, each removal by id and moment.
    """
    shown = {(entry.event.id, entry.event.revision) for entry in feed.entries}
    return frozenset(shown | {(tombstone.id, tombstone.removed) for tombstone in feed.tombstones})


def since(feed: Feed, known: Contents) -> Feed:
    """Cut a feed to what is new.

    Args:
        feed: as it is now.
        known: contents of the reader's copy.

    Returns:
        The feed with the entries and removals that the copy lacks.
    """
    entries = tuple(entry for entry in feed.entries if (entry.event.id, entry.event.revision) not in known)
    tombstones = tuple(one for one in feed.tombstones if (one.id, one.removed) not in known)
    return feed.model_copy(update={"entries": entries, "tombstones": tombstones})


class Copies:
    """Remembers what the latest copies of feeds held, by their tags; a tag that is forgotten gets the whole feed."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: OrderedDict[tuple[str, str], Contents] = OrderedDict()

    def remember(self, output: str, etag: str, held: Contents) -> None:
        """Note what a copy holds.

        Args:
            output: name of the format.
            etag: of the copy.
            held: its contents.
        """
        with self._lock:
            self._known[output, etag] = held
            self._known.move_to_end((output, etag))
            if len(self._known) > _COPIES:
                self._known.popitem(last=False)

    def held(self, output: str, etag: str) -> Contents | None:
        """Recall what a copy held.

        Args:
            output: name of the format.
            etag: that a reader sends back.

        Returns:
            Its contents, or None.
        """
        with self._lock:
            return self._known.get((output, etag))
