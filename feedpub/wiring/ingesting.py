"""Articles into the store: by hand, once at the start, and whenever somebody says so."""

import logging
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, groupby
from pathlib import Path
from typing import Any

from feedpub.errors import SourceError, StoreError
from feedpub.ingest import AHEAD, Drafting, Outcome, refresh
from feedpub.model.document import Document
from feedpub.pool.cluster import ClusterExecutor
from feedpub.settings import Settings
from feedpub.sources.byhand import BY_HAND
from feedpub.store import Store, open_store
from feedpub.wiring.documents import documents_of, sources_of
from feedpub.wiring.extraction import extractor_of, reader_of, splitting_of
from feedpub.wiring.media import fetching_of, media_of
from feedpub.wiring.reading import program_of, reading_executor
from feedpub.wiring.web_sources import documents_from

_log = logging.getLogger(__name__)


def ingest_places(
    settings: Settings,
    places: Iterable[Path | str],
    published: str | None = None,
    *,
    allow_private: bool = False,
    cluster: str | None = None,
) -> Iterator[Outcome]:
    """Take files, folders and what addresses hold into the store.

    Args:
        settings: of the site.
        places: files and folders, and addresses as text.
        published: date for copy that gives none.
        allow_private: also addresses that are not public.
        cluster: address of the scheduler of the machines that read; None: this one does.

    Yields:
        One outcome per document.
    """
    with open_store(settings.database_url) as store, _tidied(store), reading_executor(settings, cluster) as pool:
        drafting = drafting_of(settings, pool)
        listed = partial(_listed, settings, tuple(places), published, allow_private)
        for name, documents in groupby(listed(), _source_of):
            given, ours = _Given(name, chain([documents], _again(listed, name))), at_home(drafting, settings, name)
            yield from refresh(given, store=store, sweep=False, now=store.now, drafting=ours)
        store.release(store.now())


def _listed(
    settings: Settings, places: Iterable[Path | str], published: str | None, allow_private: bool
) -> Iterator[Document | SourceError]:
    for is_address, group in groupby(places, lambda place: isinstance(place, str)):
        if is_address:
            for address in map(str, group):
                yield from documents_from(settings, address, published, allow_private=allow_private)
        else:
            yield from documents_of(settings, map(Path, group), published)


def _source_of(found: Document | SourceError) -> str:
    return found.source if isinstance(found, Document) else BY_HAND


def drafting_of(settings: Settings, pool: Executor) -> Drafting:
    """Say how the documents of a site become events.

    Args:
        settings: of the site.
        pool: where to read and extract.
    """
    return Drafting(
        read=reader_of(settings),
        extract=extractor_of(settings),
        publisher=settings.publisher,
        executor=pool,
        ahead=pool.ahead if isinstance(pool, ClusterExecutor) else AHEAD,
        program=program_of(settings),
        splitting=splitting_of(settings),
        media=media_of(settings),
        fetch=fetching_of(settings),
    )


def at_home(drafting: Drafting, settings: Settings, source: str) -> Drafting:
    """Give the extractor the home of a source.

    Args:
        drafting: of the site.
        settings: of the site.
        source: name of the source.
    """
    return replace(drafting, extract=extractor_of(settings, source))


@dataclass(frozen=True, slots=True)
class _Given:
    """Documents in hand, as a source.

    Args:
        name: of the source.
        listings: gives them anew each time.
    """

    name: str
    listings: Iterator[Iterator[Document | SourceError]]

    def documents(self) -> Iterator[Document | SourceError]:
        return next(self.listings)


def _again(
    listed: Callable[[], Iterator[Document | SourceError]], source: str
) -> Iterator[Iterator[Document | SourceError]]:
    """List again and again what was given of one source."""
    while True:
        yield (found for found in listed() if _source_of(found) == source)


def first_refresh(settings: Settings, pool: Executor) -> Iterator[Outcome]:
    """Fill an empty store from the configured sources, so that the first visitor finds something.

    A store that cannot be used now is left to the schedule: what can be served is served.

    Args:
        settings: of the site.
        pool: where to read and extract.

    Yields:
        One outcome per document.

    Raises:
        FeedpubError: a setting is wrong, or no waiting will help the store.
    """
    with open_store(settings.database_url, patient=True) as store:
        try:
            if store.changes.sequence() == 0:
                yield from _refreshed(settings, pool)
        except (SourceError, StoreError) as error:
            _log.error("%s", error)


def refresh_sources(
    settings: Settings, *, allow_mass_delete: bool = False, again: bool = False, cluster: str | None = None
) -> Iterator[Outcome]:
    """Look at every configured source once.

    Args:
        settings: of the site.
        allow_mass_delete: believe a source that lists less than half of what it had.
        again: also read documents whose bytes are known, as after an upgrade of the extractor.
        cluster: address of the scheduler of the machines that read; None: this one does.

    Yields:
        One outcome per document.

    Raises:
        SourceError: a source failed as a whole; the others were refreshed all the same.
    """
    with reading_executor(settings, cluster) as pool:
        yield from _refreshed(settings, pool, allow_mass_delete=allow_mass_delete, again=again)


def _refreshed(settings: Settings, pool: Executor, **flags: bool) -> Iterator[Outcome]:
    failed: SourceError | None = None
    drafting = drafting_of(settings, pool)
    with open_store(settings.database_url) as store, _tidied(store):
        store.integrity.examine()
        for source, _ in sources_of(settings):
            try:
                ours = at_home(drafting, settings, source.name)
                given: dict[str, Any] = {"latest_only": source.latest_only, "drafting": ours} | flags
                yield from refresh(source, store=store, now=store.now, **given)
            except SourceError as error:
                failed = failed or error
        store.release(store.now())
    if failed is not None:
        raise failed


@contextmanager
def _tidied(store: Store) -> Iterator[None]:
    """Tidy the store once it was filled; where that fails, all is stored nevertheless."""
    before = store.changes.sequence()
    yield
    try:
        store.compaction.tidy_after(before)
    except StoreError as error:
        _log.warning("the store takes more room than it needs, which feedpub compact mends: %s", error)


def shows_samples(settings: Settings) -> bool:
    """Tell whether what is public holds samples; False where the store cannot be read, which others tell of."""
    with open_store(settings.database_url, patient=True) as store:
        try:
            return store.samples.are_shown()
        except StoreError:
            return False
