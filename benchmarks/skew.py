"""Whether clocks that differ lose a follower anything: python -m benchmarks.skew [--database sqlite|postgresql] [--seed N].

Four web servers with clocks two seconds and an hour off, on PostgreSQL two schedulers whose clocks are an hour off as well,
five followers, 460 acts of a newsroom with 100 releases. Needs libfaketime (FEEDPUB_TEST_FAKETIME, see .ci/faketime).
Fails on any violation.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.chaos.databases import server
from tests.chaos.report import report
from tests.chaos.skew import Plan, run
from tests.clocks import LIBRARY


def main() -> None:
    """Run the trial and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--acts", type=int, default=460)
    parser.add_argument("--pace", type=float, default=6.0, help="acts in a second")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if not LIBRARY:
        parser.error("FEEDPUB_TEST_FAKETIME names no libfaketimeMT.so.1: set it to what .ci/faketime prints")
    with tempfile.TemporaryDirectory() as folder, database(asked.database, Path(folder)) as url:
        figures = run(url, Path(folder), Plan(asked.acts, asked.pace, (8.0, 16.0), asked.seed))
    print(report(figures))
    sys.exit(1 if figures.wrong else 0)


@contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    """Give an empty database of its own."""
    if kind == "sqlite":
        yield f"sqlite:///{folder}/store.db"
        return
    with server() as running, running.database() as url:
        yield url


if __name__ == "__main__":
    main()
