"""The sample copy that a new site shows."""

from pathlib import Path

import pytest

from feedpub.model.document import Document
from feedpub.readers import read
from feedpub.sources.directory import DirectorySource

ARTICLES = Path(__file__).parents[2] / "articles"
SAMPLES = [found for found in DirectorySource("articles", ARTICLES).documents() if isinstance(found, Document)]


@pytest.mark.parametrize("document", SAMPLES, ids=[document.key for document in SAMPLES])
def test_every_sample_is_an_article_of_ordinary_length(document: Document) -> None:
    article = read(document)
    assert 250 <= len(article.text.split()) <= 600
    assert article.standfirst
    assert article.published is not None
    assert document.key.startswith(article.published.isoformat()[:10])
    assert not article.headline.endswith("…")


@pytest.mark.parametrize("document", SAMPLES, ids=[document.key for document in SAMPLES])
def test_every_sample_is_as_clean_as_it_looks(document: Document) -> None:
    article = read(document)
    text = article.text
    assert text.count("“") >= text.count("”")  # a quotation over two paragraphs is closed once
    assert "  " not in text
    assert article.dateline is None or article.dateline.start == 0


def test_every_file_in_the_folder_is_a_sample() -> None:
    assert len(SAMPLES) == sum(path.is_file() for path in ARTICLES.iterdir())


def test_the_samples_show_a_retraction_and_a_correction() -> None:
    noted = [article for article in map(read, SAMPLES) if article.corrections]
    assert {article.status for article in noted} == {"usable", "canceled"}


def test_the_samples_come_from_many_places_and_two_formats() -> None:
    articles = [read(document) for document in SAMPLES]
    places = {article.dateline.place for article in articles if article.dateline}
    assert len(places) >= 16
    assert {Path(document.key).suffix for document in SAMPLES} == {".txt", ".md"}
    assert any(article.headline_generated for article in articles)
