from feedpub.extraction import extract
from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.options import Options
from tests.builders import article

TEXT = "ACCRA, Ghana — “We go,” said Ada Osei. She left on Monday."


def test_every_field_has_layers_of_its_own() -> None:
    analysis = Analysis(article(text=TEXT, headline="Osei goes", standfirst="A minister leaves."))
    assert analysis.field(None).tokens is analysis.tokens
    assert analysis.field("headline").tokens.texts == ["Osei", "goes", "."]  # and the mark behind the last
    assert [sentence.text for sentence in analysis.field("standfirst").sentences] == ["A minister leaves."]


def test_a_layer_is_made_once() -> None:
    analysis = Analysis(article(text=TEXT))
    assert analysis.tokens is analysis.tokens
    assert analysis.tags is analysis.tags
    assert analysis.dateline is analysis.dateline


def test_a_token_knows_its_sentence_and_its_quotation() -> None:
    tokens = Analysis(article(text=TEXT)).tokens
    rows = dict(zip(tokens.texts[:-1], zip(tokens.sentence, tokens.quoted, strict=True), strict=True))
    assert rows["We"] == (0, 0)
    assert rows["Osei"] == (0, -1)
    assert rows["She"] == (1, -1)
    assert tokens.texts[tokens.at(TEXT.index("Ada"))] == "Ada"
    assert tokens.slice(tokens.at(29), tokens.at(33) + 1) == "Ada Osei"


def test_a_rule_that_is_switched_off_proposes_nothing() -> None:
    copy = article(text=TEXT)
    event, extraction = extract(copy)
    rule = event.when[0].rule
    assert any(found.rule == rule for found in extraction.trace)
    _, without = extract(copy, Options(without=frozenset({rule})))
    assert not any(found.rule == rule for found in without.trace)
