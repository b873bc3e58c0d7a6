"""Poison in a folder of a site that serves: it is refused, named, and not met again; everything else is published."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.plugins import install_poisonable
from tests.serving import Client, environment, eventually, serving

pytestmark = pytest.mark.slow

COPY = "date 2026-02-03 A ferry crew returns, part {n}.\n\nHORTA, Portugal — Crews voted on Tuesday to end stoppage {n}.\n"
WORDS = {"endless": "document_seconds", "hoarding": "document_megabytes", "waiting": "document_seconds"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    for n in range(99):
        (tmp_path / "articles" / f"{n:02}.txt").write_text(COPY.format(n=n), encoding="utf-8")
    return tmp_path


def variables(folder: Path) -> dict[str, str]:
    plugins = install_poisonable(folder / "plugins", folder / "met.log")
    path = f"{plugins}:{environment(folder)['PYTHONPATH']}"
    budget = {"FEEDPUB_DOCUMENT_SECONDS": "2", "FEEDPUB_DOCUMENT_MEGABYTES": "200"}
    return budget | {"FEEDPUB_EXTRACTOR": "poisonable", "PYTHONPATH": path, "FEEDPUB_INTERVAL": "1"}


def met(folder: Path) -> list[str]:
    log = folder / "met.log"
    return log.read_text().split() if log.exists() else []


def poison(folder: Path, word: str) -> Path:
    file = folder / "articles" / f"50-{word}.txt"
    file.write_text(COPY.format(n=word.upper()), encoding="utf-8")
    return file


def refused(client: Client) -> dict[str, str]:
    report = client.get("/healthz").json()
    return {each["document"]: each["reason"] for source in report["sources"] for each in source["refused"]}


def refreshes(client: Client) -> Any:
    return [source["last_success"] for source in client.get("/healthz").json()["sources"]]


def passed(client: Client) -> None:
    """Wait for two more looks at the source."""
    for _ in range(2):
        eventually(partial(_moved_on, client, refreshes(client)), "the source has been looked at")


def _moved_on(client: Client, before: Any) -> bool:
    return bool(refreshes(client) != before)


def _named_by(client: Client, seconds: str) -> bool:
    return f"more than {seconds} seconds" in str(refused(client))


@pytest.mark.parametrize("word", WORDS)
def test_poison_among_a_hundred_files_is_named_and_a_restart_does_not_meet_it_again(folder: Path, word: str) -> None:
    file = poison(folder, word)
    with serving(folder, **variables(folder)) as client:
        eventually(lambda: client.get("/healthz").json()["events"] == 99, "all others are published")
        named = eventually(lambda: refused(client), "the poison is named")
        assert list(named) == [file.name]
        assert WORDS[word] in named[file.name]
        passed(client)
    assert met(folder) == [word.upper()]
    with serving(folder, **variables(folder)) as client:
        passed(client)
        assert list(refused(client)) == [file.name]
        assert met(folder) == [word.upper()]
        file.write_text(COPY.format(n="cured"), encoding="utf-8")
        eventually(lambda: client.get("/healthz").json()["events"] == 100, "what has been cured is published")
        assert refused(client) == {}
    assert met(folder) == [word.upper()]


def test_a_larger_budget_is_tried(folder: Path) -> None:
    poison(folder, "endless")
    for seconds, times in (("1", 1), ("1", 1), ("2", 2)):
        with serving(folder, **variables(folder) | {"FEEDPUB_DOCUMENT_SECONDS": seconds}) as client:
            eventually(partial(_named_by, client, seconds), "the poison is named, with the budget")
            passed(client)
        assert met(folder) == ["ENDLESS"] * times
