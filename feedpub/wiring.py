"""The one place where settings become objects."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import entry_points
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from feedpub.errors import FeedpubError, SettingsError, SourceError
from feedpub.extraction import extract, run
from feedpub.extraction.base import Extractor, Options, Trace
from feedpub.ingest import Draft, Extract, Outcome, Read, draft, refresh
from feedpub.model.document import Document
from feedpub.model.event import Event
from feedpub.model.feed import Feed, Site
from feedpub.model.record import StoredEvent
from feedpub.publish import Publisher, channel_of, feed_of
from feedpub.readers import read
from feedpub.schedule import Job, Schedule
from feedpub.settings import Settings, SourceSettings, load_settings
from feedpub.sources.byhand import BY_HAND, documents_at
from feedpub.sources.directory import DirectorySource
from feedpub.store import Store, first_slug, open_store
from feedpub.web import create_app as web_app

if TYPE_CHECKING:
    from flask import Flask

DEFAULT_ADDRESS = "http://127.0.0.1:8000"
_EXTRACTORS = "feedpub.extractors"
_OWN_EXTRACTOR = "feedpub"
_DEFAULT_SOURCE = "articles"
_log = logging.getLogger(__name__)


def now() -> datetime:
    """Tell the time; everything below receives it as an argument."""
    return datetime.now(UTC)


def site_of(settings: Settings) -> Site:
    """Make the site's description of the settings."""
    return Site(
        title=settings.title,
        description=settings.description,
        base_url=settings.base_url or DEFAULT_ADDRESS,
        publisher=settings.publisher,
        language=settings.language,
        logo=settings.logo,
        ttl=max(1, settings.max_age // 60),
    )


def sources_of(settings: Settings) -> tuple[tuple[DirectorySource, float], ...]:
    """Make the sources of the settings.

    Returns:
        Each source with the seconds between two looks at it.

    Raises:
        SettingsError: there is nothing to read from.
    """
    chosen = settings.sources or (SourceSettings(name=_DEFAULT_SOURCE, path=_default_folder()),)
    return tuple((_directory(source, settings), source.interval or settings.interval) for source in chosen)


def _directory(source: SourceSettings, settings: Settings) -> DirectorySource:
    return DirectorySource(
        name=source.name,
        path=source.path,
        timezone=source.timezone,
        language=source.language,
        max_document_bytes=settings.max_document_bytes,
    )


def _default_folder() -> Path:
    package = Path(__file__).parent
    # The working folder's articles, those of a checkout, or the samples that the wheel carries.
    for folder in (Path("articles"), package.parent / "articles", package / "samples"):
        if folder.is_dir():
            return folder
    raise SettingsError("sources", "none is configured, and there is no folder articles/")


def extractor_of(settings: Settings) -> Extract:
    """Find the extractor that the settings name, and give it the site's options.

    Raises:
        SettingsError: no installed package offers it.
    """
    extractor = run if settings.extractor == _OWN_EXTRACTOR else _plugged_in(settings.extractor)
    options = Options(home_country=settings.home_country, day_first=settings.day_first)
    return partial(extract, options=options, extractor=extractor)


def _plugged_in(name: str) -> Extractor:
    found = {point.name: point for point in entry_points(group=_EXTRACTORS)}
    if name not in found:
        raise SettingsError("extractor", f"{name!r} is none of {', '.join(sorted({_OWN_EXTRACTOR, *found}))}")
    extractor: Extractor = found[name].load()
    return extractor


def reader_of(settings: Settings) -> Read:
    """Give the readers the site's limit."""
    return partial(read, max_bytes=settings.max_document_bytes)


def documents_of(
    settings: Settings, paths: Iterable[Path], published: str | None = None
) -> Iterator[Document | SourceError]:
    """Open files and folders named by hand.

    Args:
        settings: of the site.
        paths: files and folders.
        published: date for copy that gives none.

    Yields:
        Each document. What lies in the folder of a configured source belongs to that source, so that it is the same article.
    """
    owners = [(source.path.resolve(), source) for source, _ in _known_sources(settings)]
    for found in documents_at(paths, max_document_bytes=settings.max_document_bytes):
        if isinstance(found, Document):
            yield _owned(found, owners).model_copy(update={"published": published})
        else:
            yield found


def _known_sources(settings: Settings) -> tuple[tuple[DirectorySource, float], ...]:
    try:
        return sources_of(settings)
    except SettingsError:
        return ()  # what is named by hand needs no source


def _owned(document: Document, owners: Iterable[tuple[Path, DirectorySource]]) -> Document:
    path = Path(document.key)
    for folder, source in owners:
        if path.is_relative_to(folder):
            own = {"source": source.name, "key": path.relative_to(folder).as_posix()}
            return document.model_copy(update=own | {"timezone": source.timezone, "language": source.language})
    return document


def standard_input(content: bytes, published: str | None = None) -> Document:
    """Make a document of what stands on standard input."""
    return Document(source=BY_HAND, key="-", content=content, location="standard input", published=published)


def preview(settings: Settings, document: Document) -> Feed:
    """Read and extract one document without storing it.

    Returns:
        A feed that holds its event alone, as formats render it.

    Raises:
        FeedpubError: the document cannot be read, or no event can be made of it.
    """
    site = site_of(settings)
    return feed_of((_unstored(_drafted(settings, document)),), (), channel_of(site, "all", site.title, "/"))


def extracted(settings: Settings, document: Document) -> tuple[Event, Trace]:
    """Read and extract one document without storing it.

    Returns:
        Its event, and how the answers were chosen.

    Raises:
        FeedpubError: the document cannot be read, or no event can be made of it.
    """
    made = _drafted(settings, document)
    return made.event, TypeAdapter(Trace).validate_json(made.trace)


def _drafted(settings: Settings, document: Document) -> Draft:
    made = draft(document, reader_of(settings), extractor_of(settings), settings.publisher)
    if isinstance(made, FeedpubError):
        raise made
    return made


def _unstored(made: Draft) -> StoredEvent:
    # Readers refuse copy without a date, but an extractor of a site's own may see articles made otherwise.
    published = made.published or datetime.fromtimestamp(0, UTC)
    modified = made.modified or published
    return StoredEvent(
        event=made.event,
        slug=first_slug(made.event.article),
        published=published,
        modified=modified,
        changed=modified,
        sequence=1,
    )


def ingest_paths(settings: Settings, paths: Iterable[Path], published: str | None = None) -> Iterator[Outcome]:
    """Take files and folders into the store.

    Args:
        settings: of the site.
        paths: files and folders.
        published: date for copy that gives none.

    Yields:
        One outcome per document.
    """
    with open_store(settings.database_url) as store:
        for name, documents in groupby(documents_of(settings, paths, published), _source_of):
            yield from refresh(_Given(name, documents), store=store, sweep=False, now=now, **_taking(settings))
        store.release(now())


def _source_of(found: Document | SourceError) -> str:
    return found.source if isinstance(found, Document) else BY_HAND


def _taking(settings: Settings) -> dict[str, Any]:
    return {"read": reader_of(settings), "extract": extractor_of(settings), "publisher": settings.publisher}


@dataclass(frozen=True, slots=True)
class _Given:
    """Documents in hand, as a source that lists them once."""

    name: str
    given: Iterator[Document | SourceError]

    def documents(self) -> Iterator[Document | SourceError]:
        return self.given


def first_refresh(settings: Settings) -> Iterator[Outcome]:
    """Fill an empty store from the configured sources, so that the first visitor finds something.

    Yields:
        One outcome per document.
    """
    with open_store(settings.database_url) as store:
        if store.sequence() == 0:
            for source, _ in sources_of(settings):
                try:
                    yield from refresh(source, store=store, now=now, **_taking(settings))
                except SourceError as error:
                    _log.error("%s", error)


def schedule_of(settings: Settings, store: Store) -> Schedule:
    """Make the schedule that refreshes the configured sources."""
    jobs = [
        Job(source.name, interval, partial(refresh, source, store=store, **_taking(settings)))
        for source, interval in sources_of(settings)
    ]
    return Schedule(store, jobs, lease_seconds=settings.lease_seconds, clock=now)


@contextmanager
def scheduling(settings: Settings) -> Iterator[None]:
    """Refresh the configured sources in the background while the block runs, unless the settings say otherwise."""
    if settings.scheduler == "off":
        yield
        return
    with open_store(settings.database_url) as store, schedule_of(settings, store):
        yield


def create_app(settings: Settings | None = None) -> "Flask":
    """Make the web app, and start to refresh the sources unless the settings say otherwise.

    Args:
        settings: default: those of feedpub.toml and the environment.

    Returns:
        The WSGI application.

    Raises:
        FeedpubError: a setting is wrong, or the store cannot be opened.
    """
    settings = settings or load_settings()
    store, site = open_store(settings.database_url), site_of(settings)
    publisher = Publisher(store, site, feed_size=settings.feed_size)
    if settings.scheduler == "on":
        schedule_of(settings, store).start()
    return web_app(publisher, store, site, max_age=settings.max_age, now=now)


def __getattr__(name: str) -> Any:
    # Made when a WSGI server asks for it, not when somebody imports this module.
    if name == "app":
        globals()["app"] = application = create_app()
        return application
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
