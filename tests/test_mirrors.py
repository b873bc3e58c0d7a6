"""Whoever is killed, each copy is the site's in the end, and was never anything that the site was not."""

from pathlib import Path

import pytest

from benchmarks.mirrors import told
from tests.chaos.mirrors import MirrorPlan, MirrorTrial

pytestmark = pytest.mark.slow

PLAN = MirrorPlan(articles=160)


def test_every_mirror_is_exact_though_all_are_killed(database: str, tmp_path: Path) -> None:
    figures = MirrorTrial(database, tmp_path, PLAN).run()
    assert not figures.wrong, told(figures)
    assert figures.kills["site"] == 2
    assert figures.kills["mirror"] >= PLAN.kills[0]
    assert figures.sequence >= 2 * PLAN.articles - 100
    assert min(figures.counts) > 20
    assert figures.requests <= 20
