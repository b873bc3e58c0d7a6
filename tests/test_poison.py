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


def variables(folder: Path, seconds: int) -> dict[str, str]:
    plugins = install_poisonable(folder / "plugins", folder / "met.log")
    path = f"{plugins}:{environment(folder)['PYTHONPATH']}"
    budget = {"FEEDPUB_DOCUMENT_SECONDS": str(seconds), "FEEDPUB_DOCUMENT_MEGABYTES": "200"}
    return budget | {"FEEDPUB_EXTRACTOR": "poisonable", "PYTHONPATH": path, "FEEDPUB_INTERVAL": "1"}


def met(folder: Path) -> list[str]:
    log = folder / "met.log"
    return log.read_text().split() if log.exists() else []


def poison(folder: Path) -> dict[str, Path]:
    """Put one file of each kind into the folder, among the others."""
    files = {word: folder / "articles" / f"50-{word}.txt" for word in WORDS}
    for word, file in files.items():
        file.write_text(COPY.format(n=word.upper()), encoding="utf-8")
    return files


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


def named(client: Client, seconds: int) -> dict[str, str]:
    """What is refused, once all of it is, and what takes too long by the budget of this run."""
    found = refused(client)
    late = [reason for reason in found.values() if f"more than {seconds} seconds" in reason]
    return found if len(found) == len(WORDS) and len(late) == 2 else {}


def test_poison_among_a_hundred_files_is_named_and_not_met_again_unless_the_budget_is_larger(folder: Path) -> None:
    files = poison(folder)
    for seconds, times in ((2, 1), (2, 1), (3, 2)):
        with serving(folder, **variables(folder, seconds)) as client:
            reasons = eventually(partial(named, client, seconds), "each poison is named, with the budget")
            passed(client)
            assert refused(client) == reasons
            assert {word for word, setting in WORDS.items() if setting in reasons[files[word].name]} == WORDS.keys()
            assert client.get("/healthz").json()["events"] == 99, "all others are published"
            assert sorted(met(folder)) == sorted([word.upper() for word in WORDS] * times)
            if times > 1:
                cured(folder, client, files)


def cured(folder: Path, client: Client, files: dict[str, Path]) -> None:
    before = met(folder)
    for word, file in files.items():
        file.write_text(COPY.format(n=f"cured {word}"), encoding="utf-8")
    eventually(lambda: client.get("/healthz").json()["events"] == 102, "what has been cured is published")
    assert refused(client) == {}
    assert met(folder) == before
