"""Feeds and pages of any query of the event list, each at one address."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import quote, quote_plus, unquote_plus

import feedparser
import pytest
from lxml import etree
from lxml import html as lxml_html

from tests.builders import event
from tests.formats.samples import SITE
from tests.store.test_facets import told
from tests.web.conftest import STORED, TAKES_IT, Live, serving

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
        ("/feeds/query.rss?q=Bridge%20opens", "/feeds/query.rss?q=bridge+opens"),
        ("/feeds/query.rss?q=bridge&tag=bridges", "/feeds/query.rss?tag=bridges&q=bridge"),
        ("/feeds/query/archive/2024-04/1.rss?q=Sea+-Sand", "/feeds/query/archive/2024-04/1.rss?q=sea+-sand"),
        ("/events?q=Bridge&tag=bridges", "/search?tag=bridges&q=bridge"),
    ],
)
def test_every_other_way_to_ask_leads_to_the_one_address_at_once(live: Live, asked: str, there: str) -> None:
    answer = live.ask(asked)
    assert (answer.status, answer.headers["Location"]) == (301, there)
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert live.ask(there).status in (200, 404)


@pytest.mark.parametrize("search", ["bridg*", "o'brien", "a/b:c", "(bridge)", "br\u00fccke", "bridge!", '"bridge opens"'])
def test_who_spells_the_one_address_as_clients_do_is_not_sent_on_for_ever(live: Live, search: str) -> None:
    asked = f"/feeds/query.rss?q={quote_plus(search)}"
    path, _, query = live.ask(asked).headers.get("Location", asked).partition("?")
    # As yarl, and with it aiohttp, writes a query before it is sent.
    unescaped = quote(unquote_plus(query).replace(" ", "+"), safe="=+'*/:()!")
    assert live.ask(f"{path}?{query}").status == live.ask(f"{path}?{unescaped}").status == 200


@pytest.mark.parametrize("door", ["/feeds/query.rss", "/events"])
@pytest.mark.parametrize("query", ["colour=red", "tag=a&tag=b", "tag=A", "tag=", "page=0&tag=a", "tag=%00", "tag=a&q=-x"])
def test_a_query_that_cannot_be_read_is_refused_by_name(live: Live, door: str, query: str) -> None:
    answer = live.ask(f"{door}?{query}")
    assert (answer.status, answer.headers["Content-Type"]) == (400, "application/problem+json")
    assert {fault["parameter"] for fault in answer.json()["errors"]} <= {"colour", "tag", "page", "q"}  # type: ignore[attr-defined]  # JSON of any shape


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
        gained = live.ask(path, **TAKES_IT, If_None_Match=waiting.headers["ETag"])
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


@pytest.mark.parametrize("suffix", ["rss", "atom"])
def test_a_search_can_be_followed_alone_and_within_a_query(live: Live, suffix: str) -> None:
    queries = {
        "q=%22steps+down%22+bridge%2A+-sand": 'Search: "steps down" bridge* -sand',
        "tag=bridges&type=resignation&q=troms%C3%B8+or": "",
        "tag=bridges&type=resignation&q=cables": "Resignations tagged “bridges”; search: cables",
    }
    for query, title in queries.items():
        answer = live.ask(f"/feeds/query.{suffix}?{query}")
        found = feedparser.parse(answer.body)
        own = {link.rel: link.href for link in found.feed.links}
        assert own["self"] == f"https://news.example/feeds/query.{suffix}?{query}"
        assert own["alternate"] == f"https://news.example/search?{query}"
        assert live.ask(f"/search?{query}").status == 200
        assert [entry.link for entry in found.entries] == [
            f"https://news.example/articles/{live.slugs['bridge']}" for _ in range(bool(title))
        ]
        assert not title or found.feed.title == f"{title} – {SITE.title}"


def test_the_page_and_list_of_a_search_lead_to_its_feeds(live: Live) -> None:
    for path in ("/search?q=Cables", "/api/events?q=Cables"):
        assert "<https://news.example/feeds/query.rss?q=cables>" in live.ask(path).headers["Link"]
    page = lxml_html.fromstring(live.ask("/search?q=Cables").body.decode())
    links = [str(link.get("href")) for link in page.cssselect("link[rel=alternate], .follow a")]
    assert len(links) == 8  # three in the head; for people the page of the feed, its three forms and the list
    for link in links:
        assert live.ask(link.removeprefix("https://news.example")).status == 200


def test_a_page_searches_within_facets_and_leads_out_of_them(live: Live) -> None:
    page = lxml_html.fromstring(live.ask("/search?q=Cables&tag=bridges&from=elsewhere").body.decode())
    assert len(page.cssselect(".hits li")) == 1
    *_, out = page.cssselect(".within a")
    assert out.get("href") == "/search?q=cables"
    assert live.ask("/search?q=cables&tag=unheard-of").status == 404
    assert live.ask("/search?q=cables&tag=Bridges").status == 400
    assert lxml_html.fromstring(live.ask("/search?q=cables&section=sport-and&tag=bridges").body).cssselect(".hits") == []


def test_the_feed_of_a_search_shows_each_edit_removal_and_archive(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        for number in range(25):
            live.put(event(f"dock {number:02}", published=STORED - timedelta(days=number)))
        path = "/feeds/query.atom?q=dock"
        first = live.ask(path)
        assert len(feedparser.parse(first.body).entries) == 20
        links = {link.rel: link.href for link in feedparser.parse(first.body).feed.links}
        assert links["prev-archive"] == "https://news.example/feeds/query/archive/2024-04/1.atom?q=dock"
        archive = feedparser.parse(live.ask(links["prev-archive"].removeprefix("https://news.example")).body)
        assert {entry.id for entry in archive.entries} >= {event(f"dock {number:02}").id for number in range(20, 25)}
        live.put(event("dock 00", headline="Council closes pier", standfirst=None), STORED + timedelta(minutes=1))
        live.put(event("dock 01", headline="Council closes dock 01"), STORED + timedelta(minutes=2))
        live.remove(event("dock 02"), STORED + timedelta(minutes=3))
        gained = live.ask(path, **TAKES_IT, If_None_Match=first.headers["ETag"])
        shown = feedparser.parse(gained.body)
        assert gained.status == 226
        assert [entry.title for entry in shown.entries[:1]] == ["Council closes dock 01"]
        assert gained.body.count(b"deleted-entry ") == 1
        assert b"closes pier" not in live.ask(path).body
