import pytest

from feedpub.web.negotiation import best_shape, best_type, prefers_html

OFFERS = ("text/html", "application/json", "application/ld+json")
CHROMIUM = (
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,"
    "application/signed-exchange;v=b3;q=0.7"
)


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "text/html"),
        ("", "text/html"),
        ("*/*", "text/html"),
        (CHROMIUM, "text/html"),
        ("application/json", "application/json"),
        ("application/json, text/plain, */*", "application/json"),
        ("application/ld+json;q=0.9, application/json;q=0.4", "application/ld+json"),
        ("application/*", "application/json"),
        ("text/html;q=0, */*", "application/json"),
        ("image/png", None),
        ("*/*;q=0", None),
    ],
)
def test_the_type_that_the_client_likes_best(accept: str | None, chosen: str | None) -> None:
    assert best_type(accept, OFFERS) == chosen


@pytest.mark.parametrize(
    ("accept", "html"),
    [
        (CHROMIUM, True),
        ("text/html", True),
        ("text/*", True),
        (None, False),
        ("*/*", False),
        ("application/json", False),
        ("application/atom+xml, */*;q=0.1", False),
        ("application/json, text/html;q=0.5", False),
    ],
)
def test_only_who_asks_for_html_gets_errors_as_a_page(accept: str | None, html: bool) -> None:
    assert prefers_html(accept) is html


FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json")


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "application/rss+xml"),
        ("application/xml", "application/rss+xml"),
        ("text/xml", "application/rss+xml"),
        ("application/json", "application/feed+json"),
        ("application/json, */*;q=0.1", "application/feed+json"),
        ("application/xml, application/atom+xml", "application/atom+xml"),
        ("application/xml;q=0.9, application/feed+json", "application/feed+json"),
        ("application/xml, application/rss+xml;q=0", "application/atom+xml"),
        ("application/json, application/feed+json;q=0", None),
        (CHROMIUM, "application/rss+xml"),
        ("text/html", None),
        ("application/json;q=0", None),
    ],
)
def test_who_names_the_shape_alone_gets_the_feed_that_has_it(accept: str | None, chosen: str | None) -> None:
    assert best_shape(accept, FEEDS) == chosen
