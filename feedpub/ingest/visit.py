"""What one pass over a source does with each document: it is stored, left, refused, or kept as it is."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import chain, starmap

from feedpub.drafting import Draft, digest
from feedpub.errors import (
    FeedpubError,
    GoneError,
    OvertakenError,
    ReadError,
    SourceError,
    StoreError,
    UnwantedError,
)
from feedpub.ingest.batching import Batching
from feedpub.ingest.copies import CopyNotes, with_copies
from feedpub.ingest.decide import Unchanged, decide
from feedpub.ingest.documents import DocumentNotes
from feedpub.ingest.duplicates import Comparison
from feedpub.ingest.keeping import DocumentKeeping
from feedpub.ingest.known import Known
from feedpub.ingest.outcome import Drafted, Listed, Outcome, Whole, outcome_of, overtaken, why
from feedpub.ingest.refusal import DocumentRefusal
from feedpub.ingest.removal import DocumentRemoval
from feedpub.ingest.samples import MakingWay
from feedpub.ingest.versions import Rivalry, edition_of
from feedpub.model.article import Article
from feedpub.model.document import Document, article_id, hashed_id
from feedpub.sources.base import Untouched
from feedpub.store import KnownDocument, Lease, Store, Writing, storable

_MOST_NOTES = 40  # that are kept of a document: readers say a dozen at most, each picture may add one


class Visit:
    """One pass over one source.

    Args:
        source: its name.
        store: to keep the events in.
        clock: the time.
        lease: that every write makes sure of.
        by_hand: a person gives the documents, so none can vanish.
        latest_only: the source shows its latest only, so that what it lists no more is not gone.
        program: fingerprint of what reads and extracts; empty: no refusal lasts.

    Attributes:
        known: what the store knows of the source's documents.
        removal: takes out of the store what the source lists no more.
        samples: make way for a publisher's own articles.
    """

    def __init__(  # noqa: PLR0913 - what is the same for all documents of a pass
        self,
        source: str,
        store: Store,
        clock: Callable[[], datetime],
        lease: Lease | None,
        *,
        by_hand: bool,
        latest_only: bool = False,
        program: str = "",
    ) -> None:
        self._source = source
        self._store = store
        self._clock = clock
        self._by_hand = by_hand
        self._latest_only = latest_only
        self.known = Known(source, store.sources.documents(source), program)
        self._batching = Batching(store, lease)
        self._writing = self._batching.writing
        self._notes = DocumentNotes(source, self.known, self._writing, clock, by_hand=by_hand)
        self._seen = self._notes.seen
        self._refusal = DocumentRefusal(self._notes, program)
        self._keeping = DocumentKeeping(self._notes, self._refusal)
        self._copies = CopyNotes(source, self.known)
        self.removal = DocumentRemoval(self._notes, self._copies)
        self.samples = MakingWay(store, self.removal)

    def begin(self) -> None:
        """Note that the pass begins, and release what is due. What a person gives by hand says nothing about the source."""
        with self._writing() as writing:
            writing.articles.release(self._clock())
            if not self._by_hand:
                writing.sources.attempted(self._source, self._clock())

    def end(self) -> None:
        """Note that the pass came to its end."""
        if self._by_hand:
            return
        with self._writing() as writing:
            writing.sources.succeeded(self._source, self._clock())

    def fail(self, error: Exception) -> None:
        """Note why the pass failed.

        Args:
            error: that ended it.
        """
        if self._by_hand or isinstance(error, StoreError):
            return  # a store that fails, or a lease that is lost, takes no notes
        reason = why(error) if isinstance(error, FeedpubError) else f"{type(error).__name__}: {error}"
        with self._writing() as writing:
            writing.sources.failed(self._source, reason)

    def take_all(self, batch: Iterable[tuple[Listed, Drafted]]) -> Iterator[Outcome]:
        """Store several documents in one transaction.

        Args:
            batch: what is listed, each with what became of it.

        Yields:
            The outcomes, once the store has all of them.
        """
        yield from self._batching.together(chain(starmap(self.take, batch), self._in_the_same_moment()))

    def _in_the_same_moment(self) -> Iterator[Iterator[Outcome]]:
        yield self.samples.at_once()

    def take(self, listed: Listed, drafted: Drafted) -> Iterable[Outcome]:
        """Store one document.

        Args:
            listed: as the source lists it, or a document that was split.
            drafted: what became of it.

        Returns:
            The outcome, once the store has it; of a document that was split, one for each part.
        """
        if isinstance(listed, Untouched):
            if as_they_were := self._keeping.at_once(listed.keys):
                self.samples.met(listed)
            return as_they_were or self._one_by_one(listed)
        return self._decided(self._take(listed, drafted))

    def _one_by_one(self, listed: Untouched) -> Iterator[Outcome]:
        for key in listed.keys:
            if key in self._seen.keys:
                yield self._twice(key, listed.above + key)
            else:
                known = self.known.now(key)
                yield from self._decided(self._keeping.unread(key, listed.above + key))
                if known is None or known.refusal is None:
                    self.samples.met(listed)

    def _twice(self, key: str, location: str) -> Outcome:
        error = ReadError(location, "is listed twice; the first one counts")
        return Outcome(self._source, key, "refused", error.reason, error)

    def _decided(self, taken: Iterator[Outcome]) -> Iterator[Outcome]:
        try:
            yield from taken
        except OvertakenError as error:
            self._seen.keys.add(error.location)
            if (known := self.known.now(error.location)) and known.article_id:
                self._seen.claimed.setdefault(known.article_id, known.key)
            yield overtaken(self._source, error)

    def _take(self, listed: Document | SourceError | Whole, drafted: Drafted) -> Iterator[Outcome]:
        if isinstance(listed, GoneError) and (known := self.known.get(listed.location)) and known.article_id:
            self._seen.keys.add(listed.location)
            if known.present:
                yield from filter(None, [self.removal.vanish(known, "is gone for good, as its server says")])
        elif isinstance(listed, SourceError):
            yield self._refusal.refuse(listed.location, listed)
        elif isinstance(listed, Whole):
            if self._by_hand:
                self._seen.keys.add(listed.document.key)
            else:
                yield from self._without_article(
                    listed.document, "holds several articles now", is_gone=not self._latest_only
                )
        elif listed.key in self._seen.keys:
            yield self._twice(listed.key, listed.location or listed.key)
        else:
            self._notes.stamps[listed.key] = listed.stamp or None
            yield from self._take_document(listed, drafted)

    def _take_document(self, listed: Document, drafted: Drafted) -> Iterator[Outcome]:
        if isinstance(drafted, UnwantedError):
            yield from self._without_article(listed, drafted.reason, is_gone=True)
            yield Outcome(self._source, listed.key, "left", drafted.reason)
        elif isinstance(drafted, FeedpubError):
            yield self._refusal.refuse(listed.key, drafted, self._refusal.verdict(listed, drafted), document=listed)
        elif drafted is not None:
            yield self._accept(listed, drafted)
        else:
            yield from self._keeping.whole(listed.key)
            self.samples.met(listed)

    def _without_article(self, document: Document, reason: str, *, is_gone: bool) -> Iterator[Outcome]:
        """Remember a document that is no article itself: it was split, or its source is not asked for such articles.

        Args:
            document: as listed.
            reason: why the article that it was before, if any, is deleted.
            is_gone: whether it is.
        """
        self._seen.keys.add(document.key)
        known = self.known.get(document.key)
        before = known.article_id if known and not known.superseded else None
        gone = before if before not in self._seen.claimed and is_gone else None
        whole = self._notes.accepted(document.key, minted=None, article_id=None, digest=digest(document), superseded=False)
        with self._notes.deciding(document.key) as writing:
            self.known.note(writing, whole, self._clock())
            if gone and writing.sources.hand_over(self._source, gone):
                gone = None
            if gone:
                writing.articles.delete(gone, self._clock())
        if gone:
            self._seen.claimed[gone] = document.key
            yield Outcome(self._source, document.key, "deleted", reason, id=gone)

    def _accept(self, document: Document, drafted: Draft) -> Outcome:
        identity = self._identity(document.key, drafted)
        try:
            outcome = self._put(document, drafted, identity)
        except ReadError as error:
            return self._refusal.refuse(document.key, error, again=True, document=document)
        self._seen.keys.add(document.key)
        self.samples.met(document)
        noted = self.known.now(document.key)
        if noted is None or not noted.superseded:
            self._seen.claimed[identity] = document.key
        return outcome

    def _make_sure_it_is_free(self, writing: Writing, document: Document, identity: str) -> None:
        """Refuse an article that another source lists: only a person may put other copy in its place."""
        if self._by_hand or self.known.has_own(identity):
            return
        if other := writing.sources.listed_elsewhere(self._source, identity):
            reason = f"is the same article as {other[1]} of the source {other[0]}"
            raise ReadError(document.location or document.key, reason, "id")

    def _identity(self, key: str, drafted: Draft) -> str:
        """Find the id that the article has had since it was first seen.

        An id may be written into the copy, or taken out again, without making another article of it.
        """
        known = self.known.get(key)
        by_path = article_id(self._source, key)
        minted = drafted.event.id
        # An id that a document gave used to be hashed like any other key: what was stored so keeps its id.
        for before in (minted, hashed_id(self._source, minted)):
            if identity := self.known.article_of(before):
                return identity
        if (
            known
            and known.article_id
            and not known.is_copy
            and by_path in (minted, known.minted)
            and known.article_id not in self._seen.claimed
        ):
            return known.article_id
        return minted

    def _put(self, document: Document, drafted: Draft, identity: str) -> Outcome:
        key, seen, now = document.key, digest(document), self._clock()
        new = drafted.under(identity)
        compared = Comparison(new.event.article, document, self.known.get(key), self.known.twin(key, seen), new.signature)
        if not self._by_hand and not self._batching.has_begun:
            compared.prepare(self._store)
        with self._notes.deciding(key, identity) as writing:
            if not self._by_hand and (copy := compared.duplicate(writing, identity)):
                facts = {"minted": drafted.event.id, "article_id": copy.article_id, "digest": seen, "edition": None}
                mine = self._notes.accepted(key, **facts, superseded=True)
                self._copies.took(writing, mine, new.event.article, now)
                return self._leave(writing, mine, copy.reason)
            self._copies.lost(writing, self.known.now(key), now)
            if writing.articles.exists(identity):
                self._make_sure_it_is_free(writing, document, identity)
            held = writing.articles.held(identity)
            new = with_copies(new, held)
            edition = edition_of(new.event.article, document, self.known.get(key), seen)
            facts = {"minted": drafted.event.id, "article_id": identity, "digest": seen}
            notes = _kept(new.event.article)
            mine = self._notes.accepted(key, **facts, edition=edition.model_dump_json(), superseded=False, notes=notes)
            rivalry = Rivalry(mine, self.known, held, self._seen.claimed.get(identity), by_hand=self._by_hand)
            if older := rivalry.lost(document.location or key):
                return self._leave(writing, mine._replace(superseded=True), older)
            decision = decide(held, new, now)
            if isinstance(decision, Unchanged):
                writing.marks.confirm(identity, new.trace, now)
            else:
                dates = {"published": decision.published, "modified": decision.modified}
                writing.articles.put(new.event, new.trace, **dates, now=now, waits=decision.waits, words=new.words)
                writing.signatures.put(identity, compared.signature, is_new=held is None)
            # Another document that was the article until now is to be read again if it is ever listed again.
            others = [each._replace(digest=None) for each in self.known.others(identity, key)]
            noted = {each.key: each for each in (mine, *others, *rivalry.superseded())}
            for each in noted.values():
                self._notes.note(writing, each)
        return outcome_of(self._source, key, identity, decision)._replace(notes=new.event.article.notes)

    def _leave(self, writing: Writing, document: KnownDocument, reason: str) -> Outcome:
        known = self.known.now(document.key)
        again = known is not None and known.superseded and known.digest == document.digest
        self.known.note(writing, document, self._clock())
        return Outcome(self._source, document.key, "unchanged" if again else "left", reason, id=document.article_id)


def _kept(article: Article) -> tuple[str, ...]:
    return tuple(map(storable, article.notes[:_MOST_NOTES]))
