"""A folder with a pack is all that a language takes: a made-up one is found and read by rules that never heard of it."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import feedpub.language
from feedpub.extraction import extract
from feedpub.extraction.rule import marked
from feedpub.language.dateline import find_dateline
from feedpub.language.language import Language
from feedpub.language.registry import language_of, languages
from feedpub.language.sentences import sentences
from feedpub.model.event import Event
from feedpub.readers.records import article_of

HEADLINE = "Brug faltu ip Oslo"
TEXT = (
    "Zo gross Brug faltu ip Oslo uk Unadan. »Zo Vand vas gross«, sagte Ministir Ada Osei.\n\n"
    "Zo Fera faltu ip Bergen uk 3 Mertu. »Mir sagu«, sagte Osei."
)


@pytest.fixture(name="toy")
def fixture_toy(monkeypatch: pytest.MonkeyPatch) -> Iterator[Language]:
    """Put the folder of the pack beside those of the other languages."""
    monkeypatch.setattr(feedpub.language, "__path__", [*feedpub.language.__path__, str(Path(__file__).parent)])
    caches = (language_of, languages)
    for cached in caches:
        cached.cache_clear()
    found = language_of("toy")
    assert found is not None
    yield found
    for cached in caches:
        cached.cache_clear()
    for name in [name for name in sys.modules if name.startswith("feedpub.language.toy")]:
        del sys.modules[name]


def read(text: str, headline: str = HEADLINE, language: str = "toy") -> Event:
    record = {"id": "1", "headline": headline, "published": "2024-04-24", "language": language, "text": text}
    return extract(article_of(record))[0]


def test_without_the_folder_there_is_no_such_language() -> None:
    assert language_of("toy") is None
    assert read(TEXT).quotes == ()


@pytest.mark.usefixtures("toy")
def test_every_question_is_answered() -> None:
    event = read(TEXT)
    assert [(who.name, who.kind, who.title, who.role) for who in event.who] == [
        ("Ada Osei", "person", "Ministir", "speaker")
    ]
    assert event.what is not None
    assert (event.what.action, event.what.summary) == ("faltu ip Oslo", HEADLINE)
    assert [(when.value, when.role, when.text) for when in event.when] == [
        ("2024-04-22", "event", "Unadan"),
        ("2024-03-03", "mentioned", "3 Mertu"),
    ]
    assert [(where.name, where.role) for where in event.where] == [("Oslo", "event"), ("Bergen", "mentioned")]
    assert [(quote.text, quote.speaker and quote.speaker.name, quote.cue) for quote in event.quotes] == [
        ("Zo Vand vas gross", "Ada Osei", "sagte"),
        ("Mir sagu", "Ada Osei", "sagte"),
    ]


@pytest.mark.usefixtures("toy")
def test_a_capital_makes_no_name_of_a_noun_and_marks_of_others_no_quotation() -> None:
    event = read("Zo Brug ut zo Vand. Zo Fera vas gross. “Zo Vand”, sagte Osei. Zo Brug faltu ip Bergen.")
    assert [who.name for who in event.who] == ["Osei"]
    assert event.quotes == ()


def test_the_same_words_are_names_where_a_capital_marks_names(toy: Language) -> None:
    assert not toy.marks_name("Brug")
    assert toy.marks_name("Osei")
    assert {"Fera", "Vand"} <= {who.name for who in read("The mayor saw Fera and Vand.", language="en").who}


def test_its_sentences_datelines_and_forms_are_those_of_the_pack(toy: Language) -> None:
    assert [sentence.text for sentence in sentences(TEXT, toy)][1] == "»Zo Vand vas gross«, sagte Ministir Ada Osei."
    dateline = find_dateline("BERGEN, 3 Mertu — Zo Fera faltu.", toy)
    assert dateline is not None
    assert (dateline.places[0].text, dateline.date and dateline.date.text) == ("BERGEN", "3 Mertu")
    assert dict(toy.verb_forms("reporting_verbs", "say")) == {"sagu": "sagu", "sagus": "sagu", "sagte": "sagu"}
    assert toy.plural("brug") == toy.stem("brug") == "brug"


@pytest.mark.usefixtures("toy")
def test_the_examples_of_its_own_rules_hold() -> None:
    toy = language_of("toy")
    assert toy is not None
    for name, rule in toy.table("times/rules").items():
        for sentence in rule["examples"]:
            plain, expected = marked(sentence)
            found = [(when.evidence[0].start, when.evidence[0].end, when.value, when.rule) for when in read(plain).when]
            assert found == [(one.start, one.end, one.value, f"when.{name}") for one in expected]
        for sentence in rule["counterexamples"]:
            assert read(marked(sentence)[0]).when == ()
