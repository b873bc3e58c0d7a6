"""Four desks write, six mirrors follow, and the site and the mirrors are killed: each copy must be the site's, proven."""

import json
import random
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from feedpub.client import Copy, verify
from tests.chaos import desk, mirror
from tests.chaos.asking import answer
from tests.chaos.databases import last_sequence
from tests.chaos.processes import Forked, Kept, Stage, kill_group
from tests.chaos.topics import CUTS, Cut, Document
from tests.chaos.trial import answers
from tests.serving import PATIENCE, eventually, free_port

if TYPE_CHECKING:
    import subprocess

DESKS = 4
EVERYTHING = Cut({}, lambda document: True)  # noqa: ARG005 - a filter like the others
_QUICK = {"longest_pause": 1.0, "check": 2.0}
MIRRORS: tuple[tuple[Cut, dict[str, Any]], ...] = (
    (EVERYTHING, {"wait": 5, "limit": 200}),
    (EVERYTHING, {"wait": 0, "interval": 0.4, "limit": 7}),
    (EVERYTHING, {"mode": "stream"}),
    (CUTS[0], {"mode": "stream"}),
    (CUTS[1], {"wait": 5, "limit": 50}),
    (CUTS[2], {"wait": 0, "interval": 1.5, "limit": 20}),
)
"""What each mirror is cut to, and how it follows."""


@dataclass(frozen=True)
class MirrorPlan:
    """How large a trial is.

    Args:
        articles: of all desks.
        pauses: the shortest and the longest between two kills, in seconds.
        kills: of mirrors, at least and at most: each costs a start.
        patience: seconds for the copies to come to the end when all is written.
        seed: of all that is random.
    """

    articles: int
    pauses: tuple[float, float] = (0.3, 0.9)
    kills: tuple[int, int] = (5, 12)
    patience: float = PATIENCE
    seed: int = 1


@dataclass
class MirrorFigures:
    """What a trial came to.

    Args:
        sequence: changes in the store.
        told: those that each mirror was told.
        counts: events in each copy.
        kills: by kind.
        requests: that finding one flipped byte took.
        seconds: until all was written, and until all copies were exact.
        wrong: a line for each violation.
    """

    sequence: int = 0
    told: list[int] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    kills: Counter[str] = field(default_factory=Counter)
    requests: int = 0
    seconds: tuple[float, float] = (0.0, 0.0)
    wrong: list[str] = field(default_factory=list)


class MirrorTrial:
    """A trial on one database.

    Args:
        url: of an empty database.
        folder: for logs and copies.
        plan: how large.
    """

    def __init__(self, url: str, folder: Path, plan: MirrorPlan) -> None:
        self._url, self._plan, self._port = url, plan, free_port()
        (folder / "nothing").mkdir(exist_ok=True)
        source = json.dumps([{"name": "nothing", "path": str(folder / "nothing")}])  # or the samples would be read
        self._stage = Stage(folder, {"FEEDPUB_DATABASE_URL": url, "FEEDPUB_SCHEDULER": "off", "FEEDPUB_SOURCES": source})
        self._chance = random.Random(plan.seed)  # noqa: S311 - no secret
        self.files = [folder / f"mirror{number}.db" for number in range(len(MIRRORS))]
        self._web = Kept(self._serve)
        self._mirrors = [Kept(partial(self._mirror, number)) for number in range(len(MIRRORS))]
        self._figures = MirrorFigures()

    @property
    def address(self) -> str:
        """Of the site."""
        return f"http://127.0.0.1:{self._port}"

    def run(self) -> MirrorFigures:
        """Write, follow and kill; then let the copies come to the end, and judge them."""
        figures, began = self._figures, time.monotonic()
        try:
            eventually(partial(self._tended, partial(answers, self._port)), "the site answers")
            self._disturb()
            written = time.monotonic() - began
            eventually(partial(self._tended, partial(answers, self._port)), "the site answers again")
            eventually(partial(self._tended, self._exact), "every copy is exact", self._plan.patience)
            figures.seconds = (written, time.monotonic() - began)
        except AssertionError as error:
            figures.wrong.append(str(error))
            figures.wrong += [
                f"{self.files[number].name} differs" for number in range(len(MIRRORS)) if not self._is_exact(number)
            ]
        finally:
            for kept in self._mirrors:
                kept.stop()
        try:
            self._judge()
        finally:
            self._web.stop()
        figures.wrong += [f"process {number} outlived the trial: {name}" for number, name in self._stage.orphans().items()]
        return figures

    def _disturb(self) -> None:
        """Have the desks write, and kill the site when a third and when two thirds are written, mirrors all the time."""
        each = self._plan.articles // DESKS
        desks = [self._desk(number, each) for number in range(DESKS)]
        thirds, next_kill = [self._plan.articles // 2, self._plan.articles], 0.0
        while self._goes_on(desks, thirds):
            self._tend()
            time.sleep(0.05)
            if thirds and last_sequence(self._url) >= thirds[0] and self._kill("site", self._web):
                thirds.pop(0)
            if time.monotonic() >= next_kill and self._figures.kills["mirror"] < self._plan.kills[1]:
                self._kill("mirror", self._chance.choice(self._mirrors))
                next_kill = time.monotonic() + self._chance.uniform(*self._plan.pauses)
        self._figures.wrong += [
            f"desk {number} ends with {one.returncode}" for number, one in enumerate(desks) if one.returncode
        ]
        self._figures.sequence = last_sequence(self._url)

    def _goes_on(self, desks: list[Forked], kills: list[int]) -> bool:
        """Tell whether somebody writes still, or has written so quickly that there was no time to kill."""
        if any(one.poll() is None for one in desks):
            return True
        is_due = bool(kills) and last_sequence(self._url) >= kills[0]
        return is_due or self._figures.kills["mirror"] < self._plan.kills[0]

    def _kill(self, what: str, kept: Kept) -> bool:
        if kept.process is None or kept.process.poll() is not None:
            return False
        kill_group(kept.process)
        self._figures.kills[what] += 1
        return True

    def _exact(self) -> bool:
        return all(self._is_exact(number) for number in range(len(MIRRORS)))

    def _is_exact(self, number: int) -> bool:
        cut, _ = MIRRORS[number]
        state = answer(self._port, f"/api/state?{urlencode(dict(cut.parameters))}")
        with Copy(self.files[number]) as copy:
            return (copy.count, copy.digest) == (state["count"], state["digest"])

    def _judge(self) -> None:
        figures, notes = self._figures, [noted(file) for file in self.files]
        now_told = set(sequences_told(self._port))
        figures.told = [len(note) for note in notes]
        for number, (cut, _) in enumerate(MIRRORS):
            name = self.files[number].name
            with Copy(self.files[number]) as copy:
                copy.recount()
                figures.counts.append(copy.count)
            if not self._is_exact(number):
                figures.wrong.append(f"{name}: its documents are not those of the site")
            of = (
                whole_and_ordered(notes[number], now_told)
                if cut is EVERYTHING
                else matching(notes[number], notes[0], now_told, cut)
            )
            figures.wrong += [f"{name}: {fault}" for fault in of]
        figures.wrong += self._flip(self.files[0])

    def _flip(self, file: Path) -> Iterator[str]:
        """Flip one byte of one document, and have it found."""
        with closing(sqlite3.connect(file)) as database, database:
            name, document = database.execute("SELECT id, document FROM events ORDER BY id LIMIT 1 OFFSET 5").fetchone()
            at = document.index("Council")
            flipped = document[:at] + chr(ord(document[at]) ^ 1) + document[at + 1 :]
            database.execute("UPDATE events SET document = ? WHERE id = ?", (flipped, name))
        verdict = verify(self.address, file)
        self._figures.requests = verdict.requests
        if verdict.differing != (name,) or verdict.requests > 20:
            yield f"a flipped byte of {name} is found as {verdict}"
        if verify(self.address, file).differing:
            yield f"{name} is not mended"

    def _tended(self, holds: Any) -> bool:
        self._tend()
        return bool(holds())

    def _tend(self) -> None:
        for kept in (self._web, *self._mirrors):
            kept.tend()

    def _serve(self) -> "subprocess.Popen[bytes]":
        return self._stage.feedpub("serve", "serve", "--port", str(self._port))

    def _desk(self, number: int, articles: int) -> Forked:
        asked = [self._url, f"desk{number}", str(articles), str(self._plan.seed * 10 + number)]
        return self._stage.fork(f"desk{number}", desk.main, asked)

    def _mirror(self, number: int) -> Forked:
        cut, options = MIRRORS[number]
        asked = [self.address, str(self.files[number]), json.dumps(_QUICK | options), json.dumps(dict(cut.parameters))]
        return self._stage.fork(f"mirror{number}", mirror.main, asked)


@dataclass(frozen=True)
class Note:
    """What a mirror was told.

    Args:
        op: upsert, delete, leave; gone where a snapshot had it no more.
        sequence: of the change, or of the snapshot.
        id: the article's.
        document: of an upsert.
        snapshots: that the mirror had begun by then.
    """

    op: str
    sequence: int
    id: str
    document: Document | None
    snapshots: int


def noted(file: Path) -> list[Note]:
    """Read what a mirror was told, in that order."""
    with closing(sqlite3.connect(file)) as database:
        rows = database.execute("SELECT op, sequence, id, document, snapshots FROM told ORDER BY number")
        return [
            Note(op, number, name, document and json.loads(document), count) for op, number, name, document, count in rows
        ]


def whole_and_ordered(notes: list[Note], now_told: set[int]) -> Iterator[str]:
    """Judge a mirror of everything.

    Args:
        notes: what it was told.
        now_told: numbers of all changes that are told still.

    Yields:
        A line for each change that came twice, out of order or not at all.
    """
    if len({note.snapshots for note in notes}) > 1:
        yield "began anew, although nothing was lost"
    began = min((note.sequence for note in notes), default=0)
    changes = [note.sequence for note in notes if note.sequence > began]
    if any(later <= former for former, later in pairwise(changes)):
        yield "was told a change twice or out of order"
    if missing := {number for number in now_told if number > began} - set(changes):
        yield f"was not told {sorted(missing)[:5]}, {len(missing)} in all"


def matching(notes: list[Note], everything: list[Note], now_told: set[int], cut: Cut) -> Iterator[str]:
    """Judge a mirror of a part: it never holds what does not match at that number.

    Args:
        notes: what it was told.
        everything: what a mirror of everything was told.
        now_told: numbers of all changes that are told still: of others, the mirror may rightly never have heard.
        cut: what it is cut to.

    Yields:
        A line for each article that it held although it did not match.
    """
    changes: dict[str, list[Note]] = {}
    for note in notes:
        changes.setdefault(note.id, []).append(note)
        if note.document is not None and not cut.holds(note.document):
            yield f"was told {note.id} at {note.sequence}, which does not match"
    began = min((note.sequence for note in notes), default=0)
    for note in everything:
        if note.sequence > began and note.sequence in now_told and not (note.document and cut.holds(note.document)):
            before = [each for each in changes.get(note.id, ()) if each.sequence <= note.sequence]
            if before and before[-1].op == "upsert":
                yield f"held {note.id} at {note.sequence}, when it did not match"


def sequences_told(port: int) -> Iterator[int]:
    """List the numbers of all changes that a node tells now."""
    after, more = "0", True
    while more:
        page: Mapping[str, Any] = answer(port, f"/api/changes?after={after}&limit=200")
        yield from (change["sequence"] for change in page["items"])
        after, more = page["cursor"], page["has_more"]
