"""A site under a failure: a real server, somebody who reads all the time, and copy that comes in meanwhile."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from tests.serving import Client, eventually, serving

# Short, so that a whole failure and its end take seconds: sources are looked at every second.
PACE = {"FEEDPUB_INTERVAL": "1", "FEEDPUB_LEASE_SECONDS": "2"}


@dataclass
class Site:
    """A server with what a test asks of it.

    Args:
        client: of the server.
        articles: the folder that it publishes.
    """

    client: Client
    articles: Path

    def deliver(self, name: str) -> None:
        """Put an article into the folder, at once as a whole."""
        written = self.articles / f".{name}"
        written.write_text(copy(name), encoding="utf-8")
        written.rename(self.articles / f"{name}.txt")

    def shows(self, name: str) -> bool:
        """Whether the feed has an article now."""
        return headline(name).encode() in self.client.get("/feeds/all.rss").body

    def soon_shows(self, name: str) -> None:
        """Wait until the feed has an article."""
        eventually(lambda: self.shows(name), f"{name} is published")

    def health(self) -> tuple[int, dict[str, Any]]:
        """What /healthz answers: its HTTP status, and its document."""
        answer = self.client.get("/healthz")
        return answer.status, orjson.loads(answer.body)

    def wrong(self) -> dict[str, str]:
        """The checks that are not ok, with their reasons."""
        checks = self.health()[1]["checks"]
        return {name: check.get("reason", "") for name, check in checks.items() if check["status"] != "ok"}

    def soon_says(self, name: str, reason: str = "") -> None:
        """Wait until a check fails, for a reason that holds these words."""
        eventually(lambda: reason in self.wrong().get(name, "\0"), f"/healthz names {name}: {reason}")

    def soon_well(self) -> None:
        """Wait until nothing is wrong any more."""
        eventually(lambda: self.health()[1]["status"] == "ok", "/healthz says ok")


def headline(name: str) -> str:
    """The first words of an article's standfirst."""
    return f"The {name} reopens after repairs"


def copy(name: str) -> str:
    """An article as newsrooms send it."""
    place = "ROTTERDAM, Netherlands"
    return (
        f"date 2026-02-03 {headline(name)}.\n\n{place} — The council reopened the {name} on Tuesday. Boats may dock again.\n"
    )


@contextmanager
def site(folder: Path, **variables: str) -> Iterator[Site]:
    """Run a site, which publishes the folder ``articles``, until the block ends."""
    articles = folder / "articles"
    articles.mkdir(exist_ok=True)
    with serving(folder, **PACE, **variables) as client:
        yield Site(client, articles)


@dataclass
class Readers:
    """What those who read all the time got.

    Args:
        answers: how often each path answered with each status.
    """

    answers: Counter[tuple[str, int]] = field(default_factory=Counter)

    def were_served(self) -> None:
        """Make sure that every single request was answered with 200."""
        assert {status for _, status in self.answers} == {200}, self.answers


@contextmanager
def readers(client: Client) -> Iterator[Readers]:
    """Have somebody read until the block ends: a feed, which is kept in memory, and a list that is asked of the store."""
    found, done = Readers(), threading.Event()

    def read() -> None:
        number = 0
        while not done.wait(0.05):
            number = number % 90 + 1
            for path in ("/feeds/all.rss", f"/api/events?limit={number}"):
                found.answers[path.partition("?")[0], _status(client, path)] += 1

    thread = threading.Thread(target=read)
    thread.start()
    try:
        yield found
    finally:
        done.set()
        thread.join()


def _status(client: Client, path: str) -> int:
    try:
        return client.get(path).status
    except OSError:
        return 0
