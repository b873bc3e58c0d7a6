"""Folders whose names change while they are read: nothing outside is read, nothing hangs, and no descriptor is left open."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from feedpub.errors import SourceError
from feedpub.model.document import Document
from feedpub.sources.byhand import documents_at
from feedpub.sources.directory import DirectorySource
from feedpub.sources.folder import Folder
from tests.builders import nested

SECRET, COPY = b"secret", b"copy"
VISITS = 300  # with the paths followed by name instead, the first ten give the secret away


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "copy.txt").write_bytes(SECRET)
    folder = tmp_path / "articles"
    (folder / "desk").mkdir(parents=True)
    (folder / "desk" / "copy.txt").write_bytes(COPY)
    return folder.resolve()


@contextmanager
def swapping(*steps: Callable[[], object]) -> Iterator[None]:
    """Take these steps, over and over, in a thread beside."""
    stop = threading.Event()

    def swap() -> None:
        while not stop.is_set():
            for step in steps:
                step()

    thread = threading.Thread(target=swap)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(10)


def linked(link: Path, *targets: Path) -> list[Callable[[], object]]:
    """Steps that lead a link to one target after another, each at once, as rename(2) does."""

    def lead(target: Path) -> None:
        fresh = link.with_name(f".{link.name}.fresh")
        fresh.symlink_to(target)
        fresh.rename(link)

    return [lambda target=target: lead(target) for target in targets]  # type: ignore[misc]  # bound for each of them


def contents(found: Iterator[Document | SourceError]) -> set[bytes]:
    return {one.content for one in found if isinstance(one, Document)}


def test_a_file_that_is_swapped_for_a_link_leads_nowhere_else(folder: Path) -> None:
    link, inside, outside = folder / "link.txt", folder / "desk" / "copy.txt", folder.parent / "outside" / "copy.txt"
    with swapping(*linked(link, inside, outside)):
        read = set[bytes]().union(*(contents(DirectorySource("desk", folder).documents()) for _ in range(VISITS)))
        by_hand = set[bytes]().union(*(contents(documents_at([folder])) for _ in range(VISITS)))
    assert read == by_hand == {COPY}


def test_a_folder_that_is_swapped_for_a_link_leads_nowhere_else(folder: Path) -> None:
    desk, kept, outside = folder / "desk", folder.parent / "kept", folder.parent / "outside"

    def out() -> None:
        desk.rename(kept)
        desk.symlink_to(outside, target_is_directory=True)

    def back() -> None:
        desk.unlink()
        kept.rename(desk)

    with swapping(out, back):
        read = set[bytes]().union(*(contents(DirectorySource("desk", folder).documents()) for _ in range(VISITS)))
    assert read <= {COPY}


def test_a_link_that_is_swapped_within_the_folder_never_loses_its_file(folder: Path) -> None:
    """As Kubernetes changes a ConfigMap: ..data leads to one folder, then to another, and the first one goes."""
    steps: list[Callable[[], object]] = []
    for name in ("..one", "..two"):
        (folder / name).mkdir()
        (folder / name / "copy.txt").write_bytes(COPY)
        steps += linked(folder / "..data", folder / name)
    steps[0]()
    (folder / "mounted.txt").symlink_to("..data/copy.txt")
    with swapping(*steps):
        for _ in range(VISITS):
            assert "mounted.txt" in [
                one.key for one in DirectorySource("desk", folder).documents() if isinstance(one, Document)
            ]


@pytest.mark.parametrize("swap", [True, False])
def test_the_folder_stays_the_one_that_it_was_when_it_was_listed(folder: Path, swap: bool) -> None:
    documents = DirectorySource("desk", folder).documents()
    if swap:
        folder.rename(folder.parent / "moved")
        folder.symlink_to(folder.parent / "outside", target_is_directory=True)
        (folder.parent / "outside" / "desk").mkdir()
        (folder.parent / "outside" / "desk" / "copy.txt").write_bytes(SECRET)
    # Swapped, its links cannot be worked out any more, and what is in it is refused rather than read elsewhere.
    assert contents(documents) == (set() if swap else {COPY})


def test_a_pipe_that_takes_the_place_of_a_file_does_not_block(folder: Path) -> None:
    path = folder / "desk" / "copy.txt"
    documents = DirectorySource("desk", folder).documents()
    path.unlink()
    os.mkfifo(path)
    assert list(documents) == []


def test_no_descriptor_is_left_open(folder: Path) -> None:
    (folder / "large.txt").write_bytes(b"x" * 100)
    (folder / "out.txt").symlink_to(folder.parent / "outside" / "copy.txt")
    (folder / "round").symlink_to(folder, target_is_directory=True)
    os.mkfifo(folder / "pipe.txt")

    def opened() -> int:
        return len(os.listdir("/proc/self/fd"))  # noqa: PTH208 (counts what a Path would open as well)

    before = opened()
    source = DirectorySource("desk", folder, max_document_bytes=50)
    for _ in range(20):
        list(source.documents())
        source.documents()  # of which nothing is taken
        list(documents_at([folder / "desk" / "copy.txt", folder / "no.txt", folder / "large.txt" / "x"]))
        with pytest.raises(OSError, match=r"large\.txt|articles"):
            Folder(folder / "large.txt" / "x")
    assert opened() == before


@pytest.mark.parametrize("depth", [64, 65, 1500])
def test_folders_that_nest_too_deep_are_refused_by_name(folder: Path, depth: int) -> None:
    with nested(folder, depth):
        for found in (list(DirectorySource("desk", folder).documents()), list(documents_at([folder]))):
            if depth > 64:
                (refused,) = [one for one in found if isinstance(one, SourceError)]
                assert refused.location.endswith("/".join("d" * 65))
                assert refused.reason == "it lies more than 64 folders deep"
            assert contents(iter(found)) == ({COPY} if depth > 64 else {COPY, b"deep"})
