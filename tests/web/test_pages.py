"""The pages: what they say, what they link to, and that they need neither scripts nor other sites."""

import re
from copy import deepcopy
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import orjson
import pytest
from lxml import html as lxml_html

from feedpub.formats import FORMATS
from feedpub.formats.base import Format
from feedpub.model.article import Author
from feedpub.model.feed import Feed
from feedpub.views.article_layout import locale
from tests.builders import event
from tests.formats.samples import BRIDGE_TEXT, SITE, bridge
from tests.web.conftest import Live, serving

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def page(live: Live, path: str, status: int = 200) -> lxml_html.HtmlElement:
    answer = live.ask(path, Accept=BROWSER)
    assert (answer.status, answer.headers["Content-Type"]) == (status, "text/html; charset=utf-8")
    return lxml_html.document_fromstring(answer.body.decode())


def attr(element: lxml_html.HtmlElement, name: str) -> str:
    return element.get(name) or ""


def texts(found: list[lxml_html.HtmlElement]) -> list[str]:
    return [" ".join(element.text_content().split()) for element in found]


def answers(found: list[lxml_html.HtmlElement]) -> list[str]:
    """What answers say, without how sure it is, which is counted anew whenever the rules change."""
    found = [deepcopy(element) for element in found]
    for doubt in (each for element in found for each in element.cssselect(".doubt")):
        doubt.drop_tree()
    return texts(found)


@pytest.fixture(scope="module")
def article(live: Live) -> lxml_html.HtmlElement:
    return page(live, f"/articles/{live.slugs['bridge']}")


def test_the_home_page_lists_the_latest_events(live: Live) -> None:
    home = page(live, "/")
    card = next(one for one in home.cssselect("article") if "Fjordspan" in one.text_content())
    assert attr(card.cssselect("h2 a")[0], "href") == f"/articles/{live.slugs['bridge']}"
    assert texts(card.cssselect(".summary")) == ["Cracks in two cables delay the opening of Norway’s “longest” bridge."]
    assert texts(card.cssselect(".facts")) == ["Bergen · Monday 22 April"]
    assert [attr(time, "title") for time in card.cssselect("time")] == ["Monday 22 April 2024"]
    assert texts(card.cssselect(".people")) == ["Who Ingrid Solvang, Harbour Authority"]
    assert texts(card.cssselect(".kicker")) == ["Infrastructure"]


def test_every_page_leads_readers_to_every_feed(live: Live, article: lxml_html.HtmlElement) -> None:
    expected = [(one.media_type, f"https://news.example/feeds/all.{one.suffix}") for one in FORMATS if one.scope == "feed"]
    for made in (page(live, "/"), page(live, "/feeds"), article):
        links = [(attr(link, "type"), attr(link, "href")) for link in made.cssselect("link[rel=alternate]")]
        assert [link for link in links if "/feeds/" in link[1]] == expected


def test_the_article_page_shows_the_article(article: lxml_html.HtmlElement) -> None:
    assert texts(article.cssselect("h1")) == ["Engineer of Fjordspan bridge <steps down> & apologises"]
    assert texts(article.cssselect(".standfirst")) == [
        "Cracks in two cables delay the opening of Norway’s “longest” bridge."
    ]
    assert texts(article.cssselect(".byline")) == ["By Marit Dale and Harbour Press"]
    assert [one.text_content() for one in article.cssselect(".text > p:not(.picture)")] == BRIDGE_TEXT.split("\n\n")
    assert texts(article.cssselect(".notes")) == [
        "Correction Tuesday 23 April 2024: An earlier version named the wrong number of cables."
    ]
    assert "© 2024 Harbour Press" in texts(article.cssselect(".rights"))


def test_the_article_page_names_itself_to_search_engines(live: Live, article: lxml_html.HtmlElement) -> None:
    url = f"https://news.example/articles/{live.slugs['bridge']}"
    assert [attr(one, "href") for one in article.cssselect("link[rel=canonical]")] == [url]
    named = {attr(one, "property"): attr(one, "content") for one in article.cssselect("meta[property]")}
    assert (named["og:url"], named["og:type"]) == (url, "article")
    assert named["og:title"] == "Engineer of Fjordspan bridge <steps down> & apologises"
    assert attr(article.cssselect("meta[name=description]")[0], "content").startswith("Cracks in two cables")
    forms = [(one.media_type, f"{url}.{one.suffix}") for one in FORMATS if one.scope == "event"]
    links = [(attr(link, "type"), attr(link, "href")) for link in article.cssselect("link[rel=alternate][type]")]
    assert [link for link in links if "/articles/" in link[1]] == forms
    assert [(attr(one, "hreflang"), attr(one, "href")) for one in article.cssselect("link[hreflang]")] == [("en-GB", url)]


def test_the_article_page_tells_who_shares_it_what_to_show(article: lxml_html.HtmlElement) -> None:
    named = {attr(one, "property"): attr(one, "content") for one in article.cssselect("meta[property]")}
    assert {name: value for name, value in named.items() if name.startswith("og:image")} == {
        "og:image": "https://news.example/pictures/bridge.jpg",
        "og:image:type": "image/jpeg",
        "og:image:width": "1600",
        "og:image:height": "900",
        "og:image:alt": "The bridge at low tide",
    }
    assert (named["og:locale"], named["og:site_name"]) == ("en_GB", "Harbour Wire")
    assert named["article:author"] == "https://news.example/authors/marit-dale"
    assert attr(article.cssselect("meta[name=robots]")[0], "content") == "max-image-preview:large"


@pytest.mark.parametrize(
    ("language", "shown"), [("en", None), ("en-GB", "en_GB"), ("zh-Hant-TW", "zh_TW"), ("es-419", None), ("de-at", "de_AT")]
)
def test_open_graph_names_a_language_with_its_country_or_not_at_all(language: str, shown: str | None) -> None:
    assert locale(language) == shown


def test_the_json_ld_in_the_page_is_the_document_alone_and_agrees_with_what_people_see(
    live: Live, article: lxml_html.HtmlElement
) -> None:
    (script,) = article.cssselect("script")
    embedded = orjson.loads(script.text_content())
    assert embedded == live.ask(f"/articles/{live.slugs['bridge']}.jsonld").json()
    shown = {
        texts([one])[0].split()[0]: attr(one.cssselect("time")[0], "datetime") for one in article.cssselect(".dates span")
    }
    for label, name in {"Published": "datePublished", "Updated": "dateModified"}.items():
        assert datetime.fromisoformat(embedded[name]).date() == datetime.fromisoformat(shown[label]).date()


def test_dates_are_labelled_and_in_words(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        exact = datetime(2024, 4, 22, 15, 30, tzinfo=UTC)
        slug = live.put(event("dated", published=exact))
        dates = page(live, f"/articles/{slug}").cssselect(".dates")
        assert texts(dates) == ["Published Monday 22 April 2024, 15:30 UTC"]
        assert attr(dates[0].cssselect("time")[0], "datetime") == "2024-04-22T15:30:00+00:00"
        slug = live.put(event("a day", published=date(2024, 4, 22)))
        assert texts(page(live, f"/articles/{slug}").cssselect(".dates time")) == ["Monday 22 April 2024"]


def test_each_answer_leads_to_its_words(article: lxml_html.HtmlElement) -> None:
    for link in article.cssselect(".panel .answer a:not(.elsewhere):not(.speaker)"):
        target = article.get_element_by_id(attr(link, "href").removeprefix("#"))
        group = attr(link, "href").removeprefix("#").rpartition("-")[0]
        assert group in attr(target, "class").split()
    first = article.get_element_by_id("who-1-1")
    assert first.text_content() == "Ingrid Solvang"
    marked = article.cssselect("mark.quotes-2")
    assert [one.text_content() for one in marked] == ["Until then,", "Solvang", "nobody crosses it."]


def test_each_quote_shows_its_speaker(article: lxml_html.HtmlElement) -> None:
    assert answers(article.cssselect(".quotes figcaption")) == [
        "Ingrid Solvang",
        "Ingrid Solvang",
        "the authority",
    ]


def test_the_five_answers_stand_in_their_order(article: lxml_html.HtmlElement) -> None:
    assert texts(article.cssselect(".panel h3")) == ["Who", "What", "When", "Where", "Quotes"]
    assert answers(article.cssselect(".panel .when .said")) == ["Monday 22 April 2024 When it happened", "spring 2024"]


def test_no_id_stands_twice(article: lxml_html.HtmlElement) -> None:
    ids = [attr(one, "id") for one in article.iter() if attr(one, "id")]
    assert len(ids) == len(set(ids))


def test_a_style_rule_lights_each_answer(live: Live, article: lxml_html.HtmlElement) -> None:
    style = live.ask(attr(article.cssselect("link[rel=stylesheet]")[0], "href")).body.decode()
    for answer in article.cssselect(".panel .answer"):
        group = attr(answer, "class").split()[1]
        assert f".story:has(.{group}:is(:hover,:focus-within,:target,[open])) mark.{group}" in style


@pytest.mark.parametrize("path", ["/", "/feeds", "/articles/{bridge}", "/articles/{bare}", "/articles/{retracted}", "/none"])
def test_no_page_needs_a_script_or_asks_another_site(live: Live, path: str) -> None:
    made = page(live, path.format(**live.slugs), 404 if path == "/none" else 200)
    assert all(attr(script, "type") == "application/ld+json" for script in made.cssselect("script"))
    assert not made.xpath("//@*[starts-with(name(), 'on')] | //@style | //style")
    loaded = [attr(one, "src") or attr(one, "href") for one in made.cssselect("img, link[rel=stylesheet], link[rel=icon]")]
    assert all(not urlsplit(one).netloc or one.startswith(SITE.base_url) for one in loaded)


def test_a_retraction_says_so(live: Live) -> None:
    made = page(live, f"/articles/{live.slugs['retracted']}")
    assert texts(made.cssselect(".notes.retracted")) == [
        "Retracted Wednesday 24 April 2024: The report named the wrong company. We apologise."
    ]


def test_what_is_gone_is_said_to_be_gone(live: Live) -> None:
    made = page(live, f"/articles/{live.slugs['gone']}", 410)
    assert "This article was removed on Monday 6 May 2024." in made.text_content()


def test_html_in_the_copy_stays_text(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        bad = "<script>alert(1)</script> & </mark>"
        named = (Author(name=bad, url='https://author.example/?a=1&b="2'),)
        slug = live.put(event("bad", headline=bad, standfirst=bad + "!", text=bad, section=bad, tags=(bad,), authors=named))
        for path in ("/", f"/articles/{slug}"):
            made = page(live, path)
            assert [attr(script, "type") for script in made.cssselect("script")] in ([], ["application/ld+json"])
            assert bad in made.text_content()


def test_addresses_that_browsers_would_run_are_not_linked(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        slug = live.put(event("evil", authors=(Author(name="Eve Marsh", url="javascript:alert(1)"),)))
        assert b"javascript:" not in re.sub(rb"(?s)<script.*?</script>", b"", live.ask(f"/articles/{slug}").body)


def test_a_site_below_a_path_links_below_it(tmp_path: Path) -> None:
    below = SITE.model_copy(update={"base_url": "https://news.example/wire"})
    with serving(tmp_path, below) as live:
        slug = live.put(bridge())
        home = page(live, "/")
        assert attr(home.cssselect("h2 a")[0], "href") == f"/wire/articles/{slug}"
        assert attr(home.cssselect("link[rel=stylesheet]")[0], "href").startswith("/wire/static/")
        assert live.ask("/feed.xml").headers["Location"] == "/wire/feeds/all.rss"
        assert live.ask("/feeds/all").headers["Content-Location"] == "/wire/feeds/all.rss"


def shout(feed: Feed) -> bytes:
    return feed.entries[0].event.article.headline.upper().encode()


LOUD_EVENT = Format("loud", "text/x-loud", "loud", "event", "Loud headline", "https://loud.example/", shout, charset=True)
LOUD_FEED = Format("louder", "text/x-louder", "louder", "feed", "Loud feed", "https://loud.example/", shout, charset=True)


def test_a_new_format_gets_route_link_and_negotiation_from_its_entry_alone(tmp_path: Path) -> None:
    with serving(tmp_path, formats=(*FORMATS, LOUD_EVENT, LOUD_FEED)) as live:
        slug = live.put(event("quay"))
        for path, kind, suffix in ((f"/articles/{slug}", "text/x-loud", "loud"), ("/feeds/all", "text/x-louder", "louder")):
            direct, chosen = live.ask(f"{path}.{suffix}"), live.ask(path, Accept=kind)
            assert direct.body == chosen.body == b"COUNCIL REOPENS QUAY"
            assert direct.headers["Content-Type"] == f"{kind}; charset=utf-8"
            assert chosen.headers["Content-Location"] == f"{path}.{suffix}"
        linked = [attr(one, "href") for one in page(live, f"/articles/{slug}").cssselect("link[rel=alternate]")]
        assert f"https://news.example/articles/{slug}.loud" in linked
        assert "https://news.example/feeds/all.louder" in linked


class Void(HTMLParser):
    """Checks that tags are closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 (its signature)
        if tag not in {"meta", "link", "img", "br", "hr", "input"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("path", ["/", "/feeds", "/articles/{bridge}", "/articles/{bare}", "/articles/{retracted}", "/none"])
def test_every_tag_is_closed_in_its_place(live: Live, path: str) -> None:
    parser = Void()
    parser.feed(live.ask(path.format(**live.slugs), Accept=BROWSER).body.decode())
    assert parser.open == []


def test_a_headline_made_from_the_standfirst_does_not_repeat_it(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        slug = live.put(event("quay", headline="Boats may dock again after a…", headline_generated=True))
        made = page(live, f"/articles/{slug}")
        assert texts(made.cssselect("h1")) == ["Boats may dock again after a year of repairs."]
        assert made.cssselect(".standfirst") == []
        assert texts(page(live, "/").cssselect(".summary")) == [
            "ROTTERDAM, Netherlands — The council reopened the quay on Monday."
        ]


def test_robots_txt_leads_to_the_sitemaps_and_they_to_the_pages(live: Live) -> None:
    robots = live.ask("/robots.txt").body.decode().splitlines()
    assert robots[:2] == ["User-agent: *", "Allow: /"]
    assert robots[-1:] == ["Sitemap: https://news.example/sitemap.xml"]
    for listed in re.findall(r"<loc>https://news\.example(.*?)</loc>", live.ask("/sitemap.xml").body.decode()):
        pages = re.findall(r"<loc>https://news\.example(.*?)</loc>", live.ask(listed).body.decode())
        assert pages
        assert [live.ask(one).status for one in pages] == [200] * len(pages)


def test_the_article_page_carries_a_map_of_its_place(article: lxml_html.HtmlElement) -> None:
    (drawn,) = article.cssselect("svg.locator")
    assert drawn.get("aria-label") == "Map: Bergen"


def test_no_quotation_marks_stand_around_what_nobody_said_in_these_words(article: lxml_html.HtmlElement) -> None:
    panel = article.cssselect(".question.quotes")[0]
    assert texts(panel.cssselect("blockquote")) == [
        "I signed the plans, and I answer for them. The bridge will open when it is safe.",
        "Until then, nobody crosses it.",
    ]
    assert texts(panel.cssselect("summary")) == ["1 reported in other words"]
    assert texts(panel.cssselect("details .reported")) == ["<repairs> & tests would last until spring"]
