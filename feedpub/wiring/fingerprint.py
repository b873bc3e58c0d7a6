"""Telling one state of code and data from another."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

_COMPILED = "__pycache__"


def fingerprint_of(package: Path, folders: Iterable[str]) -> bytes:
    """Return a hash of the code and data in some folders of a package.

    Args:
        package: its folder.
        folders: names of those in it.
    """
    found = sha256()
    for folder in folders:
        for file in sorted((package / folder).rglob("*")):
            if file.is_file() and _COMPILED not in file.parts:
                found.update(f"\0{file.relative_to(package).as_posix()}\0".encode())
                found.update(file.read_bytes())
    return found.digest()
