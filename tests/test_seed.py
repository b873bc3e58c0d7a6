"""The articles that newsrooms really sent us; they stand beside the project, not in it."""

import subprocess
import sys
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

import orjson
import pytest

SEED = Path(__file__).parents[2] / "shared" / "seed"

pytestmark = pytest.mark.skipif(not SEED.is_dir(), reason="../shared/seed is not here")


@pytest.fixture(scope="module")
def event() -> Any:
    (path,) = sorted(SEED.glob("000_*.txt"))
    command = [sys.executable, "-m", "feedpub", "extract", str(path)]
    return orjson.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def test_agent_is_the_general(event: Any) -> None:
    who = event["who"][0]
    assert (who["name"], who["kind"], who["title"], who["role"]) == ("Aharon Haliva", "person", "Major General", "agent")


def test_what_happened_is_the_resignation(event: Any) -> None:
    assert event["what"]["action"].startswith("resigned")
    assert event["what"]["type"] == "resignation"


def test_day_is_the_monday_and_the_attack_is_background(event: Any) -> None:
    assert (event["when"][0]["value"], event["when"][0]["role"]) == ("2024-04-22", "event")
    assert "Monday" in event["when"][0]["text"]
    assert "2023-10-07" in {when["value"] for when in event["when"][1:]}


def test_place_is_tel_aviv(event: Any) -> None:
    where = event["where"][0]
    north, east = where["latitude"] - 32.08, (where["longitude"] - 34.78) * cos(radians(32.08))
    assert where["country_code"] == "IL"
    assert hypot(north, east) * 111.2 < 10


def test_letter_is_the_one_direct_quotation(event: Any) -> None:
    (quote,) = [quote for quote in event["quotes"] if quote["kind"] == "direct"]
    assert quote["text"].startswith("The intelligence directorate")
    assert quote["text"].endswith("with me forever,"), "the copy's own comma, inside the marks"
    assert quote["speaker"]["name"] == "Aharon Haliva"
    assert quote["speaker"]["text"] == quote["speaker"]["evidence"][0]["text"] == "General Haliva"


def test_every_span_slices_back(event: Any) -> None:
    article = event["article"]
    answers = [*event["who"], event["what"], *event["when"], *event["where"], *event["quotes"]]
    spans = [span for answer in answers for span in answer["evidence"]]
    assert spans
    for span in spans:
        assert article[span.get("field", "text")][span["start"] : span["end"]] == span["text"]
