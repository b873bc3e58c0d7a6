"""Where articles come from: the configured sources, and what is named by hand."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from feedpub.errors import ReadError, SettingsError, SourceError
from feedpub.model.document import Document
from feedpub.readers import READERS
from feedpub.readers.detect import detect
from feedpub.settings import Settings, SourceSettings
from feedpub.sources.byhand import BY_HAND, documents_at
from feedpub.sources.directory import DirectorySource
from feedpub.sources.samples import OwnArticlesSource, UnsetSource
from feedpub.wiring.intervals import DEFAULT_SOURCE, default_folders, interval_of
from feedpub.wiring.web_sources import terms_of, web_source

if TYPE_CHECKING:
    from feedpub.sources.http import HttpSource


def sources_of(settings: Settings) -> "tuple[tuple[DirectorySource | HttpSource, float], ...]":
    """Make the sources of the settings, but for those that are paused.

    Returns:
        Each source with the seconds between two looks at it.

    Raises:
        SettingsError: there is nothing to read from.
    """
    if not settings.sources:
        return ((_unset(settings), settings.interval),)
    looked_at = (source for source in settings.sources if not source.paused)
    return tuple((_source(source, settings), interval_of(source, settings)) for source in looked_at)


def source_named(settings: Settings, name: str) -> "DirectorySource | HttpSource | None":
    """Make one source, also where it is paused; None where there is none of that name."""
    if not settings.sources:
        return next((source for source, _ in known_sources(settings) if source.name == name), None)
    return next((_source(each, settings) for each in settings.sources if each.name == name), None)


def _source(source: SourceSettings, settings: Settings) -> "DirectorySource | HttpSource":
    if source.path is None:
        return web_source(source, settings)
    folder = DirectorySource if source.samples else OwnArticlesSource
    return folder(
        name=source.name,
        path=source.path,
        timezone=source.timezone,
        language=source.language,
        max_document_bytes=settings.max_document_bytes,
        terms=terms_of(source),
    )


def _unset(settings: Settings) -> UnsetSource:
    folders = default_folders()
    there = [folder for folder in folders if folder.is_dir()]
    if not there:
        raise SettingsError("sources", "none is configured, and there is no folder articles/")
    named = SourceSettings(name=DEFAULT_SOURCE, path=there[0])
    limit = settings.max_document_bytes
    return UnsetSource(named.name, there[0], named.timezone, named.language, limit, folders=folders)


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
    paused = [_source(source, settings) for source in settings.sources if source.paused]
    known = [*(source for source, _ in known_sources(settings)), *paused]
    owners = [(source.path.resolve(), source) for source in known if isinstance(source, DirectorySource)]
    for found in documents_at(paths, max_document_bytes=settings.max_document_bytes):
        if isinstance(found, Document):
            yield _owned(found, owners).model_copy(update={"published": published, "stamp": ""})
        else:
            yield found


def known_sources(settings: Settings) -> "tuple[tuple[DirectorySource | HttpSource, float], ...]":
    """Do as ``sources_of`` for whoever needs no source: none where there is nothing to read from."""
    try:
        return sources_of(settings)
    except SettingsError:
        return ()


def _owned(document: Document, owners: Iterable[tuple[Path, DirectorySource]]) -> Document:
    path = Path(document.key)
    for folder, source in owners:
        if path.is_relative_to(folder):
            key = path.relative_to(folder).as_posix()
            own = {"source": source.name, "key": key, "folder": str(folder), "path": key}
            told = {"timezone": source.timezone, "language": source.language, "terms": source.terms}
            owned = document.model_copy(update=own | told)
            return source.marked(owned) if isinstance(source, UnsetSource) else owned
    return document


def standard_input(content: bytes, published: str | None = None) -> Document:
    """Make a document of what stands on standard input: where no reader knows its beginning, plain text."""
    document = Document(source=BY_HAND, key="-", content=content, location="standard input", published=published)
    try:
        detect(document, READERS)
    except ReadError:
        return document.model_copy(update={"media_type": "text/plain"})
    return document
