"""What somebody may have meant who typed another word."""

import pytest

from feedpub.language.spelling import alike

KNOWN = {"harbour": 9, "harbours": 2, "barbour": 10, "strike": 5, "stroke": 7, "strife": 6, "war": 30, "2026": 8, "co2": 3}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("harbuor", ["harbour", "harbours", "barbour"]),  # letters that changed places are one slip
        ("harbou", ["harbour"]),  # a word of six letters may have one
        ("arbours", ["harbours", "barbour", "harbour"]),
        ("strake", ["stroke", "strike"]),  # alike in all else, the more common first
        ("strxfe", ["strife"]),
        ("harbour", ["harbours", "barbour"]),  # never itself; what begins with the same letter first
        ("was", []),
        ("2025", []),
        ("co3", []),
        ("zeppelin", []),
    ],
)
def test_slips_are_forgiven(typed: str, meant: list[str]) -> None:
    assert alike(typed, KNOWN) == meant
