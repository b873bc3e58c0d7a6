"""What becomes of documents that a source lists no more, and of samples once there is an article of a publisher's own."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from datetime import datetime

from feedpub.errors import OvertakenError, SourceError
from feedpub.ingest.copies import CopyNotes
from feedpub.ingest.known import Known
from feedpub.ingest.outcome import Outcome, overtaken
from feedpub.store import KnownDocument, SampleDocument, Writing

_ADVICE = "their articles stay until they return; pass --allow-mass-delete to feedpub refresh, if they are really gone"


@dataclass(slots=True)
class Seen:
    """What a pass has met so far.

    Args:
        keys: of the documents.
        claimed: key of the document that holds an article, by article.
        yielding: keys of samples that make way.
    """

    keys: set[str] = field(default_factory=set)
    claimed: dict[str, str] = field(default_factory=dict)
    yielding: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class DocumentRemoval:
    """Takes out of the store what is gone from a source.

    Args:
        source: its name.
        known: its documents.
        seen: what the pass has met.
        copies: has articles say which sources bring them.
        writing: begins a transaction.
        clock: the time.
    """

    source: str
    known: Known
    seen: Seen
    copies: CopyNotes
    writing: Callable[[], AbstractContextManager[Writing]]
    clock: Callable[[], datetime]

    def sweep(self, *, allow_mass_delete: bool) -> Iterator[Outcome]:
        """Delete what the source lists no more.

        Args:
            allow_mass_delete: also when it is more than half of all.

        Yields:
            One outcome per article.

        Raises:
            SourceError: more than half has vanished at once: the source has failed, and what vanished stays.
        """
        listed = [each for each in self.known.all() if each.present and not each.by_hand]
        gone = [each for each in listed if each.key not in self.seen.keys]
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
                yield overtaken(self.source, error)
        if doubted:
            self._doubt(doubted)
            count = f"{len(doubted)} of its documents {'has' if len(doubted) == 1 else 'have'} vanished at once"
            raise SourceError(self.source, f"{count}, more than half of them; {_ADVICE}")

    def _counts(self, document: KnownDocument) -> bool:
        """Tell whether an article depends on a document; samples come and go by rule, so nothing has to be feared."""
        sample = document.sample or document.key in self.seen.yielding
        return document.article_id is not None and not document.superseded and not sample

    def leave(self) -> None:
        """Forget what the source lists no more, except which article it was: its articles stay as they are."""
        listed = [each for each in self.known.all() if each.present and not each.by_hand]
        left = [each for each in listed if each.key not in self.seen.keys]
        if left:
            with self.writing() as writing:
                for each in left:
                    with suppress(OvertakenError):
                        self._leave(writing, each)

    def _leave(self, writing: Writing, document: KnownDocument) -> None:
        self.known.make_sure(writing, document.key, document.article_id)
        self.known.vanish(writing, document.key)
        if not document.superseded and (heir := self._heir(document)):
            # It is listed under another name now; what comes of it there is news of the same article.
            kept = heir._replace(superseded=False, digest=heir.digest or self._digest(heir.key))
            self.known.note(writing, kept, self.clock())

    def make_way(self, samples: tuple[SampleDocument, ...]) -> Iterator[Outcome]:
        """Delete samples, of whatever source.

        Args:
            samples: all that there are.

        Yields:
            One outcome per sample.
        """
        for each in samples:
            with self.writing() as writing:
                if each.source == self.source:
                    self.known.vanish(writing, each.key)
                else:
                    writing.sources.vanish(each.source, each.key)
                writing.articles.delete(each.article_id, self.clock())
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
        with self.writing() as writing:
            self.known.make_sure(writing, document.key, document.article_id)
            self.known.vanish(writing, document.key)
            self.copies.lost(writing, document, self.clock())
            deleted = self._deleted(writing, document)
        if deleted is None:
            return None
        self.seen.claimed[deleted] = document.key
        return Outcome(self.source, document.key, "deleted", reason, id=deleted)

    def _deleted(self, writing: Writing, document: KnownDocument) -> str | None:
        identity = document.article_id
        if identity is None or identity in self.seen.claimed or document.superseded:
            return None
        if heir := self._heir(document):
            self.known.note(writing, heir._replace(superseded=False), self.clock())
            self.seen.claimed[identity] = heir.key
            return None
        if writing.sources.hand_over(self.source, identity):
            return None
        writing.articles.delete(identity, self.clock())
        return identity

    def _heir(self, document: KnownDocument) -> KnownDocument | None:
        """Find a document with the same bytes as one that is gone, or a copy of it, which is then to be read again."""
        here = [each for each in self.known.others(document.article_id or "", document.key) if each.key in self.seen.keys]
        same = next((each for each in here if each.digest is not None and each.digest == document.digest), None)
        copy = next((each for each in here if each.is_copy), None)
        return same or (copy._replace(digest=None) if copy else None)

    def _digest(self, key: str) -> str | None:
        document = self.known.now(key)
        return document.digest if document else None

    def _doubt(self, documents: list[KnownDocument]) -> None:
        with self.writing() as writing:
            for each in documents:
                with suppress(OvertakenError):
                    self.known.make_sure(writing, each.key, each.article_id)
                    self.known.note(writing, each._replace(missing=True), self.clock())


def _without(documents: list[KnownDocument], others: list[KnownDocument]) -> list[KnownDocument]:
    keys = {each.key for each in others}
    return [each for each in documents if each.key not in keys]
