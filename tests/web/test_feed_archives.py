"""The archives of the feed of everything, followed over a real socket as a subscriber follows them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from lxml import etree

from tests.builders import event
from tests.web.conftest import STORED, Live, serving

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def fill(live: Live, count: int) -> None:
    for number in range(count):
        published = datetime(2024, 3, 20, tzinfo=UTC) + timedelta(days=number)
        live.put(event(f"quay {number}", published=published))


def prev_archive(body: bytes) -> str | None:
    found = etree.fromstring(body).xpath("a:link[@rel='prev-archive']/@href", namespaces=ATOM)
    return urlsplit(str(found[0])).path if found else None


def test_a_subscriber_gets_all_that_ever_was_from_the_feed_and_its_archives(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        fill(live, 45)
        path: str | None = "/feeds/all.atom"
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
        assert walked[1:] == [f"/feeds/all/archive/{name}.atom" for name in ("2024-04/2", "2024-04/1", "2024-03/1")]


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
