"""The page that says why each answer won, drawn from the trace that was stored with the revision."""

import re
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
from lxml import html as lxml_html

from feedpub.extraction import extract
from feedpub.extraction.confidence import tables
from feedpub.model.document import Document
from feedpub.readers import read
from tests.web.conftest import Live, serving

COPY = b"""Head of the harbour office resigns over leaking barges

date 2026-02-03 The minister had asked for it twice.

HORTA, Portugal - The head of the harbour office, Beatriz Vilhena, resigned on Tuesday over leaking oil barges.

"I should have gone in the spring," Vilhena said in Lisbon.
"""


def explained(live: Live, copy: bytes = COPY, key: str = "harbour.txt") -> str:
    """Publish an article with the trace of its extraction; return the name of its page."""
    event, extraction = extract(read(Document(source="desk", key=key, content=copy)))
    trace = orjson.dumps([claim.model_dump(mode="json") for claim in extraction.trace]).decode()
    return live.put(event.model_copy(update={"revision": 1}), trace=trace)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[lxml_html.HtmlElement]:
    with serving(tmp_path_factory.mktemp("explained")) as live:
        slug = explained(live)
        article = lxml_html.fromstring(live.ask(f"/articles/{slug}").body)
        assert [link.get("href") for link in article.cssselect(".panel .hint a")] == [f"/articles/{slug}/explanation"]
        yield lxml_html.fromstring(live.ask(f"/articles/{slug}/explanation").body)


def path_of(page: lxml_html.HtmlElement, group: str) -> dict[str, str]:
    """What the path of an answer says under each of its headings."""
    (path,) = page.cssselect(f".followed.{group} .path")
    return {
        " ".join(step.cssselect("dt")[0].text_content().split()): " ".join(
            " ".join(part.text_content().split()) for part in step.cssselect("div > dd")
        )
        for step in path.cssselect("div")
    }


def test_each_answer_leads_from_its_words_over_its_rule_to_why_it_won(page: lxml_html.HtmlElement) -> None:
    assert [heading.text for heading in page.cssselect("section h3")] == ["Who", "What", "When", "Where", "Quotes"]
    path = path_of(page, "when-1")
    assert list(path) == ["The words", "Who read them", "Why it won"]
    assert "Beatriz Vilhena, resigned on Tuesday over leaking oil barges." in path["The words"]
    assert "when.weekday It finds: Judge Mirela Vance resigned on Monday. → 2024-04-22 It leaves:" in path["Who read them"]
    right, counted = tables()["date"]["when.weekday"].right, tables()["date"]["when.weekday"].counted
    assert path["Who read them"].endswith(
        f"Of {counted} answers of this rule in news that people have checked, {right} were right."
    )
    assert path["Why it won"].startswith("Event: stands in the lead. Answers found like this one are right ")


def test_the_main_event_is_shown_beside_all_that_might_have_been_it(page: lxml_html.HtmlElement) -> None:
    path = path_of(page, "what-1")
    assert "asked for it twice weight 0.35" in path["What else was considered"]
    assert "less than the winner's · what." in path["What else was considered"]


def test_of_a_quotation_it_is_told_how_sure_its_words_and_its_speaker_are(page: lxml_html.HtmlElement) -> None:
    assert re.search(r" are right \d+ times in 100, their speakers \d+ times\.$", path_of(page, "quotes-1")["Why it won"])
    assert [one.text for one in page.cssselect(".followed.quotes-1 .value q")] == ["I should have gone in the spring,"]


def test_the_text_has_the_words_of_every_answer_and_each_path_leads_to_them(page: lxml_html.HtmlElement) -> None:
    for answer in page.cssselect(".followed"):
        (link,) = answer.cssselect(".path a[href^='#']")
        words = page.get_element_by_id(str(link.get("href")).removeprefix("#"))
        assert (words.tag, str(answer.get("class")).split()[1] in str(words.get("class"))) == ("mark", True)
    assert [one.get("open") for one in page.cssselect(".followed")].count("") == 1
    assert {one.get("name") for one in page.cssselect(".followed")} == {"answer"}


def test_an_answer_that_an_editor_has_set_says_so(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        front = b"---\ntitle: T\ndate: 2026-02-03\nwhat: {action: resigned}\n---\nThe harbour master resigned on Tuesday.\n"
        slug = explained(live, front, "harbour.md")
        page = lxml_html.fromstring(live.ask(f"/articles/{slug}/explanation").body)
    path = path_of(page, "what-1")
    assert path["Who read them"] == "An editor set this answer."
    assert path["Why it won"] == "An editor has set it."


def test_article_without_answers_says_so(live: Live) -> None:
    page = live.ask(f"/articles/{live.slugs['retracted']}/explanation")
    assert page.status == 200
    assert b"No answers are published" in page.body


def test_what_is_gone_or_never_was_has_no_explanation(live: Live) -> None:
    assert live.ask(f"/articles/{live.slugs['gone']}/explanation").status == 410
    assert live.ask("/articles/nothing/explanation").status == 404
