"""Several machines on one PostgreSQL: python -m benchmarks.nodes [--changes 40] [--lease 3] [--replica] [--keep FOLDER].

Four web nodes serve and two schedulers stand by, each a process with a port of its own, while visitors ask every node all
the time, a desk edits, and a mirror follows through a load balancer that gives each of its requests to the next node. The
scheduler that refreshes is killed. Prints how long it took until another one refreshed, and how soon each node had each
change: those that are announced (NOTIFY), and those that are not. With --replica every other node reads from a streaming
replica. Exits with 1 where a request failed, nobody took over within two lease times, or the mirror was told anything twice,
out of order or not at all.
"""

import argparse
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.chaos.databases import server
from tests.chaos.nodes import NodesFigures, NodesPlan, NodesTrial


def main() -> None:
    """Run one trial and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--changes", type=int, default=40)
    parser.add_argument("--lease", type=float, default=3.0)
    parser.add_argument("--replica", action="store_true", help="every other node reads from one")
    parser.add_argument("--keep", type=Path, help="a folder for logs, copy and mirror")
    asked = parser.parse_args()
    with ExitStack() as stack:
        folder = asked.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        running = stack.enter_context(server())
        url = stack.enter_context(running.database())
        replica = running.replica(url) if asked.replica else None
        figures = NodesTrial(url, folder, NodesPlan(changes=asked.changes, lease=asked.lease, replica=replica)).run()
    print(told(figures, asked.lease))
    sys.exit(1 if figures.wrong else 0)


def told(figures: NodesFigures, lease: float) -> str:
    """Say what a trial came to, for people."""
    total = sum(figures.requests.values())
    failed = sum(times for (_, status), times in figures.requests.items() if status not in (200, 304))
    lines = [
        f"{total} requests, {failed} of them failed",
        f"the process that refreshes was killed: another had its lease of {lease:g} s after {figures.taken:.1f} s, and "
        f"what was delivered after the kill was on all nodes after {figures.refreshed:.1f} s",
        *(f"announced changes on {port}: {_spread(delays)}" for port, delays in figures.announced.items()),
        *(f"unannounced changes on {port}: {_spread(delays)}" for port, delays in figures.silent.items()),
        f"the mirror was told {figures.told} changes and holds {figures.held} events",
    ]
    return "\n".join([*lines, *(f"WRONG: {fault}" for fault in figures.wrong)])


def _spread(delays: list[float]) -> str:
    if not delays:
        return "none"
    middle, late = delays[len(delays) // 2], delays[min(len(delays) - 1, len(delays) * 99 // 100)]
    return f"median {middle * 1e3:.0f} ms, p99 {late * 1e3:.0f} ms, at most {delays[-1] * 1e3:.0f} ms of {len(delays)}"


if __name__ == "__main__":
    main()
