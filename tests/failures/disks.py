"""Disks that fill up and folders that become read-only: real ones, which only root may mount."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

needs_mounts = pytest.mark.skipif(
    not sys.platform.startswith("linux") or os.geteuid() != 0, reason="only root may mount a disk, on Linux"
)


@dataclass(frozen=True)
class Disk:
    """A small disk of its own.

    Args:
        folder: where it is mounted.
    """

    folder: Path

    def fill(self) -> None:
        """Leave no byte free."""
        with (self.folder / "filling").open("ab", buffering=0) as file:
            for block in (65_536, 4096, 1):
                try:
                    while True:
                        file.write(b"x" * block)
                except OSError:
                    continue

    def clear(self) -> None:
        """Free what ``fill`` took."""
        (self.folder / "filling").unlink()

    def protect(self) -> None:
        """Let nobody write any more; refused while somebody has a file open for writing."""
        _mount("-o", "remount,ro", str(self.folder))

    def unprotect(self) -> None:
        """Let everybody write again."""
        _mount("-o", "remount,rw", str(self.folder))


@contextmanager
def small_disk(folder: Path, megabytes: int = 8) -> Iterator[Disk]:
    """Mount a disk in memory until the block ends."""
    folder.mkdir(exist_ok=True)
    _mount("-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder))
    try:
        yield Disk(folder)
    finally:
        # Lazily: a process that a failed test left behind must not keep it.
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True, capture_output=True)
