"""What is told of articles that were taken back, in their own languages."""

import pytest

from feedpub.site.notices import shown
from tests.builders import event


@pytest.mark.parametrize(
    ("language", "headline", "told"),
    [
        ("en", "Quay reopens", "Retracted: Quay reopens"),
        ("en-GB", "RETRACTION: Quay reopens", "RETRACTION: Quay reopens"),
        ("de", "Kai öffnet", "Zurückgezogen: Kai öffnet"),
        ("de", "Zurückgezogen: Kai öffnet", "Zurückgezogen: Kai öffnet"),
        ("de", "Zurückgezogen lebt sie am Kai", "Zurückgezogen: Zurückgezogen lebt sie am Kai"),
        ("fr", "Le quai rouvre", "Retiré\N{NO-BREAK SPACE}: Le quai rouvre"),
        ("ar", "رصيف", "Retracted: رصيف"),
    ],
)
def test_a_headline_says_that_its_article_was_taken_back(language: str, headline: str, told: str) -> None:
    article = shown(event(status="canceled", language=language, headline=headline)).article
    assert article.headline == told


def test_where_the_newsroom_says_nothing_the_notice_is_in_the_language_of_the_article() -> None:
    assert shown(event(status="canceled", language="de")).article.text == "Dieser Artikel wurde zurückgezogen."
