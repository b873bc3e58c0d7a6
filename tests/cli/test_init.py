"""feedpub init: the file that it writes is one that feedpub reads."""

import tomllib
from pathlib import Path

from feedpub.settings import Settings
from tests.cli.test_commands import COPY, feedpub

FLAGS = (
    "--title",
    "Harbour “Gazette”",
    "--publisher",
    "Harbour Media",
    "--base-url",
    "https://news.example.org",
    "--folder",
    "desk",
)


def test_the_file_holds_the_answers_and_explains_every_setting(tmp_path: Path) -> None:
    assert feedpub(tmp_path, "init", *FLAGS).returncode == 0
    text = (tmp_path / "feedpub.toml").read_text("utf-8")
    assert tomllib.loads(text) == {
        "title": "Harbour “Gazette”",
        "publisher": "Harbour Media",
        "base_url": "https://news.example.org",
        "sources": [{"name": "articles", "path": "desk", "samples": False}],
    }
    for name in Settings.model_fields:
        assert f"\n{name} = " in text or f"\n# {name} = " in text or name == "sources"
    (tmp_path / "desk" / "ferry.txt").write_text(COPY, "utf-8")
    assert feedpub(tmp_path, "refresh").stderr == b"1 document: 1 new\n"
    assert feedpub(tmp_path, "doctor").returncode == 0


def test_what_is_not_given_is_asked(tmp_path: Path) -> None:
    done = feedpub(tmp_path, "init", stdin=b"Gazette\nPress\n\nnews\n")
    assert done.returncode == 0
    assert tomllib.loads((tmp_path / "feedpub.toml").read_text("utf-8"))["title"] == "Gazette"
    assert (tmp_path / "news").is_dir()


def test_the_settings_that_are_explained_can_be_set_by_taking_the_comment_away(tmp_path: Path) -> None:
    feedpub(tmp_path, "init", *FLAGS)
    text = (tmp_path / "feedpub.toml").read_text("utf-8")
    opened = [
        line.removeprefix("# ") if " = " in line and line[2:].split(" = ")[0] in Settings.model_fields else line
        for line in text.splitlines()
    ]
    found = tomllib.loads("\n".join(opened))
    defaults = {name: field.default for name, field in Settings.model_fields.items() if field.default not in (None, ())}
    defaults = {name: str(value) if isinstance(value, Path) else value for name, value in defaults.items()}
    assert {name: value for name, value in found.items() if name in defaults and name not in ("title", "publisher")} == {
        name: value for name, value in defaults.items() if name not in ("title", "publisher")
    }


def test_nothing_is_lost_and_nothing_written_that_cannot_be(tmp_path: Path) -> None:
    wrong = feedpub(tmp_path, "init", *FLAGS[:4], "--base-url", "news.example.org", "--folder", "a")
    assert (wrong.returncode, b"no absolute address" in wrong.stderr) == (1, True)
    assert list(tmp_path.iterdir()) == []
    feedpub(tmp_path, "init", *FLAGS)
    again = feedpub(tmp_path, "init", *FLAGS)
    assert (again.returncode, b"--force" in again.stderr) == (1, True)
    assert feedpub(tmp_path, "init", *FLAGS, "--force").returncode == 0
