"""How long a body takes to render first and to serve again, and the memory that it takes, over a store of 10,000 events.

    python -m benchmarks.publishing [--events 10000] [--database URL] [--cold]

Every address is asked for through the web app, as a client would. The events are those of articles/, again and again under
other ids; people, places and tags vary, so that some selections hold everything and some three events. Seconds are processor
time, so that a busy machine tells the same (with PostgreSQL, whose work is another process's, they are those of the clock);
memory is what the process had at its most while it answered, beyond what it had before. What a process does once, it does
before it is asked, as one that serves does (web/warming.py). The last line says how many answers took too long or too much.
"""

import argparse
import gc
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from flask.testing import FlaskClient

from feedpub.extraction import extract
from feedpub.model.document import Document, article_id
from feedpub.model.event import Event
from feedpub.model.feed import Site
from feedpub.publish import Publisher
from feedpub.readers import read
from feedpub.sources.directory import DirectorySource
from feedpub.store import Store, open_store
from feedpub.web import create_app, warm_up

ARTICLES = Path(__file__).parents[1] / "articles"
NEWEST = datetime(2026, 11, 1, tzinfo=UTC)
NOW = NEWEST + timedelta(minutes=1)
LONGEST, LARGEST = 60, 40  # milliseconds and megabytes that nothing may take
SITE = Site(title="Benchmark", description="Events", base_url="https://news.example", publisher="Benchmark")
ADDRESSES = (
    "/", "/quotes", "/feeds", "/days/{day}", "/articles/{slug}", "/articles/{slug}/explanation",
    "/tags/news", "/tags/news?page=200", "/tags/series-7", "/types/arrest", "/people/{person}", "/places/{place}",
    "/speakers/{speaker}", "/languages/en", "/events?tag=news&person={person}",
    "/feeds/all.rss", "/feeds/all.atom", "/feeds/all.json",
    "/feeds/tag/news.rss", "/feeds/tag/news.atom", "/feeds/tag/news.json", "/feeds/tag/series-7.rss",
    "/feeds/person/{person}.rss", "/feeds/place/{place}.atom", "/feeds/type/arrest.rss", "/feeds/speaker/{speaker}.json",
    "/feeds/query.rss?tag=news&person={person}", "/feeds/query.rss?tag=topic-7&place={place}",
    "/feeds/all/archive/2026-10/1.rss", "/feeds/tag/news/archive/2026-10/1.rss",
    "/feeds/query/archive/2026-10/1.rss?tag=news&person={person}", "/feeds.opml",
    "/articles/{slug}.json", "/articles/{slug}.jsonld", "/articles/{slug}.ninjs", "/articles/{slug}.xml",
    "/api/events", "/api/events?tag=news", "/api/events?tag=series-7", "/api/changes?after=5000",
    "/search?q=the", "/search?q=%22of+the%22+harbour", "/search?q=stri%2A+-fire&tag=topic-7", "/search?q=zeppelin",
    "/feeds/query.rss?q=said", "/api/events?q=river",
    "/sitemap.xml", "/sitemaps/pages.xml", "/sitemaps/days.xml", "/sitemaps/people-1.xml", "/sitemaps/{day}.xml",
    "/sitemap-news.xml", "/robots.txt",
)  # fmt: skip
_READER = "NewsBlur Feed Fetcher"  # one of those that are known to take what their copy lacks (web/conditional.py)
CUT = ("/feeds/all.rss", "/feeds/tag/news.atom", "/feeds/query.json?tag=news&language=en")


def fill(store: Store, number: int, name: str = "") -> None:
    """Store events, one published each minute.

    Args:
        store: open.
        number: how many.
        name: tells them from those of another filling.
    """
    found = [one for one in DirectorySource("samples", ARTICLES).documents() if isinstance(one, Document)]
    copies = [extract(read(document))[0] for document in found]
    with store.writing() as writing:
        for place in range(number):
            moment = NEWEST - timedelta(minutes=place)
            writing.articles.put(
                varied(copies[place % len(copies)], place, name), "[]", published=moment, modified=moment, now=NEWEST
            )


def varied(event: Event, place: int, name: str) -> Event:
    """Make another event of one: under its own id, with people and places of which some are named often and some rarely."""
    tags = (*event.article.tags, "news", f"topic {place % 40}", f"series {place % 3333}")
    name = article_id("benchmark", f"{name}{place}")
    article = event.article.model_copy(update={"id": name, "tags": tags})
    who = tuple(one.model_copy(update={"name": _rarer(one.name, place, at)}) for at, one in enumerate(event.who))
    where = tuple(one.model_copy(update={"name": _rarer(one.name, place, at)}) for at, one in enumerate(event.where))
    return event.model_copy(update={"id": name, "article": article, "who": who, "where": where})


def _rarer(name: str, place: int, at: int) -> str:
    """Tell namesakes apart: the first of an article is in all of its copies, the second in dozens, the others in a few."""
    return name if at == 0 else f"{name} {place % (13 if at == 1 else 401)}"


def client_of(store: Store) -> FlaskClient:
    """Make a client of a site that has answered nothing yet."""
    return create_app(Publisher(store, SITE, feed_size=50), store, max_age=300, now=lambda: NOW).test_client()


def make_ready(store: Store) -> None:
    """Do what a process does once, on a site of its own: that which is measured has rendered nothing then."""
    store.counts.prepare()
    warm_up(client_of(store).application)


def addresses(store: Store) -> Iterator[str]:
    """List what is measured.

    Args:
        store: full.

    Yields:
        Addresses.
    """
    names = {
        "slug": store.events.newest(1)[0].slug,
        "day": (NEWEST - timedelta(days=1)).date().isoformat(),
        "speaker": store.facets.most_common("speaker", 1)[0].slug,
        "person": store.facets.most_common("person", 1)[0].slug,
        "place": store.facets.most_common("place", 5)[-1].slug,
    }
    yield from (address.format(**names) for address in ADDRESSES)


class Memory:
    """What this process takes; Linux keeps the most that it ever had, and forgets it when told so."""

    def __init__(self) -> None:
        gc.collect()
        Path("/proc/self/clear_refs").write_text("5")
        self._before = self._read("VmRSS")

    def gained(self) -> float:
        """Return the megabytes that it had at most, beyond those it began with."""
        return (self._read("VmHWM") - self._before) / 1024

    def _read(self, name: str) -> int:
        found = re.search(rf"^{name}:\s+(\d+) kB", Path("/proc/self/status").read_text(), re.MULTILINE)
        return int(found[1]) if found else 0


class Measured(NamedTuple):
    """What an address took.

    Args:
        address: a path.
        status: of the answer.
        first: seconds until it was answered.
        again: seconds until it was answered once more.
        size: bytes of the body.
        memory: megabytes.
        expected: the status that it should have.
    """

    address: str
    status: int
    first: float
    again: float
    size: int
    memory: float
    expected: int

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong with it."""
        wrong = {
            "slow": 1e3 * self.first > LONGEST,
            "large": self.memory > LARGEST,
            "unexpected": self.status != self.expected,
        }
        return tuple(name for name, holds in wrong.items() if holds)

    def __str__(self) -> str:
        """Write a line of the table."""
        times = f"{1e3 * self.first:10.1f} ms{1e6 * self.again:10.0f} µs"
        figures = f"{times}{self.size / 1000:10.0f} kB{self.memory:8.1f} MB"
        return f"{self.address[:64]:64}{self.status:5}{figures}  {' '.join(self.faults).upper()}".rstrip()


def measure(
    client: FlaskClient, address: str, clock: Callable[[], float], headers: dict[str, str] | None = None
) -> Measured:
    """Ask for an address twice.

    Args:
        client: of the site.
        address: a path.
        clock: counts seconds.
        headers: of the request.

    Returns:
        What it took.
    """
    memory, began = Memory(), clock()
    answer = client.get(address, headers=headers)
    first, gained, before = clock() - began, memory.gained(), clock()
    client.get(address, headers=headers)
    again = clock() - before
    return Measured(address, answer.status_code, first, again, len(answer.data), gained, 226 if headers else 200)


def deltas(store: Store, clock: Callable[[], float]) -> Iterator[Measured]:
    """Measure feeds that are cut to what a reader's copy lacks: one more event.

    Args:
        store: full.
        clock: counts seconds.

    Yields:
        What each took.
    """
    client = client_of(store)
    copies = {address: client.get(address).headers["ETag"] for address in CUT}
    fill(store, 1, f"late {store.changes.sequence()}")
    for address, etag in copies.items():
        yield measure(client, address, clock, {"A-IM": "feed", "If-None-Match": etag, "User-Agent": _READER})


def all_of(store: Store, clock: Callable[[], float]) -> Iterator[Measured]:
    """Measure every kind of address, one after the other, and then what copies lack."""
    client = client_of(store)
    for address in addresses(store):
        yield measure(client, address, clock)
    yield from deltas(store, clock)


def verdict(measured: Sequence[Measured]) -> str:
    """Say in one line what was found.

    Args:
        measured: at least one.
    """
    counted = Counter(fault for one in measured for fault in one.faults)
    slow, slowest = counted["slow"], max(measured, key=lambda one: one.first)
    middle = median(one.first for one in measured)
    return (
        f"{'FAILED' if counted else 'passed'}: {slow} of {len(measured)} answers took more than {LONGEST} ms, "
        f"{counted['large']} more than {LARGEST} MB, {counted['unexpected']} have another status; "
        f"half took less than {1e3 * middle:.0f} ms, {slowest.address} took {1e3 * slowest.first:.0f}, "
        f"{1e3 * slowest.first / LONGEST:.2f} of what is allowed"
    )


def main() -> int:
    """Print the table and the verdict; return 1 where something took too long or too much."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--database", help="address of an empty database; default: a SQLite file that is thrown away")
    parser.add_argument("--cold", action="store_true", help="each in a process that has just started and warmed up")
    parser.add_argument("--only", help="of a database that is full, measure this address alone, as --cold does")
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        database = asked.database or f"sqlite:///{folder}/events.db"
        clock = time.process_time if database.startswith("sqlite") else time.perf_counter
        with open_store(database) as store:
            if asked.only:
                make_ready(store)
                print(measure(client_of(store), asked.only, clock))
                return 0
            if not store.changes.sequence():
                fill(store, asked.events)
            print(f"{'':64}{'':5}{'first':>13}{'again':>13}{'body':>13}{'memory':>11}")
            if asked.cold:
                print(*(_cold(database, address) for address in addresses(store)), sep="\n")
                return 0
            make_ready(store)
            measured = []
            for one in all_of(store, clock):
                measured.append(one)
                print(one, flush=True)
            print(verdict(measured))
            return int(any(one.faults for one in measured))


def _cold(database: str, address: str) -> str:
    command = (sys.executable, "-m", "benchmarks.publishing", "--database", database, "--only", address)
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.rstrip()


if __name__ == "__main__":
    sys.exit(main())
