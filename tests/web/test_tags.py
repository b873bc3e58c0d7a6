"""Tags of the same letters: C, C++ and C#."""

from collections.abc import Iterator
from pathlib import Path

import feedparser
import pytest
from lxml import html as lxml_html

from feedpub.site.slugs import facet_slug
from tests.builders import event
from tests.web.conftest import Live, serving

TAGS = {"a": "C", "b": "C++", "c": "C#"}


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Live]:
    with serving(tmp_path) as live:
        for key, tag in TAGS.items():
            live.put(event(key, tags=(tag, "F#")))
        yield live


def titles(live: Live, address: str) -> list[str]:
    return [str(entry.title) for entry in feedparser.parse(live.ask(address).body).entries]


def test_they_are_three_pages_and_three_feeds(site: Live) -> None:
    for key, tag in TAGS.items():
        slug = facet_slug(tag)
        page = lxml_html.fromstring(site.ask(f"/tags/{slug}").body)
        assert [link.text for link in page.cssselect(".card h2 a")] == [f"Council reopens {key}"]
        assert page.cssselect("h1")[0].text_content() == f"Tagged “{tag}”"
        assert titles(site, f"/feeds/tag/{slug}.rss") == [f"Council reopens {key}"]
        article = lxml_html.fromstring(site.ask(f"/articles/council-reopens-{key}", Accept="text/html").body)
        assert [link.get("href") for link in article.cssselect(".tags a")] == [f"/tags/{slug}", f"/tags/{facet_slug('F#')}"]


def test_an_address_of_before_leads_on_where_it_can_mean_one_only(site: Live) -> None:
    slug = facet_slug("F#")
    for former, present in {
        "/tags/f": f"/tags/{slug}",
        "/tags/f/": f"/tags/{slug}",
        "/feeds/tag/f.rss": f"/feeds/tag/{slug}.rss",
        "/feeds/tag/f.json": f"/feeds/tag/{slug}.json",
    }.items():
        moved = site.ask(former)
        assert (moved.status, moved.headers["Location"]) == (301, present)
    assert site.ask("/tags/c").status == 200  # it is that of C
    site.remove(event("a"), site.clock())
    assert site.ask("/tags/c").status == 404  # C++ or C#
    assert site.ask("/tags/no-such-tag").status == site.ask("/feeds/tag/no-such-tag.rss").status == 404
