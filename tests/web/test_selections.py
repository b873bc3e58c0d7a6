"""Feeds and lists of what has a section, a person, a place, ... in common, over a real socket."""

from datetime import timedelta
from pathlib import Path

import feedparser
import orjson
import pytest
from lxml import etree
from lxml import html as lxml_html

from feedpub.model.selection import KINDS
from tests.builders import event
from tests.formats.samples import SITE
from tests.web.conftest import STORED, Live, serving

TITLES = {
    "section/infrastructure": "Infrastructure",
    "tag/bridges": "Tagged “bridges”",
    "person/ingrid-solvang": "News of Ingrid Solvang",
    "organization/harbour-authority": "News of harbour authority",
    "place/bergen-no": "News from Bergen",
    "place/norway": "News from Norway",
    "type/resignation": "Events: Resignation",
    "speaker/ingrid-solvang": "Everything Ingrid Solvang said",
    "language/en-gb": "News in English (GB)",
}


@pytest.mark.parametrize(("name", "title"), TITLES.items())
def test_what_an_event_has_can_be_followed_under_a_title_that_says_it(live: Live, name: str, title: str) -> None:
    for suffix, read in (("rss", feedparser.parse), ("atom", feedparser.parse)):
        answer = live.ask(f"/feeds/{name}.{suffix}")
        found = read(answer.body)
        assert (answer.status, found.feed.title) == (200, f"{title} – {SITE.title}")
        assert [entry.link for entry in found.entries] == [f"https://news.example/articles/{live.slugs['bridge']}"]
        assert f'href="https://news.example/feeds/{name}.{suffix}"'.encode() in answer.body
        assert live.ask(f"/feeds/{name}.{suffix}", If_None_Match=answer.headers["ETag"]).status == 304
    assert live.ask(f"/feeds/{name}.json").json()["feed_url"] == f"https://news.example/feeds/{name}.json"


def test_every_kind_has_a_feed() -> None:
    assert {name.partition("/")[0] for name in TITLES} == set(KINDS)


@pytest.mark.parametrize(
    "path",
    [
        "/feeds/section/unheard-of.rss",
        "/feeds/colour/red.rss",
        "/feeds/section/Infrastructure.rss",
        f"/feeds/tag/{'a' * 5000}.atom",
        "/feeds/person/bergen-no.json",
        "/feeds/section/infrastructure",
    ],
)
def test_what_no_event_has_is_not_found(live: Live, path: str) -> None:
    assert live.ask(path).status == 404


def test_a_selections_feed_shows_each_edit_and_removal_at_once(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        live.put(event("pier", section="Sport"))
        live.put(event("quay", section="Sport"))
        first = live.ask("/feeds/section/sport.atom")
        live.remove(event("quay"), STORED + timedelta(minutes=5))
        second = live.ask("/feeds/section/sport.atom", If_None_Match=first.headers["ETag"])
        assert (second.status, second.body.count(b"<entry"), second.body.count(b"deleted-entry ")) == (200, 1, 1)
        assert second.headers["Last-Modified"] != first.headers["Last-Modified"]
        live.put(event("pier", section="World"), STORED + timedelta(minutes=6))
        assert live.ask("/feeds/section/sport.atom").status == 404


def test_the_list_of_events_can_be_cut_to_all_that_is_asked(live: Live) -> None:
    both = live.ask("/api/events?person=ingrid-solvang&section=infrastructure").json()["items"]
    assert isinstance(both, list)
    assert [item["article"]["url"].rpartition("/")[2] for item in both] == [live.slugs["bridge"]]
    for name in TITLES:
        assert live.ask(f"/api/events?{name.replace('/', '=')}").json()["items"] == both


def test_a_cut_list_leads_on_to_its_own_next_page(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        for number in range(5):
            live.put(event(f"pier {number}", section="Sport" if number % 2 else "World", tags=("sea",)))
        page = orjson.loads(live.ask("/api/events?limit=1&tag=sea&section=sport").body)
        assert page["next"].startswith("https://news.example/api/events?section=sport&tag=sea&limit=1&cursor=")
        rest = orjson.loads(live.ask(page["next"].removeprefix("https://news.example")).body)
        assert (len(rest["items"]), rest["next"]) == (1, None)


@pytest.mark.parametrize("query", ["section=unheard-of", "person=Ingrid%20Solvang", "type=", "tag=a&tag=b", "speaker=%00"])
def test_a_filter_that_cannot_be_used_is_named(live: Live, query: str) -> None:
    answer = live.ask(f"/api/events?{query}")
    assert (answer.status, answer.json()["errors"][0]["parameter"]) == (400, query.partition("=")[0])  # type: ignore[index]


def test_one_file_lists_the_feeds_for_a_reader_to_take_in(live: Live) -> None:
    answer = live.ask("/feeds.opml")
    document = etree.fromstring(answer.body)
    assert (answer.headers["Content-Type"], document.get("version")) == ("text/x-opml; charset=utf-8", "2.0")
    main, *folders = document.findall("body/outline")
    assert main.get("xmlUrl") == "https://news.example/feeds/all.rss"
    assert [folder.get("text") for folder in folders] == ["Sections", "Types of event", "Places", "People"]
    listed = [one.attrib for one in document.findall("body/outline/outline")]
    assert [one["text"] for one in listed if "/speaker/" not in one["xmlUrl"]][:2] == [
        "Infrastructure",
        "Events: Resignation",
    ]
    for one in listed:
        assert one["type"] == "rss"
        assert live.ask(one["xmlUrl"].removeprefix("https://news.example")).status == 200


def test_a_name_that_is_markup_stays_a_name(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        live.put(event(section='<b> & "c"\x0b'))
        listed = etree.fromstring(live.ask("/feeds.opml").body).findall("body/outline/outline")
        assert [one.get("text") for one in listed if "/section/" in one.attrib["xmlUrl"]] == ['<b> & "c"']
        assert feedparser.parse(live.ask("/feeds/section/b-c.rss").body).feed.title.endswith(SITE.title)


def test_the_list_of_an_empty_site_has_the_main_feed_alone(empty: Live) -> None:
    assert len(etree.fromstring(empty.ask("/feeds.opml").body).findall("body//outline")) == 1


PAGES = {
    "/sections/infrastructure": "Infrastructure",
    "/tags/bridges": "Tagged “bridges”",
    "/people/ingrid-solvang": "News of Ingrid Solvang",
    "/organizations/harbour-authority": "News of harbour authority",
    "/places/bergen-no": "News from Bergen",
    "/types/resignation": "Resignation",
}


@pytest.mark.parametrize(("path", "title"), PAGES.items())
def test_a_page_shows_what_its_feeds_carry(live: Live, path: str, title: str) -> None:
    answer = live.ask(path)
    page = lxml_html.fromstring(answer.body)
    assert (answer.status, page.findtext(".//h1")) == (200, title)
    assert page.cssselect("link[rel=canonical]")[0].get("href") == f"https://news.example{path}"
    assert [link.get("href") for link in page.cssselect(".card h2 a")] == [f"/articles/{live.slugs['bridge']}"]
    feeds = [link.get("href") or "" for link in page.cssselect("link[rel=alternate]")]
    assert len(feeds) >= 3
    for feed in feeds:
        assert live.ask(feed.removeprefix("https://news.example")).status == 200
    assert feeds[0] in answer.headers["Link"]
    assert feedparser.parse(live.ask(feeds[0].removeprefix("https://news.example")).body).feed.link.endswith(path)


def test_a_persons_page_leads_to_the_feed_of_what_they_said(live: Live) -> None:
    assert b"/feeds/speaker/ingrid-solvang.rss" in live.ask("/people/ingrid-solvang").body


def test_the_page_of_a_type_says_what_belongs_to_it_as_the_published_list_does(live: Live) -> None:
    answer = live.ask("/schemas/event-types.json")
    types = {one["slug"]: one for one in orjson.loads(answer.body)["types"]}
    assert answer.headers["Content-Type"] == "application/json"
    assert types["policy-decision"]["name"] == "policy_decision"
    assert types["resignation"]["definition"].encode() in live.ask("/types/resignation").body


@pytest.mark.parametrize("path", ["/people/nobody", "/types/other", "/sections/Infrastructure", f"/places/{'a' * 3000}"])
def test_there_is_no_page_of_what_no_event_has(live: Live, path: str) -> None:
    assert live.ask(path).status == 404


def test_an_article_leads_to_the_pages_of_its_answers_section_and_tags(live: Live) -> None:
    page = lxml_html.fromstring(live.ask(f"/articles/{live.slugs['bridge']}", Accept="text/html").body)
    links = {link.get("href") or "" for link in page.cssselect(".kicker a, .tags a, a.elsewhere")}
    assert set(PAGES) <= links
    for link in links:
        assert live.ask(link).status == 200


def test_a_retracted_article_leads_to_no_such_page(live: Live) -> None:
    page = lxml_html.fromstring(live.ask(f"/articles/{live.slugs['retracted']}", Accept="text/html").body)
    assert page.cssselect(".kicker a, .tags a, a.elsewhere") == []
