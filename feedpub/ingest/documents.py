"""What one pass over a source notes of its documents, and which of them it has met."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from feedpub.ingest.known import Known
from feedpub.store import KnownDocument, Writing


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


class DocumentNotes:
    """What is noted of a source's documents in one pass.

    Args:
        source: its name.
        known: what the store knows of its documents.
        writing: begins a transaction.
        clock: the time.
        by_hand: a person gives the documents, so none can vanish.

    Attributes:
        seen: what the pass has met.
        stamps: of the documents that were read in this pass, by key.
    """

    def __init__(
        self,
        source: str,
        known: Known,
        writing: Callable[[], AbstractContextManager[Writing]],
        clock: Callable[[], datetime],
        *,
        by_hand: bool,
    ) -> None:
        self.source = source
        self.known = known
        self.writing = writing
        self.clock = clock
        self.by_hand = by_hand
        self.seen = Seen()
        self.stamps: dict[str, str | None] = {}

    def of(self, key: str) -> KnownDocument:
        """Return a document as known, and as it is whenever its source lists it.

        Args:
            key: the document's.
        """
        known = self.known.now(key) or KnownDocument(key, by_hand=self.by_hand)
        stamp = self.stamps.get(key, known.stamp)
        if (known.present, known.missing, known.stamp) == (True, False, stamp) and known.by_hand <= self.by_hand:
            return known  # as nearly all are, of thousands
        return known._replace(present=True, missing=False, by_hand=known.by_hand and self.by_hand, stamp=stamp)

    def accepted(self, key: str, **changes: Any) -> KnownDocument:
        """Return a document as it is once nothing about it is refused.

        Args:
            key: the document's.
            changes: what else is noted of it.
        """
        document = self.of(key)
        if not changes and document.refusal is None is document.refused_digest:
            return document
        return document._replace(refusal=None, refused_field=None, refused_digest=None, refused_by=None, **changes)

    def claim_parts(self, key: str) -> list[KnownDocument]:
        """Hold on to the articles of a document's parts as they are.

        Args:
            key: of the document that was split.

        Returns:
            The parts.
        """
        parts = [self.known.now(part.key) or part for part in self.known.parts_of(key)]
        for part in parts:
            self.seen.keys.add(part.key)
            if part.article_id and not part.superseded:
                self.seen.claimed.setdefault(part.article_id, part.key)
        return parts

    @contextmanager
    def deciding(self, key: str, article_id: str | None = None) -> Iterator[Writing]:
        """Begin a transaction that stores what was decided about a document, unless another process came between.

        Args:
            key: the document's.
            article_id: the article that it is to hold, beside the one that it holds; or None.

        Raises:
            OvertakenError: another process has noted something else of it.
        """
        with self.writing() as writing:
            self.known.make_sure(writing, key, article_id)
            yield writing

    def note(self, writing: Writing, document: KnownDocument) -> None:
        """Note a document, if anything about it has changed.

        Args:
            writing: a transaction.
            document: as the store is to have it from now on.
        """
        if document != self.known.now(document.key):
            self.known.note(writing, document, self.clock())
