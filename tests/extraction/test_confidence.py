"""How sure answers are, and what is left of those that are not sure enough."""

from dataclasses import astuple, replace
from math import exp
from typing import get_args

import pytest

from benchmarks.confidence import LEARNT, Observed, learnt
from feedpub.extraction import extract
from feedpub.extraction.confidence import ALWAYS, NEWS, Counted, Judged, confidence, share, tables
from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.options import MinConfidence, Options
from feedpub.extraction.quotes.quotations import quotations
from feedpub.extraction.select.confidence import of_speaker
from feedpub.model.event import Event, Quote
from feedpub.settings import Settings
from feedpub.wiring.extraction import options_of
from tests.builders import article

SURE = MinConfidence(1.0, 1.0, 1.0, 1.0)
NEVER = MinConfidence(0.0, 0.0, 0.0, 0.0)


def found(least: MinConfidence, text: str = "") -> Event:
    given = {"text": text} if text else {}
    return extract(article(**given), Options(min_confidence=least))[0]


def test_conditions_add_up_to_a_share() -> None:
    table = {"constant": Counted(2.0, 90, 100), "a": Counted(-1.0, 10, 40), "news": Counted(-0.5, 4, 9)}
    assert share(table, ()) == pytest.approx(1 / (1 + exp(-1.5)))
    assert share(table, ("a",)) == pytest.approx(1 / (1 + exp(-0.5)))
    assert share(table, ("a", "b")) == share(table, ("a",)), "what was never counted says nothing"
    assert share(table | {"news a": Counted(0.5, 1, 2)}, ("a",)) == pytest.approx(1 / (1 + exp(-1.0)))


def test_what_is_counted_is_read_for_everything_that_is_judged() -> None:
    assert tables().keys() == set(get_args(Judged))
    for judged, table in tables().items():
        assert {ALWAYS, NEWS} <= table.keys(), judged
        assert all(0 <= said.right <= said.counted for said in table.values())
    assert 0 < confidence("speaker", ()) < 1


def test_weights_are_learnt_that_say_what_was_counted() -> None:
    told = [("a", 90), ("b", 50)]
    seen = [
        Observed("speaker", (name,), number < right, f"{part}{number}", part)
        for part in ("dev", LEARNT)
        for name, right in told
        for number in range(100)
    ]
    table = learnt(seen)
    assert share(table, ("a",)) == pytest.approx(0.9, abs=0.02)
    assert share(table, ("b",)) == pytest.approx(0.5, abs=0.02)
    assert (table["a"].right, table["a"].counted) == (180, 200)


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("The skyline called it “a very long and wet night.”", "nothing"),
        ("The trader called it “a very long and wet night.”", "person"),
        ("Zorvan said: “It rained all night.”", "name unknown"),
        ("Ada Osei said: “It rained all night.”", "person named"),
    ],
)
def test_how_sure_a_speaker_is_depends_on_what_the_words_name(text: str, condition: str) -> None:
    analysis = Analysis(article(text=text))
    (said,) = (claim.answer for claim in quotations(analysis))
    assert isinstance(said, Quote)
    assert condition in of_speaker(analysis, said)


def test_every_answer_says_how_sure_it_is() -> None:
    event, extraction = extract(article(), Options(min_confidence=NEVER))
    assert {place.split("/")[0] for place, _ in event.all()} == {"who", "what", "when", "where", "quotes"}
    assert any(place.endswith("speaker") for place, _ in event.all())
    assert all(0 < answer.confidence < 1 for _, answer in event.all())
    assert all((claim.confidence is not None) == claim.won for claim in extraction.trace)


def test_below_the_line_is_silence() -> None:
    event, sure = found(NEVER), found(SURE)
    assert "unknown" not in {who.kind for who in event.who}
    assert {who.kind for who in sure.who} == {"unknown"}
    assert [who.name for who in event.who] == [who.name for who in sure.who], "whoever is named stays"
    assert event.quotes[0].speaker is not None
    assert sure.quotes[0].speaker is None
    assert sure.quotes[0].text == event.quotes[0].text
    assert event.when[0].role == "event"
    assert {date.role for date in sure.when} == {"mentioned"}
    assert any(place.latitude for place in event.where)
    assert not any(place.latitude or place.country_code or place.geonames_id for place in sure.where)
    assert "speaker" not in {who.role for who in sure.who}


@pytest.mark.parametrize("name", ["speaker", "type", "place", "date"])
def test_each_line_is_drawn_by_itself(name: str) -> None:
    event, cut = found(NEVER), found(replace(NEVER, **{name: 1.0}))
    assert (cut.quotes != event.quotes) == (name == "speaker")
    assert ({who.kind for who in cut.who} == {"unknown"}) == (name == "type")
    assert (cut.where != event.where) == (name == "place")
    assert (cut.when != event.when) == (name == "date")


def test_the_settings_draw_the_lines() -> None:
    lines = {"speaker": 0.25, "type": 0.5, "place": 0.75, "date": 1.0}
    settings = Settings.model_validate({f"min_confidence_{name}": line for name, line in lines.items()})
    assert options_of(settings).min_confidence == MinConfidence(**lines)
    assert all(line > 0 for line in astuple(options_of(Settings()).min_confidence)), "something is held back unasked"
