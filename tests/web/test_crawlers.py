"""What search engines ask for first."""

import re

import pytest

from tests.web.conftest import Live


def test_every_sitemap_that_robots_names_leads_to_the_articles(live: Live) -> None:
    named = re.findall(r"Sitemap: https://news\.example(\S+)", live.ask("/robots.txt").body.decode())
    assert named == ["/sitemap.xml", "/sitemap-news.xml"]
    children = re.findall(r"<loc>https://news\.example(\S+)</loc>", live.ask(named[0]).body.decode())
    bodies = [live.ask(child).body.decode() for child in children]
    pages = [page for body in bodies for page in re.findall(r"<loc>https://news\.example(\S+)</loc>", body)]
    assert set(pages) == {"/", f"/articles/{live.slugs['bridge']}", f"/articles/{live.slugs['bare']}"}
    assert all(live.ask(page).status == 200 for page in pages)


@pytest.mark.parametrize("name", ["2020-01-01", "2024-02-31", "20240422", "home", "2024-04-22%0A"])
def test_a_sitemap_that_there_is_not_is_not_found(live: Live, name: str) -> None:
    assert live.ask(f"/sitemaps/{name}.xml").status == 404


def test_sitemaps_are_xml(live: Live) -> None:
    assert live.ask("/sitemap.xml").headers["Content-Type"] == "application/xml; charset=utf-8"
