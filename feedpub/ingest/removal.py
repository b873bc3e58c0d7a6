"""What becomes of documents that a source lists no more, and of samples once there is an article of a publisher's own."""

from collections.abc import Iterator
from contextlib import suppress

from feedpub.errors import OvertakenError, SourceError
from feedpub.ingest.copies import CopyNotes
from feedpub.ingest.documents import DocumentNotes
from feedpub.ingest.outcome import Outcome, overtaken
from feedpub.store import KnownDocument, SampleDocument, Writing

_ADVICE = "their articles stay until they return; pass --allow-mass-delete to feedpub refresh, if they are really gone"


class DocumentRemoval:
    """Takes out of the store what is gone from a source.

    Args:
        notes: what is noted of the source's documents.
        copies: has articles say which sources bring them.

    Attributes:
        seen: what the pass has met.
    """

    def __init__(self, notes: DocumentNotes, copies: CopyNotes) -> None:
        self._notes = notes
        self._known = notes.known
        self._copies = copies
        self.seen = notes.seen

    def sweep(self, *, allow_mass_delete: bool) -> Iterator[Outcome]:
        """Delete what the source lists no more.

        Args:
            allow_mass_delete: also when it is more than half of all.

        Yields:
            One outcome per article.

        Raises:
            SourceError: more than half has vanished at once: the source has failed, and what vanished stays.
        """
        gone = self._unseen()
        if not gone:
            return
        listed = [each for each in self._known.all() if each.present and not each.by_hand]
        lost = [
            each for each in gone if self._counts(each) and each.article_id not in self.seen.claimed and not self._heir(each)
        ]
        fresh = [each for each in lost if not each.missing]
        before = [each for each in listed if self._counts(each) and not each.missing]
        believed = lost if allow_mass_delete else fresh if len(fresh) * 2 <= len(before) else []
        doubted = _without(lost, believed)
        for each in _without(gone, doubted):
            try:
                yield from filter(None, [self.vanish(each)])
            except OvertakenError as error:
                yield overtaken(self._notes.source, error)
        if doubted:
            self._doubt(doubted)
            count = f"{len(doubted)} of its documents {'has' if len(doubted) == 1 else 'have'} vanished at once"
            raise SourceError(self._notes.source, f"{count}, more than half of them; {_ADVICE}")

    def _unseen(self) -> list[KnownDocument]:
        """List the documents that the source listed before, and now no more."""
        return [each for each in self._known.all_but(self.seen.keys) if each.present and not each.by_hand]

    def _counts(self, document: KnownDocument) -> bool:
        """Tell whether an article depends on a document; samples come and go by rule, so nothing has to be feared."""
        sample = document.sample or document.key in self.seen.yielding
        return document.article_id is not None and not document.superseded and not sample

    def leave(self) -> None:
        """Forget what the source lists no more, except which article it was: its articles stay as they are."""
        if left := self._unseen():
            with self._notes.writing() as writing:
                for each in left:
                    with suppress(OvertakenError):
                        self._leave(writing, each)

    def _leave(self, writing: Writing, document: KnownDocument) -> None:
        self._known.make_sure(writing, document.key, document.article_id)
        self._known.vanish(writing, document.key)
        if not document.superseded and (heir := self._heir(document)):
            # It is listed under another name now; what comes of it there is news of the same article.
            kept = heir._replace(superseded=False, digest=heir.digest or self._digest(heir.key))
            self._notes.note(writing, kept)

    def make_way(self, samples: tuple[SampleDocument, ...]) -> Iterator[Outcome]:
        """Delete samples, of whatever source.

        Args:
            samples: all that there are.

        Yields:
            One outcome per sample.
        """
        for each in samples:
            with self._notes.writing() as writing:
                if each.source == self._notes.source:
                    self._known.vanish(writing, each.key)
                else:
                    writing.sources.vanish(each.source, each.key)
                writing.articles.delete(each.article_id, self._notes.clock())
            if each.article_id not in self.seen.claimed:
                self.seen.claimed[each.article_id] = each.key
                reason = "is a sample, and makes way for own articles"
                yield Outcome(each.source, each.key, "deleted", reason, id=each.article_id)

    def vanish(self, document: KnownDocument, reason: str = "is no longer listed") -> Outcome | None:
        """Forget a document that is gone, and delete its article unless another document holds it.

        Args:
            document: as it was.
            reason: why it is gone.

        Returns:
            The outcome where an article was deleted.
        """
        with self._notes.writing() as writing:
            self._known.make_sure(writing, document.key, document.article_id)
            self._known.vanish(writing, document.key)
            self._copies.lost(writing, document, self._notes.clock())
            deleted = self._deleted(writing, document)
        if deleted is None:
            return None
        self.seen.claimed[deleted] = document.key
        return Outcome(self._notes.source, document.key, "deleted", reason, id=deleted)

    def _deleted(self, writing: Writing, document: KnownDocument) -> str | None:
        identity = document.article_id
        if identity is None or identity in self.seen.claimed or document.superseded:
            return None
        if heir := self._heir(document):
            self._known.note(writing, heir._replace(superseded=False), self._notes.clock())
            self.seen.claimed[identity] = heir.key
            return None
        if writing.sources.hand_over(self._notes.source, identity):
            return None
        writing.articles.delete(identity, self._notes.clock())
        return identity

    def _heir(self, document: KnownDocument) -> KnownDocument | None:
        """Find a document with the same bytes as one that is gone, or a copy of it, which is then to be read again."""
        here = [each for each in self._known.others(document.article_id or "", document.key) if each.key in self.seen.keys]
        same = next((each for each in here if each.digest is not None and each.digest == document.digest), None)
        copy = next((each for each in here if each.is_copy), None)
        return same or (copy._replace(digest=None) if copy else None)

    def _digest(self, key: str) -> str | None:
        document = self._known.now(key)
        return document.digest if document else None

    def _doubt(self, documents: list[KnownDocument]) -> None:
        with self._notes.writing() as writing:
            for each in documents:
                with suppress(OvertakenError):
                    self._known.make_sure(writing, each.key, each.article_id)
                    self._known.note(writing, each._replace(missing=True), self._notes.clock())


def _without(documents: list[KnownDocument], others: list[KnownDocument]) -> list[KnownDocument]:
    keys = {each.key for each in others}
    return [each for each in documents if each.key not in keys]
