"""The archives of feeds, followed over a real socket as a subscriber follows them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from lxml import etree

from tests.builders import event
from tests.web.conftest import STORED, Live, serving

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def fill(live: Live, count: int) -> None:
    for number in range(count):
        published = datetime(2024, 3, 20, tzinfo=UTC) + timedelta(days=number)
        live.put(event(f"quay {number}", published=published, section="Sport", tags=("sea",)))


def fill_elsewhere(live: Live) -> None:
    """Other news of the same days, that are in none of the selections."""
    for number in range(0, 45, 2):
        live.put(event(f"elsewhere {number}", published=datetime(2024, 3, 20, 1, tzinfo=UTC) + timedelta(days=number)))


def prev_archive(body: bytes) -> str | None:
    found = etree.fromstring(body).xpath("a:link[@rel='prev-archive']/@href", namespaces=ATOM)
    return str(found[0]).removeprefix("https://news.example") if found else None


FEEDS = {
    "all": ("/feeds/all", ""),
    "selection": ("/feeds/tag/sea", ""),
    "query": ("/feeds/query", "?section=sport&tag=sea"),
}


@pytest.mark.parametrize(("feed", "query"), FEEDS.values(), ids=FEEDS)
def test_a_subscriber_gets_all_that_ever_was_from_a_feed_and_its_archives(tmp_path: Path, feed: str, query: str) -> None:
    with serving(tmp_path) as live:
        fill(live, 45)
        if feed != "/feeds/all":
            fill_elsewhere(live)
        path: str | None = f"{feed}.atom{query}"
        ids: set[str] = set()
        walked = []
        while path:
            answer = live.ask(path)
            assert (answer.status, answer.headers["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
            assert live.ask(path, If_None_Match=answer.headers["ETag"]).status == 304
            ids |= set(map(str, etree.fromstring(answer.body).xpath("a:entry/a:id/text()", namespaces=ATOM)))
            walked.append(path)
            path = prev_archive(answer.body)
        assert len(ids) == 45
        assert walked[1:] == [f"{feed}/archive/{name}.atom{query}" for name in ("2024-04/2", "2024-04/1", "2024-03/1")]


@pytest.mark.parametrize(("feed", "query"), FEEDS.values(), ids=FEEDS)
def test_the_links_of_an_archive_are_whole_addresses_in_every_form(tmp_path: Path, feed: str, query: str) -> None:
    with serving(tmp_path) as live:
        fill(live, 45)
        for suffix in ("atom", "rss"):
            document = etree.fromstring(live.ask(f"{feed}/archive/2024-04/1.{suffix}{query}").body)
            links = {link.get("rel"): link.get("href") for link in document.iter("{*}link") if link.get("rel")}
            base = f"https://news.example{feed}"
            wanted = {"self": "2024-04/1", "prev-archive": "2024-03/1", "next-archive": "2024-04/2"}
            for rel, part in wanted.items():
                assert links[rel] == f"{base}/archive/{part}.{suffix}{query}"
            assert links["current"] == f"{base}.{suffix}{query}"


def test_an_edit_that_takes_an_article_out_of_a_selection_takes_it_out_of_the_archive(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        fill(live, 45)
        before = live.ask("/feeds/tag/sea/archive/2024-04/1.rss")
        live.put(event("quay 15", published=datetime(2024, 4, 4, tzinfo=UTC)), now=STORED + timedelta(minutes=1))
        after = live.ask("/feeds/tag/sea/archive/2024-04/1.rss", If_Modified_Since=before.headers["Last-Modified"])
        assert (after.status, b"Council reopens quay 15<" in before.body, b"Council reopens quay 15<" in after.body) == (
            200, True, False,
        )  # fmt: skip


def test_pages_of_the_json_feed_follow_one_another(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        fill(live, 45)
        first = live.ask("/feeds/all.json").json()
        assert first["next_url"] == "https://news.example/feeds/all/archive/2024-04/2.json"
        second = live.ask("/feeds/all/archive/2024-04/2.json").json()
        assert second["feed_url"] == first["next_url"]
        assert second["next_url"] == "https://news.example/feeds/all/archive/2024-04/1.json"


def test_an_archive_keeps_its_bytes_until_one_of_its_articles_changes(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        fill(live, 45)
        before = live.ask("/feeds/all/archive/2024-04/1.rss")
        live.put(event("new", published=STORED))
        assert live.ask("/feeds/all/archive/2024-04/1.rss", If_None_Match=before.headers["ETag"]).status == 304
        edited = event("quay 15", published=datetime(2024, 4, 4, tzinfo=UTC), headline="Quay 15 was not reopened")
        live.put(edited, now=STORED + timedelta(minutes=1))
        after = live.ask("/feeds/all/archive/2024-04/1.rss", If_None_Match=before.headers["ETag"])
        assert (after.status, b"was not reopened" in after.body) == (200, True)


def test_a_small_site_has_no_archives_and_none_are_where_nothing_was_published(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        fill(live, 3)
        assert b"prev-archive" not in live.ask("/feeds/all.rss").body
        for name in ("2024-03/2", "2023-01/1", "2024-13/1", "2024-03/0", "2024-03/99999999999999999999", "2024-03"):
            assert live.ask(f"/feeds/all/archive/{name}.rss").status == 404
            assert live.ask(f"/feeds/tag/sea/archive/{name}.rss").status == 404
            assert live.ask(f"/feeds/query/archive/{name}.rss?section=sport&tag=sea").status == 404
            assert live.ask(f"/feeds/tag/unheard-of/archive/{name}.rss").status == 404
