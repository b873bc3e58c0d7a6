"""How much room is left where the site writes."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from feedpub.health.check import Check, Status, worst

_MEGABYTE = 1_000_000
# A write-ahead log grows by some 4 MB before it is put into the file, and a large article's transaction adds a few: with
# less than this the next write may be the one that fails. A share, too, because on a small disk that would be half of it.
_NONE = (16 * _MEGABYTE, 0.02)
# A day's news with its index takes a few dozen megabytes: time for somebody to look at it.
_LITTLE = (1000 * _MEGABYTE, 0.1)


def disk_check(vital: Path | None, others: Iterable[Path]) -> Check:
    """Look at the disks.

    Args:
        vital: the folder without which nothing can be stored; None where the database is elsewhere, and nobody can know.
        others: folders whose disk had better have room, too.

    Returns:
        The check: failing where the vital folder is as good as full.

    Raises:
        OSError: a folder cannot be asked.
    """
    found, seen = [], set[int]()
    for folder in (*((vital,) if vital else ()), *others):
        if (device := folder.stat().st_dev) not in seen:
            seen.add(device)
            found.append(_folder(folder, vital=folder == vital))
    short = [one for one in found if one.status != "ok"]
    return Check(
        "disk",
        worst(one.status for one in found),
        {"disks": len(found), "short": len(short)},
        "; ".join(one.reason for one in short),
        tuple(detail for one in found for detail in one.details),
    )


def _folder(folder: Path, *, vital: bool) -> Check:
    room = shutil.disk_usage(folder)
    status: Status = "ok"
    if room.free < _least(_NONE, room.total) or _has_no_files_left(folder):
        status = "failing" if vital else "degraded"
    elif room.free < _least(_LITTLE, room.total):
        status = "degraded"
    details = {"folder": str(folder), "free_bytes": room.free, "total_bytes": room.total, "status": status}
    reason = "" if status == "ok" else f"{room.free / _MEGABYTE:.1f} MB are left for {folder}"
    return Check("disk", status, reason=reason, details=(details,))


def _least(threshold: tuple[int, float], total: int) -> float:
    size, share = threshold
    return min(size, share * total)


def _has_no_files_left(folder: Path) -> bool:
    if not hasattr(os, "statvfs"):
        return False
    state = os.statvfs(folder)
    return state.f_files > 0 and state.f_favail == 0  # a file system that counts no files says 0 of 0
