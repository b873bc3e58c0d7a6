"""What becomes of a document that is as it was: its article stays, or the reason why there is none."""

from collections.abc import Iterator
from dataclasses import dataclass

from feedpub.errors import ReadError
from feedpub.ingest.documents import DocumentNotes
from feedpub.ingest.outcome import Outcome
from feedpub.ingest.refusal import DocumentRefusal
from feedpub.ingest.versions import same_article


@dataclass(frozen=True, slots=True)
class DocumentKeeping:
    """Keeps documents as they are.

    Args:
        notes: what is noted of the source's documents.
        refusal: refuses documents.
    """

    notes: DocumentNotes
    refusal: DocumentRefusal

    def at_once(self, keys: tuple[str, ...]) -> list[Outcome] | None:
        """Keep documents that simply hold their articles, as nearly all do of thousands.

        Args:
            keys: the documents'.

        Returns:
            The outcomes, or None where anything about one of them has to be decided.
        """
        seen, settled = self.notes.seen, self.notes.known.settled
        articles = [settled.get(key, "") for key in keys]
        are_free = seen.keys.isdisjoint(keys) and seen.claimed.keys().isdisjoint(articles)
        if not all(articles) or not are_free or len(set(articles)) < len(keys):
            return None
        seen.keys.update(keys)
        seen.claimed.update(zip(articles, keys, strict=True))
        source = self.notes.source
        return [Outcome(source, key, "unchanged", id=article) for key, article in zip(keys, articles, strict=True)]

    def unread(self, key: str, location: str) -> Iterator[Outcome]:
        """Keep a document that need not be read.

        Args:
            key: the document's.
            location: where a person finds it.

        Yields:
            The outcome; of a document that was split, one for each part.
        """
        known = self.notes.known.now(key)
        if known is not None and known.refusal is not None:
            yield self.refusal.refuse(key, ReadError(location, known.refusal), known.refused_digest)
        else:
            yield from self.whole(key)

    def whole(self, key: str) -> Iterator[Outcome]:
        """Keep a document whose bytes are known; of one that was split all parts, also those that are refused.

        Args:
            key: the document's.

        Yields:
            The outcome; of a document that was split, one for each part.
        """
        known = self.notes.known.now(key)
        if known is not None and known.article_id is not None:
            yield self._keep(key, known.article_id)
            return
        self.notes.seen.keys.add(key)
        for part in self.notes.claim_parts(key):
            if part.refusal is not None:
                error = ReadError(part.key, part.refusal)
                yield Outcome(self.notes.source, part.key, "refused", part.refusal, error, part.article_id)
            elif part.article_id:
                yield self._keep(part.key, part.article_id)

    def _keep(self, key: str, identity: str) -> Outcome:
        notes = self.notes
        document = notes.accepted(key)
        if not document.superseded and (other := notes.seen.claimed.get(identity, key)) != key:
            return self.refusal.refuse(key, same_article(key, other), again=True)
        if document != notes.known.now(key):
            with notes.deciding(key) as writing:
                notes.note(writing, document)
        notes.seen.keys.add(key)
        if not document.superseded:
            notes.seen.claimed[identity] = key
        return Outcome(notes.source, key, "unchanged", id=identity)
