"""One pass over a source: every document it lists, then those that it lists no more."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from feedpub.drafting import Extract, FetchPicture, Read, draft
from feedpub.errors import OvertakenError, StoppedError
from feedpub.ingest.batching import batches
from feedpub.ingest.known import DocumentVerdict
from feedpub.ingest.listing import AHEAD, FindVerdict, InlineExecutor, Listing, Splitting
from feedpub.ingest.outcome import Drafted, Listed, Outcome
from feedpub.ingest.visit import Visit
from feedpub.media import MediaStore
from feedpub.sources.base import Found, Source, StampingSource, Untouched
from feedpub.store import Lease, Store

Clock = Callable[[], datetime]

# Two processes that take one document in at the same moment do so hardly twice in succession.
_LOOKS = 5
_NEWS = ("new", "changed", "deleted")


@dataclass(frozen=True, slots=True)
class Drafting:
    """How documents become events that are not stored yet.

    Args:
        read: a reader.
        extract: an extractor; with a process pool both must be picklable.
        publisher: the author of copy that names none.
        executor: where to read and extract; None: here, one after the other, and without a budget.
        ahead: how many documents the executor is given before the first must be done.
        program: fingerprint of what reads and extracts: what it refused is not read again; empty: it is.
        splitting: how documents that hold several articles are split; None where each holds one.
        media: where pictures beside the copy are kept; None: nowhere.
        fetch: brings pictures of other sites; None: they stay there.
    """

    read: Read
    extract: Extract
    publisher: str
    executor: Executor | None = None
    ahead: int = AHEAD
    program: str = ""
    splitting: Splitting | None = None
    media: MediaStore | None = None
    fetch: FetchPicture | None = None

    def listing(self, verdict: FindVerdict) -> Listing:
        """Prepare to read and extract what a source lists, but for what is known.

        Args:
            verdict: tells what need not be read again.
        """
        work = partial(
            draft, read=self.read, extract=self.extract, publisher=self.publisher, media=self.media, fetch=self.fetch
        )
        return Listing(work, self.executor or InlineExecutor(), verdict, self.splitting, self.ahead)


def refresh(  # noqa: PLR0913 - plain values, so that only wiring need know the settings
    source: Source,
    *,
    store: Store,
    drafting: Drafting,
    now: Clock | datetime,
    sweep: bool = True,
    allow_mass_delete: bool = False,
    latest_only: bool = False,
    lease: Lease | None = None,
    again: bool = False,
) -> Iterator[Outcome]:
    """Bring a source in; nothing happens until the outcomes are asked for.

    Where another process takes in some of the documents meanwhile, the source is looked at once more: whichever of them had
    read an old version, what is there in the end is stored.

    Args:
        source: to list.
        store: to keep the events in.
        drafting: how documents become events.
        now: the time, or a clock.
        sweep: documents that the source lists no more are deleted; False for what a person gives by hand.
        allow_mass_delete: also when they are more than half of all.
        latest_only: the source shows its latest only, as a feed does: what it lists no more stays.
        lease: every write first makes sure that it is still held.
        again: also read documents whose bytes the store has seen, as after an upgrade of the extractor.

    Yields:
        One outcome per document, as soon as it is stored.

    Raises:
        SourceError: the source failed as a whole; what it had listed until then is stored, and nothing is deleted.
        StoreError: the store cannot be used.
        LeaseError: another process refreshes the sources.
        StoppedError: the executor was shut down, with what it was doing.
    """
    clock = now if callable(now) else partial(_same, now)
    gone = partial(_gone, sweep=sweep, latest_only=latest_only, allow_mass_delete=allow_mass_delete)

    def look() -> Iterator[Outcome]:
        visit = Visit(source.name, store, clock, lease, by_hand=not sweep, latest_only=latest_only, program=drafting.program)
        return _look(source, visit, drafting, gone, again=again)

    return _until_settled(look)


def _until_settled(look: Callable[[], Iterator[Outcome]]) -> Iterator[Outcome]:
    """Look at a source, and again while others come between; of later looks only what is news is told."""
    overtaken: set[str] = set()
    for number in range(_LOOKS):
        before, overtaken = overtaken, set()
        for outcome in look():
            if isinstance(outcome.error, OvertakenError) and number < _LOOKS - 1:
                overtaken.add(outcome.key)
            elif number == 0 or outcome.key in before or outcome.status in _NEWS:
                yield outcome
        if not overtaken:
            return


def _look(
    source: Source, visit: Visit, drafting: Drafting, gone: Callable[[Visit], Iterator[Outcome]], *, again: bool
) -> Iterator[Outcome]:
    visit.begin()
    try:
        listing = drafting.listing(_no_verdict if again else visit.known.verdict)
        found = source.documents() if again else _listed(source, visit.known.stamps())
        for batch in batches(listing.drafted(visit.samples.wanted(found)), _documents):
            yield from visit.take_all(batch)
        yield from visit.samples.at_last(drafting.media)
        yield from gone(visit)
    except StoppedError:
        raise  # which says nothing about the source
    except Exception as error:
        visit.fail(error)
        raise
    visit.end()


def _listed(source: Source, stamps: dict[str, str]) -> Iterator[Found]:
    """List a source; what it can tell to be as it was, it need not read."""
    return source.changed_since(stamps) if isinstance(source, StampingSource) else source.documents()


def _gone(visit: Visit, *, sweep: bool, latest_only: bool, allow_mass_delete: bool) -> Iterator[Outcome]:
    """Do with what is listed no more as its kind of source asks."""
    if sweep and latest_only:
        visit.removal.leave()
    elif sweep:
        yield from visit.removal.sweep(allow_mass_delete=allow_mass_delete)


def _documents(item: tuple[Listed, Drafted]) -> int:
    listed, _ = item
    return len(listed.keys) if isinstance(listed, Untouched) else 1


def _no_verdict(_key: str, _digest: str) -> DocumentVerdict | None:
    return None


def _same(moment: datetime) -> datetime:
    return moment
