"""The same story from several sources: one article, held by the source that brought it first.

The rule, for documents of two sources. They are the same story where

- they share address, feed entry or id, and headline or text are alike (``_NAMED``): an address may show another story
  every day;
- or their texts share 85 in 100 runs of three words (``_SAME``) and they are dated within two days; 95 in 100
  (``_NEAR_IDENTICAL``) where each names its own people as its authors.

A document that was found to be the same stays so while half of its runs are (``_STAYS``): sources take up an update one
after the other. A person may say that a document is an article of its own. Documents of one source are told apart by
their names alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from feedpub.ingest.likeness import bare_address, containment, resemblance, runs, signature
from feedpub.model.article import Article
from feedpub.model.document import Document
from feedpub.model.edition import day_of
from feedpub.store import KnownDocument, Writing

# Of pairs of articles from several publishers that tell one event, copies had .94 and more in common, follow-ups of the same
# publisher .72 and less; the line lies between the two.
_SAME = 0.85
_NEAR_IDENTICAL = 0.95
_STAYS = 0.5
_NAMED = 0.3
_APART = timedelta(days=2)  # a text that returns later is a new story in old words: a weather warning, a market report


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An article that the store has, of which a document is another copy.

    Args:
        article_id: the article's id.
        source: that holds it.
        key: the document there.
    """

    article_id: str
    source: str
    key: str

    @property
    def reason(self) -> str:
        """Why the document is left, for people."""
        return f"is the same article as {self.key} of the source {self.source}"


@dataclass(frozen=True)
class Comparison:
    """An article that was just read, to be compared with those that the store has.

    Args:
        article: as it was read.
        document: that it was read from.
        known: the same document when it was last seen.
    """

    article: Article
    document: Document
    known: KnownDocument | None

    @cached_property
    def signature(self) -> tuple[int, ...]:
        """What the article shares with every other copy of it."""
        return signature(self._runs, self.article, self.document)

    def duplicate(self, writing: Writing, identity: str) -> Duplicate | None:
        """Find the article that the document is another copy of.

        Args:
            writing: a transaction.
            identity: the id that the document's article would have.

        Returns:
            It, where a document of another source holds it; None for an article of its own.
        """
        if self.document.sample or self._is_own:
            return None
        for article_id in self._candidates(writing, identity):
            holder = writing.sources.listed_elsewhere(self.document.source, article_id)
            if holder is not None and self._is_same(writing, article_id, named=article_id == identity):
                return Duplicate(article_id, *holder)
        return None

    def _candidates(self, writing: Writing, identity: str) -> Iterator[str]:
        if before := self._before:
            yield before
        yield identity
        yield from writing.signatures.articles_with(self.signature)

    @property
    def _is_own(self) -> bool:
        """Whether the document is an article of its own already, or a person said that it is to be one."""
        known = self.known
        return known is not None and (known.separate or (known.present and bool(known.article_id) and not known.superseded))

    @property
    def _before(self) -> str | None:
        """The article that the document was a copy of when it was last read."""
        return self.known.article_id if self.known and self.known.superseded else None

    def _is_same(self, writing: Writing, article_id: str, *, named: bool) -> bool:
        held = writing.articles.held(article_id)
        if held is None or held.event is None or held.deleted:
            return False
        other = held.event.article
        stays = article_id == self._before
        if stays and other.status == "canceled":
            return True  # what is left of its text is a notice
        theirs = runs(other.text)
        share = resemblance(self._runs, theirs)
        address = bare_address(self.article.url)
        if named or (address is not None and address == bare_address(other.url)):
            alike = max(share, containment(self._runs, theirs)) >= _NAMED
            return alike or self.article.headline.casefold() == other.headline.casefold()
        if stays and share >= _STAYS:
            return True
        return share >= _least_share(self.article, other) and _within_days(self.article, other)

    @cached_property
    def _runs(self) -> frozenset[int]:
        return runs(self.article.text)


def _least_share(one: Article, other: Article) -> float:
    """Two people who wrote under their own names wrote two articles, unless one text is the other's."""
    ours, theirs = _people(one), _people(other)
    return _NEAR_IDENTICAL if ours and theirs and not ours & theirs else _SAME


def _people(article: Article) -> set[str]:
    return {author.name.casefold() for author in article.authors if author.kind == "person"}


def _within_days(one: Article, other: Article) -> bool:
    ours, theirs = day_of(one.published), day_of(other.published)
    return ours is None or theirs is None or abs(ours - theirs) <= _APART
