"""Processor time and memory of extraction on hostile text: both must grow with the length of the text and no faster.

    python -m benchmarks.hostile                            # every family at 100 and 200 KB, and 1.6 MB of ordinary news
    python -m benchmarks.hostile --only quot --only marks   # the families with a word in their names
    python -m benchmarks.hostile --size 10000 --limit 3     # exit 1 where twice the text takes more than three times as long
    python -m benchmarks.hostile --every 6                  # those written by hand, and every sixth of the others

The families are those of benchmarks/hostile_texts.py. Each text is read by a process of its own, forked from one that has
loaded the word lists, and stopped when it has used its seconds; so one bad family cannot hang the run.
"""

import argparse
import gc
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple

from benchmarks.corpus import CORPUS, records
from benchmarks.hostile_texts import Text, families
from feedpub.collector import READING, spare_loaded
from feedpub.errors import ExtractionError
from feedpub.extraction import extract
from feedpub.readers.records import article_of

SIZE = 100_000  # characters; each family is read at this size and at twice this size
SECONDS = 5.0  # that any family may take at twice the size of 100 KB
MEGABYTES = 300  # that any process may take, what it shares with the one it is forked from included
STOPPED = 15  # seconds of processor time after which a process is stopped
SLACK = 0.05  # seconds: differences as small as these are other things that the machine does
NEWS, NEWS_SECONDS = 1_600_000, 20.0  # characters of ordinary news, and the time that they may take
SAMPLES = Path(__file__).parents[1] / "articles"


class Measured(NamedTuple):
    """What one text took.

    Args:
        seconds: of processor time.
        megabytes: of memory at the most.
        fault: why there is no event, or "".
    """

    seconds: float
    megabytes: int
    fault: str = ""


class Pair(NamedTuple):
    """What a family took.

    Args:
        name: of the family.
        once: at the size asked for.
        twice: at twice that size.
    """

    name: str
    once: Measured
    twice: Measured

    @property
    def ratio(self) -> float:
        """How many times as long twice the text takes."""
        return self.twice.seconds / max(self.once.seconds, 0.001)


def read(text: str) -> None:
    """Make an event of a text; the line before it is the headline that a newsroom would have written."""
    extract(article_of({"id": "hostile", "headline": "Dam breaks near Tamale", "text": text, "published": "2026-03-04"}))


def measured(text: str) -> Measured:
    """Read a text in a process of its own.

    Args:
        text: of the article.

    Returns:
        What it took; the time does not hold what a first article loads.
    """
    receiving, sending = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(receiving)
        _measure(text, sending)
    os.close(sending)
    with os.fdopen(receiving, encoding="utf-8") as answer:
        said = answer.read()
    _, status, used = os.wait4(child, 0)
    seconds, _, fault = said.partition(" ")
    if status or not said:
        return Measured(used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, f"stopped after {STOPPED} s or failed")
    return Measured(float(seconds), used.ru_maxrss // 1024, fault)


def _measure(text: str, sending: int) -> None:
    """Be the process that reads a text; it never returns, so that nothing of the caller's runs twice."""
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (STOPPED, STOPPED + 1))
        resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
        fault = ""
        began = 0.0
        try:
            read(text[:2000] + "a")  # loads the lists that only such a text asks for
            began = time.process_time()
            read(text)
        except ExtractionError as error:
            fault = f"{error}: {error.__cause__!r}"[:200]
        os.write(sending, f"{time.process_time() - began} {fault}".encode())
        os._exit(0)
    finally:
        os._exit(1)


def pair(name: str, text: Text, size: int, limit: float) -> Pair:
    """Measure a family; once more where it seems too slow, because a machine does other things as well.

    Args:
        name: of the family.
        text: makes its texts.
        size: characters of the shorter one.
        limit: the highest ratio allowed.

    Returns:
        The least of up to three runs, where they may change the verdict.
    """
    once = measured(text(size))
    if once.fault:
        return Pair(name, once, once)
    found = Pair(name, once, measured(text(2 * size)))
    for _ in range(2):
        if not slower(found, limit) or found.twice.seconds > 2 * limit * found.once.seconds + 1:
            break
        found = Pair(name, min(found.once, measured(text(size))), min(found.twice, measured(text(2 * size))))
    return found


def slower(found: Pair, limit: float) -> bool:
    """Tell whether twice the text takes more than a number of times as long."""
    return found.twice.seconds > limit * found.once.seconds + SLACK


def faults(found: Pair, limit: float, size: int) -> Iterator[str]:
    """Say what is wrong with a family.

    Args:
        found: what it took.
        limit: the highest ratio allowed.
        size: characters of the shorter text.

    Yields:
        A phrase for each fault.
    """
    if found.once.fault or found.twice.fault:
        yield found.once.fault or found.twice.fault
    if slower(found, limit):
        yield f"twice the text takes {found.ratio:.1f} times as long"
    if found.twice.seconds > SECONDS * max(1.0, size / SIZE):
        yield f"takes more than {SECONDS:.0f} s"
    if found.twice.megabytes > MEGABYTES:
        yield f"takes more than {MEGABYTES} MB"


def news(size: int) -> str:
    """Join articles: of ../shared/corpus, or the project's own samples again and again."""
    if CORPUS.is_file():
        found = iter([record["text"] for record in records(None)])
    else:
        texts = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt"))]
        found = chain.from_iterable(texts for _ in count())
    parts, length = [], 0
    for text in found:
        parts.append(text)
        length += len(text) + 2
        if length >= size:
            break
    return "\n\n".join(parts)[:size]


def _chosen(wanted: list[str] | None, every: int) -> dict[str, Text]:
    found = families(every)
    return {name: text for name, text in found.items() if not wanted or any(word in name for word in wanted)}


def _each(work: Callable[[tuple[str, Text]], Pair], chosen: dict[str, Text], jobs: int) -> Iterator[Pair]:
    with ThreadPoolExecutor(jobs) as pool:
        yield from pool.map(work, chosen.items())


def main() -> int:
    """Print what each family took, and every fault."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--size", type=int, default=SIZE, help="characters of the shorter text")
    parser.add_argument("--limit", type=float, default=2.6, help="the highest ratio of twice the text to once")
    parser.add_argument("--only", action="append", help="words in the names of the families wanted")
    parser.add_argument("--every", type=int, default=1, help="take one of so many families made of word lists")
    parser.add_argument("--jobs", type=int, default=1)
    given = parser.parse_args()
    chosen = _chosen(given.only, given.every)
    read(news(20_000))
    spare_loaded(READING)  # as the batch door does after its first article
    bad = []
    print(f"{'seconds':>16} {'ratio':>6} {'MB':>5}  family, at {given.size:,} and {2 * given.size:,} characters")
    for found in _each(lambda item: pair(*item, given.size, given.limit), chosen, given.jobs):
        wrong = "; ".join(faults(found, given.limit, given.size))
        once, twice = found.once, found.twice
        row = f"{once.seconds:7.3f} {twice.seconds:8.3f} {found.ratio:6.2f} {twice.megabytes:5d}  {found.name}"
        print(f"{row}   {wrong}" if wrong else row, flush=True)
        bad += [f"{row}   {wrong}"] if wrong else []
    if not given.only and given.size >= SIZE:
        long = measured(news(NEWS))
        print(f"{'':7} {long.seconds:8.3f} {'':6} {long.megabytes:5d}  {NEWS:,} characters of ordinary news {long.fault}")
        bad += ["ordinary news"] if long.seconds > NEWS_SECONDS or long.fault else []
    print(f"\n{len(bad)} of {len(chosen)} families grow too fast or take too much", *bad, sep="\n")
    return 1 if bad else 0


if __name__ == "__main__":
    gc.enable()
    sys.exit(main())
