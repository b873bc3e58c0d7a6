"""The memory for what is rendered, with room of its own for what whoever asks puts together."""

from collections.abc import Callable, Hashable

from feedpub.publish.cache import Cache
from feedpub.publish.dependence import Shows
from feedpub.publish.publication import Publication
from feedpub.publish.staleness import Staleness
from feedpub.publish.version import Version


class PublicationCache:
    """Keeps what was rendered, for any number of threads, until a change that may show in it.

    Args:
        room: bytes for rendered bodies; a quarter more for those whose keys whoever asks puts together.
        staleness: tells what a change may show in.
    """

    def __init__(self, room: int, staleness: Staleness) -> None:
        self._staleness = staleness
        self._shared: Cache[Publication] = Cache(room)
        # Queries and cursors have no end: with room of their own they cannot crowd out what everybody asks for.
        self._composed: Cache[Publication] = Cache(room // 4)

    def get(
        self,
        what: Hashable,
        version: Version,
        render: Callable[[], Publication],
        *,
        composed: bool = False,
        shows: Shows | None = None,
    ) -> Publication:
        """Return what is kept, or render it.

        Args:
            what: all that the body depends on but the version.
            version: that it is rendered from.
            render: called only where it is not kept.
            composed: its key is put together by whoever asks.
            shows: what the body shows; None for what any change may show in.

        Returns:
            The publication. One that stands keeps its date, as nothing that it shows has changed.
        """
        cache = self._composed if composed else self._shared
        if shows is not None:
            known = cache.state(what)
            if isinstance(known, int) and self._staleness.stands(shows, known, version.sequence):
                cache.stands(what, known, version.sequence)
        return cache.get(what, render, version.sequence)
