"""What becomes of a document that is as it was: its article stays, or the reason why there is none."""

from collections.abc import Iterator
from dataclasses import dataclass

from feedpub.errors import ReadError
from feedpub.ingest.documents import DocumentNotes
from feedpub.ingest.outcome import Outcome
from feedpub.ingest.refusal import DocumentRefusal
from feedpub.ingest.versions import same_article
from feedpub.sources.base import Untouched
from feedpub.store import KnownDocument


@dataclass(frozen=True, slots=True)
class DocumentKeeping:
    """Keeps documents as they are.

    Args:
        notes: what is noted of the source's documents.
        refusal: refuses documents.
    """

    notes: DocumentNotes
    refusal: DocumentRefusal

    def at_once(self, listed: Untouched) -> Outcome | None:
        """Keep a document that simply holds its article, as nearly all do of thousands.

        Args:
            listed: by its source.

        Returns:
            The outcome, or None where anything about it has to be decided.
        """
        notes, key = self.notes, listed.key
        known = notes.known.now(key)
        if known is None or not known.holds_its_article or key in notes.seen.keys or known.by_hand > notes.by_hand:
            return None
        identity = known.article_id or ""
        return self._kept(known, identity) if identity not in notes.seen.claimed else None

    def untouched(self, listed: Untouched) -> Iterator[Outcome]:
        """Keep a document that need not be read.

        Args:
            listed: by its source.

        Yields:
            The outcome; of a document that was split, one for each part.
        """
        known = self.notes.known.now(listed.key)
        if known is not None and known.refusal is not None:
            error = ReadError(listed.location, known.refusal)
            yield self.refusal.refuse(listed.key, error, known.refused_digest)
        else:
            yield from self.whole(listed.key)

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
        return self._kept(document, identity)

    def _kept(self, document: KnownDocument, identity: str) -> Outcome:
        seen, key = self.notes.seen, document.key
        seen.keys.add(key)
        if not document.superseded:
            seen.claimed[identity] = key
        return Outcome(self.notes.source, key, "unchanged", id=identity)
