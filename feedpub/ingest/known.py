"""What the store knew of a source's documents when a pass over the source began, and what it knows since.

A pass may take long, and others look at the same source meanwhile: a command that somebody gives beside the schedule, a
schedule that was taken for dead. What was decided by what is known here is therefore stored only while the store still knows
the same; else who reads first and stores last would leave an old version beside a note that the new one was taken in.
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import datetime
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from feedpub.errors import OvertakenError
from feedpub.model.edition import newer
from feedpub.store import KnownDocument, SourceDocuments, Writing


class DocumentVerdict(NamedTuple):
    """What is known to come of some bytes.

    Args:
        refusal: why they are refused; None where they are accepted.
    """

    refusal: str | None


class Known:
    """The documents of a source as they were when they were last seen, and those that were noted in this pass.

    Args:
        source: its name.
        documents: of the source.
        program: fingerprint of what reads and extracts; empty: no refusal lasts.

    Attributes:
        settled: the articles of documents that are as they should be, by the documents' keys: of thousands nearly all.
    """

    def __init__(self, source: str, documents: SourceDocuments, program: str) -> None:
        self._source = source
        self._documents = documents
        self._program = program
        self._noted: dict[str, KnownDocument | None] = {}
        self._of_article: dict[str, dict[str, KnownDocument]] = {}
        self.settled = documents.plain.articles | {
            key: each.article_id
            for key, each in documents.others.items()
            if each.article_id and each.holds_its_article and not each.by_hand
        }

    def all(self) -> Iterator[KnownDocument]:
        """Go through all documents as they were before the pass."""
        return iter(self._documents.values())

    def all_but(self, keys: Set[str]) -> list[KnownDocument]:
        """List the documents as they were before the pass, but for some.

        Args:
            keys: of those.
        """
        return [self._documents[key] for key in self._documents if key not in keys]

    def get(self, key: str) -> KnownDocument | None:
        """Return the document with that key as it was before the pass, or None."""
        return self._documents.get(key)

    def now(self, key: str) -> KnownDocument | None:
        """Return the document with that key as it is by now, or None."""
        return self._noted[key] if key in self._noted else self._documents.get(key)

    def make_sure(self, writing: Writing, key: str, article_id: str | None) -> None:
        """Make sure that the store still knows what this pass knows of a document, and of the others of its article.

        Args:
            writing: a transaction, in which what was decided by it is stored.
            key: the document's.
            article_id: the article that it is to hold, beside the one that it holds; or None.

        Raises:
            OvertakenError: another process has noted something else.
        """
        mine = self.now(key)
        articles = (article_id, mine and mine.article_id)
        here = [*filter(None, [mine]), *(each for one in articles for each in self.others(one or "", key))]
        there = writing.sources.known(self._source, key, *articles)
        # Whether an article is a sample is its own affair.
        if {each._replace(sample=False) for each in here} != {each._replace(sample=False) for each in there}:
            raise OvertakenError(key, "another process took it in meanwhile")

    def note(self, writing: Writing, document: KnownDocument, now: datetime) -> None:
        """Note a document as it is now.

        Args:
            writing: a transaction.
            document: as the store is to have it from now on.
            now: the time.
        """
        before = self.now(document.key)
        writing.sources.note(self._source, document, now, is_new=before is None)
        self._remember(document.key, before, document)
        if document.digest:
            self._by_digest[document.digest] = (*self._by_digest.get(document.digest, ()), document.key)
        if document.article_id and document.minted and not document.is_copy:
            self._articles[document.minted] = document.article_id

    def vanish(self, writing: Writing, key: str) -> None:
        """Note that a document is gone: it is forgotten, except which article it was.

        Args:
            writing: a transaction.
            key: the document's.
        """
        writing.sources.vanish(self._source, key)
        if (before := self.now(key)) is not None:
            self._remember(key, before, before.vanished)

    def _remember(self, key: str, before: KnownDocument | None, now: KnownDocument | None) -> None:
        held, holds = before and before.article_id, now and now.article_id
        if held and held != holds:
            self._of(held).pop(key, None)
        if now and holds:
            self._of(holds)[key] = now
        self._noted[key] = now
        self.settled.pop(key, None)

    def has_own(self, article_id: str) -> bool:
        """Tell whether the source listed an article when it was last looked at."""
        return article_id in self._own

    def article_of(self, minted: str) -> str | None:
        """Return the article whose document once asked for an id, or None."""
        return self._articles.get(minted)

    def others(self, article_id: str, key: str) -> list[KnownDocument]:
        """List the documents of an article but for one.

        Args:
            article_id: the article's id.
            key: of the document that is left out.
        """
        return [each for each in self._of(article_id).values() if each.key != key]

    def twin(self, key: str, digest: str) -> KnownDocument | None:
        """Find another document with the same bytes that has an article; None where there is none.

        Args:
            key: of the document that is left out.
            digest: of its bytes.
        """
        found = filter(None, (self.now(each) for each in self._by_digest.get(digest, ()) if each != key))
        holding = (each for each in found if each.digest == digest and each.present and not each.superseded)
        return next((each for each in holding if each.article_id), None)

    @cached_property
    def _articles(self) -> dict[str, str]:
        """The articles by the ids that their documents asked for: of several, the one that has that id itself.

        A copy that becomes another story is one of its own.
        """
        plain, others = self._documents.plain.articles.values(), self._documents.others.values()
        asked = {each.minted: each.article_id for each in others if each.minted and each.article_id and not each.is_copy}
        return asked | dict(zip(plain, plain, strict=True))

    @cached_property
    def _own(self) -> set[str]:
        others = self._documents.others.values()
        return {*self._documents.plain.articles.values(), *(each.article_id or "" for each in others if each.present)}

    @cached_property
    def _by_article(self) -> dict[str, tuple[str, ...]]:
        """The keys of the documents of each article, as they were before the pass."""
        others = self._documents.others.items()
        return _inverted(self._documents.plain.articles, ((key, each.article_id) for key, each in others))

    @cached_property
    def _by_digest(self) -> dict[str, tuple[str, ...]]:
        """The keys of documents that had the same bytes at some time of the pass."""
        others = self._documents.others.items()
        return _inverted(self._documents.plain.digests, ((key, each.digest) for key, each in others))

    def holder(self, article_id: str, key: str) -> KnownDocument | None:
        """Find the document, other than one, whose version of an article counts.

        Args:
            article_id: the article's id.
            key: of the document that is left out.

        Returns:
            One that is there if any is, else the newest of those that were; None where there never was one.
        """
        found: KnownDocument | None = None
        for each in self.others(article_id, key):
            if not each.superseded and (found is None or _counts_more(each, found)):
                found = each
        return found

    def _of(self, article_id: str) -> dict[str, KnownDocument]:
        """Return the documents of an article by key, as they are by now; every change of them asks for them first."""
        if article_id not in self._of_article:
            self._of_article[article_id] = {key: self._documents[key] for key in self._by_article.get(article_id, ())}
        return self._of_article[article_id]

    def verdict(self, key: str, digest: str) -> DocumentVerdict | None:
        """Tell what would come of reading a document again.

        Args:
            key: the document's.
            digest: of its bytes.

        Returns:
            What is known to come of these bytes, or None.
        """
        if self._documents.plain.digests.get(key) == digest:
            return DocumentVerdict(None)
        known = self._documents.get(key)
        if known is None or not known.present:
            return None
        if self._is_refused_for_good(known) and known.refused_digest == digest:
            return DocumentVerdict(known.refusal)
        return DocumentVerdict(None) if known.digest == digest and self._is_settled(known) else None

    def stamps(self) -> dict[str, str]:
        """List the documents that need not even be read to know that nothing comes of it.

        Returns:
            By key, what tells whether a document is what it was.
        """
        return self._documents.plain.stamps | {
            key: each.stamp
            for key, each in self._documents.others.items()
            if each.stamp and ((key in self.settled and each.digest) or self._need_not_be_read(each))
        }

    def _need_not_be_read(self, document: KnownDocument) -> bool:
        is_accepted = document.digest is not None and document.refusal is None and self._is_settled(document)
        return document.present and (is_accepted or self._is_refused_for_good(document))

    def _is_refused_for_good(self, document: KnownDocument) -> bool:
        """Tell whether the program that runs has refused a document, and would refuse the same bytes again."""
        return document.refused_digest is not None and document.refused_by == self._program != ""

    def _is_settled(self, document: KnownDocument) -> bool:
        """Tell whether nothing about a document needs to be read again: of one that was split, of all parts."""
        return document.article_id is not None or all(map(self._has_verdict, self._parts.get(document.key, ())))

    def _has_verdict(self, part: str) -> bool:
        if part in self._documents.plain.articles:
            return True
        known = self._documents.others[part]
        return known.present and (known.digest is not None or self._is_refused_for_good(known))

    def parts_of(self, key: str) -> list[KnownDocument]:
        """List the parts of a document that was split."""
        return [self._documents[part] for part in self._parts.get(key, ())]

    @cached_property
    def _parts(self) -> dict[str, list[str]]:
        """The parts of each document that was split: their keys begin with its own."""
        others = self._documents.others
        found: dict[str, list[str]] = {key: [] for key, each in others.items() if each.digest and each.article_id is None}
        for part in self._documents if found else ():
            ends = [at for at, sign in enumerate(part) if sign == "#"]
            for whole in (part[:end] for end in ends if part not in others or others[part].present):
                if whole in found:
                    found[whole].append(part)
        return found


def _inverted(plain: Mapping[str, str], others: Iterable[tuple[str, str | None]]) -> dict[str, tuple[str, ...]]:
    """List the keys of each value, but of none, in their order: of documents that count the same, the first one is taken."""
    found: dict[str, tuple[str, ...]] = dict(zip(plain.values(), zip(plain, strict=True), strict=True))
    if len(found) < len(plain):  # else each has a value of its own, as is usual, which takes a fifth of what follows
        found, others = {}, chain(plain.items(), others)
    several: dict[str, list[str]] = {}
    for key, value in others:
        if value:
            several.setdefault(value, [*found.get(value, ())]).append(key)
    return found | {value: tuple(sorted(keys)) for value, keys in several.items()}


def _counts_more(one: KnownDocument, other: KnownDocument) -> bool:
    ranks = [(each.present, each.digest is not None) for each in (one, other)]
    if ranks[0] != ranks[1]:
        return ranks[0] > ranks[1]
    first, second = one.version, other.version
    return bool(first and second and newer(first, second) > 0)
