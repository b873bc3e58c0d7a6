"""What this process has counted and measured of its work, and what the others of the same site have.

prometheus_client could count as well. In its mode for several processes each count is a search by labels and a write to a
mapped file (2.5 to 3.3 µs, where an addition to a dictionary takes 0.9), and it has to be told of its folder before it is
imported. Here each process writes what it has counted to a file of its own now and then, and the processes of a site on one
machine share the folder.
"""

import json
import os
import threading
import time
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from uuid import uuid4

_SECONDS = 2.0  # between two times that a process writes what it has counted; who asks is told no older figures
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
"""Upper bounds of durations in seconds: from a page that is nearly ready to the refresh of a large source."""
Labels = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Metric:
    """Something that is counted or measured.

    Args:
        name: as Prometheus shows it.
        help: one sentence about it.
        labels: names of what its values are told apart by.
    """

    name: str
    help: str
    labels: Labels = ()


REQUESTS = Metric("feedpub_requests", "Answered requests, by kind of address and HTTP status.", ("kind", "status"))
RENDERING = Metric("feedpub_render_seconds", "Time that answers took which were not ready in memory.", ("kind",))
REFRESHING = Metric("feedpub_refresh_seconds", "Time that looks at a source took.", ("source",))
DOCUMENTS = Metric(
    "feedpub_documents", "Documents by what became of them when their source was looked at.", ("source", "status")
)
EXTRACTION = Metric("feedpub_extraction_seconds", "Time that documents took to be read, with their events found.")
LAG = Metric("feedpub_change_lag_seconds", "How old a change was when a process first served it.")
CACHE = Metric("feedpub_cache_bytes", "Answers that a process keeps in memory.", ("process",))
SUBSCRIBERS = Metric("feedpub_subscribers", "Subscribers of a feed that its reader last told of.", ("reader", "feed"))
COUNTED = (REQUESTS, DOCUMENTS)
MEASURED = (RENDERING, REFRESHING, EXTRACTION, LAG)
NOTED = (CACHE, SUBSCRIBERS)
_MOST_NOTES = 1000  # anybody may call himself a reader


@dataclass(slots=True)
class Durations:
    """How long something took, by BUCKETS.

    Args:
        counts: how many fell into each, and behind the last.
        total: seconds altogether.
    """

    counts: list[int] = field(default_factory=lambda: [0] * (len(BUCKETS) + 1))
    total: float = 0.0


class Measurements:
    """What was counted and measured, by name and labels; any number of threads may add to it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.counted: dict[tuple[str, Labels], int] = {}
        self.measured: dict[tuple[str, Labels], Durations] = {}
        self.noted: dict[tuple[str, Labels], tuple[float, float]] = {}

    def count(self, metric: Metric, *labels: str, number: int = 1) -> None:
        """Count something.

        Args:
            metric: what.
            labels: of which kind.
            number: how many.
        """
        key = (metric.name, labels)
        with self._lock:
            self.counted[key] = self.counted.get(key, 0) + number

    def count_one(self, key: tuple[str, Labels]) -> None:
        """Count one more, where every microsecond counts.

        Args:
            key: name and labels.
        """
        with self._lock:
            self.counted[key] = self.counted.get(key, 0) + 1

    def measure(self, metric: Metric, seconds: float, *labels: str) -> None:
        """Note how long something took.

        Args:
            metric: what.
            seconds: the time.
            labels: of which kind.
        """
        key = (metric.name, labels)
        with self._lock:
            found = self.measured.setdefault(key, Durations())
            found.counts[bisect_left(BUCKETS, seconds)] += 1
            found.total += seconds

    def note(self, metric: Metric, value: float, *labels: str) -> None:
        """Note what something is now.

        Args:
            metric: what.
            value: of it.
            labels: of which kind.
        """
        key = (metric.name, labels)
        with self._lock:
            self.noted.pop(key, None)
            self.noted[key] = value, time.time()
            if len(self.noted) > _MOST_NOTES:
                del self.noted[next(iter(self.noted))]

    def add(self, other: "Measurements") -> None:
        """Add what another process has counted."""
        for key, number in other.counted.items():
            self.counted[key] = self.counted.get(key, 0) + number
        for key, theirs in other.measured.items():
            ours = self.measured.setdefault(key, Durations())
            ours.counts = [a + b for a, b in zip(ours.counts, theirs.counts, strict=True)]
            ours.total += theirs.total
        for key, note in other.noted.items():
            self.noted[key] = max(note, self.noted.get(key, note), key=itemgetter(1))

    def clear(self) -> None:
        """Forget everything, as a forked process does: what was counted before is its parent's."""
        self._lock = threading.Lock()
        self.counted, self.measured, self.noted = {}, {}, {}

    def written(self) -> str:
        """Write everything down for another process."""
        with self._lock:
            counted = [[name, labels, number] for (name, labels), number in self.counted.items()]
            measured = [[name, labels, found.counts, found.total] for (name, labels), found in self.measured.items()]
            noted = [[name, labels, *note] for (name, labels), note in self.noted.items()]
        return json.dumps({"counted": counted, "measured": measured, "noted": noted})

    @classmethod
    def read(cls, text: str) -> "Measurements":
        """Read what another process wrote down.

        Raises:
            ValueError: it is not that.
        """
        found, parts = cls(), json.loads(text)
        found.counted = {(name, tuple(labels)): number for name, labels, number in parts["counted"]}
        found.measured = {
            (name, tuple(labels)): Durations(counts, total) for name, labels, counts, total in parts["measured"]
        }
        found.noted = {(name, tuple(labels)): (value, at) for name, labels, value, at in parts["noted"]}
        return found


OWN = Measurements()
"""What this process has counted."""
os.register_at_fork(after_in_child=OWN.clear)


class SharedMeasurements:
    """A folder in which the processes of a site on one machine tell one another what they have counted.

    What a process that ended has counted stays: counts never go down while the site runs.

    Args:
        folder: made where there is none; None where this process tells of itself alone.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._name = ""
        if folder is not None:
            self._begin(folder)
            os.register_at_fork(after_in_child=lambda: self._begin(folder))

    def all(self) -> Measurements:
        """Add up what all processes have counted."""
        found = Measurements.read(OWN.written())
        for other in self._others():
            found.add(other)
        return found

    def _begin(self, folder: Path) -> None:
        self._name = f"{os.getpid()}-{uuid4().hex[:8]}.json"  # a number of a process comes again
        threading.Thread(target=self._write_on, args=(folder / self._name,), daemon=True).start()

    def _write_on(self, file: Path) -> None:
        last, pause = "", threading.Event()
        while not pause.wait(_SECONDS):
            text = OWN.written()
            if text != last:
                with suppress(OSError):  # figures are no reason to disturb the work
                    _replace(file, text)
                    last = text

    def _others(self) -> Iterator[Measurements]:
        for file in sorted(self._folder.glob("*.json")) if self._folder else ():
            if file.name != self._name:
                with suppress(OSError, ValueError, KeyError, TypeError):
                    found = Measurements.read(file.read_text(encoding="utf-8"))
                    if not _lives(int(file.name.partition("-")[0])):
                        found.noted = {key: note for key, note in found.noted.items() if key[0] != CACHE.name}
                    yield found


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it is somebody else's
        return True
    return True


def _replace(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_suffix(".draft")
    draft.write_text(text, encoding="utf-8")
    draft.replace(file)
