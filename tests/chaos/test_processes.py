import time
from pathlib import Path

from tests.chaos.processes import Stage, kill_group


def test_whoever_was_forked_a_moment_ago_is_killed(tmp_path: Path) -> None:
    stage = Stage(tmp_path, {})
    for _ in range(20):
        forked = stage.fork("sleeper", sleep, [])
        kill_group(forked)
        assert forked.returncode == -9


def sleep() -> None:
    time.sleep(60)
