"""feedpub compact."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from feedpub.cli import main
from feedpub.store import open_store
from tests.store.conftest import undo
from tests.storing import put


def test_it_compresses_an_earlier_store_and_says_how_large_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    url = "sqlite:///feedpub.db"
    with open_store(url) as store:
        for number in range(60):
            put(store, f"quay {number}", text="The quay was closed for repairs. " * 200)
        undo(store, "0017")
    result = CliRunner().invoke(main, ["compact"])
    assert result.exit_code == 0, result.output
    before, now = (float(part.split()[0]) for part in result.output.split(", "))
    assert now <= before / 2
    with open_store(url) as store:
        assert (store.compaction.is_due(), store.events.count()) == (False, 60)


def test_it_makes_no_store_where_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["compact"])
    assert result.exit_code == 1
    assert not (tmp_path / "feedpub.db").exists()
