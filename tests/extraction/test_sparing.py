"""A rule that fails spoils its own answers: the article keeps the others, and the trace names what failed."""

from collections.abc import Iterator

import pytest

from feedpub.extraction import pipeline
from feedpub.extraction import select as selecting
from feedpub.extraction.candidate import Candidate
from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.options import Options
from feedpub.extraction.pipeline import extract
from feedpub.extraction.quotes.quotations import quotations
from feedpub.extraction.select.sparing import Sparing
from feedpub.model.article import Article

ARTICLE = Article(
    id="urn:uuid:00000000-0000-5000-8000-000000000001",
    headline="Council closes quay",
    text="PARIS (HGA) - Mayor Ann Lee closed the old quay on Tuesday. “We cannot wait,” said Mayor Lee.",
    published="2024-03-01",
)


def test_nothing_fails_in_a_usual_article() -> None:
    event, extraction = extract(ARTICLE)
    assert all((event.who, event.what, event.when, event.where, event.quotes))
    assert not [claim for claim in extraction.trace if claim.reason.startswith("failed")]


@pytest.mark.parametrize("broken", ["decide_event", "decide_people", "decide_dates", "decide_places", "headline_of"])
def test_what_fails_in_selecting_spoils_its_own_answers(monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    def fails(analysis: Analysis, *_: object) -> None:
        assert analysis.sentences[len(analysis.text)]  # more than any text has

    monkeypatch.setattr(selecting, broken, fails)
    event, extraction = extract(ARTICLE)
    assert [quote.text for quote in event.quotes] == ["We cannot wait,"]
    (failed,) = (claim for claim in extraction.trace if claim.reason.startswith("failed"))
    assert not failed.won
    assert event.when or broken == "decide_dates"
    assert event.where or broken == "decide_places"


def test_candidates_found_before_a_rule_failed_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    def quotes_then_fails(analysis: Analysis) -> Iterator[Candidate]:
        yield from quotations(analysis)
        raise ValueError("a bad sentence")

    monkeypatch.setattr(pipeline, "STAGES", (("quotes", quotes_then_fails), *pipeline.STAGES[1:]))
    event, extraction = extract(ARTICLE)
    assert event.quotes
    assert event.what
    (failed,) = (claim for claim in extraction.trace if claim.reason.startswith("failed"))
    assert (failed.question, failed.reason) == ("quotes", "failed: ValueError: a bad sentence")


def test_the_trace_names_the_innermost_function_that_failed() -> None:
    sparing = Sparing()
    analysis = Analysis(ARTICLE.model_copy(update={"language": "xx"}), Options())
    assert sparing.tried("when", lambda: analysis.language, None) is None
    assert sparing.failures[0].rule == "document.analysis.language"
