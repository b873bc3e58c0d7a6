"""Feed readers that we did not write, subscribed to a process that serves: no duplicates, edits and retractions arrive."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import feedparser
import pytest
from reader import Reader, UpdatedFeed, make_reader

from tests.serving import Client, eventually, serving

pytestmark = pytest.mark.slow

FERRY = """---
headline: Ferry crews return to work
standfirst: An eleven-day stoppage ends.
date: 2026-02-03
authors: [Ann Lee, Bob Ray]
---

HORTA, Portugal — Crews on the ferries voted on Tuesday to end an eleven-day stoppage.
"""
GLASS = """---
headline: Glass works to close
date: 2026-02-04
---

TURKU, Finland — The owner of a glass works said on Wednesday that it would close in June.
"""
NOTICE = "This article was wrong: the glass works stays open."
FEEDS = ("/feeds/all.rss", "/feeds/all.atom", "/feeds/all.json")


@dataclass
class Newsroom:
    """Articles in a folder, and the process that serves them."""

    folder: Path
    client: Client
    tags: dict[str, str]

    def write(self, name: str, text: str) -> None:
        """Write copy, and wait until every feed has changed."""
        (self.folder / "articles" / name).write_text(text, encoding="utf-8")
        for path in FEEDS:
            self.tags[path] = eventually(partial(self.moved, path), f"{path} changes")

    def moved(self, path: str) -> str | None:
        """Return the tag of a feed that has changed."""
        tag = self.client.get(path).headers["etag"]
        return None if tag == self.tags[path] else tag

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.client.port}{path}"


COPY = {"ferry.md": FERRY, "glass.md": GLASS}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    folder = tmp_path_factory.mktemp("newsroom")
    (folder / "articles").mkdir()
    for name, text in COPY.items():
        (folder / "articles" / name).write_text(text, encoding="utf-8")
    with serving(folder, FEEDPUB_INTERVAL="0.5") as client:
        yield Newsroom(folder, client, {path: client.get(path).headers["etag"] for path in FEEDS})


@pytest.fixture
def newsroom(running: Newsroom) -> Iterator[Newsroom]:
    """One newsroom for all, whose copy is put back as it was after each."""
    # Within the second of a change a feed has no date yet.
    eventually(lambda: "last-modified" in running.client.get(FEEDS[0]).headers, "the second is over")
    yield running
    for name, text in COPY.items():
        if (running.folder / "articles" / name).read_text(encoding="utf-8") != text:
            running.write(name, text)


def retracted(text: str) -> str:
    return text.replace("date:", f'status: canceled\ncorrections: [{{date: 2026-02-06, text: "{NOTICE}"}}]\ndate:')


def shown(subscriber: Reader, url: str) -> dict[str, tuple[str, str, str]]:
    """What a person sees: title, text without mark-up, authors, by the entry's id."""
    found = {}
    for entry in subscriber.get_entries(feed=url):
        content = entry.get_content()
        assert content is not None
        found[entry.id] = (str(entry.title), re.sub("<[^>]+>", " ", content.value), entry.authors_str or "")
    return found


def update(subscriber: Reader) -> list[tuple[int, int] | None]:
    """Fetch all feeds; how many entries are new and how many were modified in each, None where nothing was sent."""
    found: list[tuple[int, int] | None] = []
    for result in subscriber.update_feeds_iter(scheduled=False):
        assert result.value is None or isinstance(result.value, UpdatedFeed), result.value
        found.append((result.value.new, result.value.modified) if result.value else None)
    assert len(found) == len(FEEDS)
    return found


def test_reader_shows_each_article_once_with_its_edits_and_its_retraction(newsroom: Newsroom, tmp_path: Path) -> None:
    with make_reader(str(tmp_path / "reader.sqlite")) as subscriber:
        urls = [newsroom.url(path) for path in FEEDS]
        for url in urls:
            subscriber.add_feed(url)
        assert update(subscriber) == [(2, 0)] * 3
        assert update(subscriber) == [None] * 3
        first = shown(subscriber, urls[0])
        assert all(shown(subscriber, url).keys() == first.keys() for url in urls)
        ferry = next(name for name, (title, _, _) in first.items() if title.startswith("Ferry"))
        # Of Atom's authors it shows the last only; every other form names them on one line, or gets them joined.
        assert [shown(subscriber, url)[ferry][2] for url in urls] == ["Ann Lee, Bob Ray", "Bob Ray", "Ann Lee, Bob Ray"]

        newsroom.write("ferry.md", FERRY.replace("eleven-day", "twelve-day"))
        assert update(subscriber) == [(0, 1)] * 3
        assert all("twelve-day" in shown(subscriber, url)[ferry][1] for url in urls)

        newsroom.write("glass.md", retracted(GLASS))
        assert update(subscriber) == [(0, 1)] * 3
        for url in urls:
            now = shown(subscriber, url)
            assert now.keys() == first.keys()
            (title, text, _) = next(value for name, value in now.items() if name != ferry)
            assert title == "Retracted: Glass works to close"
            assert text.strip() == NOTICE
        assert update(subscriber) == [None] * 3


@pytest.mark.parametrize("path", FEEDS[:2])
def test_feedparser_gets_the_whole_feed_where_something_is_new(newsroom: Newsroom, path: str) -> None:
    def fetch(**known: str) -> Any:
        return feedparser.parse(newsroom.url(path), **known)

    first = fetch()
    assert (first.status, len(first.entries), first.bozo) == (200, 2, False)
    assert fetch(etag=first.etag).status == 304
    assert fetch(modified=first.modified).status == 304
    newsroom.write("ferry.md", FERRY.replace("eleven-day", "twelve-day"))
    gained = fetch(etag=first.etag)  # it asks for what is new alone, but what is built on it may not take that
    assert (gained.status, [entry.id for entry in gained.entries]) == (200, [entry.id for entry in first.entries])
    assert fetch(etag=gained.etag).status == 304


@pytest.mark.parametrize("change", [retracted, lambda text: text.replace("June", "July")], ids=["retraction", "edit"])
def test_what_changed_is_as_new_in_every_feed(newsroom: Newsroom, change: Callable[[str], str]) -> None:
    before = {path: newsroom.client.get(path) for path in FEEDS}
    newsroom.write("glass.md", change(GLASS))
    for path, old in before.items():
        moved = newsroom.client.get(path, If_None_Match=old.headers["etag"], If_Modified_Since=old.headers["last-modified"])
        assert (moved.status, moved.body != old.body) == (200, True)
