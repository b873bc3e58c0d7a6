"""Folders that are watched: a change is seen at once, also where looking at intervals would take an hour."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from shutil import rmtree

import pytest

from feedpub.ingest import refresh
from feedpub.schedule import Job, Schedule
from feedpub.sources import watching
from feedpub.sources.directory import DirectorySource
from feedpub.store import Store, open_store
from tests.builders import TINY
from tests.test_schedule import wait_until

HOUR = 3600


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    return folder


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{folder / 'feedpub.db'}") as opened:  # in the folder, as careless people have it
        yield opened


@contextmanager
def scheduled(store: Store, folder: Path) -> Iterator[None]:
    source = DirectorySource("desk", folder)
    look = partial(refresh, source, store=store, drafting=TINY)
    with Schedule(store, [Job("desk", HOUR, look, watch=source.watch)]):
        wait_until(lambda: looks(store) and store.sources.states()[0].succeeded)
        time.sleep(0.5)  # until the watch is there
        yield


def looks(store: Store) -> int:
    return sum(state.refreshes for state in store.sources.states())


def shows(store: Store, count: int, text: str = "") -> Callable[[], bool]:
    return lambda: (
        store.events.count() == count and text in "".join(one.event.article.text for one in store.events.newest(9))
    )


def test_what_is_written_changed_and_removed_is_seen_at_once(store: Store, folder: Path) -> None:
    with scheduled(store, folder):
        (folder / "desk").mkdir()
        (folder / "desk" / "quay.txt").write_text("The quay is open.")
        wait_until(shows(store, 1, "open"))
        (folder / "other.txt").write_text("The mill burnt.")
        wait_until(shows(store, 2))
        (folder / "desk" / "quay.txt").write_text("The quay is shut.")
        wait_until(shows(store, 2, "shut"))
        (folder / "other.txt").unlink()
        wait_until(shows(store, 1))


def test_a_database_in_the_folder_and_unfinished_files_call_nobody(store: Store, folder: Path) -> None:
    with scheduled(store, folder):
        (folder / "quay.txt").write_text("The quay is open.")
        wait_until(shows(store, 1))
        time.sleep(1)
        before = looks(store)
        (folder / ".quay.txt.swp").write_text("half")
        (folder / "quay.txt~").write_text("old")
        time.sleep(1.5)
        assert looks(store) == before


def test_a_change_during_a_look_is_looked_at_afterwards(store: Store, folder: Path) -> None:
    source = DirectorySource("desk", folder)
    begun, goes_on = threading.Event(), threading.Event()

    def look(**options: object) -> Iterator[object]:
        listed = list(source.documents())
        begun.set()
        goes_on.wait(20)
        assert listed is not None
        yield from refresh(source, store=store, drafting=TINY, **options)  # type: ignore[arg-type]  # what a schedule gives

    with Schedule(store, [Job("desk", HOUR, look, watch=source.watch)]):  # type: ignore[arg-type]  # outcomes, passed on
        assert begun.wait(20)
        time.sleep(0.5)
        (folder / "late.txt").write_text("The mill burnt.")
        time.sleep(1)
        goes_on.set()
        wait_until(shows(store, 1))
        wait_until(lambda: looks(store) == 2)


def test_a_folder_that_is_replaced_or_made_later_is_watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "_AGAIN", 100)
    folder, told, stop = tmp_path / "later", threading.Event(), threading.Event()
    source = DirectorySource("desk", folder)
    thread = threading.Thread(target=source.watch, args=(told.set, stop))
    thread.start()
    try:
        for _ in range(2):
            time.sleep(0.5)
            folder.mkdir()
            assert told.wait(20)
            time.sleep(1)
            told.clear()
            (folder / "quay.txt").write_text("The quay is open.")
            assert told.wait(20)
            rmtree(folder)
            time.sleep(1)
            told.clear()
    finally:
        stop.set()
        thread.join(20)
    assert not thread.is_alive()
