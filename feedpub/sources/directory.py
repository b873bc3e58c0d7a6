"""A folder of articles, with everything below it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby, islice
from pathlib import Path
from threading import Event
from typing import ClassVar

from feedpub.errors import SourceError
from feedpub.model.document import NO_TERMS, Document, Terms, most_bytes
from feedpub.sources.base import Found, Untouched
from feedpub.sources.beside import is_picture, named_in, state_of
from feedpub.sources.folder import FileContent, Folder, Names, printable
from feedpub.sources.stamps import holds, is_of_sample, stamp_of
from feedpub.sources.watching import watch_folder

# What editors and downloads leave beside a file while they write it: copy~ .copy.swp #copy# copy.tmp copy.part
_UNFINISHED = re.compile(r".*~|#.*#|.*\.(?:tmp|temp|part|partial|crdownload|sw[a-z]|bak|lock)", re.IGNORECASE)

# A database is never opened here: closing it again would drop the locks that SQLite holds on it in this process
# (sqlite.org/howtocorrupt.html, section 2.2), and the site's own store may lie in the folder.
_DATABASE = re.compile(r".*\.(?:db|sqlite3?)(?:-wal|-shm|-journal)?", re.IGNORECASE)
_COPY = (".txt", ".md", ".html", ".json", ".xml")
# Each level costs a step for each file below it; newsrooms file by desk, year, month and day.
_DEEPEST = 64
_RUN = 64  # documents told together: as many as are stored in one transaction
_DIGITS = 16  # of SHA-256: nobody has so many settings that two of them are the same


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
        return (found for found in self.changed_since({}) if not isinstance(found, Untouched))

    def changed_since(self, stamps: Mapping[str, str]) -> Iterator[Found]:
        """List the folder as it is now, in the order of keys, and read what was written since.

        Args:
            stamps: of files when they were read, by key.

        Yields:
            As ``documents``, but what it need not read.

        Raises:
            SourceError: the folder is missing, or one below it cannot be listed, so that nobody knows what is in it.
        """
        try:
            folder = Folder(self.path.resolve(strict=True))
        except NotADirectoryError as error:
            raise SourceError(self.name, f"{printable(self.path)} is no folder") from error
        except (OSError, RuntimeError) as error:
            raise SourceError(self.name, f"the folder {printable(self.path)} is missing") from error
        listed = self._listed(folder, with_states=bool(stamps))
        return self._found(folder, {key: listed[key] for key in sorted(listed)}, stamps)

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

    def _listed(self, folder: Folder, *, with_states: bool) -> dict[str, SourceError | str]:
        """List the keys of files with their states, and of folders that lie too deep with the error that says so."""
        listed: dict[str, SourceError | str] = {}
        pending: list[tuple[str, ...]] = [()]
        while pending:
            parent = pending.pop()
            above = "".join(f"{part}/" for part in parent)
            files, folders = self._names(folder, parent, with_states=with_states)
            listed.update((above + name, state) for name, state in files.items() if _is_document(name))
            for name in filter(_is_watched, folders):
                if len(parent) == _DEEPEST:
                    error = SourceError(printable(above + name), f"it lies more than {_DEEPEST} folders deep")
                    listed[above + name] = error
                else:
                    pending.append((*parent, name))
        return listed

    def _names(self, folder: Folder, parts: tuple[str, ...], *, with_states: bool) -> Names:
        try:
            return folder.names(parts, with_states=with_states)
        except FileNotFoundError:
            return Names({}, [])
        except OSError as error:
            raise SourceError(self.name, f"the folder {printable(folder.path.joinpath(*parts))} cannot be listed") from error

    def _found(self, folder: Folder, listed: Mapping[str, SourceError | str], stamps: Mapping[str, str]) -> Iterator[Found]:
        about, above = self._about(), f"{folder.path}/"
        untouched = {
            key: is_of_sample(stamp)
            for key, state in listed.items()
            if isinstance(state, str)
            and state
            and (stamp := stamps.get(key))
            and holds(stamp, state, about, folder.path, key)
        }
        for sample, keys in groupby(listed, untouched.get):
            if sample is not None:
                while run := tuple(islice(keys, _RUN)):
                    yield Untouched(run, above, sample)
                continue
            for key in keys:
                state = listed[key]
                if isinstance(state, SourceError):
                    yield state
                else:
                    yield from self._opened(folder, key, about)

    def _about(self) -> str:
        """Digest what, besides its bytes, decides about how a file is read, and whether."""
        said = (type(self).__name__, self.timezone, self.language, self.terms.model_dump_json(), self.max_document_bytes)
        return sha256(repr(said).encode()).hexdigest()[:_DIGITS]

    def _opened(self, folder: Folder, key: str, about: str) -> Iterator[Document | SourceError]:
        try:
            file = folder.content(key, most_bytes(key, self.max_document_bytes))
        except SourceError as error:
            yield error
        except FileNotFoundError:
            return
        else:
            if file is not None:
                yield self._document(key, file, folder.path, about)

    def _document(self, key: str, file: FileContent, folder: Path, about: str) -> Document:
        path = folder / key
        pictures = named_in(file.content)
        beside = state_of(path.parent, pictures)
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
            beside=beside,
            stamp=stamp_of(file.state, about, beside, pictures),
        )


def _is_watched(name: str) -> bool:
    return not (name.startswith(".") or _UNFINISHED.fullmatch(name) or _DATABASE.fullmatch(name))


def _is_document(name: str) -> bool:
    if name.endswith(_COPY) and not name.startswith("."):
        return True  # as nearly all are, of thousands
    return _is_watched(name) and not is_picture(name)
