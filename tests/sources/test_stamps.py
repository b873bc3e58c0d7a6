import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from feedpub.ingest import refresh
from feedpub.model.document import Document, Terms
from feedpub.sources import folder as reading
from feedpub.sources.base import Untouched
from feedpub.sources.directory import DirectorySource
from feedpub.sources.samples import OwnArticlesSource, UnsetSource
from feedpub.store import Store, open_store
from tests.builders import NOON, drafting_apart

LATER = 60  # seconds: by then no write bears the time of an earlier one


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("harbour", "mill"):
        (folder / f"{name}.txt").write_text(f"The {name} is open.")
    return folder


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "now", lambda: time.time() + LATER)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path}/store.db") as opened:
        yield opened


def stamps(source: DirectorySource) -> dict[str, str]:
    return {found.key: found.stamp for found in source.documents() if isinstance(found, Document)}


def read(source: DirectorySource, known: dict[str, str]) -> list[str]:
    return [found.key for found in source.changed_since(known) if isinstance(found, Document)]


def bring(store: Store, source: DirectorySource, **options: Any) -> dict[str, str]:
    outcomes = refresh(source, store=store, now=NOON, **drafting_apart(options))
    return {outcome.key: outcome.status for outcome in outcomes}


@pytest.mark.usefixtures("later")
def test_a_file_is_read_again_only_where_it_was_written(folder: Path) -> None:
    source = DirectorySource("desk", folder)
    known = stamps(source)
    assert read(source, known) == []
    (folder / "mill.txt").write_text("The mill is shut.")
    assert read(source, known) == ["mill.txt"]


@pytest.mark.usefixtures("later")
def test_a_write_of_equal_size_that_sets_the_time_back_is_found(folder: Path) -> None:
    source, path = DirectorySource("desk", folder), folder / "mill.txt"
    known, before = stamps(source), path.stat()
    path.write_text("The mill is shut.")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert read(source, known) == ["mill.txt"]


@pytest.mark.usefixtures("later")
def test_a_file_in_the_place_of_another_is_found(folder: Path) -> None:
    source = DirectorySource("desk", folder)
    known = stamps(source)
    other = folder.parent / "mill.txt"
    other.write_text("The mill is shut.")
    other.replace(folder / "mill.txt")
    assert read(source, known) == ["mill.txt"]


def test_a_file_that_was_written_just_before_it_was_read_is_read_once_more(folder: Path) -> None:
    source = DirectorySource("desk", folder)
    assert set(stamps(source).values()) == {""}
    ahead = time.time() + LATER
    os.utime(folder / "mill.txt", (ahead, ahead))
    assert stamps(source)["mill.txt"] == ""


@pytest.mark.usefixtures("later")
def test_a_link_is_read_whatever_became_of_what_it_leads_to(folder: Path) -> None:
    (folder / "quay.txt").symlink_to("mill.txt")
    source = DirectorySource("desk", folder)
    assert read(source, stamps(source)) == ["quay.txt"]


@pytest.mark.usefixtures("later")
def test_a_picture_beside_copy_that_is_replaced_has_the_copy_read(folder: Path) -> None:
    (folder / "desk").mkdir()
    (folder / "desk" / "fire.txt").write_text("The mill burnt.\n\n![Smoke](mill.jpg)")
    (folder / "desk" / "mill.jpg").write_bytes(b"picture")
    source = DirectorySource("desk", folder)
    known = stamps(source)
    assert read(source, known) == []
    (folder / "desk" / "mill.jpg").write_bytes(b"another")
    assert read(source, known) == ["desk/fire.txt"]


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize(
    "changed", [{"timezone": "Asia/Tokyo"}, {"language": "ja"}, {"terms": Terms(section="Ports")}, {"max_document_bytes": 5}]
)
def test_what_a_source_says_of_its_files_has_them_all_looked_at(folder: Path, changed: Any) -> None:
    known = stamps(DirectorySource("desk", folder))
    found = DirectorySource("desk", folder, **changed).changed_since(known)
    assert not [one for one in found if isinstance(one, Untouched)]


@pytest.mark.usefixtures("later")
def test_files_that_are_as_they_were_are_told_in_runs_between_those_that_are_not(folder: Path) -> None:
    for number in range(150):
        (folder / f"quay {number:03}.txt").write_text("The quay opened.")
    source = DirectorySource("desk", folder)
    known = stamps(source)
    (folder / "quay 070.txt").write_text("It did not open.")
    found = list(source.changed_since(known))
    assert [one.key for one in found if isinstance(one, Document)] == ["quay 070.txt"]
    runs = [one.keys for one in found if isinstance(one, Untouched)]
    assert [len(run) for run in runs] == [64, 8, 64, 15]  # harbour and mill stand above the quays
    assert [key for run in runs for key in run] == [key for key in sorted(known) if key != "quay 070.txt"]


@pytest.mark.usefixtures("later")
def test_samples_are_known_without_being_read(folder: Path) -> None:
    sample = next((Path(__file__).parents[2] / "articles").iterdir())
    for path in folder.iterdir():
        path.unlink()
    (folder / "sample.txt").write_bytes(sample.read_bytes())
    source = UnsetSource("articles", folder, folders=(folder,))
    known = stamps(source)
    assert list(source.changed_since(known)) == [Untouched(("sample.txt",), f"{folder}/", sample=True)]
    assert list(OwnArticlesSource("articles", folder).changed_since(known)) == []


@pytest.mark.usefixtures("later")
def test_a_refresh_reads_what_was_written_and_knows_the_rest(store: Store, folder: Path) -> None:
    source = DirectorySource("desk", folder)
    assert bring(store, source) == {"harbour.txt": "new", "mill.txt": "new"}
    opened = []
    content = reading.Folder.content

    def watched(self: reading.Folder, key: str, max_bytes: int) -> reading.FileContent | None:
        opened.append(key)
        return content(self, key, max_bytes)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading.Folder, "content", watched)
        assert bring(store, source) == {"harbour.txt": "unchanged", "mill.txt": "unchanged"}
        assert opened == []
        (folder / "mill.txt").write_text("The mill is shut.")
        assert bring(store, source) == {"harbour.txt": "unchanged", "mill.txt": "changed"}
        assert opened == ["mill.txt"]
        assert bring(store, source, again=True) == {"harbour.txt": "unchanged", "mill.txt": "unchanged"}
        assert opened == ["mill.txt", "harbour.txt", "mill.txt"]
    (folder / "mill.txt").unlink()
    assert bring(store, source) == {"harbour.txt": "unchanged", "mill.txt": "deleted"}


@pytest.mark.usefixtures("later")
def test_a_file_that_was_only_touched_is_read_once(store: Store, folder: Path) -> None:
    source = DirectorySource("desk", folder)
    bring(store, source)
    os.utime(folder / "mill.txt", (1_700_000_000, 1_700_000_000))
    known = {key: one.stamp or "" for key, one in store.sources.documents("desk").items()}
    assert read(source, known) == ["mill.txt"]
    assert bring(store, source) == {"harbour.txt": "unchanged", "mill.txt": "unchanged"}
    known = {key: one.stamp or "" for key, one in store.sources.documents("desk").items()}
    assert read(source, known) == []


@pytest.mark.usefixtures("later")
def test_a_refused_file_is_refused_unread_by_the_same_program_alone(store: Store, folder: Path) -> None:
    source = DirectorySource("desk", folder)
    (folder / "empty.txt").write_text("")
    drafting = drafting_apart({"program": "1"})
    first = {outcome.key: outcome.status for outcome in refresh(source, store=store, now=NOON, **drafting)}
    assert first["empty.txt"] == "refused"
    refusal = store.sources.documents("desk")["empty.txt"]
    again = {outcome.key: outcome for outcome in refresh(source, store=store, now=NOON, **drafting)}
    assert (again["empty.txt"].status, again["empty.txt"].reason) == ("refused", refusal.refusal)
    assert store.sources.documents("desk")["empty.txt"] == refusal
