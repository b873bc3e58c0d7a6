"""What search engines ask for first."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from tests.builders import event
from tests.store.test_facets import told
from tests.web.conftest import STORED, Live, serving


def test_every_sitemap_that_robots_names_leads_to_the_articles(live: Live) -> None:
    named = re.findall(r"Sitemap: https://news\.example(\S+)", live.ask("/robots.txt").body.decode())
    assert named == ["/sitemap.xml"]  # its last news is older than two days
    children = re.findall(r"<loc>https://news\.example(\S+)</loc>", live.ask(named[0]).body.decode())
    bodies = [live.ask(child).body.decode() for child in children]
    pages = [page for body in bodies for page in re.findall(r"<loc>https://news\.example(\S+)</loc>", body)]
    articles = {f"/articles/{live.slugs['bridge']}", f"/articles/{live.slugs['bare']}"}
    assert set(pages) == {"/", "/quotes", "/feeds", "/days/2024-04-22"} | articles
    assert all(live.ask(page).status == 200 for page in pages)


@pytest.mark.parametrize(
    "name", ["2020-01-01", "2024-02-31", "20240422", "home", "2024-04-22%0A", "tags-1", "tags-0", "tags-01", "tags"]
)
def test_a_sitemap_that_there_is_not_is_not_found(live: Live, name: str) -> None:
    assert live.ask(f"/sitemaps/{name}.xml").status == 404


def test_pages_that_gather_articles_are_in_sitemaps_and_may_be_indexed(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        for key in ("a", "b"):
            live.put(event(key, **told(key), language="de" if key == "b" else "en"))
        live.put(event("c", language="de", published=STORED - timedelta(days=3)))
        index = live.ask("/sitemap.xml").body.decode()
        sheets = [live.ask(path).body.decode() for path in re.findall(r"<loc>https://news\.example(\S+?)</loc>", index)]
        pages = {page for sheet in sheets for page in re.findall(r"<loc>https://news\.example(\S+?)</loc>", sheet)}
        gathering = {page for page in pages if page.count("/") == 2 and not page.startswith("/articles/")}
        assert {"/speakers/mira-oduya", "/people/mira-oduya", "/days/2024-05-06", "/languages/de"} <= gathering
        assert {"/languages/en", "/days/2024-05-03"} & gathering == set()
        for page in gathering:
            answer = live.ask(page)
            assert (answer.status, b"noindex" in answer.body) == (200, False)


def test_sitemaps_are_xml(live: Live) -> None:
    assert live.ask("/sitemap.xml").headers["Content-Type"] == "application/xml; charset=utf-8"


def test_a_news_sitemap_is_named_while_there_is_news(tmp_path: Path) -> None:
    with serving(tmp_path) as live:

        def named() -> list[str]:
            return re.findall(r"Sitemap: https://news\.example(\S+)", live.ask("/robots.txt").body.decode())

        def listed() -> list[str]:
            return re.findall(r"<loc>https://news\.example(\S+)</loc>", live.ask("/sitemap-news.xml").body.decode())

        assert (named(), listed()) == (["/sitemap.xml"], ["/"])
        live.put(event("a", published=STORED - timedelta(hours=1)))
        assert (named(), listed()) == (["/sitemap.xml", "/sitemap-news.xml"], ["/articles/council-reopens-a"])
        live.clock.time = STORED + timedelta(days=2)
        assert (named(), listed()) == (["/sitemap.xml"], ["/"])
