"""oEmbed over HTTP: what other sites show of an article or of a quotation (https://oembed.com)."""

from urllib.parse import quote, urlsplit

import pytest
from lxml import etree
from lxml import html as lxml_html

from tests.formats.samples import SITE, bridge
from tests.web.conftest import Answer, Live


def embed(live: Live, url: str, **parameters: object) -> Answer:
    """Ask what is shown of an address."""
    further = "".join(f"&{name}={value}" for name, value in parameters.items())
    return live.ask(f"/oembed?url={quote(url, safe='')}{further}")


def address(live: Live, name: str) -> str:
    return f"{SITE.base_url}/articles/{live.slugs[name]}"


def test_an_article_is_a_block_that_leads_to_it_and_loads_nothing(live: Live) -> None:
    url = address(live, "bridge")
    said = embed(live, url).json()
    assert {
        "version": "1.0",
        "type": "rich",
        "provider_name": "Harbour Wire",
        "author_name": "Marit Dale",
    }.items() <= said.items()
    assert said["title"] == bridge().article.headline
    block = lxml_html.fragment_fromstring(str(said["html"]))
    assert (block.tag, block.get("cite"), block.get("lang")) == ("blockquote", url, "en-GB")
    assert [link.get("href") for link in block.cssselect("a")] == [url]
    assert {one.tag for one in block.iter()} == {"blockquote", "p", "a", "strong", "footer"}
    assert bridge().article.headline in block.text_content()
    assert (said["thumbnail_url"], said["thumbnail_width"]) == ("https://news.example/pictures/bridge.jpg", 1600)


def test_a_single_quotation_is_its_words_with_who_said_them(live: Live) -> None:
    for number, one in enumerate(bridge().quotes, 1):
        url = f"{address(live, 'bridge')}#quotes-{number}-1"
        block = lxml_html.fragment_fromstring(str(embed(live, url).json()["html"]))
        assert [part.text_content() for part in block.cssselect("p")] == one.text.split("\n\n")
        assert (one.speaker.name if one.speaker else "") in block.cssselect("footer")[0].text_content()
        assert block.cssselect("footer a")[0].get("href") == url
    page = lxml_html.fromstring(live.ask(urlsplit(address(live, "bridge")).path).body)
    assert page.get_element_by_id("quotes-1-1") is not None


def test_xml_says_the_same_as_json(live: Live) -> None:
    url = address(live, "bridge")
    answer = embed(live, url, format="xml")
    assert answer.headers["Content-Type"] == "text/xml; charset=utf-8"
    root = etree.fromstring(answer.body)
    assert root.tag == "oembed"
    assert {one.tag: one.text for one in root} == {name: str(value) for name, value in embed(live, url).json().items()}


@pytest.mark.parametrize(
    ("room", "kind"), [({"maxwidth": 300}, "rich"), ({"maxheight": 40}, "link"), ({"maxwidth": 1}, "rich")]
)
def test_nothing_is_larger_than_there_is_room_for(live: Live, room: dict[str, int], kind: str) -> None:
    said = embed(live, address(live, "bridge"), **room).json()
    assert said["type"] == kind
    for side in ("width", "height"):
        most = room.get(f"max{side}", 10**9)
        assert all(int(str(said[name])) <= most for name in (side, f"thumbnail_{side}") if name in said)
    assert ("html" in said) == ("width" in said) == ("height" in said) == (kind == "rich")
    assert "thumbnail_url" not in said


def test_pages_of_articles_lead_there(live: Live) -> None:
    page = lxml_html.fromstring(live.ask(urlsplit(address(live, "bridge")).path).body)
    links = {one.get("type"): str(one.get("href")) for one in page.cssselect("link[rel=alternate][type$=oembed]")}
    assert set(links) == {"application/json+oembed", "text/xml+oembed"}
    for link in links.values():
        found = urlsplit(link)
        assert live.ask(f"{found.path}?{found.query}").status == 200


@pytest.mark.parametrize(
    "url",
    [
        "https://elsewhere.example/articles/{slug}",
        "https://news.example.evil.example/articles/{slug}",
        "https://news.example@evil.example/articles/{slug}",
        "javascript://news.example/articles/{slug}",
        "/articles/{slug}",
        "https://news.example/articles/{slug}.json",
        "https://news.example/articles/{slug}/explanation",
        "https://news.example/articles/{slug}#quotes-99-1",
        "https://news.example/articles/no-such-article",
        "https://news.example/",
        "https://[news.example/articles/{slug}",
        "",
    ],
)
def test_of_what_is_not_an_article_here_there_is_nothing(live: Live, url: str) -> None:
    answer = embed(live, url.replace("{slug}", live.slugs["bridge"]))
    assert answer.status == 404
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_what_is_gone_is_shown_no_more_and_what_was_added_to_an_address_does_not_matter(live: Live) -> None:
    assert embed(live, address(live, "gone")).status == 404
    assert "<strong>" in str(embed(live, f"{address(live, 'bridge')}#answers").json()["html"])
    assert embed(live, f"{address(live, 'bridge')}?utm_source=mail").status == 200
    assert embed(live, address(live, "bridge").replace("https", "http")).status == 200


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 400),
        ("url=x&format=yaml", 501),
        ("url=x&maxwidth=0", 400),
        ("url=x&maxwidth=wide", 400),
        ("url=x&callback=f", 400),
    ],
)
def test_what_cannot_be_answered_is_refused(live: Live, query: str, status: int) -> None:
    assert live.ask(f"/oembed?{query}").status == status


def test_it_answers_conditions_as_everything_does(live: Live) -> None:
    path = f"/oembed?url={quote(address(live, 'bridge'), safe='')}"
    first = live.ask(path)
    assert live.ask(path, If_None_Match=first.headers["ETag"]).status == 304
