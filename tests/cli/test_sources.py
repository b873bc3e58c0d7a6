"""feedpub source: what it writes into feedpub.toml, and what it leaves as it was."""

import tomllib
from pathlib import Path

import pytest

from tests.cli.test_commands import COPY, feedpub

SETTINGS = """# Ours since 2019.
title = "Harbour Gazette"  # as on the masthead

# The desk
[[sources]]
name = "desk"  # never change it
path = "desk"
interval = 30
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "feedpub.toml").write_text(SETTINGS, "utf-8")
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "ferry.txt").write_text(COPY, "utf-8")
    return tmp_path


def settings(folder: Path) -> str:
    return (folder / "feedpub.toml").read_text("utf-8")


def test_a_source_is_added_and_everything_else_stays_as_it_was(folder: Path) -> None:
    asked = ["--keep", "summary", "--include", "ferry", "--include", "port council", "--home-country", "PT"]
    done = feedpub(folder, "source", "add", "agency", "https://agency.example/feed.xml", *asked)
    assert done.returncode == 0
    assert settings(folder).startswith(SETTINGS)
    assert tomllib.loads(settings(folder))["sources"][1] == {
        "name": "agency",
        "url": "https://agency.example/feed.xml",
        "home_country": "PT",
        "keep": "summary",
        "include": ["ferry", "port council"],
    }
    shown = feedpub(folder, "source", "list").stdout.decode()
    assert "every 30 s" in shown
    assert "include: ferry, port council" in shown


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("add", "desk", "other"), "there is a source 'desk' already: --replace puts this one in its place"),
        (("add", "Big Desk", "other"), "name"),
        (("add", "a", "b", "--timezone", "Mars/Olympus"), "no IANA time zone"),
        (("add", "a", "b", "--allow-private"), "allow_private is for a source with a url"),
        (("remove", "dsk"), "there is no source 'dsk' in it: desk"),
        (("pause", "dsk"), "there is no source 'dsk' in it: desk"),
        (("check", "dsk"), "there is no such source"),
    ],
)
def test_what_cannot_be_is_refused_by_name_and_the_file_stays(folder: Path, arguments: tuple[str, ...], reason: str) -> None:
    done = feedpub(folder, "source", *arguments)
    assert (done.returncode, reason in done.stderr.decode()) == (1, True)
    assert settings(folder) == SETTINGS
    assert sorted(path.name for path in folder.iterdir()) == ["desk", "feedpub.toml"]


def test_a_source_takes_the_place_of_another_and_everything_else_stays_as_it_was(folder: Path) -> None:
    feedpub(folder, "source", "add", "agency", "https://agency.example/feed.xml", "--interval", "900")
    done = feedpub(folder, "source", "add", "desk", "https://desk.example/feed.xml", "--allow-private", "--replace")
    assert (done.returncode, done.stderr) == (0, b"")
    assert settings(folder).startswith(SETTINGS.partition("name = ")[0])
    assert tomllib.loads(settings(folder))["sources"] == [
        {"name": "desk", "url": "https://desk.example/feed.xml", "allow_private": True},
        {"name": "agency", "url": "https://agency.example/feed.xml", "interval": 900},
    ]


def test_an_address_that_is_not_public_is_refused_with_the_way_to_allow_it(folder: Path) -> None:
    feedpub(folder, "source", "add", "own", "http://127.0.0.1:9/feed.xml")
    refused = feedpub(folder, "source", "check", "own")
    assert refused.returncode == 1
    assert b"source add --allow-private (--replace)" in refused.stderr
    feedpub(folder, "source", "add", "own", "http://127.0.0.1:9/feed.xml", "--allow-private", "--replace")
    assert b"not public" not in feedpub(folder, "source", "check", "own").stderr


def test_a_paused_source_is_not_looked_at_and_its_articles_stay(folder: Path) -> None:
    feedpub(folder, "refresh")
    assert feedpub(folder, "source", "pause", "desk").returncode == 0
    assert "# never change it" in settings(folder)
    (folder / "desk" / "ferry.txt").unlink()
    assert feedpub(folder, "refresh").stderr == b"0 documents\n"
    assert b"1 article public" in feedpub(folder, "status").stdout
    assert b"paused" in feedpub(folder, "source", "list").stdout
    feedpub(folder, "source", "pause", "desk", "--resume")
    assert settings(folder) == SETTINGS


def test_a_removed_source_is_out_of_the_file_and_its_articles_stay(folder: Path) -> None:
    feedpub(folder, "refresh")
    assert feedpub(folder, "source", "remove", "desk").returncode == 0
    assert "sources" not in tomllib.loads(settings(folder))
    assert settings(folder).startswith("# Ours since 2019.")
    assert b"1 article public" in feedpub(folder, "status").stdout


def test_the_first_source_is_added_beside_the_folder_that_was_read_without_being_named(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    done = feedpub(tmp_path, "source", "add", "wire", "wire")
    assert b"added articles and wire" in done.stdout
    assert [each["name"] for each in tomllib.loads(settings(tmp_path))["sources"]] == ["articles", "wire"]


def test_a_source_is_checked_and_nothing_is_stored(folder: Path) -> None:
    (folder / "desk" / "bad.txt").write_text("No date.\n\nNothing.\n", "utf-8")
    done = feedpub(folder, "source", "check", "desk")
    assert done.returncode == 1
    assert b"bad.txt: refused: published: no date is given" in done.stdout
    assert b"ferry.txt: The island's last ferry crew returns to work" in done.stdout
    assert not (folder / "feedpub.db").exists()
