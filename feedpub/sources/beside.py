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


def state_of(folder: Path, content: bytes) -> str:
    """Tell the pictures that a document names from what they were before, without reading them.

    Args:
        folder: that the document lies in.
        content: of the document.

    Returns:
        A digest of their sizes and times; empty where it names none.
    """
    if not _SUFFIX.search(content):
        return ""
    named = sorted({found[1] for found in _NAMED.finditer(content)})[:_MOST]
    found = sha256()
    for name in named:
        found.update(name + b"\0" + _state(folder, name) + b"\0")
    return found.hexdigest() if named else ""


def _state(folder: Path, name: bytes) -> bytes:
    try:
        status = (folder / name.decode()).stat()
    except (OSError, ValueError):
        return b"-"
    return f"{status.st_size} {status.st_mtime_ns}".encode()
