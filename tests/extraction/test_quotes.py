"""Quotations and their speakers."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedpub.extraction import extract
from tests.builders import article

DATA = Path(__file__).parents[1] / "data/extraction"
CASES: dict[str, dict[str, Any]] = tomllib.loads((DATA / "quotes.toml").read_text("utf-8"))
INDIRECT: dict[str, dict[str, Any]] = tomllib.loads((DATA / "indirect.toml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_finds_quotations_and_who_speaks_them(case: dict[str, Any]) -> None:
    event, _ = extract(article(text=case["text"]))
    found = [
        [quote.text, quote.speaker.text if quote.speaker else "", quote.kind]
        for quote in event.quotes
        if quote.kind != "indirect"
    ]
    assert found == case["quotes"]


def test_an_interrupted_quotation_has_a_span_for_each_part() -> None:
    event, _ = extract(article(text=CASES["interrupted"]["text"]))
    assert [span.text for span in event.quotes[0].evidence] == ["The harvest,", "is lost."]


def test_a_speaker_named_by_a_pronoun_has_the_name_of_the_participant() -> None:
    event, _ = extract(article(text=CASES["pronoun"]["text"]))
    speaker = event.quotes[0].speaker
    assert speaker is not None
    assert [who.name for who in event.who if who.id == speaker.who] == [speaker.name] == ["Ada Osei"]
    assert [span.text for span in speaker.evidence] == ["she", "Ada Osei"]


def test_a_speaker_who_is_called_like_a_place_stays_a_participant() -> None:
    event, _ = extract(
        article(headline="Rain", standfirst=None, text="“It rained,” Jordan said. “It rained in Jordan,” Jordan said.")
    )
    assert {quote.speaker.who for quote in event.quotes if quote.speaker} <= {who.id for who in event.who} | {None}


@pytest.mark.parametrize("case", INDIRECT.values(), ids=INDIRECT.keys())
def test_finds_reported_speech_and_who_is_reported(case: dict[str, Any]) -> None:
    event, _ = extract(article(text=case["text"]))
    found = [(quote.text, quote.speaker and quote.speaker.text, quote.cue) for quote in event.quotes]
    assert found == ([tuple(case["said"])] if case["said"] else [])
    assert {quote.kind for quote in event.quotes} <= {"indirect"}


def test_it_means_the_organization_that_spoke_before() -> None:
    event, _ = extract(article(text=CASES["organization_as_it"]["text"]))
    assert {quote.speaker.name for quote in event.quotes if quote.speaker} == {"company"}


_PIECES = [
    "“",
    "”",
    '"',
    "‘",
    "’",
    "''",
    "``",
    "«",
    "»",
    " said ",
    " Ada Osei ",
    "the mayor",
    " she ",
    ", ",
    ". ",
    "\n\n",
    " that ",
    "I go",
    "who",
    "and ",
]


@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=40))
def test_whatever_the_marks_every_quotation_is_proved_by_the_text(pieces: list[str]) -> None:
    text = "".join(pieces).strip() or "Rain."
    event, _ = extract(article(text=text))
    assert all(" ".join(span.text for span in quote.evidence).split() == quote.text.split() for quote in event.quotes)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Kofi Mensah left. Fans laughed when he told them: “Go home at last.”", "Kofi Mensah"),
        ("Kofi Mensah left. Ada Osei wept when she told them: “Go home at last.”", "Ada Osei"),
        ("After reading what Bo Lind said, “I wept,” Ada Osei said.", "Ada Osei"),
        ("Whatever the mayor says, “nobody will pay,” Ada Osei said.", "Ada Osei"),
        ("It was, he said, “a mess,” Ada Osei said.", "Ada Osei"),
        ("On the phone, he wept and said, “nobody paid,” the port's office said. Bo Lind left.", "he"),
        ("The company reported that sales rose and said it was “happy.”", "company"),
        ("Ada Osei said she would leave if Bo Lind called it “a mess.”", "Bo Lind"),
        ("Ada Osei wants to end what she called the “long shame” that people feel about debt.", "Ada Osei"),
        ("Bo Lind posted a picture of farmers shouting, “Rice for all.”", "farmers"),
        ("Bo Lind posted a report on farmers saying it was “a mess.”", "Bo Lind"),
        ("The raids followed orders from police chief Ada Osei to “show no pity” in the port.", "Ada Osei"),
        ("A farmer fell ill in May. In the words of the farmer: “It is over.”", "farmer"),
        ("Ada Osei signed “false papers” in order to be paid, according to police records.", "police records"),
        ("Having beaten Jon Kofi, the 24-year-old said: “It rains.”", "24-year-old"),
        ("The report came after Bo Lind resigned, saying that nobody had paid a thing: “It rains.”", "report"),
    ],
)
def test_who_frames_what_another_says_does_not_speak_it(text: str, speaker: str) -> None:
    event, _ = extract(article(text=text, headline="Rain", standfirst=None))
    quotes = [quote for quote in event.quotes if quote.kind != "indirect"]
    assert [quote.speaker and quote.speaker.name for quote in quotes] == [speaker]


def test_whoever_says_we_is_more_than_the_spokesman_before() -> None:
    event, _ = extract(article(text="A police spokesman said it rained. “We are glad,” they said.", standfirst=None))
    assert [quote.speaker and quote.speaker.name for quote in event.quotes if quote.kind != "indirect"] == ["they"]


def test_the_name_of_a_song_is_said_by_nobody() -> None:
    event, _ = extract(article(text="It rains, Bo Lind said. The song “had me at hello” topped the chart.", standfirst=None))
    assert not [quote for quote in event.quotes if quote.kind != "indirect"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Kofi Mensah met Ada Osei. Mensah and Mayor Ada Osei said: “It is over.”", "Kofi Mensah and Ada Osei"),
        ("The Tamale Post's Ada Osei and Bo Lind said: “It is over.”", "Ada Osei and Bo Lind"),
        ("Ada Osei wept. Osei and her son said: “It is over.”", "Osei and her son"),
        ("Ada Osei met her friend Bo Lind. She and Lind said: “It is over.”", "Ada Osei and Bo Lind"),
        ("Bo Lind left. Ada Osei wept. She and Osei said: “It is over.”", "She and Osei"),
    ],
)
def test_several_who_speak_together_go_by_their_whole_names(text: str, speaker: str) -> None:
    event, _ = extract(article(text=text))
    assert [quote.speaker and quote.speaker.name for quote in event.quotes] == [speaker]


def test_a_statement_that_ends_with_what_somebody_else_said_is_direct() -> None:
    text = "“My aunt said, ‘Go,’” Ada Osei recalled. Osei saw “a man who said ‘go.’”"
    event, _ = extract(article(text=text, headline="Rain", standfirst=None))
    assert [quote.kind for quote in event.quotes if quote.kind != "indirect"] == ["direct", "mixed"]
