"""What must be true of followers, site, store and folder once all is quiet."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from feedpub.errors import StoreError
from feedpub.store import open_store
from tests.chaos.asking import answer
from tests.chaos.follower import digest_of
from tests.chaos.newsroom import COMMON_WORD, Newsroom, shown
from tests.chaos.soundness import soundness
from tests.following import placed

_PAGE = 200
_SHOWN = 5  # examples in a message


@dataclass(frozen=True)
class Site:
    """A site as whoever asks it now is told.

    Args:
        changes: all that may be told, in order.
        events: all that are public, by id.
        found: the ids of those that a search for a word finds which all copy has.
    """

    changes: tuple[dict[str, Any], ...]
    events: dict[str, dict[str, Any]]
    found: frozenset[str]


def ask(port: int) -> Site:
    """Read a whole site through its API.

    Args:
        port: where it listens.
    """
    events = {event["id"]: event for event in _events(port, "")}
    return Site(tuple(_changes(port)), events, frozenset(event["id"] for event in _events(port, f"q={COMMON_WORD}&")))


def _changes(port: int) -> Iterator[dict[str, Any]]:
    after, more = 0, True
    while more:
        page = answer(port, f"/api/changes?after={after}&limit={_PAGE}")
        yield from page["items"]
        after, more = page["cursor"], page["has_more"]


def _events(port: int, filters: str) -> Iterator[dict[str, Any]]:
    path: str | None = f"/api/events?{filters}limit={_PAGE}"
    while path:
        page = answer(port, path)
        yield from page["items"]
        path = page["next"] and "/api/" + page["next"].partition("/api/")[2]


@dataclass(frozen=True)
class Memory:
    """What a follower remembers.

    Args:
        name: of the follower.
        told: each change that it was told, in that order: sequence, op, article, digest.
        copy: its events by id.
        faults: what it saw that must never be.
        troubles: what it met that may be, and how often.
        pages: how many pages it took.
    """

    name: str
    told: tuple[tuple[int, str, str, str], ...]
    copy: dict[str, dict[str, Any]]
    faults: tuple[str, ...]
    troubles: dict[str, int]
    pages: int


def remembered(path: Path) -> Memory:
    """Read what a follower remembers."""
    with closing(sqlite3.connect(path)) as state:
        told = state.execute("SELECT sequence, op, article, digest FROM told ORDER BY number").fetchall()
        copy = {article: json.loads(event) for article, event in state.execute("SELECT article, event FROM copy")}
        faults = tuple(what for (what,) in state.execute("SELECT what FROM faults"))
        troubles = dict(state.execute("SELECT what, times FROM troubles").fetchall())
        (pages,) = state.execute("SELECT pages FROM place").fetchone()
    return Memory(path.stem, tuple(told), copy, faults, troubles, pages)


def cursor(path: Path) -> int:
    """Tell how far a follower has come."""
    if not path.exists():
        return 0
    with closing(sqlite3.connect(path, timeout=30)) as state, suppress(sqlite3.OperationalError):
        return int(state.execute("SELECT cursor FROM place").fetchone()[0])
    return 0  # it has only just begun


def judge(url: str, site: Site, memories: list[Memory], newsrooms: list[Newsroom]) -> list[str]:
    """List what is wrong.

    Args:
        url: of the database.
        site: as it is told now.
        memories: of the followers.
        newsrooms: whose folders the site is made of.

    Returns:
        A line for each violation; none where everything holds.
    """
    wrong = [f"{memory.name}: {fault}" for memory in memories for fault in memory.faults]
    wrong += [f"{memory.name}: {fault}" for memory in memories for fault in _followed(memory, site)]
    wrong += _agreed(memories)
    wrong += _published(url, site, newsrooms)
    return wrong + soundness(url, newsrooms)


def published(newsrooms: list[Newsroom]) -> list[str]:
    """List the headlines that the copy of newsrooms has for everybody, in their order."""
    now = datetime.now(UTC)
    return sorted(headline for newsroom in newsrooms for headline in newsroom.public(now).values())


def is_published(url: str, newsrooms: list[Newsroom]) -> bool:
    """Tell whether a store shows what the copy of newsrooms has for everybody; False also where it is busy."""
    with suppress(StoreError), open_store(url) as store:
        events = [one.event for one in store.events.newest(1_000_000)]
        return sorted(shown(event.article.headline, event.status) for event in events) == published(newsrooms)
    return False


def _followed(memory: Memory, site: Site) -> Iterator[str]:
    order = [sequence for sequence, *_ in memory.told]
    if order != sorted(set(order)):
        yield f"told in disorder or twice: {[number for number, times in Counter(order).items() if times > 1][:_SHOWN]}"
    seen = {sequence: digest for sequence, _, _, digest in memory.told}
    lost = [change["sequence"] for change in site.changes if change["sequence"] not in seen]
    if lost:
        yield f"{len(lost)} of {len(site.changes)} changes were never told: {lost[:_SHOWN]}"
    other = [change["sequence"] for change in site.changes if seen.get(change["sequence"]) not in (None, digest_of(change))]
    if other:
        yield f"{len(other)} changes were told otherwise than now: {other[:_SHOWN]}"
    if memory.copy != site.events:
        missing, extra = site.events.keys() - memory.copy.keys(), memory.copy.keys() - site.events.keys()
        stale = [key for key in site.events.keys() & memory.copy.keys() if site.events[key] != memory.copy[key]]
        yield f"its copy lacks {len(missing)} events, has {len(extra)} that are gone and {len(stale)} old ones"


def _agreed(memories: list[Memory]) -> Iterator[str]:
    brought: dict[int, set[str]] = {}
    for memory in memories:
        for sequence, _, _, digest in memory.told:
            brought.setdefault(sequence, set()).add(digest)
    if differing := [sequence for sequence, digests in brought.items() if len(digests) > 1]:
        yield f"{len(differing)} changes brought different followers different things: {differing[:_SHOWN]}"


def _published(url: str, site: Site, newsrooms: list[Newsroom]) -> Iterator[str]:
    with open_store(url) as store:
        held = {one.event.id: one.event.revision for one in store.events.newest(1_000_000)}
    if held != {key: event["revision"] for key, event in site.events.items()}:
        yield f"the site shows {len(site.events)} events, the store holds {len(held)}, or other revisions"
    wanted = published(newsrooms)
    told = sorted(event["article"]["headline"] for event in site.events.values())
    if wanted != told:
        lacking, extra = Counter(wanted) - Counter(told), Counter(told) - Counter(wanted)
        yield f"of the copy the site lacks {sorted(lacking)[:_SHOWN]} and shows besides {sorted(extra)[:_SHOWN]}"
    if site.found != (usable := {key for key, event in site.events.items() if event["status"] == "usable"}):
        yield f"a search finds {len(site.found)} events of {len(usable)}, or others"
    copies: dict[str, Any] = {}
    for change in site.changes:
        if change["op"] == "upsert":
            copies[change["id"]] = placed(change)
        else:
            copies.pop(change["id"], None)
    if copies != site.events:
        yield f"whoever follows from the beginning now has {len(copies)} events instead of {len(site.events)}, or others"
