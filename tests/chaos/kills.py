"""Writers, web servers, database backends and followers that are killed at any moment, and copies that must be exact."""

import os
import random
import signal
import socket
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.chaos.databases import Server, last_sequence, releases
from tests.chaos.newsroom import WEIGHTS, Newsroom
from tests.chaos.processes import Forked, Kept, Stage, children, kill_alone, kill_group
from tests.chaos.trial import LEASE, Figures, answers, settings, settle
from tests.chaos.verdict import ask, judge, remembered
from tests.serving import eventually, free_port

FOLLOWERS = ((1, 0.1), (3, 0.2), (10, 0.4), (50, 0.8), (200, 1.6))
"""How each follower asks: changes on a page, and seconds between two questions where there is nothing new."""
_BY_HAND = {name: weight for name, weight in WEIGHTS.items() if name != "delete"}  # what is given by hand is never swept

_SLOWEST = 40.0  # seconds in which a server must have come up, kills or no kills

Kill = Callable[[], bool]


@dataclass(frozen=True)
class Plan:
    """How large a round is.

    Args:
        seconds: for which the newsroom edits and processes are killed, from when the server first answers.
        pace: acts of the newsroom in a second.
        pauses: the shortest and the longest time between two kills, in seconds.
        embargoes: the shortest and the longest, in seconds; there is no release where writers that are killed again
            and again store an article only after its moment.
        seed: of all that is random.
        kills: at least: on a machine that is busy, or quick, a round takes longer until there were as many.
    """

    seconds: float
    pace: float
    pauses: tuple[float, float] = (0.8, 2.4)
    embargoes: tuple[float, float] = (3.0, 10.0)
    seed: int = 1
    kills: int = 5


class Round:
    """One round on one database.

    Args:
        url: of an empty database.
        folder: for copy, logs and what followers remember.
        plan: how large.
        server: the PostgreSQL server that the database lives on; None for SQLite.
    """

    def __init__(self, url: str, folder: Path, plan: Plan, server: Server | None) -> None:
        self._url, self._plan, self._server = url, plan, server
        self._chance = random.Random(plan.seed)  # noqa: S311 - no secret
        self._desk = Newsroom(folder / "desk", plan.seed, embargoes=plan.embargoes)
        self._hand = Newsroom(folder / "hand", plan.seed + 1, prefix="notice", source="by-hand", embargoes=plan.embargoes)
        self._stage = Stage(folder, settings(url, self._desk))
        self._port = free_port()
        self._states = [folder / f"follower{number}.db" for number in range(len(FOLLOWERS))]
        self._web = Kept(self._serve)
        self._schedulers = [Kept(lambda: self._stage.feedpub("schedule", "schedule")) for _ in range(2)]
        self._passing = [
            Kept(self._refresh, pause=2.0),
            Kept(self._ingest, pause=3.0),
        ]
        self._followers = [Kept(partial(self._follow, number)) for number in range(len(FOLLOWERS))]
        self._killed = Counter[str]()
        self._frozen: list[tuple[float, subprocess.Popen[bytes] | Forked]] = []

    def run(self) -> Figures:
        """Edit, kill and restart; then let everything settle, and judge."""
        began = time.monotonic()
        try:
            self._disturb()
            wrong = self._come_to_rest()
            seconds = time.monotonic() - began
            site, memories = ask(self._port), [remembered(state) for state in self._states]
            wrong += judge(self._url, site, memories, [self._desk, self._hand])
        finally:
            for kept in self._kept():
                kept.stop()
        wrong += [f"process {number} outlived the round: {name}" for number, name in self._stage.orphans().items()]
        acts = self._desk.done + self._hand.done
        stored, told = last_sequence(self._url), len(site.changes)
        return Figures(acts, stored, told, releases(self._url), memories, seconds, self._killed, wrong)

    def _kept(self) -> list[Kept]:
        return [*self._followers, *self._passing, *self._schedulers, self._web]

    def _disturb(self) -> None:
        next_act = next_kill = next_look = time.monotonic()
        end = next_look + _SLOWEST
        while (now := time.monotonic()) < end or self._killed.total() < self._plan.kills:
            self._tend()
            if now >= next_look:
                # Nobody is spared until then, but a round counts from when there was something to follow.
                up = _listens(self._port)
                end, next_look = (now + self._plan.seconds, float("inf")) if up else (end, now + 1.0)
            if now >= next_act:
                self._edit()
                next_act += 1 / self._plan.pace
            if now >= next_kill:
                self._kill()
                next_kill = time.monotonic() + self._chance.uniform(*self._plan.pauses)
            self._thaw(now)
            time.sleep(0.02)
        self._thaw(float("inf"))

    def _edit(self) -> None:
        if self._chance.random() < 0.2:
            self._hand.act(_BY_HAND)
        else:
            self._desk.act()

    def _kill(self) -> None:
        kinds = self._kinds()
        chosen = self._chance.choices(list(kinds), [weight for weight, _ in kinds.values()])[0]
        if kinds[chosen][1]():
            self._killed[chosen] += 1

    def _kinds(self) -> dict[str, tuple[int, Kill]]:
        """The kinds of kills with their weights; each tells whether there was anything to kill."""
        kinds: dict[str, tuple[int, Kill]] = {
            "writer": (8, lambda: self._kill_one(self._schedulers + self._passing, kill_group)),
            "writer without its children": (4, lambda: self._kill_one(self._schedulers + self._passing, kill_alone)),
            "writer frozen": (2, self._freeze),
            "server": (2, lambda: self._may_kill_server() and self._kill_one([self._web], kill_group)),
            "server without its workers": (2, lambda: self._may_kill_server() and self._kill_one([self._web], kill_alone)),
            "web worker": (3, self._kill_worker),
            "follower": (5, lambda: self._kill_one(self._followers, kill_group)),
        }
        if (server := self._server) is not None:
            kinds |= {
                "backend ended": (5, lambda: server.end_backend(self._chance, roughly=False)),
                "backend killed": (2, lambda: server.end_backend(self._chance, roughly=True)),
                "database restarted": (1, lambda: _restarted(server, "fast")),
                "database crashed": (1, lambda: _restarted(server, "immediate")),
            }
        return kinds

    def _kill_one(self, among: list[Kept], how: Callable[..., None]) -> bool:
        running = [kept.process for kept in among if kept.process is not None and kept.process.poll() is None]
        if running:
            how(self._chance.choice(running))
        return bool(running)

    def _freeze(self) -> bool:
        """Stop a scheduler for longer than a lease; it goes on as if nothing had been."""
        running = [kept.process for kept in self._schedulers if kept.process is not None and kept.process.poll() is None]
        if running:
            frozen = self._chance.choice(running)
            os.killpg(frozen.pid, signal.SIGSTOP)
            self._frozen.append((time.monotonic() + 2 * LEASE, frozen))
        return bool(running)

    def _thaw(self, now: float) -> None:
        for _, process in (due for due in self._frozen if due[0] <= now):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGCONT)
        self._frozen = [later for later in self._frozen if later[0] > now]

    def _may_kill_server(self) -> bool:
        # It takes long to start: killed again and again before it answers, it would show the followers nothing.
        return _listens(self._port) or self._chance.random() < 0.2

    def _kill_worker(self) -> bool:
        process = self._web.process
        found = children(process) if process is not None else []
        with suppress(ProcessLookupError):
            if found:
                os.kill(self._chance.choice(found), signal.SIGKILL)
        return bool(found)

    def _come_to_rest(self) -> list[str]:
        """Let the server and the schedulers go on, look at all copy once more, and wait for the followers."""
        for kept in self._passing:
            kept.stop()
        self._passing.clear()
        eventually(partial(self._tended, partial(answers, self._port)), "the server answers")
        wrong = [fault for begin in (self._refresh, self._ingest) for fault in self._finish(begin())]
        return wrong + list(settle(self._url, [self._desk, self._hand], self._states, self._tend))

    def _finish(self, process: "subprocess.Popen[bytes]") -> Iterator[str]:
        eventually(partial(self._tended, lambda: process.poll() is not None), "the last look at the copy ends")
        if process.returncode:
            yield f"{process.args!r} ends with {process.returncode} although nobody disturbs it"

    def _tended(self, holds: Callable[[], bool]) -> bool:
        self._tend()
        return holds()

    def _tend(self) -> None:
        for kept in self._kept():
            kept.tend()

    def _serve(self) -> "subprocess.Popen[bytes]":
        return self._stage.feedpub("serve", "serve", "--workers", "2", "--port", str(self._port))

    def _refresh(self) -> "subprocess.Popen[bytes]":
        return self._stage.feedpub("refresh", "refresh")

    def _ingest(self) -> "subprocess.Popen[bytes]":
        return self._stage.feedpub("ingest", "ingest", str(self._hand.folder))

    def _follow(self, number: int) -> "subprocess.Popen[bytes]":
        limit, pause = FOLLOWERS[number]
        asked = [str(self._states[number]), str(limit), str(pause), str(self._port)]
        return self._stage.start(f"follower{number}", "tests.chaos.follower", asked)


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=0.5).close()
    except OSError:
        return False
    return True


def _restarted(server: Server, mode: str) -> bool:
    server.restart(mode)
    return True
