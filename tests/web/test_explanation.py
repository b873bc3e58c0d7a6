"""The page that says why each answer won, drawn from the trace that was stored with the revision."""

from pathlib import Path

import orjson
from lxml import html as lxml_html

from feedpub.extraction import extract
from feedpub.model.document import Document
from feedpub.readers import read
from tests.web.conftest import Live, serving

COPY = b"""Head of the harbour office resigns over leaking barges

date 2026-02-03 The minister had asked for it twice.

HORTA, Portugal - The head of the harbour office, Beatriz Vilhena, resigned on Tuesday over leaking oil barges.

"I should have gone in the spring," Vilhena said in Lisbon.
"""


def explained(live: Live) -> str:
    """Publish an article with the trace of its extraction; return the name of its page."""
    event, extraction = extract(read(Document(source="desk", key="harbour.txt", content=COPY)))
    trace = orjson.dumps([claim.model_dump(mode="json") for claim in extraction.trace]).decode()
    return live.put(event.model_copy(update={"revision": 1}), trace=trace)


def test_page_names_what_won_with_words_and_rule_and_what_lost(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        slug = explained(live)
        page = lxml_html.fromstring(live.ask(f"/articles/{slug}/explanation").body)
        article = lxml_html.fromstring(live.ask(f"/articles/{slug}").body)
    assert [heading.text for heading in page.cssselect("section h2")] == ["What", "Who", "When", "Where", "Quotes"]
    when = page.cssselect("section.when")[0].text_content()
    assert "2026-02-03" in when
    assert "Tuesday" in when
    assert "when.weekday" in when
    assert [link.get("href") for link in article.cssselect(".panel .hint a")] == [f"/articles/{slug}/explanation"]


def test_article_without_answers_says_so(live: Live) -> None:
    page = live.ask(f"/articles/{live.slugs['retracted']}/explanation")
    assert page.status == 200
    assert b"No answers are published" in page.body


def test_what_is_gone_or_never_was_has_no_explanation(live: Live) -> None:
    assert live.ask(f"/articles/{live.slugs['gone']}/explanation").status == 410
    assert live.ask("/articles/nothing/explanation").status == 404
