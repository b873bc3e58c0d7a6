import sqlite3
from pathlib import Path

import pytest

from tests.cli.test_commands import COPY, Done, feedpub


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "ferry.txt").write_text(COPY, encoding="utf-8")
    return tmp_path


def failing(done: Done) -> list[str]:
    return [
        line.split(maxsplit=1)[1].partition(":")[0] for line in done.stdout.decode().splitlines() if line.startswith("fails")
    ]


def test_a_site_that_is_set_up_passes_and_gets_no_database_by_it(folder: Path) -> None:
    done = feedpub(folder, "doctor")
    assert (done.returncode, failing(done)) == (0, [])
    assert "source articles: 1 document" in done.stdout.decode()
    assert not (folder / "feedpub.db").exists()


def test_a_database_is_written_to_and_its_clock_compared(folder: Path) -> None:
    feedpub(folder, "refresh")
    assert "clock: " in feedpub(folder, "doctor").stdout.decode()
    with sqlite3.connect(folder / "feedpub.db") as database:
        database.execute("update changes set at = at + 100000000000000")
    done = feedpub(folder, "doctor")
    assert (done.returncode, failing(done)) == (1, ["clock"])


def test_each_fault_is_named_with_what_to_do(folder: Path) -> None:
    (folder / "feedpub.toml").write_text('[[sources]]\nname = "desk"\npath = "nowhere"\n', encoding="utf-8")
    (folder / "templates").mkdir()
    (folder / "templates" / "home.html").write_text("{% if %}")
    done = feedpub(folder, "doctor", FEEDPUB_DATABASE_URL=f"sqlite:///{folder}/missing/feedpub.db")
    assert (done.returncode, failing(done)) == (1, ["look", "database", "source desk"])
    assert "home.html, line 1: " in done.stdout.decode()
    assert "correct its path in feedpub.toml" in done.stdout.decode()


def test_a_setting_that_is_wrong_is_a_finding(folder: Path) -> None:
    done = feedpub(folder, "doctor", FEEDPUB_FEED_SIZE="none")
    assert (done.returncode, failing(done)) == (1, ["settings"])
