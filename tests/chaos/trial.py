"""What the trials share: the settings of their processes, the way to rest, and the figures."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPException
from pathlib import Path

from tests.chaos.databases import last_sequence, last_told
from tests.chaos.newsroom import Newsroom
from tests.chaos.verdict import Memory, cursor, is_published
from tests.serving import PATIENCE, Client, eventually

INTERVAL = 0.5  # seconds between two looks at the folder
LEASE = 3.0  # seconds after which another process takes over

Tend = Callable[[], None]
"""Keeps processes running; called again and again while somebody waits."""


@dataclass
class Figures:
    """What a trial came to.

    Args:
        acts: of the newsroom, by kind.
        sequence: changes in the store, those that nobody may see included.
        told: changes that whoever begins now is told.
        releases: embargoes that ended and were told of.
        memories: of the followers.
        seconds: from the first act until all was quiet.
        kills: by kind.
        wrong: a line for each violation.
    """

    acts: Mapping[str, int]
    sequence: int
    told: int
    releases: int
    memories: list[Memory]
    seconds: float
    kills: Mapping[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


def settings(url: str, newsroom: Newsroom) -> dict[str, str]:
    """The variables of all processes of a trial."""
    return {
        "FEEDPUB_DATABASE_URL": url,
        "FEEDPUB_SOURCES": f'[{{"name": "{newsroom.source}", "path": "{newsroom.folder}"}}]',
        "FEEDPUB_BASE_URL": "http://news.example",  # the same for all servers, as one site has it
        "FEEDPUB_INTERVAL": str(INTERVAL),
        "FEEDPUB_LEASE_SECONDS": str(LEASE),
    }


def answers(port: int) -> bool:
    """Tell whether a server is up."""
    try:
        return Client(port).get("/healthz").status == 200
    except (OSError, HTTPException):  # also one that is killed while it answers
        return False


def settle(url: str, newsrooms: list[Newsroom], states: list[Path], tend: Tend) -> Iterator[str]:
    """Wait until the last embargo has passed, the store holds all copy, and every follower has come to the end.

    Args:
        url: of the database.
        newsrooms: that have done their last act.
        states: of the followers.
        tend: keeps all running meanwhile.

    Yields:
        A line where the store does not come to hold it, and for each follower that does not come to the end.
    """
    moments = [moment for newsroom in newsrooms if (moment := newsroom.last_moment)]
    if moments:
        wait((max(moments) - datetime.now(UTC)).total_seconds() + 1.5, tend)
    try:
        # Several looks at the folder long: whoever has read something else, and is late, has then stored it.
        at_rest = "the store holds what the folders do, and comes to rest"
        eventually(lambda: _is_quiet(url, 6 * INTERVAL, tend) and is_published(url, newsrooms), at_rest)
    except AssertionError as error:
        yield str(error)
    last = last_told(url)
    end = time.monotonic() + PATIENCE
    while any(cursor(state) < last for state in states) and time.monotonic() < end:
        wait(0.1, tend)
    for state in states:
        if (reached := cursor(state)) < last:
            yield f"{state.stem} asks again and again and is told nothing behind {reached} of {last}"


def wait(seconds: float, tend: Tend) -> None:
    """Let time pass."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        tend()
        time.sleep(min(left, 0.05))


def _is_quiet(url: str, seconds: float, tend: Tend) -> bool:
    before = last_sequence(url)
    wait(seconds, tend)
    return 0 < before == last_sequence(url)
