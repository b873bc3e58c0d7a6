"""Whether copies of a site are exact, whoever is killed: python -m benchmarks.mirrors [--articles N] [--database DB].

Four desks write articles, edit, retract, hold back, embargo, release and delete them; three mirrors of everything and three
that are cut to filters follow, by polls, long polls and streams; they are killed all the time, the site twice. Fails unless
each copy is the site's in the end, proven by its state, each whole one was told every change once and in order, and no other
one ever held what did not match.
"""

import argparse
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.chaos.databases import server
from tests.chaos.mirrors import MirrorFigures, MirrorPlan, MirrorTrial


def main() -> None:
    """Run one trial and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=5_000)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder for logs, store and copies")
    asked = parser.parse_args()
    with ExitStack() as stack:
        folder = asked.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        url = f"sqlite:///{folder}/store.db"
        if asked.database == "postgresql":
            url = stack.enter_context(stack.enter_context(server()).database())
        plan = MirrorPlan(asked.articles, pauses=(2.0, 6.0), kills=(0, 500), patience=600.0, seed=asked.seed)
        figures = MirrorTrial(url, folder, plan).run()
    print(told(figures))
    sys.exit(1 if figures.wrong else 0)


def told(figures: MirrorFigures) -> str:
    """Say what a trial came to, for people."""
    written, exact = figures.seconds
    lines = [
        f"{figures.sequence} changes, written in {written:.0f} s, all copies exact after {exact:.0f} s",
        f"events in the copies: {figures.counts}, changes told to each: {figures.told}",
        f"kills: {dict(figures.kills)}; a flipped byte was found and mended by {figures.requests} requests",
    ]
    return "\n".join([*lines, *(f"WRONG: {fault}" for fault in figures.wrong)])


if __name__ == "__main__":
    main()
