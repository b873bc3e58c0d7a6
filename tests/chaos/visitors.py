"""Those who ask all nodes of a site all the time, and note what became of each request and when each node had a change."""

import http.client
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from threading import Event, Thread

PATHS = (
    "/",
    "/feeds/all.atom",
    "/api/events?limit=20",
    "/feeds/all.json",
    "/api/state",
    "/sitemap.xml",
    "/search?q=council",
)
"""What visitors ask for: from memory and from the database."""
_SEQUENCE = re.compile(rb'"sequence":(\d+)')
_LOOK = 0.01  # seconds between two looks for a change: what is measured is exact to as much
_TIMEOUT = 30.0


@dataclass
class Visitors:
    """Who asks, one of them and one watcher for each node.

    Args:
        ports: of the nodes.
        pause: seconds between two requests of a visitor.
        answers: how often each path was answered with each status; 0 stands for no answer.
        seen: by change, when each node had it first, by the wall clock.
    """

    ports: Sequence[int]
    pause: float = 0.05
    answers: Counter[tuple[str, int]] = field(default_factory=Counter)
    seen: dict[int, dict[int, float]] = field(default_factory=dict)

    @property
    def failed(self) -> dict[tuple[str, int], int]:
        """Requests that were answered with anything but 200 or 304, or not at all."""
        return {asked: times for asked, times in self.answers.items() if asked[1] not in (200, 304)}

    @contextmanager
    def asking(self, after: int) -> Iterator[None]:
        """Ask until the block ends.

        Args:
            after: number of the last change before.
        """
        ended = Event()
        threads = [Thread(target=self._visit, args=(port, ended), daemon=True) for port in self.ports]
        threads += [Thread(target=self._watch, args=(port, after, ended), daemon=True) for port in self.ports]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            ended.set()
            for thread in threads:
                thread.join()

    def _visit(self, port: int, ended: Event) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_TIMEOUT)
        for path in cycle(PATHS):
            if ended.wait(self.pause):
                break
            self.answers[path, _ask(connection, path)[0]] += 1
        connection.close()

    def _watch(self, port: int, after: int, ended: Event) -> None:
        """Note when a node tells a change first: as a follower asks that has all which were told before."""
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_TIMEOUT)
        while not ended.wait(_LOOK):
            status, body = _ask(connection, f"/api/changes?after={after}&limit=200")
            self.answers["/api/changes", status] += 1
            now = time.time()
            told = [int(number) for number in _SEQUENCE.findall(body)] if status == http.HTTPStatus.OK else []
            for number in told:
                if number > after:
                    self.seen.setdefault(number, {}).setdefault(port, now)
            after = max([after, *told])
        connection.close()


def _ask(connection: http.client.HTTPConnection, path: str) -> tuple[int, bytes]:
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    except (OSError, http.client.HTTPException):
        connection.close()
        return 0, b""
