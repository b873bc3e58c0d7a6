"""One pass over a source: every document it lists, then those that it lists no more."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from datetime import datetime
from functools import partial
from typing import Any

from feedpub.errors import FeedpubError, ReadError, SourceError
from feedpub.ingest.draft import Draft, Extract, Read, digest, draft
from feedpub.ingest.visit import Drafted, Listed, Outcome, Visit
from feedpub.model.document import Document
from feedpub.sources.base import Source
from feedpub.store import Lease, Store

Clock = Callable[[], datetime]
_AHEAD = 64  # documents given to an executor before the first must be done: enough for its workers, little memory


def refresh(  # noqa: PLR0913 - plain values, so that only wiring need know the settings
    source: Source,
    *,
    store: Store,
    read: Read,
    extract: Extract,
    publisher: str,
    now: Clock | datetime,
    sweep: bool = True,
    allow_mass_delete: bool = False,
    lease: Lease | None = None,
    executor: Executor | None = None,
    again: bool = False,
) -> Iterator[Outcome]:
    """Bring a source in; nothing happens until the outcomes are asked for.

    Args:
        source: to list.
        store: to keep the events in.
        read: a reader.
        extract: an extractor; with a process pool both must be picklable.
        publisher: the author of copy that names none.
        now: the time, or a clock.
        sweep: documents that the source lists no more are deleted; False for what a person gives by hand.
        allow_mass_delete: also when they are more than half of all.
        lease: every write first makes sure that it is still held.
        executor: where to read and extract; default: here, one after the other.
        again: also read documents whose bytes the store has seen, as after an upgrade of the extractor.

    Yields:
        One outcome per document, as soon as it is stored.

    Raises:
        SourceError: the source failed as a whole; what it had listed until then is stored, and nothing is deleted.
        StoreError: the store cannot be used.
        LeaseError: another process refreshes the sources.
    """
    clock = now if callable(now) else partial(_same, now)
    work = partial(draft, read=read, extract=extract, publisher=publisher)
    visit = Visit(source.name, store, clock, lease, by_hand=not sweep)
    visit.begin()
    try:
        for listed, drafted in _drafted(source.documents(), work, executor or _Here(), set() if again else visit.digests()):
            yield visit.take(listed, drafted)
        if sweep:
            yield from visit.sweep(allow_mass_delete)
    except Exception as error:
        visit.fail(error)
        raise
    visit.end()


class _Here(Executor):
    """Does the work at once, in the calling thread."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def _same(moment: datetime) -> datetime:
    return moment


def _drafted(
    listing: Iterable[Listed],
    work: Callable[[Document], Draft | FeedpubError],
    executor: Executor,
    seen: set[tuple[str, str]],
) -> Iterator[tuple[Listed, Drafted]]:
    """Read and extract what is listed, in its order, a little ahead of what is asked for."""
    ahead = 0 if isinstance(executor, _Here) else _AHEAD
    waiting: deque[tuple[Listed, Future[Drafted] | None]] = deque()
    for listed in listing:
        if isinstance(listed, Document) and (listed.key, digest(listed)) not in seen:
            waiting.append((listed, executor.submit(work, listed)))
        else:
            waiting.append((listed, None))
        while len(waiting) > ahead:
            yield _done(*waiting.popleft())
    while waiting:
        yield _done(*waiting.popleft())


def _done(listed: Listed, future: Future[Drafted] | None) -> tuple[Listed, Drafted]:
    if isinstance(listed, SourceError) or future is None:
        return listed, None
    try:
        return listed, future.result()
    except Exception as error:
        # A worker process died, or its result cannot be sent: this document's fault as far as anyone can tell.
        return listed, ReadError(listed.location or listed.key, f"its reading broke off: {type(error).__name__}: {error}")
