"""What becomes of a document that is refused: why is noted, its bytes are kept, and what was published of it stays."""

from dataclasses import dataclass

from feedpub.drafting import digest
from feedpub.errors import BrokenOffError, FeedpubError, ReadError
from feedpub.ingest.documents import DocumentNotes
from feedpub.ingest.outcome import Outcome, why
from feedpub.model.document import Document
from feedpub.model.record import RefusedCopy
from feedpub.store import KnownDocument, storable


@dataclass(frozen=True, slots=True)
class DocumentRefusal:
    """Refuses documents.

    Args:
        notes: what is noted of the source's documents.
        program: fingerprint of what reads and extracts; empty: no refusal lasts.
    """

    notes: DocumentNotes
    program: str

    def verdict(self, document: Document, error: FeedpubError) -> str | None:
        """Tell whether the same program would refuse the same bytes again; what broke off may do better next time.

        Args:
            document: that is refused.
            error: says why.

        Returns:
            The digest of these bytes, or None.
        """
        lasting = isinstance(error, ReadError) and not isinstance(error, BrokenOffError)
        return digest(document) if lasting and self.program else None

    def refuse(
        self,
        key: str,
        error: FeedpubError,
        seen: str | None = None,
        *,
        again: bool = False,
        document: Document | None = None,
    ) -> Outcome:
        """Refuse a document.

        Args:
            key: the document's.
            error: says why.
            seen: digest of bytes that are not to be read again.
            again: whether it may be published depends on another document, so that the same bytes are looked at next time.
            document: whose bytes are kept, or None.

        Returns:
            The outcome.
        """
        notes = self.notes
        key, reason = storable(key), storable(why(error))
        notes.seen.keys.add(key)
        notes.claim_parts(key)  # the last good version of what was split stays, too
        noted = self._refused(key, error, reason, seen)
        if again:
            noted = noted._replace(digest=None)
        if noted.article_id and not noted.superseded:
            notes.seen.claimed.setdefault(noted.article_id, key)
        # A person who gives a file by hand is told at once; only what is or was published is worth remembering.
        if noted != notes.known.now(key) and (noted.article_id or not notes.by_hand):
            self._keep(noted, document)
        return Outcome(notes.source, key, "refused", reason, error, noted.article_id)

    def _refused(self, key: str, error: FeedpubError, reason: str, seen: str | None) -> KnownDocument:
        document = self.notes.of(key)
        field = error.field or (document.refused_field if document.refusal == reason else None)
        by = self.program if seen else None
        return document._replace(refusal=reason, refused_field=field, refused_digest=seen, refused_by=by)

    def _keep(self, noted: KnownDocument, document: Document | None) -> None:
        with self.notes.deciding(noted.key) as writing:
            self.notes.note(writing, noted)
            if document is not None:
                content = document.content
                copy = RefusedCopy(content, len(content), document.media_type, self.notes.clock())
                writing.sources.keep_copy(self.notes.source, noted.key, copy)
