"""The same story from several files or feeds: one article, held by the document that brought it first.

The rule, for documents of two sources. They are the same story where

- they share address, id, or a feed's name for the entry that is an address, tag: or urn:, and headline or text are alike
  (``_NAMED``): an address may show another story every day, and numbers name something else in each feed;
- or their texts share 85 in 100 runs of three words (``_SAME``) and they are dated within two days; 95 in 100
  (``_NEAR_IDENTICAL``) where each names its own people as its authors.

A document that was found to be the same stays so while half of its runs are (``_STAYS``): sources take up an update one
after the other. A person may say that a document is an article of its own.

Documents of one source are the same story where they have the same bytes, as a file that was moved or copied; or texts that
are near-identical (``_NEAR_IDENTICAL``) by the same people, with the same figures, dated within two days, as entries whose
names a feed has changed. A house writes of many things in nearly the same words: weather, markets, results. Versions of a
story under one id are told by their dates (versions.py).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from itertools import islice

from feedpub.drafting.likeness import bare_address, containment, names, resemblance, runs, signature
from feedpub.model.article import Article
from feedpub.model.document import Document
from feedpub.model.edition import day_of
from feedpub.model.event import Event
from feedpub.model.record import StoredEvent
from feedpub.store import KnownDocument, Sharing, Store, Writing

# Of pairs of articles from several publishers that tell one event, copies had .94 and more in common, follow-ups of the same
# publisher .72 and less; the line lies between the two.
_SAME = 0.85
_NEAR_IDENTICAL = 0.95
_STAYS = 0.5
_NAMED = 0.3
# Of texts with 95 in 100 runs in common, fewer than two of the four smallest are the same in one pair of 7,000; texts of
# one house often share one of them, of what it prints below each.
_SHARED = 2
_MOST = 20  # articles that one is compared with
_NUMERAL = re.compile(r"(?<!\w)\d+")
_APART = timedelta(days=2)  # a text that returns later is a new story in old words: a weather warning, a market report


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An article that the store has, of which a document is a copy.

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
        twin: another document of the source with the same bytes, or None.
        drafted: its signature, where it was worked out before.
    """

    article: Article
    document: Document
    known: KnownDocument | None
    twin: KnownDocument | None = None
    drafted: tuple[int, ...] | None = None

    @cached_property
    def signature(self) -> tuple[int, ...]:
        """What the article shares with every other copy of it."""
        return signature(self._runs, self.article, self.document) if self.drafted is None else self.drafted

    def prepare(self, store: Store) -> None:
        """Cut up the texts that are likely to be compared, before a transaction keeps other writers waiting.

        Args:
            store: that holds them.
        """
        if self.document.sample or self._is_own:
            return
        shared = store.signatures.sharing(self.signature)
        for article_id in islice((one for one in shared if self._is_telling(shared[one])), _MOST):
            stored = store.events.by_id(article_id)
            if isinstance(stored, StoredEvent):
                self._cut[article_id, stored.event.revision] = runs(stored.event.article.text)

    def duplicate(self, writing: Writing, identity: str) -> Duplicate | None:
        """Find the article that the document is another copy of.

        Args:
            writing: a transaction.
            identity: the id that the document's article would have.

        Returns:
            It, where another document holds it; None for an article of its own.
        """
        if self.document.sample or self._is_own:
            return None
        shared = writing.signatures.sharing(self.signature)
        own = (identity,) if writing.articles.exists(identity) else ()
        candidates = dict.fromkeys((*self._likely, *own, *shared))
        holders = writing.sources.holders(self.document.source, self.document.key, candidates)
        for article_id, holder in islice(self._worth_comparing(holders, shared, identity), _MOST):
            held = writing.articles.held(article_id)
            if held is None or held.event is None or held.deleted:
                continue
            if holder[0] != self.document.source:
                named = article_id == identity or not self._names.isdisjoint(shared.get(article_id, ()))
                is_same = self._is_same(held.event, named=named)
            else:
                is_same = self._is_repeated(held.event)
            if is_same:
                return Duplicate(article_id, *holder)
        return None

    @property
    def _likely(self) -> Iterator[str]:
        """The articles that the document is likely to be a copy of, whatever its text shares with them."""
        if before := self._before:
            yield before
        if self.twin and self.twin.article_id:
            yield self.twin.article_id

    def _worth_comparing(
        self, holders: Mapping[str, tuple[str, str]], shared: Sharing, identity: str
    ) -> Iterator[tuple[str, tuple[str, str]]]:
        """Pass over the articles that cannot be the same, without reading them."""
        likely = set(self._likely)
        for article_id, holder in holders.items():
            # Under one id two documents of one source are versions of a story, of which the newer one counts.
            is_likely = article_id in likely or self._is_telling(shared.get(article_id, frozenset()))
            if holder[0] != self.document.source or (is_likely and article_id != identity):
                yield article_id, holder

    def _is_telling(self, shared: frozenset[int]) -> bool:
        """Tell whether numbers that an article shares make it likely that it is nearly the same."""
        return len(shared) >= _SHARED or not self._names.isdisjoint(shared)

    @cached_property
    def _names(self) -> frozenset[int]:
        return frozenset(names(self.article, self.document))

    @property
    def _is_own(self) -> bool:
        """Whether the document is an article of its own already, or a person said that it is to be one."""
        known = self.known
        return known is not None and (known.separate or (known.present and bool(known.article_id) and not known.is_copy))

    @property
    def _before(self) -> str | None:
        """The article that the document was a copy of when it was last read."""
        return self.known.article_id if self.known and self.known.is_copy else None

    def _is_repeated(self, event: Event) -> bool:
        """Compare with another article of the same source."""
        other = event.article
        if self.twin and self.twin.article_id == other.id:
            return True
        if other.id == self._before and other.status == "canceled":
            return True
        # What takes least time is asked first.
        alike = _within_days(self.article, other) and _people(self.article) == _people(other)
        if not alike or _figures(self.article) != _figures(other):
            return False
        return resemblance(self._runs, self._runs_of(event)) >= _NEAR_IDENTICAL

    def _is_same(self, event: Event, *, named: bool) -> bool:
        """Compare with an article of another source."""
        other = event.article
        stays = other.id == self._before
        if stays and other.status == "canceled":
            return True  # what is left of its text is a notice
        theirs = self._runs_of(event)
        share = resemblance(self._runs, theirs)
        address = bare_address(self.article.url)
        if named or (address is not None and address == bare_address(other.url)):
            alike = max(share, containment(self._runs, theirs)) >= _NAMED
            return alike or self.article.headline.casefold() == other.headline.casefold()
        if stays and share >= _STAYS:
            return True
        return share >= _least_share(self.article, other) and _within_days(self.article, other)

    def _runs_of(self, event: Event) -> frozenset[str]:
        return self._cut.get((event.id, event.revision)) or runs(event.article.text)

    @cached_property
    def _cut(self) -> dict[tuple[str, int], frozenset[str]]:
        return {}

    @cached_property
    def _runs(self) -> frozenset[str]:
        return runs(self.article.text)


def _least_share(one: Article, other: Article) -> float:
    """Two people who wrote under their own names wrote two articles, unless one text is the other's."""
    ours, theirs = _people(one), _people(other)
    return _NEAR_IDENTICAL if ours and theirs and not ours & theirs else _SAME


def _people(article: Article) -> set[str]:
    return {author.name.casefold() for author in article.authors if author.kind == "person"}


def _figures(article: Article) -> list[str]:
    return _NUMERAL.findall(article.text)


def _within_days(one: Article, other: Article) -> bool:
    ours, theirs = day_of(one.published), day_of(other.published)
    return ours is None or theirs is None or abs(ours - theirs) <= _APART
