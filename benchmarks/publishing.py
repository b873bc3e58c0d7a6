"""How long a body takes to render first and to serve again, and the memory that it leaves, over a store of 10,000 events.

    python -m benchmarks.publishing [--events 10000]

The events are those of articles/, again and again under other ids. Seconds are processor time, so that a busy machine tells
the same; memory is the peak of the process.
"""

import argparse
import gc
import resource
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from feedpub.extraction import extract
from feedpub.formats import FORMATS
from feedpub.model.document import article_id
from feedpub.model.event import Event
from feedpub.model.feed import Site
from feedpub.publish import Part, Publication, Publisher
from feedpub.readers import read
from feedpub.sources.directory import DirectorySource
from feedpub.store import Store, open_store

ARTICLES = Path(__file__).parents[1] / "articles"
NEWEST = datetime(2026, 11, 1, tzinfo=UTC)
SITE = Site(title="Benchmark", description="Events", base_url="https://news.example", publisher="Benchmark")


def fill(store: Store, number: int) -> None:
    """Store events, one published each minute.

    Args:
        store: empty.
        number: how many.
    """
    copies = [event for event in map(_event, DirectorySource("samples", ARTICLES).documents()) if event]
    with store.writing() as writing:
        for place in range(number):
            event = _under(copies[place % len(copies)], article_id("benchmark", str(place)))
            moment = NEWEST - timedelta(minutes=place)
            writing.put(event, "[]", published=moment, modified=moment, now=NEWEST)


def _event(document: object) -> Event | None:
    return extract(read(document))[0] if not isinstance(document, Exception) else None  # type: ignore[arg-type]  # documents or errors


def _under(event: Event, name: str) -> Event:
    return event.model_copy(update={"id": name, "article": event.article.model_copy(update={"id": name})})


def peak() -> float:
    """Return the most memory that the process ever had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def works(store: Store, now: datetime) -> dict[str, Callable[[], object]]:
    """List what is measured.

    Args:
        store: full.
        now: the time of the requests.

    Returns:
        A function for each body, by name.
    """
    publisher = Publisher(store, SITE, feed_size=50)
    version = publisher.version(now)
    slug = store.newest(now, 1)[0].slug
    found: dict[str, Callable[[], object]] = {"version": partial(publisher.version, now)}
    for output in FORMATS:
        feed, event = partial(publisher.feed, output, version), partial(publisher.event, slug, output, version)
        found[f"{output.scope} {output.name}"] = feed if output.scope == "feed" else event
    return found | {
        "archive": partial(publisher.archive, Part(2026, 10, 1), FORMATS[0], version),
        "list of events": partial(publisher.events, None, 50, version),
        "list of changes": partial(publisher.changes, 0, 50, version),
        "end of the changes": partial(publisher.changes, store.sequence(), 50, version),
        "sitemap index": partial(publisher.sitemap_index, version),
        "sitemap of a day": partial(publisher.sitemap, (NEWEST - timedelta(days=1)).date(), version),
        "news sitemap": partial(publisher.news_sitemap, version),
    }


def measure(name: str, work: Callable[[], object]) -> str:
    """Do a thing twice.

    Args:
        name: of the thing.
        work: the thing.

    Returns:
        A line of the table.
    """
    gc.collect()  # of what filling the store left, which a server does not have
    before, began = peak(), time.process_time()
    made = work()
    first = time.process_time()
    work()
    again = time.process_time()
    size = len(made.body) / 1000 if isinstance(made, Publication) else 0
    return (
        f"{name:20}{1e3 * (first - began):10.1f} ms{1e6 * (again - first):10.0f} µs{size:10.0f} kB{peak() - before:8.0f} MB"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=10_000)
    with TemporaryDirectory() as folder, open_store(f"sqlite:///{folder}/events.db") as store:
        fill(store, parser.parse_args().events)
        print(f"{'':20}{'first':>13}{'again':>13}{'body':>13}{'memory':>11}")
        for name, work in works(store, NEWEST + timedelta(minutes=1)).items():
            print(measure(name, work))


if __name__ == "__main__":
    main()
