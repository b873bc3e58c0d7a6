"""Whether strangers can crowd the feeds out of memory: distinct searches and forged cursors by the ten thousand.

    python -m benchmarks.crowding [--requests 10000] [--events 2000] [--only searches ...]

Asks for each kind of address that a stranger can make up without end, through the web app, and after every fifty such
requests for the feed of everything. Prints the processor time of a feed from memory before, during and after each kind, the
ratios of the latter two to the first, and the memory that this process has. Exits with 1 where the feed was slower than from
memory, beyond what busy neighbours explain, or where the second half of a kind took many megabytes beyond the first.
"""

import argparse
import sys
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import orjson
from flask.testing import FlaskClient

from benchmarks.publishing import NOW, client_of, fill
from feedpub.store import Store, open_store
from feedpub.web import warm_up

FEED = "/feeds/all.rss"
SLOWEST = 3.0  # times a feed from memory: busy neighbours alone make it 1.6, rendering it again would make it fifty
LARGEST = 16.0  # megabytes that the second half of a kind may take; all that is kept apart has 8
_EVERY = 50  # requests of strangers between two of the feed
_SAMPLES = 400  # requests for the feed, before and after

Made = Callable[[int], str]


def kinds(client: FlaskClient, store: Store) -> dict[str, Made]:
    """List what strangers can make up.

    Args:
        client: of the site.
        store: that it serves.

    Returns:
        By name, how to make the address of a number.
    """
    last = store.changes.sequence()
    following = orjson.loads(client.get("/api/events?limit=1").data)["next"]
    cursor = following.rpartition("cursor=")[2]
    return {
        "searches": lambda number: f"/search?q={_word(number)}+news",
        "searches of the API": lambda number: f"/api/events?q=news+-{_word(number)}",
        "feeds of searches": lambda number: f"/feeds/query.rss?q=-{_word(number)}+mayor",
        "forged cursors": lambda number: f"/api/events?cursor={_forged(number)}",
        "altered cursors": lambda number: f"/api/events?cursor={_altered(cursor, number)}",
        "changes": lambda number: f"/api/changes?after={number * 7919 % last}&limit={1 + number % 200}",
        "limits": lambda number: f"/api/events?limit={1 + number % 200}",
        "missing pages": lambda number: f"/articles/{_word(number)}",
    }


def _word(number: int) -> str:
    """Make a word that nobody has asked for."""
    return "".join(chr(ord("a") + int(digit, 16)) for digit in sha256(str(number).encode()).hexdigest()[:12])


def _forged(number: int) -> str:
    packed = orjson.dumps([NOW.isoformat(), f"urn:uuid:{sha256(str(number).encode()).hexdigest()[:32]}"])
    return urlsafe_b64encode(bytes(12) + packed).rstrip(b"=").decode()


def _altered(cursor: str, number: int) -> str:
    """Spell the beginning of a cursor, where its signature stands, otherwise."""
    return f"{_word(number)}{cursor[12:]}"


def timed(client: FlaskClient) -> float:
    """Tell the processor time of one request for the feed, in seconds."""
    began = time.process_time()
    client.get(FEED)
    return time.process_time() - began


def memory() -> float:
    """Tell the megabytes that this process has."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6


def flood(client: FlaskClient, make: Made, requests: range) -> Iterator[float]:
    """Ask for what strangers make up.

    Args:
        client: of the site.
        make: the address of a number.
        requests: the numbers.

    Yields:
        The processor time of each request for the feed in between.
    """
    for number in requests:
        client.get(make(number))
        if number % _EVERY == _EVERY - 1:
            yield timed(client)


def measure(client: FlaskClient, make: Made, requests: int) -> tuple[str, bool]:
    """Measure one kind.

    Args:
        client: of the site.
        make: the address of a number.
        requests: how many.

    Returns:
        The figures, and whether they are what they should be.
    """
    before = median(timed(client) for _ in range(_SAMPLES))
    seen = list(flood(client, make, range(requests // 2)))
    half = memory()
    seen += flood(client, make, range(requests // 2, requests))
    gained = memory() - half
    during, after = median(seen), median(timed(client) for _ in range(_SAMPLES))
    ratios = during / before, after / before
    well = max(ratios) <= SLOWEST and gained <= LARGEST
    times = f"{1e6 * before:8.0f} µs{1e6 * during:8.0f} µs{1e6 * after:8.0f} µs"
    return f"{times}{ratios[0]:8.2f}{ratios[1]:8.2f}{half:8.0f} MB{gained:+8.1f} MB{'' if well else '  WRONG'}", well


def main() -> int:
    """Print the table; 1 where something in it is not what it should be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--events", type=int, default=2_000)
    parser.add_argument("--only", nargs="+", help="kinds of requests; default: all")
    asked = parser.parse_args()
    held = True
    with TemporaryDirectory() as folder, open_store(f"sqlite:///{folder}/events.db") as store:
        fill(store, asked.events)
        client = client_of(store)
        warm_up(client.application)
        print(f"{'':24}{'before':>11}{'during':>11}{'after':>11}{'ratios':>16}{'memory at half':>15} and then")
        for name, make in kinds(client, store).items():
            if asked.only and name not in asked.only:
                continue
            figures, well = measure(client, make, asked.requests)
            print(f"{name:24}{figures}", flush=True)
            held = held and well
    print("all of it holds" if held else "some of it does not hold")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
