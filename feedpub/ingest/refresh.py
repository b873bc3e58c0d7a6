"""One pass over a source: every document it lists, then those that it lists no more."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import CancelledError, Executor, Future
from datetime import datetime
from functools import partial
from typing import Any

from feedpub.drafting import Draft, Extract, Read, digest, draft
from feedpub.errors import BrokenOffError, BudgetError, FeedpubError, ReadError, SourceError, StoppedError
from feedpub.ingest.visit import Drafted, Listed, Outcome, Visit
from feedpub.model.document import Document
from feedpub.sources.base import Source
from feedpub.store import Lease, Store, storable

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
    program: str = "",
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
        executor: where to read and extract; default: here, one after the other, and without a budget.
        again: also read documents whose bytes the store has seen, as after an upgrade of the extractor.
        program: fingerprint of what reads and extracts: what it refused is not read again; empty: it is.

    Yields:
        One outcome per document, as soon as it is stored.

    Raises:
        SourceError: the source failed as a whole; what it had listed until then is stored, and nothing is deleted.
        StoreError: the store cannot be used.
        LeaseError: another process refreshes the sources.
        StoppedError: the executor was shut down, with what it was doing.
    """
    clock = now if callable(now) else partial(_same, now)
    work = partial(draft, read=read, extract=extract, publisher=publisher)
    visit = Visit(source.name, store, clock, lease, by_hand=not sweep, program=program)
    visit.begin()
    try:
        verdicts = {} if again else visit.verdicts()
        for listed, drafted in _drafted(source.documents(), work, executor or _Here(), verdicts):
            yield visit.take(listed, drafted)
        if sweep:
            yield from visit.sweep(allow_mass_delete)
    except StoppedError:
        raise  # which says nothing about the source
    except Exception as error:
        visit.fail(error)
        raise
    visit.end()


class _Here(Executor):
    """Does the work at once, in the calling thread."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def _same(moment: datetime) -> datetime:
    return moment


def _drafted(
    listing: Iterable[Listed],
    work: Callable[[Document], Draft | FeedpubError],
    executor: Executor,
    verdicts: Mapping[tuple[str, str], str | None],
) -> Iterator[tuple[Listed, Drafted]]:
    """Read and extract what is listed, in its order, a little ahead of what is asked for."""
    ahead = 0 if isinstance(executor, _Here) else _AHEAD
    waiting: deque[tuple[Listed, Future[Drafted]]] = deque()
    for listed in listing:
        waiting.append((listed, _begun(listed, work, executor, verdicts)))
        while len(waiting) > ahead:
            yield _done(*waiting.popleft())
    while waiting:
        yield _done(*waiting.popleft())


def _begun(
    listed: Listed,
    work: Callable[[Document], Draft | FeedpubError],
    executor: Executor,
    verdicts: Mapping[tuple[str, str], str | None],
) -> Future[Drafted]:
    known: Future[Drafted] = Future()
    if isinstance(listed, SourceError):
        known.set_result(None)
    elif (verdict := (listed.key, digest(listed))) in verdicts:
        refusal = verdicts[verdict]
        known.set_result(None if refusal is None else ReadError(listed.location or listed.key, refusal))
    elif storable(listed.key) != listed.key:
        known.set_result(ReadError(listed.location or storable(listed.key), "has a name that is too long or no text"))
    else:
        return executor.submit(work, listed)
    return known


def _done(listed: Listed, future: Future[Drafted]) -> tuple[Listed, Drafted]:
    place = listed.location if isinstance(listed, SourceError) else listed.location or listed.key
    try:
        return listed, future.result()
    except CancelledError:
        raise StoppedError(place, "its reading was broken off") from None
    except (BudgetError, BrokenOffError) as error:
        return listed, type(error)(place, error.reason)  # an executor does not know what its tasks are about
    except Exception as error:
        # A worker process died, or its result cannot be sent: this document's fault as far as anyone can tell.
        return listed, BrokenOffError(place, f"its reading broke off: {type(error).__name__}: {error}")
