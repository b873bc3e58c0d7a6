"""How long the store takes with many events: python -m benchmarks.store [DATABASE-URL]; default 10,000 events in SQLite."""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta

from feedpub.store import Store, open_store
from tests.builders import NOON, event

EVENTS = 10_000
_BODY = (
    "ROTTERDAM, Netherlands — The council reopened the quay on Monday.\n\n" + "Boats may dock again after repairs. " * 100
)


def fill(store: Store) -> None:
    """Store the events, a hundred in a transaction."""
    for batch in range(0, EVENTS, 100):
        with store.writing() as writing:
            for number in range(batch, batch + 100):
                published = NOON + timedelta(minutes=number)
                new = event(f"dock {number}", text=_BODY, published=published)
                writing.articles.put(new, "[]" * 2000, published=published, modified=published, now=published)


def measure(name: str, call: Callable[[], object], times: int = 50) -> None:
    """Print the middle of several runs."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    print(f"{name:42} {sorted(taken)[times // 2] * 1000:8.2f} ms")


def main() -> None:
    """Measure."""
    with tempfile.TemporaryDirectory() as folder:
        url = sys.argv[1] if len(sys.argv) > 1 else f"sqlite:///{folder}/store.db"
        with open_store(url) as store:
            start = time.perf_counter()
            fill(store)
            print(f"{EVENTS} events stored in {time.perf_counter() - start:.1f} s")
            slug = store.events.newest(1)[0].slug
            last = store.events.newest(5_000)[-1]
            measure("sequence", store.changes.sequence)
            measure("count", store.events.count)
            measure("next_release", store.releases.next)
            measure("by_slug", lambda: store.events.by_slug(slug))
            measure("newest, 50", lambda: store.events.newest(50))
            deep = (last.published, last.event.id)
            measure("newest, 50 after the 5,000th", lambda: store.events.newest(50, deep))
            measure("changes, 100 from the 5,000th", lambda: store.changes.listed(5_000, 100, store.changes.sequence()))
            measure(
                "changes, none after the last",
                lambda: store.changes.listed(store.changes.sequence(), 100, store.changes.sequence()),
            )
            measure("removals, 50", lambda: store.changes.removals(50))


if __name__ == "__main__":
    main()
