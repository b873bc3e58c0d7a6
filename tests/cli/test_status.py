from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.cli.test_commands import COPY, feedpub


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "ferry.txt").write_text(COPY, encoding="utf-8")
    (tmp_path / "articles" / "later.md").write_text(
        "---\nheadline: A secret [red]vote[/red]\ndate: 2026-02-03\nembargo: 2999-01-01T06:00:00+00:00\n---\n\nThey vote.\n",
        encoding="utf-8",
    )
    return tmp_path


def told(folder: Path) -> tuple[int, Any]:
    done = feedpub(folder, "status", "--json")
    return done.returncode, orjson.loads(done.stdout)


def test_a_site_that_is_well_says_so_and_what_comes(folder: Path) -> None:
    told_of = "---\nheadline: Lamps\ndate: 2026-02-02\n---\n\nThe lamps <a href='javascript:x'>burn</a>.\n\n![](gone.jpg)\n"
    (folder / "articles" / "lamps.md").write_text(told_of, encoding="utf-8")
    feedpub(folder, "refresh")
    status, found = told(folder)
    assert (status, found["status"], found["events"]) == (0, "ok", 2)
    (noted,) = found["noted"]
    assert (noted["source"], noted["document"], found["noted_count"]) == ("articles", "lamps.md", 1)
    assert [note.partition(":")[0] for note in noted["notes"]] == [
        "a link was left out, its words stay",
        "a picture was left out",
    ]
    (source,) = found["sources"]
    assert source["last_attempt"] < source["last_success"] < source["next_look"]
    (release,) = found["releases"]
    assert (release["source"], release["document"]) == ("articles", "later.md")
    assert release["moment"].startswith("2999-01-01T06:00")
    assert [change["op"] for change in found["changes"]] == ["upsert", "upsert"]
    shown = feedpub(folder, "status")
    assert shown.returncode == 0
    assert "later.md" in shown.stdout.decode()
    assert "gone.jpg is no file beside the copy" in shown.stdout.decode()
    assert "secret" not in shown.stdout.decode()


def test_what_was_refused_stands_with_its_reason_and_what_to_do(folder: Path) -> None:
    (folder / "articles" / "bad [red].txt").write_text("No date.\n\nNothing.\n", encoding="utf-8")
    feedpub(folder, "refresh")
    status, found = told(folder)
    assert (status, found["status"]) == (1, "degraded")
    (refused,) = found["sources"][0]["refused"]
    assert (refused["document"], "no date is given" in refused["reason"]) == ("bad [red].txt", True)
    assert "--date" in refused["advice"]
    shown = feedpub(folder, "status")
    assert (shown.returncode, "bad [red].txt" in shown.stdout.decode()) == (1, True)
    (folder / "articles" / "bad [red].txt").unlink()
    feedpub(folder, "refresh")
    assert told(folder)[0] == 0


def test_a_source_that_failed_is_told_with_the_way_out(folder: Path) -> None:
    feedpub(folder, "refresh")
    for path in (folder / "articles").iterdir():
        path.unlink()
    assert feedpub(folder, "refresh").returncode == 1
    status, found = told(folder)
    (source,) = found["sources"]
    assert (status, source["status"]) == (1, "degraded")
    assert "2 of its documents have vanished at once" in source["failure"]
    assert "--allow-mass-delete" in source["advice"]


def test_a_source_that_nobody_looks_at_is_late(folder: Path) -> None:
    feedpub(folder, "refresh")
    done = feedpub(folder, "status", FEEDPUB_INTERVAL="0.001", FEEDPUB_LEASE_SECONDS="0.001")
    assert done.returncode == 1
    assert "its last refresh ended" in done.stdout.decode()


def test_who_asks_makes_no_database(tmp_path: Path) -> None:
    done = feedpub(tmp_path, "status")
    assert (done.returncode, b"there is no database yet" in done.stderr) == (1, True)
    assert list(tmp_path.iterdir()) == []
