"""What one pass over a source knows and does: the documents of the last pass against those of this one."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Any, Literal

from feedpub.drafting import Draft, digest
from feedpub.errors import BrokenOffError, FeedpubError, GoneError, ReadError, SourceError, StoreError
from feedpub.ingest.decide import New, Unchanged, decide
from feedpub.ingest.outcome import Drafted, Listed, Outcome, Whole
from feedpub.model.document import Document, article_id, hashed_id
from feedpub.store import KnownDocument, Lease, Store, Writing, storable


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
        self._lease = lease
        self._by_hand = by_hand
        self._latest_only = latest_only
        self._program = program
        self._known = store.documents(source)
        self._own = {each.article_id for each in self._known.values() if each.article_id and each.present}
        self._articles = {each.minted: each.article_id for each in self._known.values() if each.minted and each.article_id}
        self._seen: set[str] = set()
        self._claimed: dict[str, str] = {}
        self._yielding: set[str] = set()
        self._has_own = store.has_own()

    def begin(self) -> None:
        """Note that the pass begins, and release what is due. What a person gives by hand says nothing about the source."""
        with self._writing() as writing:
            writing.release(self._clock())
            if not self._by_hand:
                writing.attempted(self._source, self._clock())

    def end(self) -> None:
        """Note that the pass came to its end."""
        if self._by_hand:
            return
        with self._writing() as writing:
            writing.succeeded(self._source, self._clock())

    def fail(self, error: Exception) -> None:
        """Note why the pass failed.

        Args:
            error: that ended it.
        """
        if self._by_hand or isinstance(error, StoreError):
            return  # a store that fails, or a lease that is lost, takes no notes
        reason = _why(error) if isinstance(error, FeedpubError) else f"{type(error).__name__}: {error}"
        with self._writing() as writing:
            writing.failed(self._source, reason)

    def verdicts(self) -> dict[tuple[str, str], str | None]:
        """List the documents that need not be read again.

        Returns:
            By key and digest, why the bytes are refused; None where they are accepted.
        """
        known = [each for each in self._known.values() if each.present]
        lasting = [each for each in known if self._program and each.refused_by == self._program and each.refused_digest]
        settled = {each.key for each in [*lasting, *(each for each in known if each.digest)]}
        accepted = {(each.key, each.digest): None for each in known if each.digest and self._is_settled(each, settled)}
        return accepted | {(each.key, each.refused_digest or ""): each.refusal for each in lasting}

    def wanted(self, listing: Iterable[Document | SourceError]) -> Iterator[Document | SourceError]:
        """Leave the samples out of a listing once the store holds a publisher's own article, from whatever source.

        Args:
            listing: of the source.

        Yields:
            All the others.
        """
        for listed in listing:
            if self._has_own and isinstance(listed, Document) and listed.sample:
                self._yielding.add(listed.key)
            else:
                yield listed

    def make_way(self) -> Iterator[Outcome]:
        """Delete all samples, of whatever source, once there is a publisher's own article.

        Yields:
            One outcome per sample.
        """
        if not self._has_own:
            return
        for each in self._store.samples():
            with self._writing() as writing:
                writing.vanish(each.source, each.key)
                writing.delete(each.article_id, self._clock())
            if each.article_id not in self._claimed:
                self._claimed[each.article_id] = each.key
                yield Outcome(
                    each.source, each.key, "deleted", "is a sample, and makes way for own articles", id=each.article_id
                )

    def take(self, listed: Listed, drafted: Drafted) -> Iterator[Outcome]:
        """Store one document.

        Args:
            listed: as the source lists it, or a document that was parted.
            drafted: what became of it.

        Yields:
            The outcome, once the store has it; of a document that was parted, one for each part.
        """
        if isinstance(listed, GoneError) and (known := self._known.get(listed.location)) and known.article_id:
            self._seen.add(listed.location)
            yield from filter(None, [self._vanish(known, "is gone for good, as its server says")] if known.present else [])
        elif isinstance(listed, SourceError):
            yield self._refuse(listed.location, listed)
        elif isinstance(listed, Whole):
            yield from self._parted(listed.document)
        elif listed.key in self._seen:
            error = ReadError(listed.location or listed.key, "is listed twice; the first one counts")
            yield Outcome(self._source, listed.key, "refused", error.reason, error)
        elif isinstance(drafted, FeedpubError):
            yield self._refuse(listed.key, drafted, self._verdict(listed, drafted))
        elif drafted is None and self._known[listed.key].article_id is None:
            yield from self._keep_parts(listed.key)
        else:
            yield self._accept(listed, drafted)

    def sweep(self, allow_mass_delete: bool) -> Iterator[Outcome]:
        """Delete what the source lists no more.

        Args:
            allow_mass_delete: also when it is more than half of all.

        Yields:
            One outcome per article.

        Raises:
            SourceError: more than half has vanished at once: the source has failed, and what vanished stays.
        """
        listed = [each for each in self._known.values() if each.present and not each.by_hand]
        gone = [each for each in listed if each.key not in self._seen]
        vanished = [each for each in gone if each.article_id and each.article_id not in self._claimed]
        lost = [each for each in vanished if not self._is_sample(each)]
        fresh = [each for each in lost if not each.missing]
        before = [each for each in listed if each.article_id and not each.missing and not self._is_sample(each)]
        believed = lost if allow_mass_delete else fresh if len(fresh) * 2 <= len(before) else []
        doubted = _without(lost, believed)
        for each in _without(gone, doubted):
            yield from filter(None, [self._vanish(each)])
        if doubted:
            self._doubt(doubted)
            count = f"{len(doubted)} of its documents {'has' if len(doubted) == 1 else 'have'} vanished at once"
            advice = (
                "their articles stay until they return; pass --allow-mass-delete to feedpub refresh, if they are really gone"
            )
            raise SourceError(self._source, f"{count}, more than half of them; {advice}")

    def _is_sample(self, document: KnownDocument) -> bool:
        """Tell whether a document is or was a sample: they come and go by rule, so nothing has to be feared."""
        return document.sample or document.key in self._yielding

    def leave(self) -> None:
        """Forget what the source lists no more, except which article it was: its articles stay as they are."""
        left = [each for each in self._known.values() if each.present and not each.by_hand and each.key not in self._seen]
        if left:
            with self._writing() as writing:
                for each in left:
                    writing.vanish(self._source, each.key)

    def _is_settled(self, document: KnownDocument, settled: set[str]) -> bool:
        """Tell whether nothing about a document needs to be read again: of one that was parted, of all parts."""
        return document.article_id is not None or all(each.key in settled for each in self._parts_of(document.key))

    def _parts_of(self, key: str) -> list[KnownDocument]:
        return self._parts.get(key, [])

    @cached_property
    def _parts(self) -> dict[str, list[KnownDocument]]:
        """The parts of each document that was parted: their keys begin with its own."""
        found: dict[str, list[KnownDocument]] = {
            each.key: [] for each in self._known.values() if each.digest and each.article_id is None
        }
        for each in self._known.values() if found else ():
            ends = [at for at, sign in enumerate(each.key) if sign == "#"]
            for whole in (each.key[:end] for end in ends if each.present):
                if whole in found:
                    found[whole].append(each)
        return found

    def _parted(self, document: Document) -> Iterator[Outcome]:
        """Remember a document by the bytes that were parted; the article that it was before, if any, is gone."""
        self._seen.add(document.key)
        if self._by_hand:
            return
        known = self._known.get(document.key)
        gone = known.article_id if known and known.article_id not in self._claimed and not self._latest_only else None
        parted = self._accepted(document.key, minted=None, article_id=None, digest=digest(document))
        with self._writing() as writing:
            self._note(writing, parted)
            if gone and writing.listed_elsewhere(self._source, gone):
                gone = None
            if gone:
                writing.delete(gone, self._clock())
        if gone:
            self._claimed[gone] = document.key
            yield Outcome(self._source, document.key, "deleted", "holds several articles now", id=gone)

    def _keep_parts(self, key: str) -> Iterator[Outcome]:
        """Keep all parts of a document whose bytes are those that were parted before, also those that are refused."""
        self._seen.add(key)
        for part in self._claim_parts(key):
            if part.refusal is not None:
                error = ReadError(part.key, part.refusal)
                yield Outcome(self._source, part.key, "refused", part.refusal, error, part.article_id)
            elif part.article_id:
                yield self._keep(part.key, part.article_id)

    def _claim_parts(self, key: str) -> list[KnownDocument]:
        """Hold on to the articles of a document's parts as they are."""
        for part in self._parts_of(key):
            self._seen.add(part.key)
            if part.article_id:
                self._claimed.setdefault(part.article_id, part.key)
        return self._parts_of(key)

    def _writing(self) -> AbstractContextManager[Writing]:
        return self._store.writing(self._lease)

    def _accept(self, document: Document, drafted: Draft | None) -> Outcome:
        key, identity = document.key, self._identity(document.key, drafted)
        if (other := self._claimed.get(identity, key)) != key:
            error = ReadError(document.location or key, f"is the same article as {other}", "id")
            return self._refuse(key, error, again=True)
        self._seen.add(key)
        self._claimed[identity] = key
        self._has_own = self._has_own or not document.sample
        if drafted is None:
            return self._keep(key, identity)
        try:
            return self._put(document, drafted, identity)
        except ReadError as error:
            return self._refuse(key, error, again=True)

    def _make_sure_it_is_free(self, writing: Writing, document: Document, identity: str) -> None:
        """Refuse an article that another source lists: only a person may put other copy in its place."""
        if self._by_hand or identity in self._own:
            return
        if other := writing.listed_elsewhere(self._source, identity):
            reason = f"is the same article as {other[1]} of the source {other[0]}"
            raise ReadError(document.location or document.key, reason, "id")

    def _identity(self, key: str, drafted: Draft | None) -> str:
        """Find the id that the article has had since it was first seen.

        An id may be written into the copy, or taken out again, without making another article of it.
        """
        known = self._known.get(key)
        by_path = article_id(self._source, key)
        if drafted is None:
            return (known and known.article_id) or by_path
        minted = drafted.event.id
        # An id that a document gave used to be hashed like any other key: what was stored so keeps its id.
        for before in (minted, hashed_id(self._source, minted)):
            if before in self._articles:
                return self._articles[before]
        if known and known.article_id and by_path in (minted, known.minted) and known.article_id not in self._claimed:
            return known.article_id
        return minted

    def _put(self, document: Document, drafted: Draft, identity: str) -> Outcome:
        key, seen = document.key, digest(document)
        new, minted, now = drafted.under(identity), drafted.event.id, self._clock()
        with self._writing() as writing:
            self._make_sure_it_is_free(writing, document, identity)
            decision = decide(writing.held(identity), new, now)
            if isinstance(decision, Unchanged):
                writing.confirm(identity, new.trace, now)
            else:
                dates = {"published": decision.published, "modified": decision.modified}
                writing.put(new.event, new.trace, **dates, now=now, waits=decision.waits)
            # Another document that was the article until now is to be read again if it is ever listed again.
            writing.forget_digests(self._source, identity)
            self._note(writing, self._accepted(key, minted=minted, article_id=identity, digest=seen))
        self._articles[minted] = identity
        if isinstance(decision, Unchanged):
            return Outcome(self._source, key, "unchanged", id=identity)
        status: Literal["new", "changed"] = "new" if isinstance(decision, New) else "changed"
        reason = "" if isinstance(decision, New) else decision.reason
        if decision.waits:
            wait = f"is dated ahead and waits until {decision.waits.isoformat()}"
            reason = f"{reason}; {wait}" if reason else wait
        return Outcome(self._source, key, status, reason, id=identity, waits=decision.waits)

    def _keep(self, key: str, identity: str) -> Outcome:
        document = self._accepted(key)
        if document != self._known[key]:
            with self._writing() as writing:
                self._note(writing, document)
        return Outcome(self._source, key, "unchanged", id=identity)

    def _verdict(self, document: Document, error: FeedpubError) -> str | None:
        """Return the digest of bytes that the same program would refuse again; what broke off may do better next time."""
        lasting = isinstance(error, ReadError) and not isinstance(error, BrokenOffError)
        return digest(document) if lasting and self._program else None

    def _refuse(self, key: str, error: FeedpubError, seen: str | None = None, *, again: bool = False) -> Outcome:
        key, reason = storable(key), storable(_why(error))
        self._seen.add(key)
        self._claim_parts(key)  # the last good version of what was parted stays, too
        known = self._known.get(key)
        document = replace(
            self._document(key), refusal=reason, refused_digest=seen, refused_by=self._program if seen else None
        )
        if again:
            # Whether it may be published depends on another document, so the same bytes must be looked at next time.
            document = replace(document, digest=None)
        if document.article_id:
            self._claimed.setdefault(document.article_id, key)
        # A person who gives a file by hand is told at once; only what is or was published is worth remembering.
        if document != known and (document.article_id or not self._by_hand):
            with self._writing() as writing:
                self._note(writing, document)
        return Outcome(self._source, key, "refused", reason, error, document.article_id)

    def _document(self, key: str) -> KnownDocument:
        """The document as known, and as it is whenever its source lists it."""
        known = self._known.get(key) or KnownDocument(key, None, None, None, True, False, self._by_hand, None)
        return replace(known, present=True, missing=False, by_hand=known.by_hand and self._by_hand)

    def _accepted(self, key: str, **changes: Any) -> KnownDocument:
        return replace(self._document(key), refusal=None, refused_digest=None, refused_by=None, **changes)

    def _note(self, writing: Writing, document: KnownDocument) -> None:
        writing.note(self._source, document, self._clock())

    def _vanish(self, document: KnownDocument, reason: str = "is no longer listed") -> Outcome | None:
        deleted = document.article_id if document.article_id not in self._claimed else None
        with self._writing() as writing:
            writing.vanish(self._source, document.key)
            if deleted and writing.listed_elsewhere(self._source, deleted):
                deleted = None
            if deleted:
                writing.delete(deleted, self._clock())
        if not deleted:
            return None
        self._claimed[deleted] = document.key
        return Outcome(self._source, document.key, "deleted", reason, id=deleted)

    def _doubt(self, documents: list[KnownDocument]) -> None:
        with self._writing() as writing:
            for each in documents:
                self._note(writing, replace(each, missing=True))


def _without(documents: list[KnownDocument], others: list[KnownDocument]) -> list[KnownDocument]:
    keys = {each.key for each in others}
    return [each for each in documents if each.key not in keys]


def _why(error: FeedpubError) -> str:
    """Say what is wrong without saying where: the place is known."""
    return f"{error.field}: {error.reason}" if error.field else error.reason
