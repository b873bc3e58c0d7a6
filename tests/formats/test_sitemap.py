"""Sitemaps against the published grammars, where these are at hand, and as their readers parse them."""

from datetime import UTC, datetime

import pytest
from lxml import etree

from feedpub.formats.sitemap import Location, news_sitemap, sitemap, sitemap_index
from feedpub.model.record import Heading
from tests.formats import samples

MODIFIED = datetime(2024, 4, 22, 9, 30, 5, 123456, tzinfo=UTC)
HOME = Location("https://news.example/")
NAMES = {
    "i": "http://www.google.com/schemas/sitemap-image/1.1",
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
}


def texts(body: bytes, path: str) -> list[str]:
    return [str(found) for found in etree.fromstring(body).xpath(path, namespaces=NAMES)]


def test_a_sitemap_lists_pages_with_their_last_change() -> None:
    body = sitemap([Location("https://news.example/articles/a?b&c", MODIFIED), Location("https://news.example/")])
    assert texts(body, "/s:urlset/s:url/s:loc/text()") == ["https://news.example/articles/a?b&c", "https://news.example/"]
    assert texts(body, "//s:lastmod/text()") == ["2024-04-22T09:30:05+00:00"]


def test_pages_name_their_pictures() -> None:
    pictures = ("https://news.example/media/a.jpg?b&c", "no address")
    body = sitemap([Location("https://news.example/articles/a", MODIFIED, pictures), Location("https://news.example/")])
    assert texts(body, "/s:urlset/s:url[1]/i:image/i:loc/text()") == ["https://news.example/media/a.jpg?b&c"]
    assert texts(body, "/s:urlset/s:url[2]/*/text()") == ["https://news.example/"]
    assert b"image" not in sitemap([Location("https://news.example/")])


def test_an_index_lists_sitemaps() -> None:
    body = sitemap_index([Location("https://news.example/sitemaps/pages.xml", MODIFIED)])
    assert texts(body, "/s:sitemapindex/s:sitemap/s:loc/text()") == ["https://news.example/sitemaps/pages.xml"]


def news(headline: str = "Quay reopens", language: str = "en") -> bytes:
    heading = Heading("quay", headline, language, samples.PUBLISHED, MODIFIED)
    return news_sitemap([("https://news.example/articles/quay", heading)], "Harbour Wire", HOME)


def test_a_news_sitemap_names_publication_first_date_and_title() -> None:
    body = news("Quay <reopens> & closes")
    assert texts(body, "//n:name/text()") == ["Harbour Wire"]
    assert texts(body, "//n:language/text()") == ["en"]
    assert texts(body, "//n:publication_date/text()") == ["2024-04-22T00:00:00+00:00"]
    assert texts(body, "//n:title/text()") == ["Quay <reopens> & closes"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en-GB", "en"), ("gsw", "gsw"), ("zh", "zh-cn"), ("zh-Hans-SG", "zh-cn"), ("zh-TW", "zh-tw"), ("zh-Hant", "zh-tw")],
)
def test_languages_are_those_that_google_takes(language: str, expected: str) -> None:
    assert texts(news(language=language), "//n:language/text()") == [expected]


def test_forbidden_characters_do_not_kill_a_sitemap() -> None:
    assert texts(news("Quay\x08 reopens]]>"), "//n:title/text()") == ["Quay reopens]]>"]
    assert texts(news("\x08"), "//n:title/text()") == ["quay"]


def test_a_news_sitemap_without_news_lists_a_page_as_search_console_takes_no_empty_one() -> None:
    body = news_sitemap([], "Harbour Wire", HOME)
    assert texts(body, "/s:urlset/s:url/s:loc/text()") == ["https://news.example/"]
    assert texts(body, "//n:news") == []
