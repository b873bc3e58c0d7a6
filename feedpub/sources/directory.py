"""A folder of articles, with everything below it."""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from feedpub.errors import SourceError
from feedpub.model.document import Document

# What editors and downloads leave beside a file while they write it: copy~ .copy.swp #copy# copy.tmp copy.part
_UNFINISHED = re.compile(r".*~|#.*#|.*\.(?:tmp|temp|part|partial|crdownload|sw[a-z]|bak|lock)", re.IGNORECASE)

# Line ends would forge lines of a log, escapes rule a terminal, and bidirectional marks turn a message round.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
# A database is never opened here: closing it again would drop the locks that SQLite holds on it in this process
# (sqlite.org/howtocorrupt.html, section 2.2), and the site's own store may lie in the folder.
_DATABASE = re.compile(r".*\.(?:db|sqlite3?)(?:-wal|-shm|-journal)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DirectorySource:
    """A folder whose files are documents; the path below the folder, with slashes, is a document's key.

    Hidden files and folders, databases, and what editors leave beside a file, are no documents. A link is followed where it
    leads to a file inside the folder.

    Args:
        name: unique on the site; part of every article's identity.
        path: the folder.
        timezone: IANA zone in which the copy's bare dates are meant.
        language: of the copy where it does not say so itself (BCP 47).
        max_document_bytes: a larger file is refused unread.
    """

    name: str
    path: Path
    timezone: str = "UTC"
    language: str = "en"
    max_document_bytes: int = 2_000_000

    def documents(self) -> Iterator[Document | SourceError]:
        """List the folder as it is now, in the order of keys.

        Yields:
            Each document, opened only when its turn comes, or the error that kept it from being opened. A file that is gone
            by then is not there.

        Raises:
            SourceError: the folder is missing, or one below it cannot be listed, so that nobody knows what is in it.
        """
        try:
            root = self.path.resolve(strict=True)
        except (OSError, RuntimeError) as error:
            raise SourceError(self.name, f"the folder {printable(self.path)} is missing") from error
        if not root.is_dir():
            raise SourceError(self.name, f"{printable(self.path)} is no folder")
        return self._opened(root, sorted(self._keys(root, "")))

    def _keys(self, folder: Path, prefix: str) -> Iterator[str]:
        try:
            with os.scandir(folder) as entries:
                found = [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries]
        except FileNotFoundError:
            return
        except OSError as error:
            raise SourceError(self.name, f"the folder {printable(folder)} cannot be listed") from error
        for name, is_folder in found:
            if name.startswith(".") or _UNFINISHED.fullmatch(name) or _DATABASE.fullmatch(name):
                continue
            if is_folder:
                yield from self._keys(folder / name, f"{prefix}{name}/")
            else:
                yield prefix + name

    def _opened(self, root: Path, keys: list[str]) -> Iterator[Document | SourceError]:
        for key in keys:
            try:
                content = self._content(root, key)
            except SourceError as error:
                yield error
            else:
                if content is not None:
                    yield self._document(key, content, root / key)

    def _content(self, root: Path, key: str) -> bytes | None:
        """Return a file's bytes; None for what is no file, or is gone."""
        path = root / key
        try:
            if not path.resolve().is_relative_to(root):
                raise SourceError(printable(key), "it is a link that leads out of the folder")
            return bounded_content(path, key, self.max_document_bytes)
        except FileNotFoundError:
            return None
        except RuntimeError as error:  # of a link that leads to itself
            raise SourceError(printable(key), "it is a link that leads nowhere") from error

    def _document(self, key: str, content: bytes, path: Path) -> Document:
        return Document(
            source=self.name,
            key=key,
            content=content,
            location=printable(path),
            timezone=self.timezone,
            language=self.language,
        )


def printable(path: Path | str) -> str:
    """Return a path as messages show it: bytes that are not UTF-8 and control characters are written as escapes."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def bounded_content(path: Path, key: str, max_bytes: int) -> bytes | None:
    """Read a file, unless it is too large.

    Args:
        path: the file.
        key: of its document, for messages.
        max_bytes: that a document may have.

    Returns:
        Its bytes; None where the path leads to a folder, a pipe or a device.

    Raises:
        SourceError: it is too large, may not be read, or has a name that cannot be a key.
        FileNotFoundError: it is gone.
    """
    if printable(key) != key:
        raise SourceError(printable(key), "its name is not UTF-8, or has control characters in it")
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return None
        if found.st_size > max_bytes:
            raise SourceError(key, f"it has {found.st_size:,} bytes, more than the {max_bytes:,} allowed")
        with path.open("rb") as file:
            content = file.read(max_bytes + 1)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise SourceError(key, "it cannot be opened") from error
    if len(content) > max_bytes:
        raise SourceError(key, f"it has more than the {max_bytes:,} bytes allowed")
    return content
