"""Backups of real stores, restored into databases of either kind."""

import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from sqlalchemy import text

from feedpub.backup import BackupManifest, back_up, restore
from feedpub.backup.manifest import MANIFEST
from feedpub.errors import BackupError, FeedpubError, StoreError
from feedpub.media import MediaStore
from feedpub.media.picture import Picture
from feedpub.model.record import RefusedCopy
from feedpub.store import KnownDocument, Store, open_store, plain_tables
from tests.builders import MINUTE, NOON, event
from tests.store.test_compaction import relative_forms
from tests.store.test_events import ops
from tests.store.test_proof import History, verify
from tests.store.test_search import found
from tests.storing import put

PICTURE = Picture(b"\x89PNG, as far as the media store goes", "png", "image/png", 1, 1)


def contents(store: Store) -> dict[str, list[Any]]:
    """All rows of all tables, as they lie there."""
    with store.snapshot() as snapshot:
        return {table.name: list(snapshot.contents.rows(table)) for table in plain_tables()}


@pytest.fixture(scope="module")
def media(tmp_path_factory: pytest.TempPathFactory) -> MediaStore:
    kept = MediaStore(tmp_path_factory.mktemp("media"))
    kept.keep(PICTURE)
    return kept


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a store to which everything has happened that happens to stores."""
    address = f"sqlite:///{tmp_path_factory.mktemp('source')}/source.db"
    with open_store(address) as store:
        history = History(store, 5)
        for _ in range(20):
            history.step()
        with store.writing() as writing:
            refused = KnownDocument("broken", refusal="is broken")
            writing.sources.note("wire", refused, NOON, is_new=True)
            writing.sources.keep_copy("wire", "broken", RefusedCopy(b"\x00\xff", 2, "text/plain", NOON))
    return address


@pytest.fixture(scope="module")
def made(source: str, media: MediaStore, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BackupManifest]:
    """A backup of it, and what is in it."""
    file = tmp_path_factory.mktemp("backup") / "site.zip"
    with open_store(source) as store:
        return file, back_up(store, media, file)


def test_a_restored_store_is_the_same_on_either_database_and_goes_on(
    source: str, made: tuple[Path, BackupManifest], database: str, tmp_path: Path
) -> None:
    file, manifest = made
    assert file.stat().st_mode & 0o777 == 0o600
    theirs = MediaStore(tmp_path / "elsewhere")
    assert restore(file, database, theirs) == manifest
    assert theirs.content(PICTURE.name) == PICTURE.content
    with open_store(source) as store, open_store(database) as other:
        before = contents(store)
        assert contents(other) == before
        assert min(len(before[name]) for name in ("articles", "traces", "facets", "words", "documents", "facet_totals")) > 0
        assert ops(other) == ops(store)
        assert found(other, "council") == found(store, "council") != []
        verify(other)
        back_up(other, theirs, tmp_path / "again.zip")
        put(other, "the lighthouse", now=NOON + 500 * MINUTE)
        verify(other)
        assert found(other, "lighthouse") == ["lighthouse"]
    restore(tmp_path / "again.zip", f"sqlite:///{tmp_path}/back.db", theirs)
    with open_store(f"sqlite:///{tmp_path}/back.db") as store:
        assert contents(store) == before
        assert relative_forms(store) == {"01", "02"}, "a restored store is as small"
    parts = [ZipFile(name) for name in (file, tmp_path / "again.zip")]
    assert parts[0].namelist() == parts[1].namelist()
    assert all(parts[0].read(name) == parts[1].read(name) for name in parts[0].namelist() if name != MANIFEST)


def test_bytes_that_are_no_text_stay_what_nobody_can_read(database: str, media: MediaStore, tmp_path: Path) -> None:
    source = f"sqlite:///{tmp_path}/source.db"
    with open_store(source) as store:
        for key in ("sound", "damaged"):
            put(store, key)
        with store.writing() as writing:
            damage = text(
                "UPDATE revisions SET document = CAST(replace(document, 'Boats', CAST(x'ff42' AS TEXT)) AS TEXT)"
                " WHERE article_id = :id"
            )
            writing.connection.execute(damage, {"id": event("damaged").id})
        made = back_up(store, media, tmp_path / "site.zip")
    assert made.proven != made.digest
    restore(tmp_path / "site.zip", database, media)
    with open_store(database) as store:
        assert store.integrity.examine() == 1
        assert [stored.event.id for stored in store.events.newest(9)] == [event("sound").id]
        if database.startswith("sqlite"):
            with open_store(source) as damaged:
                assert contents(damaged)["revisions"] == contents(store)["revisions"]


def test_a_backup_that_is_made_while_others_write_fits_together(database: str, media: MediaStore, tmp_path: Path) -> None:
    written = 0

    def write() -> None:
        nonlocal written
        while not done.is_set() and written < 300:
            put(store, f"dock {written}", now=NOON + written * MINUTE)
            written += 1

    with open_store(database) as store:
        put(store)
        done = threading.Event()
        writer = threading.Thread(target=write)
        writer.start()
        try:
            made = [back_up(store, media, tmp_path / f"{number}.zip") for number in range(4)]
        finally:
            done.set()
            writer.join()
    assert written > 1
    for number, manifest in enumerate(made):
        found = restore(tmp_path / f"{number}.zip", f"sqlite:///{tmp_path}/{number}.db", media)
        assert found.sequence == found.tables["changes"] == manifest.events


def test_articles_are_replaced_by_nobody_who_does_not_say_so(
    source: str, made: tuple[Path, BackupManifest], database: str, media: MediaStore
) -> None:
    with open_store(database) as store:
        put(store, "mine")
        with pytest.raises(StoreError, match="has articles"):
            restore(made[0], database, media)
        assert [stored.event.id for stored in store.events.newest(9)] == [event("mine").id]
    restore(made[0], database, media, replace=True)
    with open_store(source) as store, open_store(database) as other:
        assert contents(other) == contents(store)


_KILLED = """
import os, signal, sys
from pathlib import Path
from feedpub.backup import restore
from feedpub.media import MediaStore

class LastPicture(MediaStore):
    def take_back(self, name, content):
        os.kill(os.getpid(), signal.SIGKILL)

restore(Path(sys.argv[1]), sys.argv[2], LastPicture(Path(sys.argv[3])), replace=True)
"""


def test_a_killed_restore_has_restored_nothing(made: tuple[Path, BackupManifest], database: str, tmp_path: Path) -> None:
    with open_store(database) as store:
        put(store, "mine")
        before = contents(store)
    command = [sys.executable, "-c", _KILLED, str(made[0]), database, str(tmp_path / "theirs")]
    assert subprocess.run(command, check=False).returncode == -9
    with open_store(database) as store:
        assert contents(store) == before


def test_a_damaged_backup_leaves_everything_as_it_was(
    made: tuple[Path, BackupManifest], tmp_path: Path, media: MediaStore
) -> None:
    whole, target = made[0].read_bytes(), f"sqlite:///{tmp_path}/target.db"
    damaged = tmp_path / "damaged.zip"
    with open_store(target) as store:
        before = contents(store)
        for content in (b"", whole[: len(whole) // 2], _flipped(whole, len(whole) // 3), _flipped(whole, len(whole) - 1500)):
            damaged.write_bytes(content)
            with pytest.raises(BackupError, match="damaged"):
                restore(damaged, target, media)
        assert contents(store) == before
    assert not list(made[0].parent.glob(".*"))


@pytest.mark.parametrize(
    ("part", "old", "new", "reason"),
    [
        ("tables/revisions.jsonl", b"reopens", b"re-opens", "digest that was noted"),
        ("tables/counters.jsonl", b'"sequence",1', b'"sequence",2', "digest that was noted"),
        ("tables/facets.jsonl", b"\n[", b"\n{", "facets.jsonl: cannot be read"),
        ("tables/articles.jsonl", b'"slug"', b'"slag"', "has no column slag"),
        (MANIFEST, b'"articles":', b'"papers":', "tables"),
        (MANIFEST, b'"form": 1', b'"form": 2', "another form"),
        (MANIFEST, b'"schema_version": "0', b'"schema_version": "9', "newer version"),
        (f"media/{PICTURE.name}", b"PNG", b"GIF", "is not the picture"),
    ],
)
def test_a_backup_that_somebody_has_changed_is_refused(  # noqa: PLR0917
    part: str, old: bytes, new: bytes, reason: str, tmp_path: Path, media: MediaStore
) -> None:
    source, target, file = f"sqlite:///{tmp_path}/source.db", f"sqlite:///{tmp_path}/target.db", tmp_path / "site.zip"
    with open_store(source) as store:
        put(store)
        back_up(store, media, file)
    rewrite(file, {part: (old, new)})
    with pytest.raises(FeedpubError, match=reason):
        restore(file, target, media)
    with open_store(target) as store:
        assert store.events.count() == 0


def test_a_backup_of_an_earlier_schema_is_upgraded(
    source: str, made: tuple[Path, BackupManifest], database: str, media: MediaStore, tmp_path: Path
) -> None:
    file = tmp_path / "earlier.zip"
    file.write_bytes(made[0].read_bytes())
    later = {"documents": "stamp", "articles": "pictured"}  # which versions 0017 and 0018 brought
    earlier = {f"tables/{table}.jsonl": _without(file, table, column) for table, column in later.items()}
    version = (f'"schema_version": "{made[1].schema_version}"'.encode(), b'"schema_version": "0016"')
    rewrite(file, {MANIFEST: version}, earlier)
    assert restore(file, database, media).schema_version == "0016"
    with open_store(source) as store, open_store(database) as other:
        while other.compaction.step():
            pass
        assert contents(other) == contents(store)
        assert found(other, "council") == found(store, "council") != []


def _without(file: Path, table: str, column: str) -> bytes:
    """Return the rows of a table as they were before there was a column."""
    with ZipFile(file) as archive:
        first, *rows = [json.loads(line) for line in archive.read(f"tables/{table}.jsonl").splitlines()]
    place = first.index(column)
    return b"".join(json.dumps([*row[:place], *row[place + 1 :]]).encode() + b"\n" for row in (first, *rows))


def _flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]


def rewrite(file: Path, changes: dict[str, tuple[bytes, bytes]], instead: dict[str, bytes] | None = None) -> None:
    """Make an archive anew with something else in some of its parts."""
    with ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, (old, new) in changes.items():
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new)
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in (parts | (instead or {})).items():
            archive.writestr(name, content)
