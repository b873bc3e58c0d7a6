"""Where the answer for an address lies below a folder, and how it gets there: whole or not at all, codings beside it."""

import os
from datetime import datetime
from io import FileIO
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from feedpub.errors import FeedpubError
from feedpub.publish.publication import Coding, compressed

STATE = ".feedpub"
"""The folder below the site's that is not published."""
CODINGS: dict[Coding, str] = {"gzip": ".gz", "br": ".br"}
_PACKED = ("image/", "video/", "audio/")
_TEXTUAL = ("image/svg",)
_LONGEST = 240  # bytes of a name, with room for a suffix; file systems take 255


class UnwritableError(FeedpubError):
    """An address that no file can have."""


def file_of(path: str, content_type: str) -> PurePosixPath:
    """Name the file of an address: that of a page ends in .html, and all others are called what they are called.

    Args:
        path: below the site's root, escaped as in addresses; pages of a list with their number.
        content_type: of what is there.

    Returns:
        The name below the folder, such as ``articles/harbour.html`` or ``people/ana-lima@page=2.html``.

    Raises:
        UnwritableError: no file can be called so.
    """
    named, _, query = path.partition("?")
    parts = [unquote(part) for part in named.strip("/").split("/")] if named != "/" else ["index"]
    if query:
        parts[-1] += f"@{query}"
    if content_type.startswith("text/html"):
        parts[-1] += ".html"
    for part in parts:
        if not part or part[0] == "." or set(part) & set("/\\\0") or len(part.encode()) > _LONGEST:
            raise UnwritableError(path, "no file can be called so")
    return PurePosixPath(*parts)


class SiteFolder:
    """A folder that a site is written to.

    Args:
        path: of the folder; it is made where there is none.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._unfinished = path / STATE / "unfinished"

    def prepare(self) -> None:
        """Make what is missing, and throw away what an interrupted build left half written."""
        self._unfinished.mkdir(parents=True, exist_ok=True)
        for left in self._unfinished.iterdir():
            left.unlink()

    def write(self, name: PurePosixPath, body: bytes, content_type: str = "", modified: datetime | None = None) -> None:
        """Write a file, and its codings where they are smaller.

        Args:
            name: of the file.
            body: uncompressed.
            content_type: of the body; none for what has no codings beside it.
            modified: when it changed, which servers tell as Last-Modified; None for now.
        """
        target, moment = f"{self.path}/{name}", modified.timestamp() if modified else None
        for coding, suffix in CODINGS.items():
            packed = compressed(body, coding) if _packs(content_type) else body
            if len(packed) < len(body):
                self._put(f"{target}{suffix}", packed, moment)
            else:
                Path(f"{target}{suffix}").unlink(missing_ok=True)
        self._put(target, body, moment)

    def remove(self, name: PurePosixPath) -> None:
        """Take a file away, with its codings."""
        target = self.path / name
        for suffix in ("", *CODINGS.values()):
            target.with_name(target.name + suffix).unlink(missing_ok=True)

    def has(self, name: PurePosixPath) -> bool:
        """Tell whether a file is there."""
        return (self.path / name).is_file()

    def _put(self, target: str, body: bytes, moment: float | None) -> None:
        """Write a file apart, and move it to its place."""
        # There may be a hundred thousand: with a buffer, and paths that are no text, it took half as long again.
        made = f"{self._unfinished}/{os.getpid()}"
        with FileIO(made, "w") as file:
            left = memoryview(body)
            while left:
                left = left[file.write(left) :]
            if moment is not None:
                os.utime(file.fileno(), (moment, moment))
        try:
            os.replace(made, target)  # noqa: PTH105 (as text)
        except FileNotFoundError:  # there is no folder for it yet
            Path(target).parent.mkdir(parents=True, exist_ok=True)
            os.replace(made, target)  # noqa: PTH105 (as text)


def _packs(content_type: str) -> bool:
    return bool(content_type) and (content_type.startswith(_TEXTUAL) or not content_type.startswith(_PACKED))
