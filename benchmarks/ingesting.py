"""How fast files become stored events on one processor and on all, and what a look at the folder costs when one was edited.

    python -m benchmarks.ingesting [--files 1000]

The files are those of made_articles.py, no two of which are alike, and are taken in by the same code as `feedpub refresh`,
with its process pool: first bound to one processor, then to all, each by a process and into a SQLite store of its own. Then
the folder is looked at again and again, as a server does: nothing has changed; one file was edited. Rates are by the clock,
since they are what more processors are for: they say something on a quiet machine alone. What a look costs is processor time
of the process that looks, beside what listing the folder with the states of its files takes alone.
"""

import argparse
import gc
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, TypeVar

from benchmarks.made_articles import write_files
from feedpub.collector import SERVING, spare_loaded
from feedpub.ingest import refresh
from feedpub.settings import Settings
from feedpub.sources.directory import DirectorySource
from feedpub.store import Store, open_store
from feedpub.wiring.ingesting import at_home, drafting_of
from feedpub.wiring.reading import reading_pool

SETTLED = 3  # seconds after which a file that was read need not be read again
LEAST_GAIN, MOST_LOOK = 1.7, 300  # times the rate of one processor on two; milliseconds beyond listing
SOURCE = "desk"
T = TypeVar("T")


class Cost(NamedTuple):
    """What something took, in seconds: by the clock, and of processors, here and in the pool's processes."""

    wall: float
    here: float
    pool: float


def measured(task: Callable[[], T]) -> tuple[T, Cost]:
    """Do something, and tell what it took; the pool's processes count once they have ended."""
    gc.collect()
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    wall, here = time.perf_counter(), time.process_time()
    result = task()
    here, wall = time.process_time() - here, time.perf_counter() - wall
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    pool = ended.ru_utime + ended.ru_stime - children.ru_utime - children.ru_stime
    return result, Cost(wall, here, pool)


def take(store: Store, settings: Settings, folder: Path, pool: Executor, source: str = SOURCE) -> Counter[str]:
    """Look at the folder of a source once, as a refresh does."""
    drafting = at_home(drafting_of(settings, pool), settings, source)
    outcomes = refresh(DirectorySource(source, folder), store=store, now=store.now, drafting=drafting)
    return Counter(outcome.status for outcome in outcomes)


def fill(folder: Path, url: str, processors: set[int]) -> tuple[Counter[str], Cost]:
    """Take all files in, on these processors alone."""
    os.sched_setaffinity(0, processors)
    settings = Settings(database_url=url, extraction_processes=len(processors))
    spare_loaded(SERVING, collect=False)  # as a command has it

    def work() -> Counter[str]:
        with open_store(url) as store, reading_pool(settings) as pool:
            return take(store, settings, folder, pool)

    return measured(work)


def look(folder: Path, url: str, edited: Path | None = None) -> tuple[Counter[str], float, float]:
    """Look at the folder a second time; return what came of it, and milliseconds of this process for listing and for all."""
    settings = Settings(database_url=url)
    spare_loaded(SERVING, collect=False)
    with open_store(url) as store, reading_pool(settings) as pool:
        take(store, settings, folder, pool)
        if edited:
            edited.write_text(f"{edited.read_text(encoding='utf-8')}\nThe bridge is closed.\n", encoding="utf-8")
        _, listing = measured(lambda: [entry.stat() for part in os.scandir(folder) for entry in os.scandir(part)])
        found, cost = measured(lambda: take(store, settings, folder, pool))
    return found, listing.here * 1000, cost.here * 1000


def apart(task: Callable[..., T], *given: object) -> T:
    """Do something in a process of its own, as another start of the program would."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as one:
        return one.submit(task, *given).result()


def rates(folder: Path, files: int) -> tuple[str, float]:
    """Fill a store on one processor and one on all; return the address of the last, and how much faster it was filled."""
    allowed = sorted(os.sched_getaffinity(0))
    speeds: list[float] = []
    url = ""
    for processors in ({allowed[0]}, set(allowed)) if len(allowed) > 1 else ({allowed[0]},):
        database = folder.parent / f"on-{len(processors)}.db"
        url = f"sqlite:///{database}"
        found, cost = apart(fill, folder, url, processors)
        speeds.append(files / cost.wall)
        each = f"{cost.here * 1000 / files:.1f} ms of the writer and {cost.pool * 1000 / files:.1f} ms of the pool for each"
        size = f"{database.stat().st_size / files / 1024:.1f} KB stored for each"
        print(f"{len(processors)} processors: {speeds[-1]:.1f} articles/s, {each}; {size}; {dict(found)}")
    return url, speeds[-1] / speeds[0]


def main() -> int:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=1000)
    files = parser.parse_args().files
    with TemporaryDirectory() as name:
        folder = Path(name) / "articles"
        paths = list(write_files(folder, files))
        time.sleep(SETTLED)
        url, gain = rates(folder, files)
        print(f"all processors do {gain:.2f} times as much as one")
        found, listing, unchanged = apart(look, folder, url)
        print(f"nothing changed: {unchanged:.0f} ms, listing alone {listing:.0f} ms; {dict(found)}")
        found, listing, edited = apart(look, folder, url, paths[0])
        print(f"one file edited: {edited:.0f} ms, listing alone {listing:.0f} ms; {dict(found)}")
    return int(gain < LEAST_GAIN or edited - listing > MOST_LOOK)


if __name__ == "__main__":
    sys.exit(main())
