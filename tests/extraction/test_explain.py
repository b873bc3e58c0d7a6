from feedpub.extraction import extract
from feedpub.extraction.explain import QUESTIONS, explain, pieces
from feedpub.model.document import article_id
from tests.builders import written

TEXT = (
    "NORDHAVN, Denmark — Port director Lars Egholm resigned on Monday over a fire in the ferry terminal.\n\n"
    "“I should have listened,” Egholm said."
)
ARTICLE = written(
    id=article_id("test", "explain"), headline="Port director quits over terminal fire", text=TEXT, published="2025-03-04"
)


def test_pieces_together_are_the_article() -> None:
    event, extraction = extract(ARTICLE)
    explanation = explain(event, extraction.trace)
    assert "".join(piece.text for piece in explanation.text) == TEXT
    assert "".join(piece.text for piece in explanation.headline) == ARTICLE.headline
    assert not "".join(piece.text for piece in explanation.standfirst)


def test_evidence_is_marked_with_the_question_that_it_answers() -> None:
    event, _ = extract(ARTICLE)
    marked = {piece.text: piece.questions for piece in pieces(event, None)}
    assert marked["Monday"] == ("when",)
    assert all("quotes" in questions for text, questions in marked.items() if "listened" in text)
    assert "who" in marked["Lars Egholm"]


def test_claims_that_lost_are_told_with_their_reasons() -> None:
    event, extraction = extract(ARTICLE)
    explanation = explain(event, extraction.trace)
    assert event.what is not None
    assert [claim.value for claim in explanation.won["what"]] == [event.what.action]
    assert explanation.lost["what"]
    assert all(claim.reason for question in QUESTIONS for claim in explanation.lost[question])


def test_a_headline_that_the_program_made_is_no_evidence() -> None:
    event, extraction = extract(ARTICLE.model_copy(update={"headline_generated": True}))
    assert [piece.questions for piece in explain(event, extraction.trace).headline] == [()]
