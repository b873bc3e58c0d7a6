"""A folder of articles, with everything below it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import ClassVar

from feedpub.errors import SourceError
from feedpub.model.document import NO_TERMS, Document, Terms
from feedpub.sources.beside import is_picture, state_of
from feedpub.sources.folder import FileContent, Folder, printable
from feedpub.sources.watching import watch_folder

# What editors and downloads leave beside a file while they write it: copy~ .copy.swp #copy# copy.tmp copy.part
_UNFINISHED = re.compile(r".*~|#.*#|.*\.(?:tmp|temp|part|partial|crdownload|sw[a-z]|bak|lock)", re.IGNORECASE)

# A database is never opened here: closing it again would drop the locks that SQLite holds on it in this process
# (sqlite.org/howtocorrupt.html, section 2.2), and the site's own store may lie in the folder.
_DATABASE = re.compile(r".*\.(?:db|sqlite3?)(?:-wal|-shm|-journal)?", re.IGNORECASE)
# Each level costs a step for each file below it; newsrooms file by desk, year, month and day.
_DEEPEST = 64


@dataclass(frozen=True, slots=True)
class DirectorySource:
    """A folder whose files are documents; the path below the folder, with slashes, is a document's key.

    Hidden files and folders, databases, pictures, and what editors leave beside a file, are no documents. A link is followed
    where it leads to a file inside the folder.

    Args:
        name: unique on the site; part of every article's identity.
        path: the folder.
        timezone: IANA zone in which the copy's bare dates are meant.
        language: of the copy where it does not say so itself (BCP 47).
        max_document_bytes: a larger file is refused unread.
        terms: under which its articles are taken.
    """

    latest_only: ClassVar[bool] = False

    name: str
    path: Path
    timezone: str = "UTC"
    language: str = "en"
    max_document_bytes: int = 2_000_000
    terms: Terms = NO_TERMS

    def documents(self) -> Iterator[Document | SourceError]:
        """List the folder as it is now, in the order of keys.

        Yields:
            Each document, opened only when its turn comes, or the error that kept it from being opened. A file that is gone
            by then is not there.

        Raises:
            SourceError: the folder is missing, or one below it cannot be listed, so that nobody knows what is in it.
        """
        try:
            folder = Folder(self.path.resolve(strict=True))
        except NotADirectoryError as error:
            raise SourceError(self.name, f"{printable(self.path)} is no folder") from error
        except (OSError, RuntimeError) as error:
            raise SourceError(self.name, f"the folder {printable(self.path)} is missing") from error
        return self._opened(folder, dict(sorted(self._listed(folder))))

    def stop(self) -> None:
        """Do nothing: a folder keeps nobody waiting."""

    def watch(self, changed: Callable[[], None], stop: Event) -> None:
        """Tell of changes in the folder, until it is told to stop.

        Args:
            changed: is called after changes of documents.
            stop: ends it.
        """
        watch_folder(self._watched, self._concerns, changed, stop)

    def _watched(self) -> Path:
        return self.path

    def _concerns(self, path: Path) -> bool:
        """Tell whether a path is a document's, a picture's or a folder's: a site's own database may lie there."""
        folder = self._watched()
        names = path.relative_to(folder).parts if path.is_relative_to(folder) else (path.name,)
        return all(map(_is_watched, names))

    def _listed(self, folder: Folder) -> Iterator[tuple[str, SourceError | None]]:
        """List the keys of files, and of folders that lie too deep with the error that says so."""
        pending: list[tuple[str, ...]] = [()]
        while pending:
            parent = pending.pop()
            for name, is_folder in self._names(folder, parent):
                key = "/".join(parts := (*parent, name))
                if not is_folder:
                    yield key, None
                elif len(parts) > _DEEPEST:
                    yield key, SourceError(printable(key), f"it lies more than {_DEEPEST} folders deep")
                else:
                    pending.append(parts)

    def _names(self, folder: Folder, parts: tuple[str, ...]) -> list[tuple[str, bool]]:
        try:
            found = folder.names(parts)
        except FileNotFoundError:
            return []
        except OSError as error:
            raise SourceError(self.name, f"the folder {printable(folder.path.joinpath(*parts))} cannot be listed") from error
        return [(name, is_folder) for name, is_folder in found if _is_document(name, is_folder=is_folder)]

    def _opened(self, folder: Folder, keys: dict[str, SourceError | None]) -> Iterator[Document | SourceError]:
        for key, refusal in keys.items():
            if refusal:
                yield refusal
                continue
            try:
                file = folder.content(key, self.max_document_bytes)
            except SourceError as error:
                yield error
            except FileNotFoundError:
                continue
            else:
                if file is not None:
                    yield self._document(key, file, folder.path)

    def _document(self, key: str, file: FileContent, folder: Path) -> Document:
        path = folder / key
        return Document(
            source=self.name,
            key=key,
            content=file.content,
            changed=file.changed,
            location=printable(path),
            timezone=self.timezone,
            language=self.language,
            terms=self.terms,
            folder=str(folder),
            path=key,
            beside=state_of(path.parent, file.content),
        )


def _is_watched(name: str) -> bool:
    return not (name.startswith(".") or _UNFINISHED.fullmatch(name) or _DATABASE.fullmatch(name))


def _is_document(name: str, *, is_folder: bool) -> bool:
    return _is_watched(name) and (is_folder or not is_picture(name))
