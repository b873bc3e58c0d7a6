"""The batch door: one answer per record, in order, whatever the records are."""

import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import orjson
import pytest

from tests.plugins import install_poisonable
from tests.serving import environment, eventually

GOOD = {"id": "a", "text": "HORTA, Portugal — Crews voted on Tuesday to end a strike.", "published": "2026-02-03"}


def batch(folder: Path, *lines: bytes, **variables: str) -> tuple[list[Any], bytes]:
    done = subprocess.run(
        [sys.executable, "-m", "feedpub", "extract", "--jsonl"],
        input=b"\n".join(lines),
        cwd=folder,
        env=environment(folder, **variables),
        capture_output=True,
        check=True,
    )
    return [orjson.loads(line) for line in done.stdout.splitlines()], done.stdout


UNUSABLE = [
    (b"{", None, "is no JSON"),
    (b"[1]", None, "is no JSON object"),
    (b"\xff", None, "is no JSON"),
    (b'{"text": "x"}', None, "id: is missing"),
    (b'{"id": {"a": 1}, "text": "x"}', {"a": 1}, "id: is missing, or neither"),
    (b'{"id": "b", "text": "  "}', "b", "b: text: is missing or empty"),
    (b'{"id": "b", "text": 5}', "b", "b: text: is missing or empty"),
    (b'{"id": "b", "text": "x", "published": "soon"}', "b", "b: published"),
    (b'{"id": "b", "text": "x", "headline": 5}', "b", "b: headline"),
    (b'{"id": "b", "text": "x", "language": "??"}', "b", "b: language"),
    (b'{"id": "b", "text": "x", "language": "jp"}', "b", "b: language: 'jp' is no language (BCP 47); did you mean 'ja'?"),
    (b'{"id": "b", "text": "x", "language": ["en"]}', "b", "b: language"),
    (b'{"id": "b", "text": "x", "body": "y"}', "b", "b: body: is no key"),
    (b'{"id": "b", "text": "x \\ud800"}', None, "is no JSON"),
    (b'{"id": "b", "text": ' + b"[" * 10_000 + b"]" * 10_000 + b"}", None, "is no JSON"),
    (b'{"id": "b", "text": "x", "published": ' + b"9" * 5_000 + b"}", None, "is no JSON"),
    (b'{"id": "b", "text": "x", "published": "99999-01-01"}', "b", "b: published"),
]


TEXT = "  One.\r\n\tTwo  “three”.\n\n\n\nFour. \x0b"


class Run(NamedTuple):
    """What a batch answered to each kind of record, and where it ran."""

    verbatim: list[Any]
    portuguese: Any
    mixed: list[Any]
    folder: Path


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """One batch for all: most of it is the start of its processes."""
    folder = tmp_path_factory.mktemp("batch")
    verbatim = (orjson.dumps({"id": 7, "text": TEXT}), b"", orjson.dumps(GOOD))
    mixed = [line for unusable, _, _ in UNUSABLE for line in (unusable, orjson.dumps(GOOD))]
    answers, _ = batch(folder, *verbatim, orjson.dumps(GOOD | {"language": "pt"}), *mixed)
    return Run(answers[:2], answers[2], answers[3:], folder)


def test_text_is_taken_verbatim_and_answers_keep_the_order(run: Run) -> None:
    answers = run.verbatim
    assert [answer["id"] for answer in answers] == [7, "a"]
    assert answers[0]["event"]["article"]["text"] == TEXT
    assert answers[1]["event"]["article"]["published"] == "2026-02-03"
    assert answers[1]["event"]["article"]["headline_generated"] is True


def test_unusable_record_is_answered_with_the_reason_and_the_rest_go_on(run: Run) -> None:
    assert len(run.mixed) == 2 * len(UNUSABLE)
    for (line, name, reason), refused, taken in zip(UNUSABLE, run.mixed[::2], run.mixed[1::2], strict=True):
        assert refused["id"] == name, line
        assert reason in refused["error"], line
        assert taken["event"]["article"]["id"].startswith("urn:uuid:")


def test_nothing_in_is_nothing_out(tmp_path: Path) -> None:
    assert batch(tmp_path) == ([], b"")


def test_language_without_rules_gives_an_event_without_answers(run: Run) -> None:
    event = run.portuguese["event"]
    assert (event["who"], event["what"], event["when"], event["where"], event["quotes"]) == ([], None, [], [], [])


def test_nothing_is_stored(run: Run) -> None:
    assert list(run.folder.iterdir()) == []


def poisonable(folder: Path, log: Path, **variables: str) -> dict[str, str]:
    """The variables of a site whose extractor goes astray on certain words."""
    path = f"{install_poisonable(folder / 'plugins', log)}:{environment(folder)['PYTHONPATH']}"
    budget = {"FEEDPUB_DOCUMENT_SECONDS": "1", "FEEDPUB_DOCUMENT_MEGABYTES": "200"}
    return {"FEEDPUB_EXTRACTOR": "poisonable", "PYTHONPATH": path} | budget | variables


@pytest.mark.slow
def test_record_that_passes_its_budget_is_answered_with_that_reason_in_its_place(tmp_path: Path) -> None:
    records = [GOOD | {"id": number, "text": f"{GOOD['text']} It was vote {number}."} for number in range(40)]
    records[3] |= {"text": "It was ENDLESS.", "id": "b"}
    records[4] |= {"text": "It was HOARDING."}
    records[5] |= {"text": "It was DEADLY."}
    # Time enough that a busy machine fills 200 MB before it is over.
    variables = poisonable(tmp_path, tmp_path / "met.log", FEEDPUB_DOCUMENT_SECONDS="4")
    answers, _ = batch(tmp_path, *map(orjson.dumps, records), **variables)
    assert [answer["id"] for answer in answers] == [record["id"] for record in records]
    assert [(answer["id"], answer["error"]) for answer in answers if "error" in answer] == [
        ("b", "b: takes more than 4 seconds (document_seconds)"),
        (4, "4: needs more than 200 MB of memory (document_megabytes)"),
        (5, "5: ends the process that reads it (SIGABRT)"),
    ]


@pytest.mark.slow
def test_whoever_sends_one_record_and_waits_gets_its_answer(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "feedpub", "extract", "--jsonl"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment(tmp_path), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin
        assert process.stdout
        for name in ("a", "b", "c"):
            process.stdin.write(orjson.dumps(GOOD | {"id": name}) + b"\n")
            process.stdin.flush()
            assert orjson.loads(process.stdout.readline())["id"] == name
        process.stdin.close()
        assert process.wait(30) == 0


@pytest.mark.slow
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_batch_stops_at_once_in_the_middle_of_a_record(tmp_path: Path, end: int) -> None:
    log = tmp_path / "met.log"
    command = [sys.executable, "-m", "feedpub", "extract", "--jsonl"]
    variables = poisonable(tmp_path, log, FEEDPUB_DOCUMENT_SECONDS="600")
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        env=environment(tmp_path, **variables),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdin
        process.stdin.write(orjson.dumps(GOOD | {"text": "It was ENDLESS."}) + b"\n")
        process.stdin.flush()
        eventually(log.exists, "the record is being read")
        process.send_signal(end)
        assert process.wait(30) != 0
