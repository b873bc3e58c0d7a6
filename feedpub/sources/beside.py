"""Pictures that lie beside copy: which files are such, and whether those that a document names have changed."""

import re
from hashlib import sha256
from pathlib import Path

PICTURES = ("jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "heic", "tif", "tiff", "bmp")
"""Suffixes of files that are no documents, whatever becomes of them."""

_SUFFIX = re.compile(rb"\.(?:jpe?g|png|gif|webp)\b", re.IGNORECASE)
# The path of a picture, not the end of an address on the web: neither a slash nor a colon stands before it.
_NAMED = re.compile(rb"(?<![\w/:.%-])((?:[\w.%-]+/)*[\w.%-]+\.(?:jpe?g|png|gif|webp))\b", re.IGNORECASE)
_MOST = 100  # pictures of one document that are looked after


def is_picture(name: str) -> bool:
    """Tell whether a file is a picture by its name."""
    return name.rpartition(".")[2].lower() in PICTURES


def named_in(content: bytes) -> tuple[str, ...]:
    """List the pictures that a document names.

    Args:
        content: of the document.

    Returns:
        Their paths from the folder that it lies in, in order.
    """
    if not _SUFFIX.search(content):
        return ()
    return tuple(name.decode() for name in sorted({found[1] for found in _NAMED.finditer(content)})[:_MOST])


def state_of(folder: Path, named: tuple[str, ...]) -> str:
    """Tell the pictures that a document names from what they were before, without reading them.

    Args:
        folder: that the document lies in.
        named: their paths from there.

    Returns:
        A digest of their sizes and times; empty where it names none.
    """
    found = sha256()
    for name in named:
        found.update(name.encode() + b"\0" + _state(folder, name) + b"\0")
    return found.hexdigest() if named else ""


def _state(folder: Path, name: str) -> bytes:
    try:
        status = (folder / name).stat()
    except (OSError, ValueError):
        return b"-"
    return f"{status.st_size} {status.st_mtime_ns}".encode()
