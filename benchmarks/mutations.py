"""Two hundred mutations of each reader's samples: an article or a named refusal, within two seconds and 200 MB.

Each sample is read in a process of its own, which has read it undamaged before; processor time is that of one document with
all its articles, and memory is what the process had at most beyond what it had after that.

    python -m benchmarks.mutations [--count 200] [--only NAME]
"""

import argparse
import multiprocessing
import resource
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from feedpub.errors import ReadError
from feedpub.model.document import Document
from feedpub.readers import read, split
from tests.readers.mutations import SAMPLES, mutations

SECONDS = 2.0
MEGABYTES = 200.0


@dataclass
class Found:
    """What reading a sample's mutations took."""

    name: str
    outcomes: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    megabytes: float = 0.0
    crashes: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether it kept within the bounds."""
        return not self.crashes and self.slowest <= SECONDS and self.megabytes <= MEGABYTES


def main() -> int:
    """Read all samples' mutations, and print what that took."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--only", default="", help="names of samples that begin so")
    asked = parser.parse_args()
    chosen = [path for path in SAMPLES if path.name.startswith(asked.only)]
    print(f"{'sample':34} {'articles':>8} {'refused':>8} {'crashed':>8} {'slowest s':>10} {'most MB':>8}")
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        found = [_printed(one) for one in pool.imap(_sample, [(path, asked.count) for path in chosen])]
    worst = max(found, key=lambda one: one.slowest)
    largest = max(found, key=lambda one: one.megabytes)
    read_all = sum(sum(one.outcomes.values()) for one in found)
    print(
        f"{read_all} documents; the slowest {worst.slowest:.2f} s ({worst.name}), the largest {largest.megabytes:.0f} MB",
        end=" ",
    )
    print(f"({largest.name}); allowed are {SECONDS:g} s and {MEGABYTES:g} MB")
    return 0 if all(one.holds for one in found) else 1


def _printed(one: Found) -> Found:
    counts = f"{one.outcomes['article']:8} {one.outcomes['refused']:8} {len(one.crashes):8}"
    print(f"{one.name:34} {counts} {one.slowest:10.2f} {one.megabytes:8.0f}{'' if one.holds else '  <<<'}", flush=True)
    for crash in one.crashes[:3]:
        print(f"    {crash}")
    return one


def _sample(task: tuple[Path, int]) -> Found:
    path, count = task
    found = Found(path.name)
    _outcome(path.name, path.read_bytes())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for number, content in enumerate(mutations(path, count, seldom=20)):
        begun = time.process_time()
        try:
            found.outcomes[_outcome(path.name, content)] += 1
        except Exception as error:
            found.crashes.append(f"mutation {number}: {type(error).__name__}: {str(error)[:120]}")
        found.slowest = max(found.slowest, time.process_time() - begun)
    found.megabytes = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    return found


def _outcome(name: str, content: bytes) -> str:
    document = Document(source="test", key=name, content=content, published="2026-03-04")
    try:
        parts = split(document)
    except ReadError:
        return "refused"
    return "article" if sum(map(_is_read, parts)) else "refused"


def _is_read(part: Document) -> bool:
    try:
        return bool(read(part).text)
    except ReadError:
        return False


if __name__ == "__main__":
    sys.exit(main())
