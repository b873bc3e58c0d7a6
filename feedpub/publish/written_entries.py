"""What entries are written as: each once for all the feeds that show it, of which one more event changes a fiftieth."""

from collections.abc import Hashable
from datetime import datetime
from threading import Lock
from typing import NamedTuple

from cachetools import LRUCache

from feedpub.formats.base import Format
from feedpub.model.feed import Entry, Feed, Told

_ROOM = 16_000_000  # bytes: some 3,000 entries in one form, as many as the last 50 events of dozens of feeds in all forms


class _EntryKey(NamedTuple):
    """All that what an entry is written as depends on, on one site: a revision never changes."""

    output: str
    told: Told
    least: float
    id: str
    revision: int
    url: str
    published: datetime
    modified: datetime


class WrittenEntries:
    """Keeps them, for any number of threads, of one site."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: LRUCache[Hashable, bytes] = LRUCache(_ROOM, getsizeof=len)
        self._sequence = 0

    def feed(self, output: Format, feed: Feed, least: float, sequence: int) -> bytes:
        """Render a feed; only entries that no feed has shown yet in this form are written.

        Args:
            output: of scope feed.
            feed: to render.
            least: confidence of the answers that its entries show.
            sequence: number of the last change that it shows.

        Returns:
            What the format itself renders.
        """
        if output.assembly is None:
            return output.render(feed)
        keys = [_key(output, feed, least, entry) for entry in feed.entries]
        with self._lock:
            if sequence < self._sequence:  # the store was put back: what is revised anew has the number of another revision
                self._kept.clear()
            self._sequence = sequence
            known = {key: self._kept[key] for key in keys if key in self._kept}
        lacking = {key: entry for key, entry in zip(keys, feed.entries, strict=True) if key not in known}
        if lacking:
            new = output.assembly.entries(feed.model_copy(update={"entries": tuple(lacking.values())}))
            written = dict(zip(lacking, new, strict=True))
            known |= written
            self._keep(written, sequence)
        return output.assembly.document(feed, [known[key] for key in keys])

    def _keep(self, written: dict[_EntryKey, bytes], sequence: int) -> None:
        with self._lock:
            if sequence >= self._sequence:
                for key, content in written.items():
                    if len(content) <= _ROOM:
                        self._kept[key] = content


def _key(output: Format, feed: Feed, least: float, entry: Entry) -> _EntryKey:
    event = entry.event
    return _EntryKey(output.name, feed.told, least, event.id, event.revision, entry.url, entry.published, entry.modified)
