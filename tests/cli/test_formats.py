"""A format is chosen on the command line by its entry in the registry."""

import subprocess
import sys
from pathlib import Path

import pytest

# One new file ...
TOY = """
from feedpub.formats.base import Format
from feedpub.model.feed import Feed


def render(feed: Feed) -> bytes:
    return feed.entries[0].event.article.headline.upper().encode()


FORMAT = Format("toy", "text/x-toy", "toy", "event", "Toy", "https://toy.example/", render)
"""
# ... and one entry.
ENTRY = """
import toy
from feedpub import formats

formats.FORMATS = (*formats.FORMATS, toy.FORMAT)

from feedpub.cli import main

main()
"""
COPY = "---\nheadline: Quay reopens\ndate: 2024-05-06\n---\n\nROTTERDAM — The quay reopened on Monday.\n"


@pytest.mark.slow
def test_a_new_format_is_a_choice_of_extract_from_its_entry_alone(tmp_path: Path) -> None:
    (tmp_path / "toy.py").write_text(TOY, encoding="utf-8")
    (tmp_path / "quay.md").write_text(COPY, encoding="utf-8")
    paths = f"import sys; sys.path[:0] = [{str(tmp_path)!r}, {str(Path(__file__).parents[2])!r}]\n"
    command = [sys.executable, "-c", paths + ENTRY, "extract", "quay.md", "--format", "toy"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert ran.stdout == "QUAY REOPENS"
