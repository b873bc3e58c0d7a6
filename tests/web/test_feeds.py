"""Where readers find the feeds."""

import pytest
from lxml import html as lxml_html

from feedpub.web.feeds import WELL_KNOWN
from tests.web.conftest import Live


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        (None, "rss"),
        ("*/*", "rss"),
        ("application/rss+xml", "rss"),
        ("application/atom+xml, */*;q=0.1", "atom"),
        ("application/feed+json", "json"),
        ("application/atom+xml;q=0.5, application/feed+json", "json"),
        ("application/rss+xml;q=0, application/*;q=0.5", "atom"),
    ],
)
def test_one_address_serves_the_feed_that_a_reader_likes_best(live: Live, accept: str | None, suffix: str) -> None:
    answer = live.ask("/feeds/all", **({"Accept": accept} if accept else {}))
    direct = live.ask(f"/feeds/all.{suffix}")
    assert (answer.status, answer.headers["Content-Location"]) == (200, f"/feeds/all.{suffix}")
    assert (answer.body, answer.headers["Content-Type"]) == (direct.body, direct.headers["Content-Type"])


def test_a_suffix_wins_over_accept(live: Live) -> None:
    answer = live.ask("/feeds/all.atom", Accept="application/feed+json")
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert answer.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("path", [path for paths in WELL_KNOWN.values() for path in paths])
def test_where_readers_look_unasked_they_are_led_on_once(live: Live, path: str) -> None:
    moved = live.ask(f"/{path}")
    assert moved.status == 301
    assert live.ask(moved.headers["Location"]).status == 200


def test_the_feed_names_itself_by_the_address_that_serves_it(live: Live) -> None:
    for suffix in ("rss", "atom", "json"):
        assert f"https://news.example/feeds/all.{suffix}".encode() in live.ask(f"/feeds/all.{suffix}").body


def test_the_page_of_feeds_says_in_one_screen_how_to_follow_and_folds_the_rest_away(live: Live) -> None:
    page = lxml_html.fromstring(live.ask("/feeds").body)
    for folded in page.cssselect("main details"):
        assert folded.get("open") is None
        assert folded.cssselect("dl, ul")
        for part in folded.xpath("./*[not(self::summary)]"):
            part.drop_tree()
    main = page.cssselect("main")[0]
    assert [code.text for code in main.cssselect("code")] == ["https://news.example/feeds/all.rss"]
    links = [link.get("href") for link in main.cssselect("a")]
    folders = ["/sections", "/people", "/organizations", "/places", "/types", "/speakers"]
    assert links[:7] == ["/feeds/all.html", *folders]
    assert len(main.text_content().split()) < 130
