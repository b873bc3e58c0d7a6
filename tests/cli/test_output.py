"""Where commands print to may be full, or nobody may read it any more."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.serving import environment

pytestmark = pytest.mark.slow

FULL = Path("/dev/full")
COPY = (
    "date 2026-02-03 Crews return to work.\n\nHORTA, Portugal — Crews on the ferries voted on Tuesday to end a stoppage.\n"
)
LINE = b'{"id": "1", "text": "The council voted on Monday."}\n'
EXTRACT = ["extract ferry.txt", "extract ferry.txt --format rss", "extract --jsonl"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ferry.txt").write_text(COPY, encoding="utf-8")
    return tmp_path


def run(folder: Path, command: str, output: int, stdin: bytes = LINE) -> "subprocess.CompletedProcess[bytes]":
    started = [sys.executable, "-m", "feedpub", *command.split()]
    return subprocess.run(
        started, cwd=folder, env=environment(folder), input=stdin, stdout=output, stderr=subprocess.PIPE, check=False
    )


@pytest.mark.skipif(not FULL.exists(), reason="this machine has no device that is always full")
@pytest.mark.parametrize("command", [*EXTRACT, "explain ferry.txt", "schema", "--help"])
def test_what_cannot_be_written_is_one_line_and_a_failure(folder: Path, command: str) -> None:
    with FULL.open("wb") as full:
        done = run(folder, command, full.fileno())
    assert done.stderr == b"Error: cannot write the output: No space left on device\n"
    assert done.returncode == 1


@pytest.mark.parametrize("command", [*EXTRACT, "schema"])
def test_who_stops_reading_is_told_nothing(folder: Path, command: str) -> None:
    reader = subprocess.Popen([sys.executable, "-c", ""], stdin=subprocess.PIPE)
    assert reader.stdin is not None
    reader.wait()
    with reader.stdin as closed:
        done = run(folder, command, closed.fileno(), stdin=LINE * 50)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.parametrize("command", ["extract ferry.txt", "schema"])
def test_a_closed_output_is_no_failure(folder: Path, command: str) -> None:
    shell = f"'{sys.executable}' -m feedpub {command} >&-"
    done = subprocess.run(["/bin/sh", "-c", shell], cwd=folder, env=environment(folder), stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
