"""Sentences that must and must not name places."""

import re
from pathlib import Path

import pytest

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.places.location import locate
from feedpub.extraction.places.toponym import Toponym
from tests.builders import article

FOLDER = Path(__file__).parents[2] / "data" / "extraction" / "where"
MARK = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")


def cases() -> list[object]:
    """The lines of the data files."""
    return [
        pytest.param(line, id=f"{path.stem}:{number}")
        for path in sorted(FOLDER.glob("*.txt"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if line and not line.startswith("#")
    ]


def wanted(mark: re.Match[str]) -> tuple[str, str, str, str]:
    """What a mark says: text, country code, region, use."""
    code, _, rest = mark[2].partition(" ")
    use = rest if rest in ("demonym", "metonym", "in_name") else "literal"
    return mark[1], code.replace("-", ""), "" if rest == use else rest, use


def shown(one: Toponym, region: str) -> tuple[str, str, str, str]:
    """A place found, in the same form; its region only where the sentence asks for it."""
    return one.text, one.row.country_code, one.row.admin1 if region else "", one.use


@pytest.mark.parametrize("line", cases())
def test_a_sentence_names_the_places_marked_in_it_and_no_other(line: str) -> None:
    expected = [wanted(mark) for mark in MARK.finditer(line)]
    found = locate(Analysis(article(text=MARK.sub(r"\1", line), headline="A report")))
    assert [one.text for one in found] == [want[0] for want in expected]
    assert [shown(one, want[2]) for one, want in zip(found, expected, strict=True)] == expected
