"""Portraits, directories, the calendar, quotations about somebody, and the pages of feeds, over a real socket."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import html as lxml_html

from tests.builders import event
from tests.formats.samples import bridge
from tests.store.test_facets import told
from tests.web.conftest import Live, serving

SITE = "https://news.example"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """Three articles that name one person, in two months, one of them taken back; and one of others."""
    with serving(tmp_path_factory.mktemp("portraits")) as live:
        for key, month, changes in (("a", 3, {}), ("b", 3, {}), ("c", 5, {}), ("d", 4, {"status": "canceled"})):
            moment = datetime(2024, month, 6, 9, 30, tzinfo=UTC)
            live.slugs[key] = live.put(event(key, **told(key, published=moment, **changes)))
        live.slugs["bridge"] = live.put(bridge())
        yield live


def page(live: Live, path: str) -> lxml_html.HtmlElement:
    answer = live.ask(path, Accept="text/html")
    assert answer.status == 200, path
    return lxml_html.fromstring(answer.body.decode())


def links(found: lxml_html.HtmlElement, selector: str) -> list[str]:
    return [str(one.get("href")) for one in found.cssselect(selector)]


def test_a_portrait_counts_what_stands_by_month_and_leads_to_each_month(site: Live) -> None:
    shown = page(site, "/people/mira-oduya")
    rows = [[cell.text_content() for cell in row] for row in shown.cssselect(".behind tbody tr")]
    assert rows == [["May 2024", "1", "1"], ["March 2024", "2", "2"]]
    assert len(shown.cssselect(".timeline rect.all")) == len(shown.cssselect(".timeline rect.part")) == 2
    (march,) = set(links(shown, ".behind a")) - {"/people/mira-oduya?month=2024-05"}
    of_march = page(site, march)
    assert sorted(links(of_march, ".card h2 a")) == [f"/articles/{site.slugs[key]}" for key in "ab"]
    assert of_march.cssselect("meta[name=robots]")[0].get("content") == "noindex, follow"


@pytest.mark.parametrize("month", ["2024-06", "2024-13", "24-03", "0000-01", "x"])
def test_a_month_without_news_has_no_page(site: Live, month: str) -> None:
    assert site.ask(f"/people/mira-oduya?month={month}").status == 404


def test_a_portrait_shows_roles_company_and_what_was_said(site: Live) -> None:
    shown = page(site, "/people/ingrid-solvang")
    assert "/organizations/harbour-authority" in links(shown, ".beside a")
    assert "/people/ingrid-solvang" not in links(shown, ".beside a")
    assert shown.cssselect(".shares title")
    # In one article all are named as often: bars would say nothing.
    assert shown.cssselect(".beside .alike a")
    assert shown.cssselect(".share") == shown.cssselect(".alike .count") == []
    assert page(site, "/people/mira-oduya").cssselect(".beside .alike .count")[0].text == "3"
    assert [link for link in links(shown, ".account .from a") if link.endswith("#quotes-1-1")]
    assert shown.cssselect(".only .card")  # the one article that there is


def test_every_directory_leads_to_pages_that_there_are(site: Live) -> None:
    for kind in ("people", "organizations", "places", "types", "sections", "speakers", "tags", "languages"):
        shown = page(site, f"/{kind}")
        found = links(shown, ".all a")
        assert found, kind
        for path in {*found, *links(shown, ".most a, .letters a")}:
            assert site.ask(path).status == 200, path


def test_a_directory_is_searched_by_the_beginnings_of_words_and_by_letter(site: Live) -> None:
    assert links(page(site, "/people?q=Solv"), ".all a") == ["/people/ingrid-solvang"]
    assert links(page(site, "/people?q=olvang"), ".all a") == []
    assert links(page(site, "/people?letter=m"), ".all a") == ["/people/mira-oduya"]
    assert "3 articles" in page(site, "/people?letter=m").cssselect(".all li")[0].text_content()
    assert "<b>" not in site.ask("/people?q=%3Cb%3E").body.decode()
    for path in ("/people?letter=z", "/people?letter=mm", "/people?page=2", "/people?letter=%25"):
        assert site.ask(path).status == 404, path


def test_places_lie_on_a_map(site: Live) -> None:
    assert "/places/bergen-no" in links(page(site, "/places"), ".world a")


def test_the_calendar_leads_to_the_days_with_news(site: Live, tmp_path: Path) -> None:
    days = ["/days/2024-05-06", "/days/2024-04-22", "/days/2024-03-06"]
    assert sorted(links(page(site, "/days"), ".calendar a"), reverse=True) == days
    assert site.ask("/days?year=2023").status == site.ask("/days?year=20").status == 404
    with serving(tmp_path) as live:
        assert "Nothing has been published yet" in page(live, "/days").text_content()
        assert "There is nothing here yet" in page(live, "/people").text_content()


def test_quotations_are_grouped_by_article_with_what_they_stand_in(site: Live) -> None:
    shown = page(site, "/quotes")
    groups = shown.cssselect(".quoted")
    order = [links(one, "h2 a")[0].removeprefix("/articles/") for one in groups]
    assert order[:2] == [site.slugs["c"], site.slugs["bridge"]]
    assert sorted(order[2:]) == [site.slugs["a"], site.slugs["b"]]  # of one moment
    context = groups[0].cssselect(".context p")[0]
    said = groups[0].cssselect("blockquote")[0].text_content().strip()
    assert [mark.text_content() for mark in context.cssselect("mark")] == [f"“{said}”"]
    assert "said Mira Oduya" in context.text_content()
    assert site.ask("/quotes?page=2").status == 404


def test_what_others_said_about_somebody_is_no_word_of_their_own(site: Live) -> None:
    assert page(site, "/quotes?person=mira-oduya").cssselect(".saying") == []
    assert site.ask("/quotes?person=nobody").status == 404


@pytest.mark.parametrize(
    ("name", "home"),
    [
        ("all{}", "/"),
        ("person/mira-oduya{}", "/people/mira-oduya"),
        ("speaker/mira-oduya{}", "/speakers/mira-oduya"),
        ("query{}?q=council", "/search?q=council"),
    ],
)
def test_a_feed_and_its_page_lead_to_each_other(site: Live, name: str, home: str) -> None:
    feed = site.ask(f"/feeds/{name.format('.rss')}")
    own = f"/feeds/{name.format('.html')}"
    assert f'<{SITE}{own}>; rel="alternate"; type="text/html"' in feed.headers["Link"]
    shown = page(site, own)
    assert shown.cssselect(".address code")[0].text == f"{SITE}/feeds/{name.format('.rss')}"
    assert f"{SITE}/feeds/{name.format('.rss')}" in links(shown, "link[rel=alternate]")
    assert home in links(shown, ".subscribe a")
    entries = {link.partition("#")[0] for link in links(shown, ".hits a, .quoted h2 a")}
    listed = {item["url"].removeprefix(SITE) for item in site.ask(f"/feeds/{name.format('.json')}").json()["items"]}  # type: ignore[attr-defined]
    assert entries == listed - {f"/articles/{site.slugs['d']}"} or entries == listed


def test_there_is_no_page_of_a_feed_that_there_is_not(site: Live) -> None:
    assert site.ask("/feeds/person/nobody.html").status == 404
    assert site.ask("/feeds/query.html?q=Council").headers["Location"].endswith("/feeds/query.html?q=council")
