import tomllib
from pathlib import Path

import pytest

from feedpub.extraction import extract
from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.event.candidates import event_candidates
from feedpub.language.en import ENGLISH
from feedpub.model.article import Article
from feedpub.model.document import article_id
from feedpub.model.event import What
from feedpub.model.event_types import OTHER, event_type, event_types
from tests.builders import written
from tests.growth import growth

DATA = Path(__file__).parents[2] / "data/extraction/what"
CASES = tomllib.loads((DATA / "actions.toml").read_text("utf-8"))["case"]
NEAR = tomllib.loads((DATA / "near_types.toml").read_text("utf-8"))["article"]
TYPED = tomllib.loads((DATA / "types.toml").read_text("utf-8"))["article"]


def what(headline: str, text: str = "Nothing more is known.") -> What:
    event, _ = extract(written(id=article_id("test", headline), headline=headline, text=text))
    assert event.what is not None
    return event.what


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["shows"])
def test_action_is_what_a_desk_editor_would_say(case: dict[str, str]) -> None:
    assert what(case["headline"], case.get("text", "Nothing more is known.")).action == case["action"]


def test_action_is_written_in_its_evidence() -> None:
    found = what("Transport minister quits over ferry contract")
    assert " ".join(span.text for span in found.evidence) == found.action
    assert found.evidence[0].field == "headline"


def test_types_of_short_articles_are_right_for_fifty_of_sixty() -> None:
    right = [article for article in TYPED if what(article["headline"], article["text"]).type == article["type"] != OTHER]
    assert len(right) >= 50


@pytest.mark.parametrize(
    "article", [article for article in TYPED if article["type"] == OTHER], ids=lambda article: article["headline"]
)
def test_articles_that_report_no_event_of_the_list_are_other(article: dict[str, str]) -> None:
    assert what(article["headline"], article["text"]).type == OTHER


@pytest.mark.parametrize("article", NEAR, ids=lambda article: article["headline"])
def test_words_that_point_to_a_type_do_not_make_one(article: dict[str, str]) -> None:
    assert what(article["headline"], article["text"]).type == article["type"]


EXAMPLES = [(name, line) for name, entry in ENGLISH.table("event_types").items() for line in entry["examples"]]
COUNTER = [(name, line) for name, entry in ENGLISH.table("event_types").items() for line in entry["counterexamples"]]


@pytest.mark.parametrize(("name", "headline"), EXAMPLES)
def test_examples_of_a_type_are_of_it(name: str, headline: str) -> None:
    assert what(headline).type == name


@pytest.mark.parametrize(("name", "headline"), COUNTER)
def test_counterexamples_of_a_type_are_not(name: str, headline: str) -> None:
    assert what(headline).type != name


def test_every_type_has_test_articles_and_trigger_words() -> None:
    names = [entry.name for entry in event_types()]
    assert {article["type"] for article in TYPED} == {*names, OTHER}
    assert set(ENGLISH.table("event_types")) == set(names)


def test_list_of_types_is_one_of_thirty_to_forty_names_with_topics() -> None:
    names = [entry.name for entry in event_types()]
    assert 30 <= len(set(names)) == len(names) <= 40
    assert OTHER not in names
    found = event_type("resignation")
    assert found is not None
    assert found.topic == "20000509"
    assert event_type(OTHER) is None


@pytest.mark.parametrize(
    "text", ["Minister quits . She had been ill.", "Minister quits.", "Minister quits", "Minister quits\n\n—"]
)
def test_text_that_repeats_its_headline_is_read_from_where_it_goes_on(text: str) -> None:
    assert what("Minister quits", text).action == "quits"


@pytest.mark.parametrize("field", ["headline", "standfirst"])
@pytest.mark.parametrize("piece", ["Man held: ", "after police said that ", "a man, a plan, and ", "' \" "])
def test_a_headline_or_standfirst_without_end_is_read_as_far_as_one_goes(field: str, piece: str) -> None:
    def read(said: str) -> None:
        given = {"headline": "Mayor quits", "text": "The mayor quit.", field: said}
        list(event_candidates(Analysis(Article.model_validate({"id": article_id("test", "long"), **given}))))

    assert growth(read, lambda count: piece * count, 600) < 1.2


def test_a_text_that_ends_with_a_preposition_has_an_event() -> None:
    words = "fire destroy blaze fire at fire in flame firefighter explosion gut explode wildfire fire break out fire sweep "
    more = "gas leak house fire bush fire bushfire catch fire forest fire inferno fire destroy blaze fire at fire in"
    assert what("Dam breaks near Tamale", words + more).summary
