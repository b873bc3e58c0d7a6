"""A store that was filled at once is left in good order; where that cannot be done, all is stored nevertheless."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from feedpub.errors import StoreError
from feedpub.ingest import Outcome
from feedpub.settings import Settings, SourceSettings
from feedpub.store import compaction, open_store
from feedpub.wiring.ingesting import ingest_places, refresh_sources

_COPY = (
    "date 2026-02-0{}\n\nThe island's ferry crew number {} returns.\n\nHORTA, Portugal — Crews voted to go back to work.\n"
)
_STORIES = 4

Fill = Callable[[Settings, Path], Iterator[Outcome]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (folder := tmp_path / "copy").mkdir()
    for number in range(1, _STORIES + 1):
        (folder / f"{number}.txt").write_text(_COPY.format(number, number), encoding="utf-8")
    return folder


@pytest.fixture
def tidied(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Have few articles be many, and note how large a store is each time that it was tidied."""
    found: list[int] = []
    tidy = compaction.Compaction.tidy

    def counted(self: compaction.Compaction) -> None:
        tidy(self)
        found.append(self.size())

    monkeypatch.setattr(compaction, "MANY", _STORIES)
    monkeypatch.setattr(compaction.Compaction, "tidy", counted)
    return found


def _given(settings: Settings, folder: Path) -> Iterator[Outcome]:
    return ingest_places(settings, [folder])


def _listed(settings: Settings, folder: Path) -> Iterator[Outcome]:
    sources = (SourceSettings(name="desk", path=folder),)
    return refresh_sources(settings.model_copy(update={"sources": sources}))


@pytest.mark.parametrize("fill", [_given, _listed])
def test_a_store_is_tidied_when_it_was_filled_and_not_again(
    tmp_path: Path, folder: Path, tidied: list[int], fill: Fill
) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'feedpub.db'}")
    assert [one.status for one in fill(settings, folder)] == ["new"] * _STORIES
    assert len(tidied) == 1
    assert [one.status for one in fill(settings, folder)] == ["unchanged"] * _STORIES
    assert len(tidied) == 1


def test_what_cannot_be_tidied_is_said_and_all_is_stored(
    tmp_path: Path, folder: Path, tidied: list[int], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_compaction: object) -> None:
        raise StoreError("feedpub.db", "database or disk is full")

    monkeypatch.setattr(compaction.Compaction, "tidy", fail)
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'feedpub.db'}")
    assert [one.status for one in _given(settings, folder)] == ["new"] * _STORIES
    assert "feedpub compact mends: feedpub.db: database or disk is full" in caplog.text
    with open_store(settings.database_url) as store:
        assert store.events.count() == _STORIES
    assert not tidied
