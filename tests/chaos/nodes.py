"""Four web nodes and two schedulers on one PostgreSQL, under load, of which the one that refreshes is killed."""

import json
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from sqlalchemy import select

from feedpub.client import Copy
from feedpub.store import REFRESH, LeaseState, Store, open_store
from feedpub.store.tables import counters
from tests.builders import event
from tests.chaos.asking import answer
from tests.chaos.balancer import balancing
from tests.chaos.mirrors import noted, sequences_told, whole_and_ordered
from tests.chaos.processes import Stage, kill_group
from tests.chaos.trial import answers
from tests.chaos.visitors import Visitors
from tests.failures.site import copy, headline
from tests.serving import PATIENCE, Client, eventually, free_port

if TYPE_CHECKING:
    import subprocess

_QUICK = {"longest_pause": 1.0, "check": 2.0, "wait": 2, "limit": 50}


@dataclass(frozen=True)
class NodesPlan:
    """How large a trial is.

    Args:
        nodes: that serve.
        changes: that are committed one after the other, and announced.
        silent: further ones that nobody announces, as a program of an older release would commit them.
        articles: of a desk that edits, retracts and removes meanwhile.
        pause: seconds between two of the changes.
        lease: seconds after which another process takes over.
        replica: address of a streaming replica that every other node reads from; None where all read where they write.
    """

    nodes: int = 4
    changes: int = 40
    silent: int = 10
    articles: int = 60
    pause: float = 0.3
    lease: float = 3.0
    replica: str | None = None


@dataclass
class NodesFigures:
    """What a trial came to.

    Args:
        requests: how often each path was answered with each status.
        announced: by node, after how many seconds each announced change was seen there.
        silent: the same for the others.
        taken: seconds from the kill until another process had the lease.
        refreshed: seconds from the kill until all nodes showed an article that was delivered just after it.
        told: changes that the mirror was told.
        held: events in the mirror at the end.
        wrong: a line for each violation.
    """

    requests: Counter[tuple[str, int]] = field(default_factory=Counter)
    announced: dict[int, list[float]] = field(default_factory=dict)
    silent: dict[int, list[float]] = field(default_factory=dict)
    taken: float = 0.0
    refreshed: float = 0.0
    told: int = 0
    held: int = 0
    wrong: list[str] = field(default_factory=list)


class NodesTrial:
    """A trial on one database.

    Args:
        url: of an empty PostgreSQL database.
        folder: for copy, logs and the mirror.
        plan: how large.
    """

    def __init__(self, url: str, folder: Path, plan: NodesPlan) -> None:
        self._url, self._folder, self._plan = url, folder, plan
        self._articles = folder / "articles"
        self._articles.mkdir(exist_ok=True)
        shared = {
            "FEEDPUB_DATABASE_URL": url,
            "FEEDPUB_BASE_URL": "http://news.example",
            "FEEDPUB_SOURCES": json.dumps([{"name": "desk", "path": str(self._articles)}]),
            "FEEDPUB_INTERVAL": "1",
            "FEEDPUB_LEASE_SECONDS": str(plan.lease),
            "FEEDPUB_RATE_LIMIT": "off",
        }
        self._stage = Stage(folder, shared)
        self._ports = [free_port() for _ in range(plan.nodes)]
        self._figures = NodesFigures()

    def run(self) -> NodesFigures:
        """Serve, write, follow and kill; then judge."""
        figures = self._figures
        with open_store(self._url) as store, self._running() as schedulers:
            visitors = Visitors(self._ports)
            with balancing(self._ports) as address, visitors.asking(store.changes.sequence()):
                mirror = self._mirror(address)
                desk = self._desk()
                before = self._commits(store, self._plan.changes // 2)
                self._kill_the_holder(store, schedulers)
                before |= self._commits(store, self._plan.changes - len(before))
                desk.wait(PATIENCE)
                with patch("feedpub.store.transactions.announce"):
                    silent = self._commits(store, self._plan.silent)
                self._settle(store)
                kill_group(mirror)
            figures.requests = visitors.answers
            figures.announced, figures.silent = self._delays(visitors, before), self._delays(visitors, silent)
            figures.wrong += [f"{path}: {times} times {status}" for (path, status), times in visitors.failed.items()]
            self._judge()
        return figures

    @contextmanager
    def _running(self) -> Iterator[list["subprocess.Popen[bytes]"]]:
        """Run nodes and schedulers until the block ends."""
        schedulers = [self._stage.feedpub(f"schedule{number}", "schedule") for number in range(2)]
        nodes = [self._node(port, self._plan.replica if number % 2 else None) for number, port in enumerate(self._ports)]
        try:
            for port in self._ports:
                eventually(partial(answers, port), "a node answers")
            yield schedulers
        finally:
            for process in (*schedulers, *nodes):
                kill_group(process)
            self._figures.wrong += [f"{name} outlived the trial" for name in self._stage.orphans().values()]

    def _node(self, port: int, replica: str | None) -> "subprocess.Popen[bytes]":
        read = {"FEEDPUB_REPLICA_URL": replica} if replica else {}
        return self._stage.feedpub(f"node{port}", "serve", "--port", str(port), FEEDPUB_SCHEDULER="off", **read)

    def _mirror(self, address: str) -> "subprocess.Popen[bytes]":
        asked = [address, str(self._folder / "mirror.db"), json.dumps(_QUICK), "{}"]
        return self._stage.start("mirror", "tests.chaos.mirror", asked)

    def _desk(self) -> "subprocess.Popen[bytes]":
        return self._stage.start("desk", "tests.chaos.desk", [self._url, "desk", str(self._plan.articles), "1"])

    def _commits(self, store: Store, changes: int) -> dict[int, float]:
        """Commit changes; return when each was committed, by its number."""
        made = {}
        for number in range(changes):
            new = event(f"change {time.time_ns()} {number}", tags=("nodes",))
            with store.writing() as writing:
                writing.articles.put(new, "[]", published=store.now(), modified=store.now(), now=store.now())
                last = select(counters.c.value).where(counters.c.name == "sequence")
                sequence = int(writing.connection.execute(last).scalar_one())
            made[sequence] = time.time()
            time.sleep(self._plan.pause)
        return made

    def _kill_the_holder(self, store: Store, schedulers: list["subprocess.Popen[bytes]"]) -> None:
        """Kill the process that refreshes, deliver an article, and time what follows."""
        self._deliver("quay")
        eventually(lambda: self._all_show("quay"), "what is delivered is published")
        held = store.leases.state(REFRESH)
        kill_group(next(one for one in schedulers if held and f":{one.pid}:" in held.holder))
        killed = time.monotonic()
        self._deliver("harbour")
        eventually(lambda: _has_gone_on(held, store.leases.state(REFRESH)), "another process refreshes")
        self._figures.taken = time.monotonic() - killed
        eventually(lambda: self._all_show("harbour"), "what was delivered after the kill is published")
        self._figures.refreshed = time.monotonic() - killed
        if self._figures.taken > 2 * self._plan.lease:
            self._figures.wrong.append(f"the lease was taken over after {self._figures.taken:.1f} s")

    def _deliver(self, name: str) -> None:
        written = self._articles / f".{name}"
        written.write_text(copy(name), encoding="utf-8")
        written.rename(self._articles / f"{name}.txt")

    def _all_show(self, name: str) -> bool:
        return all(headline(name).encode() in Client(port).get("/feeds/all.rss").body for port in self._ports)

    def _delays(self, visitors: Visitors, made: dict[int, float]) -> dict[int, list[float]]:
        for sequence in made:
            if missing := set(self._ports) - visitors.seen.get(sequence, {}).keys():
                self._figures.wrong.append(f"change {sequence} was never seen on {sorted(missing)}")
        return {
            port: sorted(
                max(0.0, seen[port] - at) for sequence, at in made.items() if port in (seen := visitors.seen[sequence])
            )
            for port in self._ports
        }

    def _settle(self, store: Store) -> None:
        """Wait until the mirror and all nodes have the last change."""
        store.release(store.now())
        try:
            eventually(lambda: len(set(self._states(store))) == 1, "mirror and nodes agree")
        except AssertionError as error:
            self._figures.wrong.append(f"{error}: {self._states(store)}")

    def _states(self, store: Store) -> list[tuple[int, int, str]]:
        with Copy(self._folder / "mirror.db") as mirrored:
            states = [(store.changes.sequence(), mirrored.count, mirrored.digest)]
        told = [answer(port, "/api/state") for port in self._ports]
        return states + [(one["sequence"], one["count"], one["digest"]) for one in told]

    def _judge(self) -> None:
        notes = noted(self._folder / "mirror.db")
        self._figures.told = len(notes)
        with Copy(self._folder / "mirror.db") as mirrored:
            mirrored.recount()
            self._figures.held = mirrored.count
        for port in self._ports:
            faults = whole_and_ordered(notes, set(sequences_told(port)))
            self._figures.wrong += [f"the mirror, by node {port}: {fault}" for fault in faults]


def _has_gone_on(before: LeaseState | None, now: LeaseState | None) -> bool:
    return before is not None and now is not None and bool(now.holder) and now.epoch > before.epoch
