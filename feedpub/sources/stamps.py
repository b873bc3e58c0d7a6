"""Files that were not written since they were read: told by what their folder says of them, without reading them again.

A stamp has a file's size, both of its times and its inode, as git's index has them. It proves nothing about a file that was
written so shortly before it was read that a later write could bear the same time (racy-git, in git's documentation): such a
file gets none, and is read once more.
"""

import os
import time
from pathlib import Path

from feedpub.sources.beside import state_of

_COARSEST = 2.5  # seconds: FAT counts in steps of two, NFS and HFS+ of one, and a step may be rounded up
_SAMPLE = "sample "


def now() -> float:
    """Return what the system's clock says, which the times of files are of."""
    return time.time()


def state_of_file(status: os.stat_result) -> str:
    """Tell a file from what it was before.

    Args:
        status: of the file.

    Returns:
        What changes with every write: where its first time is set back, the second one is of that moment.
    """
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


def settled_state(status: os.stat_result, before: float) -> str:
    """Tell a file that is read now from what it will be after the next write.

    Args:
        status: of the file, before it is read.
        before: the time before that.

    Returns:
        The state; empty where what is written later may bear the same times.
    """
    return state_of_file(status) if max(status.st_mtime, status.st_ctime) < before - _COARSEST else ""


def stamp_of(state: str, about: str, beside: str, pictures: tuple[str, ...]) -> str:
    """Make the stamp of a file that was read.

    Args:
        state: of the file; empty where it tells nothing.
        about: digest of what its source says about it.
        beside: state of the pictures that it names.
        pictures: their names.

    Returns:
        The stamp, or nothing.
    """
    return "\n".join((f"{state} {about}", *((beside, *pictures) if beside else ()))) if state else ""


def of_sample(stamp: str) -> str:
    """Mark the stamp of a file that was found to be a sample."""
    return stamp and _SAMPLE + stamp


def is_of_sample(stamp: str) -> bool:
    """Tell whether a stamp is marked so."""
    return stamp.startswith(_SAMPLE)


def holds(stamp: str, state: str, about: str, folder: Path, key: str) -> bool:
    """Tell whether a file, and the pictures that it names, are still what they were.

    Args:
        stamp: of the file when it was read.
        state: of the file now.
        about: digest of what its source says about it.
        folder: of its source.
        key: its path there.
    """
    if stamp == f"{state} {about}":
        return True  # as nearly all are, of thousands
    file, *rest = stamp.removeprefix(_SAMPLE).split("\n")
    return file == f"{state} {about}" and (not rest or rest[0] == state_of((folder / key).parent, tuple(rest[1:])))
