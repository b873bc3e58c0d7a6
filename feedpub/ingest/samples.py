"""Samples, which make way in the same moment in which a publisher's own article comes."""

from collections.abc import Iterable, Iterator

from feedpub.errors import SourceError
from feedpub.ingest.outcome import Outcome
from feedpub.ingest.removal import DocumentRemoval
from feedpub.media import MediaStore
from feedpub.model.document import Document
from feedpub.sources.base import Found, Untouched
from feedpub.store import Store


class MakingWay:
    """What becomes of samples in one pass over a source.

    Args:
        store: that holds them.
        removal: takes them out of it.
    """

    def __init__(self, store: Store, removal: DocumentRemoval) -> None:
        self._store = store
        self._removal = removal
        self._has_own = store.samples.has_own()
        self._were_seen_to = False
        self._pictures = set[str]()

    def wanted(self, listing: Iterable[Found]) -> Iterator[Found]:
        """Leave the samples out of a listing once the store holds a publisher's own article, from whatever source.

        Args:
            listing: of the source.

        Yields:
            All the others.
        """
        for listed in listing:
            if self._has_own and not isinstance(listed, SourceError) and listed.sample:
                self._removal.seen.yielding.update(listed.keys if isinstance(listed, Untouched) else (listed.key,))
            else:
                yield listed

    def met(self, document: Document | Untouched) -> None:
        """Take note of a document that is an article now."""
        self._has_own = self._has_own or not document.sample

    def at_once(self) -> Iterator[Outcome]:
        """Delete all samples, of whatever source, in the transaction in which the first own article is stored.

        Yields:
            One outcome per sample.
        """
        if self._has_own and not self._were_seen_to:
            self._were_seen_to = True
            yield from self._deleted()

    def at_last(self, media: MediaStore | None) -> Iterator[Outcome]:
        """Delete the samples that came with own articles, and the pictures that only samples showed.

        Args:
            media: where pictures are kept.

        Yields:
            One outcome per sample.
        """
        if self._has_own:
            yield from self._deleted()
        if media and self._pictures and (shown := self._store.samples.pictures_of_others()) is not None:
            for name in self._pictures - shown:
                media.forget(name)
        self._pictures.clear()

    def _deleted(self) -> Iterator[Outcome]:
        samples = self._store.samples.documents()
        if samples:
            self._pictures |= self._store.samples.pictures()
        yield from self._removal.make_way(samples)
