"""Commands as people and scripts start them: output, errors and exit codes."""

import os
import re
import socket
import sqlite3
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner

from feedpub.cli import main
from feedpub.formats import FORMATS
from feedpub.model.schema import event_schema_text
from feedpub.settings import Settings
from feedpub.wiring import create_app
from tests.builders import nested
from tests.serving import environment

COPY = """date 2026-02-03 The island's last ferry crew returns to work.

HORTA, Portugal — Crews on the ferries voted on Tuesday to end a stoppage.
"""


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    returncode: int
    stdout: bytes
    stderr: bytes


def feedpub(folder: Path, *arguments: str, stdin: bytes = b"", **variables: str) -> Done:
    """Run a command in a folder, in this process: starting Python for each would be most of the time."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        done = CliRunner(env=environment(folder, **variables)).invoke(main, arguments, input=stdin, prog_name="feedpub")
    finally:
        os.chdir(before)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Done(done.exit_code, done.stdout_bytes, done.stderr_bytes)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "ferry.txt").write_text(COPY, encoding="utf-8")
    return tmp_path


def test_schema_is_the_published_one(tmp_path: Path) -> None:
    assert feedpub(tmp_path, "schema").stdout.decode() == event_schema_text()


@pytest.mark.parametrize("name", [form.name for form in FORMATS])
def test_extract_writes_every_format(name: str, folder: Path) -> None:
    done = feedpub(folder, "extract", "articles/ferry.txt", "--format", name)
    assert done.returncode == 0, done.stderr
    assert b"Horta" in done.stdout or b"HORTA" in done.stdout or b"ferry" in done.stdout


@pytest.mark.parametrize("name", [form.name for form in FORMATS])
def test_extract_ends_its_last_line_and_one_line_is_enough_for_json(name: str, folder: Path) -> None:
    printed = feedpub(folder, "extract", "articles/ferry.txt", "--format", name).stdout
    assert printed.endswith(b"\n")
    assert not printed.endswith(b"\n\n")
    assert printed.count(b"\n") == 1 or "json" not in next(form.media_type for form in FORMATS if form.name == name)


def test_extract_indents_json_on_a_terminal(folder: Path) -> None:
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "feedpub", "extract", "articles/ferry.txt"]
    started = subprocess.Popen(command, cwd=folder, env=environment(folder), stdout=theirs)
    os.close(theirs)
    printed = b""
    with suppress(OSError), os.fdopen(ours, "rb", 0) as terminal:  # who reads on after the end is told EIO
        while got := terminal.read(4096):
            printed += got
    assert started.wait(60) == 0
    assert printed.startswith(b'{\r\n  "schema_version"')
    assert printed.endswith(b"}\r\n")
    assert orjson.loads(printed) == orjson.loads(feedpub(folder, "extract", "articles/ferry.txt").stdout)


def test_extract_reads_standard_input(tmp_path: Path) -> None:
    done = feedpub(tmp_path, "extract", "-", stdin=COPY.encode())
    assert orjson.loads(done.stdout)["article"]["standfirst"] == "The island's last ferry crew returns to work."


def test_extract_and_ingest_give_one_article_one_id(folder: Path) -> None:
    extracted = orjson.loads(feedpub(folder, "extract", "articles/ferry.txt").stdout)["id"]
    feedpub(folder, "ingest", "articles/ferry.txt")
    with sqlite3.connect(folder / "feedpub.db") as database:
        assert [row[0] for row in database.execute("select id from articles")] == [extracted]


def test_extract_names_document_field_and_reason(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text("date 2026-02-30 Nothing.\n\nNo such day.\n", encoding="utf-8")
    done = feedpub(tmp_path, "extract", "bad.txt")
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"bad.txt: published: '2026-02-30' is an impossible date" in done.stderr
    assert b"Traceback" not in done.stderr


def test_date_can_be_given_for_copy_that_has_none(tmp_path: Path) -> None:
    (tmp_path / "undated.txt").write_text("HORTA, Portugal — Crews voted on Tuesday.\n", encoding="utf-8")
    refused = feedpub(tmp_path, "ingest", "undated.txt")
    assert (refused.returncode, b"published: no date is given" in refused.stderr) == (1, True)
    assert feedpub(tmp_path, "ingest", "undated.txt", "--date", "2026-02-03").stderr == b"1 document: 1 new\n"
    extracted = feedpub(tmp_path, "extract", "undated.txt", "--date", "2026-02-03")
    assert orjson.loads(extracted.stdout)["article"]["published"] == "2026-02-03"
    piped = feedpub(tmp_path, "extract", "-", "--date", "2026-02-03", stdin=(tmp_path / "undated.txt").read_bytes())
    assert orjson.loads(piped.stdout)["article"]["text"] == "HORTA, Portugal — Crews voted on Tuesday."
    undated = feedpub(tmp_path, "extract", "-", stdin=b"Crews voted on Tuesday.\n")
    assert (undated.returncode, b"standard input: published: no date is given" in undated.stderr) == (1, True)


def test_ingest_sums_up_and_a_second_time_changes_nothing(folder: Path) -> None:
    first, second = (feedpub(folder, "ingest", "articles") for _ in range(2))
    assert (first.returncode, first.stderr) == (0, b"1 document: 1 new\n")
    assert (second.returncode, second.stderr) == (0, b"1 document: 1 unchanged\n")


def test_ingest_refuses_one_takes_the_rest_and_says_so(folder: Path) -> None:
    (folder / "articles" / "empty.txt").write_bytes(b"")
    (folder / "articles" / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    done = feedpub(folder, "ingest", "articles")
    assert done.returncode == 1
    lines = done.stderr.decode().splitlines()
    assert any("empty.txt" in line and "empty" in line for line in lines)
    assert any("picture.txt" in line for line in lines)
    assert lines[-1] == "3 documents: 1 new, 2 refused"


HOSTILE = {
    "escape.md": ('---\ntitle: "\\UFFFFFFFF"\ndate: 2026-02-03\n---\n\nText.', "title: line 2: an escape"),
    "half.md": ('---\ntitle: "\\ud83d"\ndate: 2026-02-03\n---\n\nText.', "title: line 2: an escape"),
    "deep.md": (f"---\ntags: {'[' * 10_000}{']' * 10_000}\n---\n\nText.", "front matter: line 2: nested more than 6"),
    "language.md": ("---\ndate: 2026-02-03\nlanguage: en-UK\n---\n\nText.", "language: 'en-UK' is no language (BCP 47)"),
}


@pytest.mark.parametrize("command", [("ingest", "articles"), ("refresh",)])
def test_hostile_files_and_folders_are_refused_by_name_and_the_rest_is_published(
    folder: Path, command: tuple[str, ...]
) -> None:
    for name, (content, _) in HOSTILE.items():
        (folder / "articles" / name).write_text(content, encoding="utf-8")
    with nested(folder / "articles", 1500):
        done = feedpub(folder, *command)
    told = done.stderr.decode()
    assert done.returncode == 1
    assert "Traceback" not in told
    assert told.endswith("\n6 documents: 1 new, 5 refused\n")
    assert f"{'/'.join('d' * 65)}: it lies more than 64 folders deep" in told
    for name, (_, reason) in HOSTILE.items():
        assert f"{name}: {reason}" in told


@pytest.mark.parametrize("name", HOSTILE)
def test_extract_refuses_hostile_files_by_name(folder: Path, name: str) -> None:
    content, reason = HOSTILE[name]
    (folder / name).write_text(content, encoding="utf-8")
    done = feedpub(folder, "extract", name)
    assert done.returncode == 1
    assert f"{name}: {reason}" in done.stderr.decode()


def test_ingest_tells_programs_as_json(folder: Path) -> None:
    done = feedpub(folder, "ingest", "--json", "articles")
    assert orjson.loads(done.stdout)["status"] == "new"


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("extract",), 2),
        (("extract", "x.txt", "--jsonl"), 2),
        (("ingest",), 2),
        (("ingest", "missing"), 2),
        (("nonsense",), 2),
    ],
)
def test_wrong_usage_is_exit_status_2(arguments: tuple[str, ...], status: int, tmp_path: Path) -> None:
    assert feedpub(tmp_path, *arguments).returncode == status


def test_explain_shows_the_text_and_what_won_and_lost(folder: Path) -> None:
    shown = feedpub(folder, "explain", "articles/ferry.txt").stdout.decode()
    assert "Crews on the ferries voted on Tuesday to end a stoppage." in shown
    assert "+ 2026-02-03  “Tuesday”" in shown
    assert "+ Horta  “HORTA”" in shown
    (example,) = (line for line in shown.splitlines() if line.startswith("when.weekday  "))
    assert re.search(r"\[\w+=2024-04-\d\d\]", example)


def test_explain_marks_evidence_in_colour(folder: Path) -> None:
    shown = feedpub(folder, "explain", "articles/ferry.txt", FORCE_COLOR="1").stdout.decode()
    assert re.search("\x1b\\[[0-9;]*m(on )?Tuesday\x1b\\[0m", shown)


@pytest.mark.parametrize("options", [(), ("--plain",)])
def test_explain_keeps_its_marks_in_a_pipe(folder: Path, options: tuple[str, ...]) -> None:
    lines = feedpub(folder, "explain", *options, "articles/ferry.txt").stdout.decode().splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("HORTA"))
    assert lines[at + 1].startswith("rrrrr")
    assert lines[at + 1][lines[at].index("Tuesday") :].startswith("nnnnnnn ")


def test_explain_draws_a_page(folder: Path) -> None:
    page = feedpub(folder, "explain", "--html", "articles/ferry.txt").stdout.decode()
    assert page.startswith("<!DOCTYPE html>")
    assert re.search("<span style=[^>]*underline[^>]*>Tuesday</span>", page)


def test_explain_shows_every_layer_in_columns(folder: Path) -> None:
    lines = feedpub(folder, "explain", "--layers", "articles/ferry.txt").stdout.decode().splitlines()
    layers = [line.split(" (")[0] for line in lines if line and not line.startswith(" ")]
    assert layers == [
        *("matter", "sentences", "quotations", "tokens", "names", "clauses"),
        *("attributions", "entities", "times", "places", "events"),
    ]
    (token,) = (line for line in lines if "  Tuesday  " in line and " DAY " in line)
    head = next(line for line in lines if line.split()[:3] == ["field", "token", "start"])
    assert token.index("DAY") == head.index("tag")
    assert any(line.split()[:1] == ["2026-02-03"] and "when.weekday" in line for line in lines)


def test_explain_tells_programs_the_trace(folder: Path) -> None:
    claims = orjson.loads(feedpub(folder, "explain", "--json", "articles/ferry.txt").stdout)
    assert {"question", "rule", "text", "won", "reason"} <= claims[0].keys()
    assert any(claim["question"] == "when" and claim["won"] for claim in claims)


def test_refresh_deletes_the_most_of_a_source_only_when_told_so(folder: Path) -> None:
    feedpub(folder, "refresh")
    (folder / "articles" / "ferry.txt").unlink()
    refused = feedpub(folder, "refresh")
    assert (refused.returncode, b"source: articles" in refused.stderr) == (1, True)
    told = feedpub(folder, "refresh", "--allow-mass-delete")
    assert (told.returncode, told.stderr) == (0, b"1 document: 1 deleted\n")


def test_refresh_again_reads_what_is_known(folder: Path) -> None:
    feedpub(folder, "refresh")
    assert feedpub(folder, "refresh", "--again").stderr == b"1 document: 1 unchanged\n"


def test_serve_does_not_share_a_port_with_a_stranger(folder: Path) -> None:
    with socket.socket() as stranger:
        stranger.bind(("127.0.0.1", 0))
        stranger.listen()
        done = feedpub(folder, "serve", "--port", str(stranger.getsockname()[1]))
    assert (done.returncode, b"cannot be listened on" in done.stderr) == (1, True)


def test_wrong_setting_is_one_line_naming_it(tmp_path: Path) -> None:
    done = feedpub(tmp_path, "ingest", ".", FEEDPUB_INTERVAL="soon")
    assert done.returncode == 1
    assert done.stderr.startswith(b"Error: settings: FEEDPUB_INTERVAL")


def test_unknown_extractor_is_named(folder: Path) -> None:
    done = feedpub(folder, "extract", "articles/ferry.txt", FEEDPUB_EXTRACTOR="oracle")
    assert b"extractor: 'oracle' is none of feedpub" in done.stderr


def test_a_backup_is_restored_and_proven_by_the_digest_of_the_site_s_state(folder: Path) -> None:
    address = f"sqlite:///{folder / 'other.db'}"
    assert feedpub(folder, "backup", "site.zip").returncode == 1, "there is nothing yet"
    feedpub(folder, "refresh")
    made = feedpub(folder, "backup", "site.zip", "--json")
    assert made.returncode == 0, made.stderr
    manifest = orjson.loads(made.stdout)
    restored = feedpub(folder, "restore", "site.zip", FEEDPUB_DATABASE_URL=address)
    assert restored.returncode == 0, restored.stderr
    app = create_app(Settings(database_url=address, scheduler="off"))
    state = app.test_client().get("/api/state").get_json()
    assert (state["sequence"], state["count"]) == (manifest["sequence"], manifest["events"]) == (1, 1)
    assert f"digest {state['digest']}, chain {state['chain']}" in restored.stdout.decode()
    assert (manifest["digest"], manifest["chain"]) == (state["digest"], state["chain"])
    again = feedpub(folder, "restore", "site.zip", FEEDPUB_DATABASE_URL=address)
    assert (again.returncode, b"has articles" in again.stderr) == (1, True)
    assert feedpub(folder, "restore", "site.zip", "--replace", FEEDPUB_DATABASE_URL=address).returncode == 0
    assert feedpub(folder, "restore", "articles/ferry.txt", "--replace").returncode == 1
