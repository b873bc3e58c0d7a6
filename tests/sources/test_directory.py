import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from feedpub.errors import SourceError
from feedpub.model.document import Document
from feedpub.sources.byhand import BY_HAND, documents_at
from feedpub.sources.directory import DirectorySource


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    return folder


@pytest.fixture
def bound() -> Iterator[Path]:
    """A folder of a user whom permissions bind, also where root runs the tests."""
    nobody = 65534
    with TemporaryDirectory() as name:
        is_root = os.geteuid() == 0
        if is_root:
            os.chown(name, nobody, nobody)
            os.seteuid(nobody)
        try:
            yield Path(name)
        finally:
            if is_root:
                os.seteuid(0)


def write(path: Path, content: bytes = b"copy") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def keys(found: Iterator[Document | SourceError]) -> list[str]:
    return [one.key if isinstance(one, Document) else f"refused {one.location}" for one in found]


def listed(folder: Path) -> list[str]:
    return keys(DirectorySource("desk", folder).documents())


def test_pictures_are_no_documents(folder: Path) -> None:
    for name in ("quay.JPG", "map.svg", "boat.webp"):
        write(folder / name, b"picture")
    write(folder / "quay.png" / "a.txt", b"copy in a folder that is named like a picture")
    write(folder / "a.txt", b"copy")
    assert listed(folder) == ["a.txt", "quay.png/a.txt"]


def test_documents_carry_what_the_source_knows(folder: Path) -> None:
    path = write(folder / "sport" / "final.txt", b"\xffbytes")
    os.utime(path, (1772712000, 1772712000))
    source = DirectorySource("desk", folder, timezone="Asia/Tokyo", language="ja")
    expected = Document(
        source="desk",
        key="sport/final.txt",
        content=b"\xffbytes",
        location=str(path),
        timezone="Asia/Tokyo",
        language="ja",
        changed=datetime(2026, 3, 5, 12, tzinfo=UTC),
        folder=str(folder),
        path="sport/final.txt",
    )
    assert list(source.documents()) == [expected]


def test_keys_come_sorted_whatever_the_disk_says(folder: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a.txt", "B.txt", "a/b/c.md", "é.txt"):
        write(folder / name)
    assert listed(folder) == sorted(["b.txt", "a/z.txt", "a.txt", "B.txt", "a/b/c.md", "é.txt"])


@pytest.mark.parametrize(
    "name",
    [
        ".hidden.txt",
        ".git/config",
        "copy.txt~",
        ".copy.txt.swp",
        "copy.swp",
        "#copy.txt#",
        "copy.tmp",
        "copy.txt.part",
        "4913.TMP",
    ],
)
def test_hidden_and_unfinished_files_are_no_documents(folder: Path, name: str) -> None:
    write(folder / name)
    assert listed(folder) == []


@pytest.mark.parametrize("name", ["feedpub.db", "feedpub.db-wal", "feedpub.db-shm", "old.sqlite3", "x.sqlite-journal"])
def test_a_database_is_no_document_and_is_not_opened(folder: Path, name: str) -> None:
    write(folder / name)
    assert listed(folder) == []


def test_a_large_file_is_refused_by_name(folder: Path) -> None:
    write(folder / "small.txt", b"x" * 10)
    write(folder / "large.txt", b"x" * 11)
    large, small = DirectorySource("desk", folder, max_document_bytes=10).documents()
    assert str(large) == "large.txt: it has 11 bytes, more than the 10 allowed"
    assert isinstance(small, Document)


def test_a_file_that_may_not_be_read_is_refused_by_name(bound: Path) -> None:
    write(bound / "a.txt").chmod(0)
    write(bound / "b.txt")
    assert listed(bound) == ["refused a.txt", "b.txt"]


def test_a_folder_below_that_may_not_be_listed_fails_the_source(bound: Path) -> None:
    write(bound / "closed" / "a.txt")
    (bound / "closed").chmod(0)
    try:
        with pytest.raises(SourceError, match=r"desk: the folder .*closed cannot be listed"):
            DirectorySource("desk", bound).documents()
    finally:
        (bound / "closed").chmod(0o700)


@pytest.mark.parametrize("make_file", [True, False])
def test_a_source_without_its_folder_has_failed(tmp_path: Path, make_file: bool) -> None:
    path = tmp_path / "articles"
    if make_file:
        write(path)
    with pytest.raises(SourceError, match=r"desk: .*articles is (missing|no folder)"):
        DirectorySource("desk", path).documents()


def test_a_file_that_vanishes_after_listing_is_not_there(folder: Path) -> None:
    write(folder / "a.txt")
    gone = write(folder / "b.txt")
    documents = DirectorySource("desk", folder).documents()
    first = next(documents)
    gone.unlink()
    assert isinstance(first, Document)
    assert list(documents) == []


def test_files_are_opened_only_when_their_turn_comes(folder: Path) -> None:
    write(folder / "a.txt")
    later = write(folder / "b.txt", b"before")
    documents = DirectorySource("desk", folder).documents()
    next(documents)
    later.write_bytes(b"after")
    second = next(documents)
    assert isinstance(second, Document)
    assert second.content == b"after"


def test_links_are_followed_within_the_folder_and_never_out_of_it(folder: Path) -> None:
    outside = write(folder.parent / "secret.txt")
    write(folder / "..data" / "copy.txt")
    (folder / "copy.txt").symlink_to("..data/copy.txt")  # as Kubernetes mounts a ConfigMap
    (folder / "dangling.txt").symlink_to("nowhere.txt")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "out").symlink_to(folder.parent, target_is_directory=True)
    (folder / "round").symlink_to(folder, target_is_directory=True)
    (folder / "secret.txt").symlink_to(outside)
    assert listed(folder) == ["copy.txt", "refused loop.txt", "refused out", "refused secret.txt"]


def test_the_folder_itself_may_be_a_link(folder: Path) -> None:
    write(folder / "a.txt")
    link = folder.parent / "current"
    link.symlink_to(folder, target_is_directory=True)
    assert listed(link) == ["a.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_a_pipe_is_no_document_and_does_not_block(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    assert listed(folder) == []


@pytest.mark.skipif(os.name == "nt", reason="needs file names of bytes")
def test_a_name_that_is_not_utf8_is_refused(folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_bytes(b"copy")
    assert listed(folder) == ["refused caf\\xe9.txt"]
    assert [key.rpartition("/")[2] for key in keys(documents_at([folder]))] == ["caf\\xe9.txt"]


def test_what_is_given_by_hand_is_keyed_by_its_absolute_path(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = write(folder / "one" / "a.txt"), write(folder / "two" / "a.txt")
    monkeypatch.chdir(folder / "one")
    found = list(documents_at([Path("a.txt"), Path("../two"), folder], timezone="Asia/Tokyo", language="ja"))
    assert keys(iter(found)) == [first.as_posix(), second.as_posix()]
    assert {(one.source, one.timezone, one.language) for one in found if isinstance(one, Document)} == {
        (BY_HAND, "Asia/Tokyo", "ja")
    }


def test_a_path_given_by_hand_that_cannot_be_opened_stops_nothing(folder: Path) -> None:
    good = write(folder / "a.txt")
    large = write(folder / "deep" / "large.txt", b"x" * 100)
    (folder / "loop").symlink_to("loop")
    found = documents_at([folder / "missing.txt", folder / "loop", large.parent, large, good], max_document_bytes=50)
    assert keys(found) == [
        f"refused {folder / 'missing.txt'}",
        f"refused {folder / 'loop'}",
        f"refused {large}",
        good.as_posix(),
    ]


@pytest.mark.parametrize(("name", "shown"), [("two\nlines.txt", r"two\nlines.txt"), ("bell\x1b[2J.txt", r"bell\x1b[2J.txt")])
def test_a_name_that_would_act_on_a_log_or_terminal_is_refused_and_shown_in_escapes(
    folder: Path, name: str, shown: str
) -> None:
    (folder / name).write_bytes(b"x")
    for (found,) in (DirectorySource("desk", folder).documents(), documents_at([folder / name])):
        assert isinstance(found, SourceError)
        assert str(found).endswith(f"{shown}: its name is not UTF-8, or has control characters in it")
