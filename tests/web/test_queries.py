"""Feeds and pages of any query of the event list, each at one address."""

from datetime import timedelta
from pathlib import Path

import feedparser
import pytest
from lxml import etree
from lxml import html as lxml_html

from tests.builders import event
from tests.formats.samples import SITE
from tests.store.test_facets import told
from tests.web.conftest import STORED, Live, serving

QUERY = "person=ingrid-solvang&place=bergen-no&type=resignation"
TITLE = "Resignations involving Ingrid Solvang in Bergen"


@pytest.mark.parametrize("suffix", ["rss", "atom"])
def test_any_query_can_be_followed_under_a_title_that_says_it(live: Live, suffix: str) -> None:
    path = f"/feeds/query.{suffix}?{QUERY}"
    answer = live.ask(path)
    found = feedparser.parse(answer.body)
    assert (answer.status, found.feed.title) == (200, f"{TITLE} – {SITE.title}")
    assert [entry.link for entry in found.entries] == [f"https://news.example/articles/{live.slugs['bridge']}"]
    own = {link.rel: link.href for link in found.feed.links}
    assert own["self"] == f"https://news.example{path}"
    assert own["alternate"] == f"https://news.example/events?{QUERY}"
    assert live.ask(path, If_None_Match=answer.headers["ETag"]).status == 304


def test_the_json_feed_of_a_query_names_its_whole_address(live: Live) -> None:
    feed = live.ask(f"/feeds/query.json?{QUERY}").json()
    assert feed["feed_url"] == f"https://news.example/feeds/query.json?{QUERY}"


def test_different_queries_have_different_ids(live: Live) -> None:
    names = ("query.atom?section=infrastructure&tag=bridges", f"query.atom?{QUERY}", "all.atom", "tag/bridges.atom")
    ids = {etree.fromstring(live.ask(f"/feeds/{name}").body).findtext("{*}id") for name in names}
    assert len(ids) == 4


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        (
            "/feeds/query.rss?type=resignation&person=ingrid-solvang",
            "/feeds/query.rss?person=ingrid-solvang&type=resignation",
        ),
        (
            "/feeds/query.rss?person=ingrid%2Dsolvang&type=resignation",
            "/feeds/query.rss?person=ingrid-solvang&type=resignation",
        ),
        ("/feeds/query.atom?type=resignation", "/feeds/type/resignation.atom"),
        ("/feeds/query.json", "/feeds/all.json"),
        ("/feeds/query.json?", "/feeds/all.json"),
        ("/feeds/query/archive/2024-04/1.rss?tag=sea&section=a", "/feeds/query/archive/2024-04/1.rss?section=a&tag=sea"),
        ("/feeds/query/archive/2024-04/1.rss?tag=sea", "/feeds/tag/sea/archive/2024-04/1.rss"),
        ("/events?type=resignation&section=infrastructure", "/events?section=infrastructure&type=resignation"),
        ("/events?page=1&section=infrastructure&type=resignation", "/events?section=infrastructure&type=resignation"),
        ("/events?section=infrastructure", "/sections/infrastructure"),
        ("/events", "/"),
        ("/events?page=3", "/"),
    ],
)
def test_every_other_way_to_ask_leads_to_the_one_address_at_once(live: Live, asked: str, there: str) -> None:
    answer = live.ask(asked)
    assert (answer.status, answer.headers["Location"]) == (301, there)
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert live.ask(there).status in (200, 404)


@pytest.mark.parametrize("door", ["/feeds/query.rss", "/events"])
@pytest.mark.parametrize("query", ["colour=red", "tag=a&tag=b", "tag=A", "tag=", "page=0&tag=a", "tag=%00", "tag=a&q=x%0Ay"])
def test_a_query_that_cannot_be_read_is_refused_by_name(live: Live, door: str, query: str) -> None:
    answer = live.ask(f"{door}?{query}")
    assert (answer.status, answer.headers["Content-Type"]) == (400, "application/problem+json")
    assert {fault["parameter"] for fault in answer.json()["errors"]} <= {"colour", "tag", "page", "q"}  # type: ignore[attr-defined]


def test_a_facet_that_no_event_has_is_not_found_but_a_combination_that_none_has_can_be_waited_for(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        live.put(event("a", section="Sport"))
        live.put(event("b", tags=("sea",)))
        for door in ("/feeds/query.rss", "/events"):
            assert live.ask(f"{door}?section=sport&tag=unheard-of").status == 404
        path = "/feeds/query.atom?section=sport&tag=sea"
        waiting = live.ask(path)
        assert (waiting.status, len(feedparser.parse(waiting.body).entries)) == (200, 0)
        assert (
            "Nothing has been published yet"
            in lxml_html.fromstring(live.ask("/events?section=sport&tag=sea").body).text_content()
        )
        live.put(event("c", section="Sport", tags=("sea",)), now=STORED + timedelta(minutes=1))
        gained = live.ask(path, A_IM="feed", If_None_Match=waiting.headers["ETag"])
        assert (gained.status, len(feedparser.parse(gained.body).entries)) == (226, 1)


def test_the_page_of_a_query_shows_what_its_feeds_carry(live: Live) -> None:
    answer = live.ask(f"/events?{QUERY}")
    page = lxml_html.fromstring(answer.body)
    assert (answer.status, page.findtext(".//h1")) == (200, TITLE)
    assert page.cssselect("link[rel=canonical]")[0].get("href") == f"https://news.example/events?{QUERY}"
    assert [link.get("href") for link in page.cssselect(".card h2 a")] == [f"/articles/{live.slugs['bridge']}"]
    for link in page.cssselect("link[rel=alternate], .follow a"):
        assert live.ask((link.get("href") or "").removeprefix("https://news.example")).status == 200
    assert f"<https://news.example/feeds/query.rss?{QUERY}>" in answer.headers["Link"]


def test_the_list_of_events_leads_to_the_feeds_of_the_same_query(live: Live) -> None:
    for query, feed in ((QUERY, f"query.atom?{QUERY}"), ("tag=bridges", "tag/bridges.atom"), ("limit=1", "all.atom")):
        link = live.ask(f"/api/events?{query}").headers["Link"]
        assert f'<https://news.example/feeds/{feed}>; rel="alternate"; type="application/atom+xml"' in link


def test_a_long_query_goes_on_over_pages_and_archives(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        for number in range(45):
            live.put(event(f"dock {number:02}", section="Sport", tags=("sea",), published=STORED - timedelta(days=number)))
        page = lxml_html.fromstring(live.ask("/events?section=sport&tag=sea").body)
        older = [link.get("href") for link in page.cssselect(".onward a")]
        assert older == ["/events?section=sport&tag=sea&page=2"]
        assert len(lxml_html.fromstring(live.ask(str(older[0])).body).cssselect(".card")) == 5
        assert live.ask("/events?section=sport&tag=sea&page=3").status == 404
        assert (
            live.ask("/feeds/query.json?section=sport&tag=sea").json()["next_url"]
            == "https://news.example/feeds/query/archive/2024-04/2.json?section=sport&tag=sea"
        )


def test_a_name_that_is_markup_stays_a_name_in_every_title(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        live.put(event("harbour", **told(section='<b> & "c"')))
        query = "section=b-c&type=policy-decision"
        assert "policy decisions" in feedparser.parse(live.ask(f"/feeds/query.rss?{query}").body).feed.title
        page = lxml_html.fromstring(live.ask(f"/events?{query}").body)
        assert page.findtext(".//h1") == '<b> & "c": policy decisions'
