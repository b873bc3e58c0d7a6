"""What a large site takes: how fast it is filled, its size, its start, and how soon one more article is to be read.

    python -m benchmarks.bulk [--articles 100000] [--database URL] [--folder DIR]

The articles are made (made_articles.py), no two alike, and taken in by the code of `feedpub refresh` on all processors, into
a SQLite store or the database at URL, which is to be empty. Then `feedpub serve` starts on it, and more articles come by the
same way, one by one; from its commit on the page of each, the three feeds and /api/changes are asked for until they have it.
Times are by the clock: they say something on a quiet machine alone. A hundred thousand articles take some 2 GB with their
files and, on two processors, the most part of an hour.
"""

import argparse
import os
import random
import re
import resource
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.ingesting import apart, fill, take
from benchmarks.made_articles import made_article, write_files
from feedpub.settings import Settings
from feedpub.store import open_store
from feedpub.wiring.reading import reading_pool
from tests.serving import Client, serving

SLOWEST_START, SLOWEST_SIGHT = 3.0, 0.25  # seconds
LARGEST = 12_000  # bytes of the store for an article
_PATIENCE = 30.0
_ROUNDS = 5


def sights(client: Client, folder: Path, url: str, number: int) -> Iterator[tuple[str, float]]:
    """Take one more article in, and tell when it is seen where.

    Args:
        client: of a server that refreshes nothing by itself.
        folder: of its own for the article, a source of that name.
        url: of the database.
        number: of the article.

    Yields:
        What was asked for, and how many seconds after the commit it had the article.
    """
    name, content = made_article(number, random.Random(number))  # noqa: S311 - no secret
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    mark = f"Lighthouse{number}"
    path.write_text(re.sub("(?<=title: .)", f"{mark} ", content, count=1), encoding="utf-8")
    settings = Settings(database_url=url)
    with open_store(url) as store, reading_pool(settings) as pool:
        after = store.changes.sequence()
        found = take(store, settings, folder, pool, folder.name)
        began = time.monotonic()
        slug = next(one.slug for one in store.events.newest(1))
    if found["new"] != 1:
        raise RuntimeError(f"the article was not taken in: {dict(found)}")
    paths = (f"/articles/{slug}", "/feeds/all.rss", "/feeds/all.atom", "/feeds/all.json", f"/api/changes?after={after}")
    waiting = dict.fromkeys(paths)
    while waiting and time.monotonic() < began + _PATIENCE:
        for path_asked in tuple(waiting):
            answer = client.get(path_asked)
            if answer.status == 200 and mark.encode() in answer.body:
                del waiting[path_asked]
                yield path_asked.partition("?")[0].replace(slug, "…"), time.monotonic() - began
    if waiting:
        raise RuntimeError(f"it was never seen: {', '.join(waiting)}")


def seen(url: str, folder: Path, count: int) -> tuple[float, dict[str, float]]:
    """Start a server on the database; return after how many seconds it answered, and the slowest sight of each kind."""
    settings = {"FEEDPUB_DATABASE_URL": url, "FEEDPUB_SCHEDULER": "off", "FEEDPUB_RATE_LIMIT": "off"}
    began = time.monotonic()
    slowest: dict[str, float] = {}
    with serving(folder, **settings) as client:
        start = time.monotonic() - began
        for turn in range(_ROUNDS):
            for what, seconds in sights(client, folder / f"more-{turn}", url, count + turn):
                slowest[what] = max(slowest.get(what, 0.0), seconds)
    return start, slowest


def size(url: str) -> int:
    """Tell how many bytes the database takes."""
    with open_store(url) as store:
        return store.compaction.size()


def main() -> int:
    """Print the figures; 1 where they are not what they should be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--database", help="an SQLAlchemy address; default: a SQLite file in the folder")
    parser.add_argument("--folder", type=Path, help="an empty one with room for files and store; default: a temporary one")
    asked = parser.parse_args()
    with ExitStack() as stack:
        folder = asked.folder or Path(stack.enter_context(TemporaryDirectory()))
        url = asked.database or f"sqlite:///{folder}/bulk.db"
        count = sum(1 for _ in write_files(folder / "copy", asked.articles))
        text = sum(path.stat().st_size for path in (folder / "copy").rglob("*.md")) / count
        empty, processors = size(url), set(os.sched_getaffinity(0))
        found, cost = apart(fill, folder / "copy", url, processors)
        print(
            f"{count} articles of {text:.0f} bytes on {len(processors)} processors: {count / cost.wall:.1f}/s; {dict(found)}"
        )
        print(f"  each {cost.here * 1000 / count:.1f} ms of the writer, {cost.pool * 1000 / count:.1f} ms of the pool")
        each = (size(url) - empty) / count
        print(f"{each:.0f} bytes stored for each")
        shutil.rmtree(folder / "copy")
        start, slowest = seen(url, folder, count)
        print(f"starts in {start:.1f} s; the slowest of {_ROUNDS} articles was seen, after its commit:")
        for what, seconds in slowest.items():
            print(f"  {what}: {seconds * 1000:.0f} ms")
        print(f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB in the largest process")
    return int(each > LARGEST or start > SLOWEST_START or max(slowest.values()) > SLOWEST_SIGHT)


if __name__ == "__main__":
    sys.exit(main())
