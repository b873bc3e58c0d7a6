"""Pages and cards of languages that are written from right to left."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html as lxml_html

from tests.builders import event
from tests.formats.samples import SITE
from tests.store.test_facets import told
from tests.web.conftest import Live, serving

CHROME = ("header.masthead", "footer.colophon", ".credits", "aside.panel", "footer.forms", ".notes")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Live]:
    with serving(tmp_path) as live:
        live.put(event("a", **told("a", language="ar", tags=("sea",))))
        live.put(event("b", **told("b", language="en-GB", tags=("sea",))))
        yield live


def page(live: Live, address: str) -> lxml_html.HtmlElement:
    return lxml_html.fromstring(live.ask(address, Accept="text/html").body)


def direction(element: lxml_html.HtmlElement) -> str:
    """Of what stands in an element: the nearest that says so."""
    around = [element, *element.iterancestors()]
    return next((str(one.get("dir")) for one in around if one.get("dir")), "ltr")


def test_an_article_says_its_direction_and_what_is_around_it_keeps_its_own(site: Live) -> None:
    arabic = page(site, "/articles/council-reopens-a")
    assert (arabic.get("lang"), arabic.get("dir")) == ("en", "rtl")
    for selector in ("h1", ".standfirst", ".text p", ".panel blockquote", ".panel .said a[lang=ar]", ".panel .speaker"):
        (first, *_) = arabic.cssselect(selector)
        assert direction(first) == "rtl", selector
    for selector in CHROME[:-1]:
        assert direction(arabic.cssselect(selector)[0]) == "ltr", selector
    assert all(one.get("dir") for one in arabic.cssselect("[lang=ar]"))
    assert {one.get("dir") for one in arabic.cssselect(".tags a, .kicker a, .byline .author, .byline a")} == {"auto"}


@pytest.mark.parametrize("address", ["/articles/council-reopens-b", "/feeds", "/quotes/x"])
def test_pages_from_left_to_right_say_no_direction_but_of_related_articles(site: Live, address: str) -> None:
    directed = page(site, address).cssselect("[dir]")
    assert {one.get("lang") for one in directed} <= {"ar", "en"}
    assert all(one.xpath("ancestor::section[@aria-labelledby='related']") for one in directed)


@pytest.mark.parametrize("address", ["/", "/tags/sea", "/days/2024-05-06", "/search?q=council"])
def test_cards_of_both_directions_stand_side_by_side(site: Live, address: str) -> None:
    shown = page(site, address)
    assert shown.get("dir") is None
    found = {one.get("lang"): one for one in shown.cssselect(".card, .hits li")}
    assert {language: direction(one) for language, one in found.items()} == {"ar": "rtl", "en-GB": "ltr"}
    assert {direction(one) for one in shown.cssselect(".facts")} == {"ltr"}


@pytest.mark.parametrize("address", ["/quotes", "/speakers/mira-oduya"])
def test_quotations_say_their_own_direction(site: Live, address: str) -> None:
    quotes = {one.get("lang"): direction(one) for one in page(site, address).cssselect("blockquote")}
    assert quotes == {"ar": "rtl", "en-GB": "ltr"}


def test_a_site_from_right_to_left_is_so_all_over(tmp_path: Path) -> None:
    with serving(tmp_path, SITE.model_copy(update={"language": "he"})) as live:
        live.put(event("a", **told("a", language="he")))
        live.put(event("b", **told("b", language="en")))
        for address in ("/", "/feeds", "/articles/council-reopens-a"):
            assert (page(live, address).get("lang"), page(live, address).get("dir")) == ("he", "rtl")
        english = page(live, "/articles/council-reopens-b")
        assert english.get("dir") is None  # which is from left to right
        assert {direction(english.cssselect(selector)[0]) for selector in CHROME[:-1]} == {"rtl"}


def test_feeds_say_the_direction_in_their_html(site: Live) -> None:
    items = {item["language"]: item["content_html"] for item in site.ask("/feeds/all.json").json()["items"]}  # type: ignore[attr-defined]
    assert items["ar"].startswith('<div dir="rtl" lang="ar">')
    assert 'dir="' not in items["en-GB"]
    for suffix in ("rss", "atom"):
        assert b'dir="rtl" lang="ar"' in site.ask(f"/feeds/all.{suffix}").body
