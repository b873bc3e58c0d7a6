"""Extraction on twenty articles in other voices, with all answers marked: no figure falls below its floor."""

import json

import pytest

from tests import gold


@pytest.fixture(scope="module")
def marked() -> list[gold.Gold]:
    return [gold.read(path) for path in sorted(gold.FOLDER.glob("*.xml"))]


def test_no_figure_falls_below_its_floor(marked: list[gold.Gold]) -> None:
    figures = gold.score(marked)
    floors = json.loads((gold.FOLDER / "floors.json").read_text("utf-8"))
    assert figures.keys() == floors.keys()
    assert {name: value for name, value in figures.items() if value < floors[name]} == {}


def test_every_article_marks_answers_to_every_question(marked: list[gold.Gold]) -> None:
    assert len(marked) == 20
    for one in marked:
        assert {"q", "per", "org", "date"} <= {mark.kind for mark in one.marks}, one.article.headline
        assert {"who", "what", "when", "where"} <= one.event.keys()
