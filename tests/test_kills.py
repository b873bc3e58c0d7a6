"""Whoever is killed, nothing is lost, doubled, disordered, half stored or left running."""

from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.chaos.databases import server
from tests.chaos.kills import Plan, Round
from tests.chaos.report import report
from tests.conftest import POSTGRES

pytestmark = pytest.mark.slow

PLAN = Plan(seconds=8, pace=6, pauses=(1.2, 2.4), seed=3)


def test_a_round_of_kills_on_sqlite_leaves_exact_copies(tmp_path: Path) -> None:
    figures = Round(f"sqlite:///{tmp_path}/store.db", tmp_path, PLAN, None).run()
    assert not figures.wrong, report(figures)
    assert sum(figures.kills.values()) >= PLAN.kills


@pytest.mark.skipif(not POSTGRES, reason="FEEDPUB_TEST_POSTGRES names no server, so there may be none to install")
def test_a_round_of_kills_on_postgresql_leaves_exact_copies(tmp_path: Path) -> None:
    with ExitStack() as stack:
        running = stack.enter_context(server())
        figures = Round(stack.enter_context(running.database()), tmp_path, PLAN, running).run()
    assert not figures.wrong, report(figures)
    assert sum(figures.kills.values()) >= PLAN.kills
