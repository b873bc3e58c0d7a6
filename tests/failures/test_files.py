"""A store on a disk that is full or read-only: what can be read is read, and writing goes on by itself."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from feedpub.errors import StoreError
from feedpub.store import Store, open_store
from tests.builders import NOON, event
from tests.failures.disks import Disk, needs_mounts, small_disk
from tests.serving import eventually

pytestmark = needs_mounts


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with small_disk(tmp_path / "disk", megabytes=2) as mounted:
        yield mounted


@pytest.fixture
def url(disk: Disk) -> str:
    address = f"sqlite:///{disk.folder}/store.db"
    with open_store(address) as store:
        put(store, "quay")
    return address


def put(store: Store, headline: str) -> None:
    with store.writing() as writing:
        writing.articles.put(event(headline), "[]", published=NOON, modified=NOON, now=NOON)


def fails_to_write(store: Store, why: str) -> None:
    with pytest.raises(StoreError, match=why):
        put(store, "harbour")


def test_a_disk_that_fills_up_while_the_store_is_open(disk: Disk, url: str) -> None:
    with open_store(url) as store:
        put(store, "mill")
        disk.fill()
        fails_to_write(store, "full")
        assert store.events.count() == 2
        disk.clear()
        put(store, "harbour")
        assert store.events.count() == 3


def test_a_disk_that_is_full_when_the_store_is_opened(disk: Disk, url: str) -> None:
    disk.fill()
    with open_store(url) as store:
        assert store.events.count() == 1
        assert store.events.count() == 1, "also the second time"
        fails_to_write(store, "readonly|full")
        disk.clear()
        put(store, "harbour")
        assert store.events.count() == 2


def test_a_full_disk_without_a_database(disk: Disk) -> None:
    disk.fill()
    with open_store(f"sqlite:///{disk.folder}/store.db", patient=True) as store:
        fails_to_write(store, "full|I/O")
        disk.clear()
        eventually_opens(store)
        put(store, "harbour")


def eventually_opens(store: Store) -> None:
    def opens() -> bool:
        try:
            return store.changes.sequence() == 0
        except StoreError:
            return False

    eventually(opens, "the store opens", patience=20)


def test_a_folder_that_is_read_only_when_the_store_is_opened(disk: Disk, url: str) -> None:
    disk.protect()
    with open_store(url) as store:
        assert store.events.count() == 1
        fails_to_write(store, "readonly")
        disk.unprotect()
        put(store, "harbour")
        assert store.events.count() == 2


def test_a_read_only_folder_in_which_a_writer_was_killed(disk: Disk, url: str) -> None:
    killed(url)
    assert (disk.folder / "store.db-wal").stat().st_size > 0
    disk.protect()
    with open_store(url) as store:
        assert store.events.count() == 2, "what stands in the log alone is read as well"
        disk.unprotect()
        store.condition.beat()  # over another connection of the process than those that were opened without the right to
        put(store, "harbour")
    with open_store(url) as store:
        assert store.events.count() == 3


def killed(url: str) -> None:
    child = os.fork()
    if child == 0:
        store = open_store(url)
        put(store, "mill")
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
