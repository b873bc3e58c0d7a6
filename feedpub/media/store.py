"""The media store: a folder of pictures named by the hash of their bytes, so that an address never changes what it shows.

Several nodes share it by sharing the folder.
"""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from feedpub.media.picture import Picture

_NAME = re.compile(r"[0-9a-f]{64}\.(?:jpg|png|gif|webp)")
PATH = "/media/"
"""Of the pictures' addresses below the site's root."""


@dataclass(frozen=True, slots=True)
class MediaStore:
    """A folder of pictures.

    Args:
        folder: that they are kept in; made when the first one is.
    """

    folder: Path

    def keep(self, picture: Picture) -> None:
        """Keep a picture, unless it is kept already. Whoever reads meanwhile sees all of it or nothing.

        Args:
            picture: to keep.

        Raises:
            OSError: the folder cannot be written to.
        """
        self._write(picture.name, picture.content)

    def take_back(self, name: str, content: bytes) -> bool:
        """Keep a picture that was kept before, as in a backup.

        Args:
            name: its hash and suffix.
            content: its bytes.

        Returns:
            False where the name is not that of these bytes, which are then not kept.

        Raises:
            OSError: the folder cannot be written to.
        """
        if not _NAME.fullmatch(name) or sha256(content).hexdigest() != name.partition(".")[0]:
            return False
        self._write(name, content)
        return True

    def forget(self, name: str) -> None:
        """Keep a picture no longer, of a name that ``names`` lists; one that is not there, or cannot be removed, is left.

        Args:
            name: its hash and suffix.
        """
        with suppress(OSError):
            self._path(name).unlink()

    def names(self) -> Iterator[str]:
        """List all that is kept.

        Yields:
            Hash and suffix of each, in order.
        """
        found = (path.name for path in self.folder.glob("[0-9a-f][0-9a-f]/*") if _NAME.fullmatch(path.name))
        yield from sorted(found)

    def _write(self, name: str, content: bytes) -> None:
        path = self._path(name)
        if path.is_file():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{name}.{os.getpid()}")
        try:
            draft.write_bytes(content)
            draft.replace(path)
        finally:
            with suppress(FileNotFoundError):
                draft.unlink()

    def content(self, name: str) -> bytes | None:
        """Return the bytes of a picture; None where there is none of that name.

        Args:
            name: its hash and suffix.
        """
        if not _NAME.fullmatch(name):
            return None
        try:
            return self._path(name).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def _path(self, name: str) -> Path:
        return self.folder / name[:2] / name  # no folder of a large site holds more than one in 256
