"""A folder read by descriptor: what another process does to its names meanwhile leads nowhere else.

Every step goes down from the folder's own descriptor by one name that is no link (openat(2), O_NOFOLLOW). Where a link is
followed, its target is worked out first and then walked to in the same way: a name that is swapped in between fails.
"""

import errno
import os
import re
import stat
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from feedpub.errors import SourceError
from feedpub.sources.stamps import now, settled_state, state_of_file

# Line ends would forge lines of a log, escapes rule a terminal, and bidirectional marks turn a message round.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")

# A folder on the way need not be readable, only passable, which macOS cannot say.
_PASS = os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC | getattr(os, "O_PATH", os.O_RDONLY)
_LIST = os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_RDONLY
# O_NONBLOCK: a pipe that takes a file's place would otherwise wait for somebody to write into it.
_READ = os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY | os.O_RDONLY
_CHANGED = (errno.ELOOP, errno.ENOTDIR)  # a link, or a file, has taken the place of a name
_ATTEMPTS = 3  # to follow a link that changes: an editor swaps once, an attacker for ever


class FileContent(NamedTuple):
    """What a file holds.

    Args:
        content: its bytes.
        changed: when it was last written, in UTC; None for a time that is in no calendar.
        state: tells whether it has changed (stamps.py); empty where only reading tells.
    """

    content: bytes
    changed: datetime | None
    state: str = ""


class Names(NamedTuple):
    """What lies in a folder.

    Args:
        files: their names, and those of links, each with the file's state; empty for links and where nobody asked.
        folders: the names of folders; those of links to one are among the files.
    """

    files: dict[str, str]
    folders: list[str]


class Folder:
    """A folder that stays the one it was when it was opened, whatever its name leads to later.

    Args:
        path: absolute, without links in it.

    Raises:
        OSError: there is no such folder, it may not be passed through, or a link has come into its path.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor = os.open(path.anchor, _PASS)
        self._descriptor, anchor = self._walked(path.parts[1:], _PASS), self._descriptor
        os.close(anchor)

    def __del__(self) -> None:
        if hasattr(self, "_descriptor"):
            os.close(self._descriptor)

    def names(self, parts: tuple[str, ...], *, with_states: bool = False) -> Names:
        """List a folder at or below this one.

        Args:
            parts: of its path.
            with_states: also of the files.

        Returns:
            What is in it.

        Raises:
            OSError: it may not be listed; FileNotFoundError where it is gone or is no folder any more.
        """
        try:
            descriptor = self._walked(parts, _LIST)
        except OSError as error:
            if error.errno in _CHANGED:
                raise FileNotFoundError(*parts) from error
            raise
        try:
            with os.scandir(descriptor) as entries:
                return _names(entries, with_states=with_states)
        finally:
            os.close(descriptor)

    def content(self, key: str, max_bytes: int) -> FileContent | None:
        """Read a file, unless it is too large; through links, where they stay within the folder.

        Args:
            key: its path below the folder, with slashes.
            max_bytes: that it may have.

        Returns:
            Its bytes and its time; None where the path leads to a folder, a pipe or a device.

        Raises:
            SourceError: it is too large, may not be read, lies elsewhere, or has a name that cannot be a key.
            FileNotFoundError: it is gone.
        """
        if printable(key) != key:
            raise SourceError(printable(key), "its name is not UTF-8, or has control characters in it")
        for _ in range(_ATTEMPTS):
            parts = self._parts(key)
            try:
                descriptor = self._walked(parts, _READ)
            except OSError as error:
                if error.errno == errno.ENXIO:  # of a socket
                    return None
                if error.errno in _CHANGED or self._parts(key) != parts:
                    continue
                if isinstance(error, FileNotFoundError):
                    raise
                raise SourceError(key, "it cannot be opened") from error
            return _read(descriptor, key, max_bytes)
        raise SourceError(key, "it is a link that changes while it is followed")

    def _parts(self, key: str) -> tuple[str, ...]:
        """Work out where a path leads now: below the folder by names that are no links, unless they are swapped later."""
        try:
            return (self.path / key).resolve().relative_to(self.path).parts
        except RuntimeError as error:  # of a link that leads to itself
            raise SourceError(printable(key), "it is a link that leads nowhere") from error
        except ValueError as error:
            raise SourceError(printable(key), "it is a link that leads out of the folder") from error

    def _walked(self, parts: tuple[str, ...], flags: int) -> int:
        """Open what lies at a path, one name after another, none of them a link."""
        *folders, last = parts or (".",)
        at = self._descriptor
        try:
            for name in folders:
                at, left = os.open(name, _PASS, dir_fd=at), at
                if left != self._descriptor:
                    os.close(left)
            return os.open(last, flags, dir_fd=at)
        finally:
            if at != self._descriptor:
                os.close(at)


def _read(descriptor: int, key: str, max_bytes: int) -> FileContent | None:
    before = now()
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            return None
        if found.st_size > max_bytes:
            raise SourceError(key, f"it has {found.st_size:,} bytes, more than the {max_bytes:,} allowed")
        with open(descriptor, "rb", closefd=False) as file:
            content = file.read(max_bytes + 1)
    except OSError as error:
        raise SourceError(key, "it cannot be read") from error
    finally:
        os.close(descriptor)
    if len(content) > max_bytes:
        raise SourceError(key, f"it has more than the {max_bytes:,} bytes allowed")
    return FileContent(content, _time(found.st_mtime), settled_state(found, before))


def _names(entries: Iterable[os.DirEntry[str]], *, with_states: bool) -> Names:
    found = Names({}, [])
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            found.folders.append(entry.name)
        else:
            found.files[entry.name] = _state(entry) if with_states else ""
    return found


def _state(entry: os.DirEntry[str]) -> str:
    try:
        return state_of_file(entry.stat(follow_symlinks=False)) if entry.is_file(follow_symlinks=False) else ""
    except OSError:  # it is gone; whoever opens it is told
        return ""


def _time(seconds: float) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return None


def printable(path: Path | str) -> str:
    """Return a path as messages show it: bytes that are not UTF-8 and control characters are written as escapes."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode(), text)
