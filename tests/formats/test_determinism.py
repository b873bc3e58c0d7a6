"""The same feed is the same bytes in every process."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from feedpub.formats import FORMATS
from tests.formats import samples

ROOT = Path(__file__).parents[2]


def digest() -> str:
    """Hash what every format makes of the samples."""
    made = hashlib.sha256()
    one = samples.feed(samples.entry("bridge", 1))
    for output in FORMATS:
        made.update(output.render(one))
    return made.hexdigest()


@pytest.mark.parametrize(("seed", "zone", "locale"), [("1", "Asia/Tokyo", "C"), ("77", "America/St_Johns", "C.UTF-8")])
def test_bytes_do_not_depend_on_the_process(seed: str, zone: str, locale: str) -> None:
    told = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONPATH": str(ROOT)}
    command = "from tests.formats.test_determinism import digest; print(digest())"
    ran = subprocess.run(
        [sys.executable, "-c", command], env=os.environ | told, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == digest()
