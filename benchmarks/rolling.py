"""Whether two releases can share a PostgreSQL: python -m benchmarks.rolling EARLIER [--keep FOLDER].

EARLIER is a folder with the package of the release before, such as ``git worktree add ../earlier v0.1.0`` makes. A node and
a scheduler of it serve first; then those of this release are started, which brings the database to its schema. Prints what
each node answers, and that first the earlier and then, that one killed, the later scheduler publishes on both. Exits with
1 where a request failed or the nodes differ.
"""

import argparse
import json
import sys
import tempfile
import time
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.chaos.databases import server
from tests.chaos.processes import Stage, kill_group
from tests.chaos.trial import answers
from tests.chaos.visitors import PATHS
from tests.failures.site import copy, headline
from tests.serving import Client, eventually, free_port

if TYPE_CHECKING:
    import subprocess

LEASE = 3


class Rollout:
    """Processes of two releases on one database.

    Args:
        url: of an empty PostgreSQL database.
        folder: for copy and logs.
        earlier: folder of the earlier release.
        stack: ends the processes.
    """

    def __init__(self, url: str, folder: Path, earlier: Path, stack: ExitStack) -> None:
        self._articles = folder / "articles"
        self._articles.mkdir(exist_ok=True)
        sources = json.dumps([{"name": "desk", "path": str(self._articles)}])
        shared = {"FEEDPUB_DATABASE_URL": url, "FEEDPUB_BASE_URL": "http://news.example", "FEEDPUB_SOURCES": sources}
        pace = {"FEEDPUB_INTERVAL": "1", "FEEDPUB_LEASE_SECONDS": str(LEASE)}
        self._stage = Stage(folder, shared | pace)
        self._releases = {"earlier": {"PYTHONPATH": str(earlier.absolute())}, "later": {}}
        self._stack = stack
        self.ports = {"earlier": free_port(), "later": free_port()}

    def schedule(self, release: str) -> "subprocess.Popen[bytes]":
        """Start a scheduler."""
        return self._started(release, f"{release}-scheduler", "schedule")

    def serve(self, release: str) -> None:
        """Start a node, and wait until it answers."""
        port = self.ports[release]
        self._started(release, f"{release}-node", "serve", "--port", str(port), FEEDPUB_SCHEDULER="off")
        eventually(partial(answers, port), f"the {release} node answers", 120)

    def publish(self, name: str, *releases: str) -> None:
        """Deliver an article, and wait until nodes show it."""
        (self._articles / f"{name}.txt").write_text(copy(name), encoding="utf-8")
        for release in releases:
            eventually(partial(self._shows, release, name), f"the {release} node shows {name}", 120)

    def statuses(self, release: str) -> list[int]:
        """Ask a node for all kinds of addresses."""
        return [Client(self.ports[release]).get(path).status for path in PATHS]

    def digests(self) -> set[str]:
        """Ask all nodes what their events come to."""
        return {str(Client(port).get("/api/state").json()["digest"]) for port in self.ports.values()}

    def _shows(self, release: str, name: str) -> bool:
        return headline(name).encode() in Client(self.ports[release]).get("/feeds/all.rss").body

    def _started(self, release: str, name: str, *command: str, **variables: str) -> "subprocess.Popen[bytes]":
        process = self._stage.feedpub(name, *command, **self._releases[release], **variables)
        self._stack.callback(kill_group, process)
        return process


def main() -> None:
    """Run both releases and print what they answer."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("earlier", type=Path)
    parser.add_argument("--keep", type=Path, help="a folder for logs and copy")
    asked = parser.parse_args()
    with ExitStack() as stack:
        folder = asked.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        url = stack.enter_context(stack.enter_context(server()).database())
        rollout = Rollout(url, folder, asked.earlier, stack)
        rollout.serve("earlier")
        first = rollout.schedule("earlier")
        rollout.publish("quay", "earlier")
        rollout.serve("later")
        rollout.publish("mill", "earlier", "later")
        print("the earlier scheduler publishes on both nodes")
        rollout.schedule("later")
        time.sleep(LEASE)  # until it stands by
        kill_group(first)
        rollout.publish("pier", "earlier", "later")
        print("the later scheduler has taken over, and publishes on both nodes")
        answered = {release: rollout.statuses(release) for release in rollout.ports}
        print(*(f"{release}: {statuses}" for release, statuses in answered.items()), sep="\n")
        well = {200} == {status for statuses in answered.values() for status in statuses} and len(rollout.digests()) == 1
    print("all of it holds" if well else "WRONG")
    sys.exit(0 if well else 1)


if __name__ == "__main__":
    main()
