"""How soon followers on open streams hear of a change, and what visitors notice of them.

    python -m benchmarks.streams [--streams 500] [--filtered 50] [--visitors 200] [--changes 10] [--seconds 20] [--vanish]

Starts ``feedpub serve`` with one worker, opens the streams, some of them cut to a filter each, and makes changes, while
visitors ask for the home page, each over a connection of its own. Prints how long after its commit each stream had a change,
by the clock, how long visitors waited, and what the worker has of memory and threads. With --vanish, the streams are then
dropped without a word, and it is shown how long their places stay taken. The times mean something on a machine that has
nothing else to do.
"""

import argparse
import re
import resource
import selectors
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

from benchmarks.crowd import fill, usage, visit, warm_up
from feedpub.store import Store, open_store
from tests.builders import event
from tests.serving import Client, serving

SLOWEST = 1.0  # seconds after which every stream has a change
LONGEST = 0.25  # seconds that one visitor in a hundred may wait
_SEQUENCE = re.compile(rb'"sequence":(\d+)')


@dataclass
class Listeners:
    """Clients on open streams, all read by one thread.

    Args:
        port: of the server.
    """

    port: int
    heard: dict[int, list[float]] = field(default_factory=dict)
    refused: int = 0

    def __post_init__(self) -> None:
        self._selector = selectors.DefaultSelector()
        self._ended = Event()

    @contextmanager
    def listening(self, paths: list[str]) -> Iterator[None]:
        """Keep streams open until the block ends.

        Args:
            paths: of each.

        Yields:
            Nothing; all have begun.
        """
        with ExitStack() as held:
            for path in paths:
                one = held.enter_context(socket.create_connection(("127.0.0.1", self.port)))
                lines = (f"GET {path} HTTP/1.1", "Host: 127.0.0.1", "Accept: text/event-stream", "", "")
                one.sendall("\r\n".join(lines).encode())
                self._selector.register(one, selectors.EVENT_READ)
            thread = Thread(target=self._listen, daemon=True)
            thread.start()
            yield
            self._ended.set()
            thread.join()

    def _listen(self) -> None:
        while not self._ended.is_set():
            for key, _ in self._selector.select(0.1):
                said = key.fileobj.recv(65536)  # type: ignore[union-attr]  # sockets alone are registered
                now = time.time()
                self.refused += b" 503 " in said[:20]
                for number in set(_SEQUENCE.findall(said)):
                    self.heard.setdefault(int(number), []).append(now)
                if not said:
                    self._selector.unregister(key.fileobj)


def change(store: Store, number: int) -> tuple[int, float]:
    """Publish something.

    Args:
        store: of the site.
        number: of the change.

    Returns:
        Its number in the sequence, and when it was committed.
    """
    new = event(f"change {number}", tags=("streams",))
    with store.writing() as writing:
        writing.articles.put(new, "[]", published=store.now(), modified=store.now(), now=store.now())
    return store.changes.sequence(), time.time()


def paths(asked: argparse.Namespace) -> list[str]:
    """List what the streams ask for: some each for something else, so that nothing is written for several of them."""
    filtered = [f"/api/changes?after=now&tag=streams&-tag=other-{number}" for number in range(asked.filtered)]
    return filtered + ["/api/changes?after=now"] * (asked.streams - asked.filtered)


def measure(client: Client, store: Store, asked: argparse.Namespace) -> bool:
    """Print the figures; False where they are not what they should be."""
    before = usage(client.process)
    listeners, waited, made = Listeners(client.port), list[float](), list[tuple[int, float]]()
    with listeners.listening(paths(asked)):
        time.sleep(max(3.0, asked.streams / 100))
        visitors = Thread(
            target=lambda: waited.extend(one for one, _ in visit(client, asked.visitors, asked.seconds)), daemon=True
        )
        visitors.start()
        for number in range(asked.changes):
            made.append(change(store, number))
            time.sleep(asked.seconds / asked.changes)
        visitors.join()
        during = usage(client.process)
    delays = sorted(heard - at for number, at in made for heard in listeners.heard.get(number, ()))
    whole = len(delays) == asked.streams * asked.changes and not listeners.refused
    print(f"{asked.streams} streams, {len(delays)} of {asked.streams * asked.changes} changes heard")
    figures = [_share(delays, share) for share in (0.5, 0.99, 1)]
    print("after the commit: median {:.0f} ms, p99 {:.0f} ms, at most {:.0f} ms".format(*figures))
    waited.sort()
    print(f"{len(waited)} visitors waited: median {_share(waited, 0.5):.1f} ms, p99 {_share(waited, 0.99):.1f} ms")
    print(
        f"memory {before.memory:.0f} MB, {during.memory - before.memory:+.0f} MB; threads {before.threads}, {during.threads}"
    )
    return whole and _share(delays, 1) <= SLOWEST * 1e3 and _share(waited, 0.99) <= LONGEST * 1e3


def _share(times: list[float], share: float) -> float:
    return times[min(len(times) - 1, int(len(times) * share))] * 1e3 if times else float("inf")


def vanish(client: Client, asked: argparse.Namespace) -> None:
    """Print how long it takes until those who went without a word have made room."""
    began = time.perf_counter()
    listeners = Listeners(client.port)
    while time.perf_counter() - began < 60:
        with listeners.listening(["/api/changes?after=now"] * asked.streams):
            time.sleep(max(2.0, asked.streams / 100))
        if not listeners.refused:
            break
        listeners = Listeners(client.port)
    print(f"as many could follow again {time.perf_counter() - began:.1f} s after all had gone")


def main() -> int:
    """Print the figures; 1 where they are not what they should be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("streams", 500), ("filtered", 50), ("visitors", 200), ("changes", 10)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--vanish", action="store_true")
    asked = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    with TemporaryDirectory() as folder:
        fill(Path(folder))
        with serving(Path(folder)) as client, open_store(f"sqlite:///{folder}/feedpub.db") as store:
            warm_up(client)
            well = measure(client, store, asked)
            if asked.vanish:
                vanish(client, asked)
    print("all of it holds" if well else "WRONG")
    return 0 if well else 1


if __name__ == "__main__":
    raise SystemExit(main())
