"""A picture that may be published, and how one is made of a file."""

from dataclasses import dataclass
from hashlib import sha256

MOST_BYTES = 20_000_000
"""Of a file: what cameras write; whoever sends more has not looked at it."""


class PictureError(ValueError):
    """A file is no picture that can be shown; says why."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that may be published.

    Args:
        content: its bytes, without metadata.
        suffix: of its name.
        media_type: as it is served.
        width: pixels.
        height: pixels.
        credit: who took it, as the file says; or empty.
        rights: who holds them, as the file says; or empty.
    """

    content: bytes
    suffix: str
    media_type: str
    width: int
    height: int
    credit: str = ""
    rights: str = ""

    @property
    def name(self) -> str:
        """Its name for ever: a hash of its bytes."""
        return f"{sha256(self.content).hexdigest()}.{self.suffix}"


def examine(content: bytes) -> Picture:
    """Look into a file.

    Args:
        content: of the file.

    Returns:
        The picture, turned as it is to be seen, without metadata.

    Raises:
        PictureError: it is no JPEG, PNG, GIF or WebP, is damaged, or would be too large unpacked.
    """
    from feedpub.media.examining import examined  # noqa: PLC0415 - Pillow is slow to load, and needed for pictures alone

    return examined(content)
