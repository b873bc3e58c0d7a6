"""The media store: a folder of pictures named by the hash of their bytes, so that an address never changes what it shows.

Several nodes share it by sharing the folder.
"""

import os
import re
from contextlib import suppress
from dataclasses import dataclass
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
        path = self._path(picture.name)
        if path.is_file():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{picture.name}.{os.getpid()}")
        try:
            draft.write_bytes(picture.content)
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
