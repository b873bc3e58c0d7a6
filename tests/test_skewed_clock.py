"""Web servers with wrong clocks tell every follower the same changes, once and in order, and nothing before its moment."""

from pathlib import Path

import pytest

from tests.chaos.report import report
from tests.chaos.skew import Plan, run
from tests.clocks import needs_faketime

pytestmark = [pytest.mark.slow, needs_faketime]


def test_followers_of_servers_with_wrong_clocks_have_exact_copies(database: str, tmp_path: Path) -> None:
    figures = run(database, tmp_path, Plan(acts=100, pace=6))
    assert not figures.wrong, report(figures)
    assert figures.releases > 20
