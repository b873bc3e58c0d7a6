"""The memory for what is rendered, with room of its own for what whoever asks puts together."""

from collections.abc import Callable, Hashable

from feedpub.publish.cache import Cache
from feedpub.publish.publication import Publication
from feedpub.publish.version import Version


class PublicationCache:
    """Keeps what was rendered, for any number of threads, until the next change.

    Args:
        room: bytes for rendered bodies; a quarter more for those whose keys whoever asks puts together.
    """

    def __init__(self, room: int) -> None:
        self._shared: Cache[Publication] = Cache(room)
        # Queries and cursors have no end: with room of their own they cannot crowd out what everybody asks for.
        self._composed: Cache[Publication] = Cache(room // 4)

    def get(
        self, what: Hashable, version: Version, render: Callable[[], Publication], *, composed: bool = False
    ) -> Publication:
        """Return what is kept, or render it.

        Args:
            what: all that the body depends on but the version.
            version: that it is rendered from.
            render: called only where it is not kept.
            composed: its key is put together by whoever asks.

        Returns:
            The publication.
        """
        cache = self._composed if composed else self._shared
        return cache.get((what, version.sequence), render)
