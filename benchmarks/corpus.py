"""Extraction held to 2,225 real news articles: the same bytes anywhere, evidence that stands, no errors, nothing slow.

    python -m benchmarks.corpus                # everything
    python -m benchmarks.corpus --limit 200    # the first articles only

Runs the batch door twice, with different hash seeds, time zones and locales and with every warning an error, and compares
the bytes; slices all evidence out of the articles again; and times each article in this process. Exits with 1 when something
does not hold. The articles are those of ../shared/corpus; without them, nothing is measured.
"""

import argparse
import gzip
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from feedpub.collector import READING, spare_loaded
from feedpub.extraction import extract
from feedpub.readers.records import article_of

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus" / "bbc.jsonl.gz"
PLACES = (
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "4242", "TZ": "America/Los_Angeles", "LC_ALL": "POSIX"},
)
"""Two surroundings in which the same article must give the same event."""
SLOWEST = 0.1  # seconds that any article but the first, which loads the word lists, may take


def records(limit: int | None) -> list[dict[str, Any]]:
    """Read the corpus.

    Args:
        limit: how many articles at most.

    Returns:
        The articles as records of the batch door.
    """
    with gzip.open(CORPUS, "rt", encoding="utf-8") as file:
        found = [json.loads(line) for line in file]
    return [{key: value for key, value in record.items() if key != "section"} for record in found][:limit]


def answered(lines: bytes, surroundings: dict[str, str]) -> bytes:
    """Run the batch door.

    Args:
        lines: its standard input.
        surroundings: variables of its environment.

    Returns:
        Its standard output.

    Raises:
        subprocess.CalledProcessError: it failed, or warned of something.
    """
    command = [sys.executable, "-W", "error", "-m", "feedpub", "extract", "--jsonl"]
    done = subprocess.run(command, input=lines, stdout=subprocess.PIPE, check=True, cwd=ROOT, env=os.environ | surroundings)
    return done.stdout


def faults(asked: list[dict[str, Any]], output: bytes) -> Iterator[str]:
    """Look for what is wrong with the answers of the batch door.

    Args:
        asked: the records that it was given.
        output: what it answered.

    Yields:
        A line for each record without an event of its own, and for each span that does not slice back.
    """
    answers = [json.loads(line) for line in output.decode().split("\n") if line]
    if len(answers) != len(asked):
        yield f"{len(asked)} records have {len(answers)} answers"
    for record, answer in zip(asked, answers, strict=False):
        if answer["id"] != record["id"] or "event" not in answer:
            yield f"{record['id']}: {answer.get('error', 'another record is answered')}"
            continue
        event = answer["event"]
        for span in spans(event):
            if event["article"].get(span.get("field", "text"), "")[span["start"] : span["end"]] != span["text"]:
                yield f"{record['id']}: {span} does not slice back"


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Walk over all evidence in a JSON document.

    Args:
        value: the document or a part of it.

    Yields:
        The spans.
    """
    if isinstance(value, list):
        for item in value:
            yield from spans(item)
    elif isinstance(value, dict):
        yield from value.get("evidence", ())
        for key, item in value.items():
            if key not in ("evidence", "article"):
                yield from spans(item)


def slowest(asked: list[dict[str, Any]]) -> tuple[float, str]:
    """Time each article in this process.

    Args:
        asked: records; the first loads the word lists and is not counted.

    Returns:
        Seconds of the slowest article, and its id.
    """
    articles = [article_of(record) for record in asked]
    extract(articles[0])
    spare_loaded(READING)  # as the batch door does after its first article
    taken = []
    for record, article in zip(asked[1:], articles[1:], strict=True):
        began = time.perf_counter()
        extract(article)
        taken.append((time.perf_counter() - began, str(record["id"])))
    return max(taken)


def main() -> int:
    """Print what was checked, and every fault."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--limit", type=int)
    given = parser.parse_args()
    if not CORPUS.is_file():
        print(f"there is no {CORPUS}: nothing to measure", file=sys.stderr)
        return 2
    asked = records(given.limit)
    lines = "".join(json.dumps(record) + "\n" for record in asked).encode()
    outputs = [answered(lines, surroundings) for surroundings in PLACES]
    found = list(faults(asked, outputs[0]))
    evidence = sum(1 for line in outputs[0].splitlines() for _ in spans(json.loads(line).get("event")))
    if outputs[0] != outputs[1]:
        found.append("the same records are answered differently elsewhere")
    seconds, name = slowest(asked)
    if seconds > SLOWEST:
        found.append(f"{name} takes longer than {SLOWEST * 1e3:.0f} ms")
    print(f"{len(asked)} articles, {evidence} spans, {len(outputs[0])} bytes twice")
    print(f"slowest article after the first: {seconds * 1e3:.1f} ms ({name})")
    print("\n".join(found) if found else "all of it holds")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
