"""Files and folders that somebody names on the command line."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from feedpub.errors import SourceError
from feedpub.model.document import Document, most_bytes
from feedpub.sources.beside import named_in, state_of
from feedpub.sources.directory import DirectorySource
from feedpub.sources.folder import FileContent, Folder, printable

BY_HAND = "by-hand"  # the name of the source: what it holds is never swept


def documents_at(
    paths: Iterable[Path], timezone: str = "UTC", language: str = "en", max_document_bytes: int = 2_000_000
) -> Iterator[Document | SourceError]:
    """Open what was named, folders with everything below them, each file once.

    Args:
        paths: files and folders.
        timezone: IANA zone in which the copy's bare dates are meant.
        language: of the copy where it does not say so itself (BCP 47).
        max_document_bytes: a larger file is refused unread.

    Yields:
        Each document under its absolute path, so that files of two folders never share a key; or the error that kept it from
        being opened.
    """
    seen: set[str] = set()
    for path in paths:
        absolute = _absolute(path)
        site = DirectorySource(BY_HAND, absolute, timezone, language, max_document_bytes)
        for found in _below(site) if absolute.is_dir() else _single(site, path):
            key = found.key if isinstance(found, Document) else found.location
            if key not in seen:
                seen.add(key)
                yield found


def _absolute(path: Path) -> Path:
    try:
        return path.resolve()
    except RuntimeError:  # a link that leads to itself
        return path.absolute()


def _below(folder: DirectorySource) -> Iterator[Document | SourceError]:
    try:
        for found in folder.documents():
            if isinstance(found, Document):
                yield found.model_copy(update={"key": (folder.path / found.key).as_posix(), "stamp": ""})
            else:
                yield _error_at(folder.path, found)
    except SourceError as error:
        yield error


def _error_at(folder: Path, error: SourceError) -> SourceError:
    named = SourceError((folder / error.location).as_posix(), error.reason, error.field)
    named.__cause__ = error.__cause__
    return named


def _single(source: DirectorySource, given: Path) -> Iterator[Document | SourceError]:
    path = source.path
    try:
        file = Folder(path.parent).content(path.name, most_bytes(path.name, source.max_document_bytes))
    except (FileNotFoundError, NotADirectoryError):
        yield SourceError(printable(given), "there is no such file or folder")
    except SourceError as error:
        yield _error_at(path.parent, error)
    except OSError as error:
        yield _error_at(path.parent, SourceError(printable(path.name), f"it cannot be opened ({error.strerror})"))
    else:
        yield _document(source, path.as_posix(), printable(given), file)


def _document(source: DirectorySource, key: str, location: str, file: FileContent | None) -> Document | SourceError:
    if file is None:
        return SourceError(location, "it is neither a file nor a folder")
    return Document(
        source=source.name,
        key=key,
        content=file.content,
        changed=file.changed,
        location=location,
        timezone=source.timezone,
        language=source.language,
        folder=source.path.parent.as_posix(),
        path=source.path.name,
        beside=state_of(source.path.parent, named_in(file.content)),
    )
