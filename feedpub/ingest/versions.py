"""Several documents of one source that hold the same article: which of them counts."""

from collections.abc import Iterator
from dataclasses import dataclass

from feedpub.errors import ReadError
from feedpub.ingest.known import Known
from feedpub.model.article import Article
from feedpub.model.document import Document
from feedpub.model.edition import Edition, newer
from feedpub.store import Held, KnownDocument


def edition_of(article: Article, document: Document, known: KnownDocument | None, seen: str) -> Edition:
    """Tell which version of its article a document holds.

    Args:
        article: as it was read.
        document: that was read.
        known: the same document when it was last seen.
        seen: digest of its bytes.

    Returns:
        The version; with the time at which these bytes were first seen in the file, so that touching it changes nothing.
    """
    before = known.version if known is not None and known.digest == seen else None
    return Edition.of(article, before.changed if before else document.changed)


def same_article(place: str, other: str) -> ReadError:
    """Refuse a document that holds the article of another one.

    Args:
        place: of the document.
        other: key of the other one.
    """
    return ReadError(place, f"is the same article as {other}, and nothing tells which is newer", "id")


@dataclass(frozen=True, slots=True)
class Rivalry:
    """A document beside the others of its source that hold the same article.

    Args:
        mine: the document, as it is to be noted where it counts.
        known: the documents of the source.
        held: the article as it is stored.
        claimed: key of the document that holds the article by what this pass has seen.
        by_hand: a person gives the document.
    """

    mine: KnownDocument
    known: Known
    held: Held | None
    claimed: str | None
    by_hand: bool

    def lost(self, place: str) -> str | None:
        """Compare the document with the one that holds the article.

        Args:
            place: of the document, for messages.

        Returns:
            Why the other one counts, where it is newer or the same; None where this one is to be stored.

        Raises:
            ReadError: both are listed, they differ, and nothing tells which is newer.
        """
        holder = self.known.holder(self.mine.article_id or "", self.mine.key)
        if holder is None:
            return None
        order, listed = self._order(holder), self.claimed == holder.key
        if order < 0:
            return f"is an older version of {holder.key}"
        if order == 0 and listed and holder.digest == self.mine.digest:
            return f"is a copy of {holder.key}"
        if order == 0 and listed:
            raise same_article(place, holder.key)
        return None

    def superseded(self) -> Iterator[KnownDocument]:
        """List the documents whose version is older, or that are copies, as they are to be noted: they need no reading."""
        for each in self.known.others(self.mine.article_id or "", self.mine.key) if not self.by_hand else ():
            if each.refusal is None and (self._order(each) > 0 or each.digest == self.mine.digest):
                yield each._replace(superseded=True)

    def _order(self, other: KnownDocument) -> int:
        """Tell whether this document is newer than another: 1, or older: -1; what is gone is told by what it said alone."""
        mine, theirs = self.mine.version, other.version or self._stored()
        if mine is None or theirs is None:
            return 0
        if self.by_hand or other.by_hand or not other.present:
            mine, theirs = mine.without_file(), theirs.without_file()
        return newer(mine, theirs)

    def _stored(self) -> Edition | None:
        event = self.held.event if self.held else None
        return None if event is None else Edition.of(event.article)
