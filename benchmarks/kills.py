"""Whether SIGKILL loses anybody anything: python -m benchmarks.kills [--rounds N] [--database sqlite|postgresql] [--seed N].

In each round several processes write into one store from folders that are edited, `feedpub serve --workers 2` publishes it,
and five followers poll it; all of them, and PostgreSQL's own processes, are killed at random moments and started again. At
the end of each round every copy must be exact and nothing half, lost, doubled or left running. Fails on any violation.
"""

import argparse
import random
import sys
import tempfile
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

from tests.chaos.databases import server
from tests.chaos.kills import Plan, Round
from tests.chaos.report import report
from tests.chaos.trial import Figures


def main() -> None:
    """Run the rounds and print their figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=40.0, help="for which each round kills")
    parser.add_argument("--pace", type=float, default=10.0, help="acts of the newsroom in a second")
    parser.add_argument("--keep", type=Path, help="a folder for the logs and the stores of all rounds")
    asked = parser.parse_args()
    seeds = random.Random(asked.seed)  # noqa: S311 - no secret
    total = Counter[str]()
    for number in range(asked.rounds):
        plan = Plan(asked.seconds, asked.pace, embargoes=(8.0, 40.0), seed=seeds.randrange(1 << 32))
        print(f"Round {number + 1} of {asked.rounds}, {asked.database}, seed {plan.seed}", flush=True)
        figures = one(asked.database, plan, asked.keep and asked.keep / f"round{number + 1}")
        print(report(figures), flush=True)
        total.update(
            changes=figures.sequence,
            releases=figures.releases,
            kills=sum(figures.kills.values()),
            violations=len(figures.wrong),
        )
    print(", ".join(f"{count} {name}" for name, count in total.items()))
    sys.exit(1 if total["violations"] else 0)


def one(database: str, plan: Plan, keep: Path | None) -> Figures:
    """Run one round on a database of its own."""
    with ExitStack() as stack:
        folder = keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        if database == "sqlite":
            return Round(f"sqlite:///{folder}/store.db", folder, plan, None).run()
        running = stack.enter_context(server())
        return Round(stack.enter_context(running.database()), folder, plan, running).run()


if __name__ == "__main__":
    main()
