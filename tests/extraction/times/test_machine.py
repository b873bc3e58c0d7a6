"""The machine's time zone, locale and hash seed change nothing."""

import os
import subprocess
import sys

import pytest

PROGRAM = """
from tests.extraction.times.reading import found
print(found("DORRING, April 20 (PA) - The mill burned down at 11:30 p.m. ET on Friday, a week after Easter, and overnight."))
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "2"},
        {"TZ": "America/Adak", "LC_ALL": "de_DE.UTF-8", "PYTHONHASHSEED": "3"},
    ],
)
def test_the_same_dates_are_found_on_any_machine(environment: dict[str, str]) -> None:
    command = [sys.executable, "-X", "utf8", "-c", PROGRAM]
    done = subprocess.run(
        command, env={**os.environ, **environment}, capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert done.stdout.strip() == str(
        [
            ("April 20", "2024-04-20"),
            ("11:30 p.m. ET on Friday", "2024-04-19T23:30-04:00"),
            ("Easter", "2024-03-31"),
            ("overnight", "2024-04-19/2024-04-20"),
        ]
    )
