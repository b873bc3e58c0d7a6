"""Failures of the disk under a running server, and under one that starts meanwhile."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.failures.disks import Disk, needs_mounts, small_disk
from tests.failures.site import readers, site

pytestmark = [needs_mounts, pytest.mark.slow]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with small_disk(tmp_path / "disk") as mounted:
        yield mounted


@pytest.fixture
def database(disk: Disk) -> dict[str, str]:
    return {"FEEDPUB_DATABASE_URL": f"sqlite:///{disk.folder}/feedpub.db"}


def test_disk_full_and_then_read_only(tmp_path: Path, disk: Disk, database: dict[str, str]) -> None:
    """One after the other on one database: while it is served, before the server starts, and protected before it starts."""
    with site(tmp_path, **database) as served:
        served.deliver("quay")
        served.soon_shows("quay")
        served.soon_well()
        with readers(served.client) as reading:
            disk.fill()
            served.soon_says("disk", f"0.0 MB are left for {disk.folder}")
            served.deliver("harbour")
            served.soon_says("writing", "full")
            assert served.health()[0] == 503
            assert not served.shows("harbour")
            disk.clear()
            served.soon_shows("harbour")
            served.soon_well()
        reading.were_served()
    disk.fill()
    _starts_full(tmp_path, disk, database)
    # Nobody may write when it becomes so: a kernel refuses to take the right from who has it.
    disk.protect()
    _starts_protected(tmp_path, disk, database)


def _starts_full(folder: Path, disk: Disk, database: dict[str, str]) -> None:
    with site(folder, **database) as served, readers(served.client) as reading:
        served.soon_says("writing")
        served.soon_says("disk", "0.0 MB")
        served.deliver("mill")
        assert served.shows("quay")
        assert served.client.get("/readyz").status == 200
        disk.clear()
        served.soon_shows("mill")
        served.soon_well()
    reading.were_served()


def _starts_protected(folder: Path, disk: Disk, database: dict[str, str]) -> None:
    with site(folder, **database) as served, readers(served.client) as reading:
        served.soon_says("writing", "readonly")
        assert served.health()[0] == 503
        served.deliver("pier")
        assert served.shows("quay")
        disk.unprotect()
        served.soon_shows("pier")
        served.soon_well()
    reading.were_served()


def test_disk_full_before_there_is_a_database(tmp_path: Path, disk: Disk, database: dict[str, str]) -> None:
    disk.fill()
    with site(tmp_path, **database) as served:
        served.deliver("quay")
        served.soon_says("database")
        assert served.client.get("/livez").status == 200
        assert served.client.get("/readyz").status == 503
        feed = served.client.get("/feeds/all.rss")
        assert (feed.status, feed.json()["type"]) == (503, "urn:feedpub:problem:store-unavailable")
        disk.clear()
        served.soon_shows("quay")
        served.soon_well()
