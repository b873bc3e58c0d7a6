"""What visitors notice of a crowd that holds connections and does nothing with them.

    python -m benchmarks.crowd [--seconds 60] [--idle 1000] [--half-sent 200] [--unread 200] [--requests 1]

Starts ``feedpub serve`` with one worker on fifty copies of the samples, opens the crowd's connections, and keeps them for a
minute, in which new visitors ask for the home page, each over a connection of its own. Prints how long they waited, by the
clock, and what the worker has of memory and threads before the crowd and at most during it. The times mean something on a
machine that has nothing else to do.
"""

import argparse
import resource
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.crowd import Crowd, crowded
from tests.serving import Client, serving

ARTICLES = Path(__file__).parents[1] / "articles"
FEED = 50  # entries, as many as a feed has
SLOWEST = 0.25  # seconds that one visitor in a hundred may wait
LARGEST = 100.0  # megabytes that the crowd may take
_AT_ONCE = 16  # requests that are sent together before measuring, so that all threads have been started


class Usage(NamedTuple):
    """What the processes of a server have.

    Args:
        memory: megabytes.
        threads: in all processes.
    """

    memory: float
    threads: int


def usage(process: int) -> Usage:
    """Measure a process and all those that it started.

    Args:
        process: its id.

    Returns:
        The sums.
    """
    memory, threads = 0.0, 0
    for one in (process, *_descendants(process)):
        status = dict(line.split(":", 1) for line in Path(f"/proc/{one}/status").read_text().splitlines())
        memory += int(status["VmRSS"].split()[0]) / 1024
        threads += int(status["Threads"])
    return Usage(memory, threads)


def _descendants(process: int) -> Iterator[int]:
    for task in Path(f"/proc/{process}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield int(child)
            yield from _descendants(int(child))


def fill(folder: Path) -> None:
    """Write enough articles for a full feed."""
    (folder / "articles").mkdir()
    samples = sorted(one for one in ARTICLES.iterdir() if one.is_file())
    for number in range(FEED):
        sample = samples[number % len(samples)]
        (folder / "articles" / f"{number}{sample.suffix}").write_bytes(sample.read_bytes())


def visit(client: Client, visitors: int, seconds: float) -> Iterator[tuple[float, Usage]]:
    """Ask for the home page, again and again.

    Args:
        client: of the server.
        visitors: how many requests.
        seconds: over which they are spread.

    Yields:
        How long each took, and what the server had then.

    Raises:
        OSError: somebody got no answer.
        RuntimeError: somebody got another answer than the page.
    """
    began = time.perf_counter()
    for number in range(visitors):
        time.sleep(max(0.0, began + number * seconds / visitors - time.perf_counter()))
        asked = time.perf_counter()
        status = client.get("/").status
        yield time.perf_counter() - asked, usage(client.process)
        if status != 200:
            raise RuntimeError(f"visitor {number} got {status}")


def warm_up(client: Client) -> None:
    """Have the server start what it starts on demand."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for _ in range(8):
            list(pool.map(client.get, ("/", "/feeds/all.rss") * (_AT_ONCE // 2)))


def main() -> int:
    """Print the figures; 1 where they are not what they should be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    for name, default in (
        ("idle", 1000),
        ("silent", 0),
        ("half-sent", 200),
        ("half-bodies", 0),
        ("unread", 200),
        ("requests", 1),
    ):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--visitors", type=int, default=200)
    asked = parser.parse_args()
    crowd = Crowd(asked.idle, asked.silent, asked.half_sent, asked.half_bodies, asked.unread, asked.requests)
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    with TemporaryDirectory() as folder:
        fill(Path(folder))
        with serving(Path(folder)) as client:
            warm_up(client)
            before = usage(client.process)
            with crowded(client.port, crowd):
                seen = list(visit(client, asked.visitors, asked.seconds))
    return report(before, seen)


def report(before: Usage, seen: list[tuple[float, Usage]]) -> int:
    """Print the figures.

    Args:
        before: what the server had before the crowd came.
        seen: by visitor, how long it waited and what the server had.

    Returns:
        1 where they are not what they should be.
    """
    waited = sorted(one for one, _ in seen)
    half, nearly_all = (waited[int(len(waited) * share)] for share in (0.5, 0.99))
    memory = max(one.memory for _, one in seen) - before.memory
    threads = max(one.threads for _, one in seen)
    print(f"{len(seen)} visitors got their page; median {half * 1e3:.1f} ms, p99 {nearly_all * 1e3:.1f} ms")
    print(f"memory {before.memory:.0f} MB, with the crowd at most {memory:.0f} MB more")
    print(f"threads {before.threads}, with the crowd at most {threads}")
    well = nearly_all <= SLOWEST and memory <= LARGEST and threads <= before.threads
    print("all of it holds" if well else "WRONG")
    return 0 if well else 1


if __name__ == "__main__":
    raise SystemExit(main())
