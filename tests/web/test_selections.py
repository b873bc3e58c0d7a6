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
from tests.formats.samples import SITE, bridge
from tests.store.test_facets import told
from tests.web.conftest import STORED, TAKES_IT, Live, serving

TITLES = {
    "section/infrastructure": "Infrastructure",
    "tag/bridges": "Tagged “bridges”",
    "person/ingrid-solvang": "News of Ingrid Solvang",
    "organization/harbour-authority": "News of Harbour Authority",
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
    assert [folder.get("text") for folder in folders] == [
        "Sections",
        "Types of event",
        "Places",
        "People",
        "Organizations",
        "Who said what",
        "Tags",
        "Languages",
    ]
    listed = [one.attrib for one in document.findall("body/outline/outline")]
    assert [one["text"] for one in listed if "/speaker/" not in one["xmlUrl"]][:2] == [
        "Infrastructure",
        "Events: Resignation",
    ]
    assert {one["xmlUrl"].split("/")[4] for one in listed} == set(KINDS)
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
    "/organizations/harbour-authority": "News of Harbour Authority",
    "/places/bergen-no": "News from Bergen",
    "/types/resignation": "Resignation",
    "/languages/en-gb": "News in English (GB)",
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


def test_a_persons_page_leads_to_what_they_said(live: Live) -> None:
    page = lxml_html.fromstring(live.ask("/people/ingrid-solvang").body)
    assert page.cssselect('link[href="https://news.example/feeds/speaker/ingrid-solvang.rss"]')
    assert [link.text for link in page.cssselect('a[href="/speakers/ingrid-solvang"]')] == ["Everything Ingrid Solvang said"]


def test_the_page_of_a_speaker_shows_everything_they_said_and_nothing_that_others_did(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        live.put(bridge())
        other = told("harbour")
        live.put(event("harbour", **other))
        page = lxml_html.fromstring(live.ask("/speakers/ingrid-solvang").body)
        theirs = [quote for quote in bridge().quotes if quote.speaker and quote.speaker.name == "Ingrid Solvang"]
        shown = [said.text_content().strip() for said in page.cssselect(".saying blockquote, .saying .reported")]
        assert shown == [quote.text for quote in theirs]
        assert [quote.kind == "indirect" for quote in theirs] == [
            bool(said.cssselect(".reported")) for said in page.cssselect(".saying")
        ]
        for link in page.cssselect(".saying .from a"):
            path, _, words = (link.get("href") or "").partition("#")
            article = lxml_html.fromstring(live.ask(path, Accept="text/html").body)
            assert article.get_element_by_id(words) is not None
        assert "It was about time," in lxml_html.fromstring(live.ask("/speakers/mira-oduya").body).text_content()


def test_a_long_selection_goes_on_over_pages(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        for number in range(81):
            live.put(event(f"dock {number:02}", tags=("sea",), published=STORED - timedelta(minutes=number)))
        seen, path = [], "/tags/sea"
        while path:
            page = lxml_html.fromstring(live.ask(path).body)
            seen += [link.text for link in page.cssselect(".card h2 a")]
            path = next((str(link.get("href")) for link in page.cssselect(".onward a") if link.text == "Older"), "")
        assert seen == [f"Council reopens dock {number:02}" for number in range(81)]
        assert live.ask("/tags/sea?page=4").status == live.ask("/tags/sea?page=a").status == 404


def test_who_follows_a_selection_reads_the_notice_of_what_was_taken_back(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        live.put(event("a", **told("a")))
        live.put(event("b", **told("b")))
        for feed in ("person/mira-oduya", "speaker/mira-oduya", "section/world-news"):
            held = live.ask(f"/feeds/{feed}.rss").headers["ETag"]
            live.put(event("a", section="Elsewhere", status="canceled"))
            answer = live.ask(f"/feeds/{feed}.rss", If_None_Match=held, **TAKES_IT)
            titles = [entry.title for entry in feedparser.parse(answer.body).entries]
            assert (answer.status, titles) == (226, ["Retracted: Council reopens a"]), feed
            live.put(event("a", **told("a")))
        live.put(event("a", section="World News", status="canceled"))
        assert b"noindex" in live.ask("/sections/world-news").body
        assert live.ask("/sitemaps/sections-1.xml").status == 404
        assert live.ask("/api/events?section=elsewhere").status == 400


@pytest.mark.parametrize(
    ("path", "indexed"),
    [
        ("/sections/sport", True),
        ("/sections/world", False),
        ("/languages/en", False),
        ("/events?section=sport&tag=sea", False),
    ],
)
def test_search_engines_are_told_of_pages_that_gather_something(tmp_path: Path, path: str, indexed: bool) -> None:
    with serving(tmp_path) as live:
        for key, section in (("a", "Sport"), ("b", "Sport"), ("c", "World")):
            live.put(event(key, section=section, tags=("sea",)))
        robots = lxml_html.fromstring(live.ask(path).body).cssselect("meta[name=robots]")[0].get("content")
        assert robots == ("max-image-preview:large" if indexed else "noindex, follow")
        live.put(event("d", language="de"))
        live.put(event("e", language="de"))
        assert b"noindex" not in live.ask("/languages/en").body


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
    links = {link.get("href") or "" for link in page.cssselect(".kicker a, .tags a, a.elsewhere, a.speaker")}
    assert {*PAGES, "/speakers/ingrid-solvang"} - {"/languages/en-gb"} <= links
    for link in links:
        assert live.ask(link).status == 200


def test_a_retracted_article_leads_to_no_such_page(live: Live) -> None:
    page = lxml_html.fromstring(live.ask(f"/articles/{live.slugs['retracted']}", Accept="text/html").body)
    assert page.cssselect(".kicker a, .tags a, a.elsewhere, a.speaker") == []
