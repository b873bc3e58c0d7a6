"""The headings of the latest news, as a process keeps them: most of a list of them is what it was before the last change."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from threading import Lock

from cachetools import LRUCache

from feedpub.model.record import Heading

_MOST = 3_000  # three lists as long as search engines take them; some 500 bytes each
HeadingKey = tuple[str, int, datetime | None]
"""Of a revision, which never changes: the article's id, its number, and when it was stored."""


class Headings:
    """What all threads of a process have of them in common."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: LRUCache[HeadingKey, Heading] = LRUCache(_MOST)

    def known(self, keys: Iterable[HeadingKey]) -> dict[HeadingKey, Heading]:
        """Return those that are kept.

        Args:
            keys: of revisions.
        """
        with self._lock:
            return {key: self._kept[key] for key in keys if key in self._kept}

    def keep(self, found: Mapping[HeadingKey, Heading]) -> None:
        """Keep what was read.

        Args:
            found: headings by the keys of their revisions.
        """
        with self._lock:
            self._kept.update(found)
