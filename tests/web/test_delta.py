"""Feeds cut to what a reader's copy lacks (RFC 3229)."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import brotli
import feedparser
import orjson
import pytest

from tests.builders import event
from tests.web.conftest import STORED, TAKES_IT, Answer, Live, serving

LATER = STORED + timedelta(minutes=10)
RSS = "/feeds/all.rss"


def titles(answer: Answer) -> list[str]:
    return [str(entry.title) for entry in feedparser.parse(answer.body).entries]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Live]:
    with serving(tmp_path) as live:
        live.put(event("a", tags=("sea",), section="Sport"))
        live.put(event("b", tags=("sea",), section="Sport"))
        yield live


def test_a_reader_that_asks_for_it_gets_only_what_its_copy_lacks(site: Live) -> None:
    copy = site.ask(RSS).headers["ETag"]
    site.put(event("c"), now=LATER)
    gained = site.ask(RSS, **TAKES_IT, If_None_Match=copy)
    assert (gained.status, titles(gained)) == (226, ["Council reopens c"])
    assert gained.headers["IM"] == "feed"
    assert gained.headers["Delta-Base"] == copy
    assert gained.headers["ETag"] == site.ask(RSS).headers["ETag"] != copy
    assert gained.headers["Cache-Control"] == "no-store, im, max-age=300"
    assert gained.headers["Vary"] == "A-IM, If-None-Match, User-Agent, Accept-Encoding"
    assert site.ask(RSS, **TAKES_IT, If_None_Match=gained.headers["ETag"]).status == 304


@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_the_base_of_a_delta_is_named_as_the_reader_knows_it(site: Live, coding: str) -> None:
    copy = site.ask(RSS, Accept_Encoding=coding).headers["ETag"]
    assert copy.endswith(f'-{coding}"')
    site.put(event("c"), now=LATER)
    gained = site.ask(RSS, **TAKES_IT, If_None_Match=copy, Accept_Encoding=coding)
    assert (gained.status, gained.headers["Delta-Base"]) == (226, copy)


def test_newsblur_takes_it_too(site: Live) -> None:
    copy = site.ask(RSS).headers["ETag"]
    site.put(event("c"), now=LATER)
    agent = "NewsBlur Feed Fetcher - 5 subscribers - https://www.newsblur.com/site/1/x (Mozilla/5.0)"
    assert site.ask(RSS, A_IM="feed", If_None_Match=copy, User_Agent=agent).status == 226


def test_an_edit_is_something_that_the_copy_lacks(site: Live) -> None:
    copy = site.ask(RSS).headers["ETag"]
    site.put(event("a", headline="Council closes a"), now=LATER)
    assert titles(site.ask(RSS, **TAKES_IT, If_None_Match=copy)) == ["Council closes a"]


def test_the_tag_of_any_coding_names_the_copy_and_the_answer_may_be_coded(site: Live) -> None:
    copy = site.ask(RSS, Accept_Encoding="gzip").headers["ETag"]
    site.put(event("c"), now=LATER)
    gained = site.ask(RSS, **TAKES_IT, If_None_Match=f'"other", W/{copy}', Accept_Encoding="br")
    assert gained.status == 226
    assert b"Council reopens c" in brotli.decompress(gained.body)
    assert gained.headers["ETag"] == site.ask(RSS, Accept_Encoding="br").headers["ETag"]


READER = TAKES_IT["User_Agent"]


@pytest.mark.parametrize(
    "asked",
    [
        {"User_Agent": READER},
        {"A_IM": "vcdiff", "User_Agent": READER},
        {"A_IM": "feed;q=0", "User_Agent": READER},
        {"A_IM": "feed"},
        {"A_IM": "feed", "User_Agent": "feedparser/6.0.10"},  # as Debian's rss2email 3.13 calls itself
        {"A_IM": "feed", "User_Agent": "feedparser/6.0.11 +https://github.com/kurtmckee/feedparser/"},
        {"A_IM": "feed", "User_Agent": "rss2email/3.14 (x)"},
        {"A_IM": "feed", "User_Agent": "Mozilla/5.0 (compatible; python-reader/3.16)"},
    ],
)
def test_who_does_not_ask_for_it_or_is_not_known_to_take_it_gets_the_whole_feed(site: Live, asked: dict[str, str]) -> None:
    copy = site.ask(RSS).headers["ETag"]
    site.put(event("c"), now=LATER)
    whole = site.ask(RSS, If_None_Match=copy, **asked)
    assert (whole.status, len(titles(whole))) == (200, 3)


@pytest.mark.parametrize("copy", ['"no-such-copy"', "*", None])
def test_a_copy_that_nobody_knows_is_replaced_as_a_whole(site: Live, copy: str | None) -> None:
    held = {"If_None_Match": copy} if copy else {}
    assert site.ask(RSS, A_IM="feed", **held).status == (304 if copy == "*" else 200)


def test_a_removal_alone_is_told_by_the_whole_feed(site: Live) -> None:
    copy = site.ask(RSS).headers["ETag"]
    site.remove(event("a"), LATER)
    whole = site.ask(RSS, **TAKES_IT, If_None_Match=copy)
    assert (whole.status, titles(whole)) == (200, ["Council reopens b"])


@pytest.mark.parametrize(("feed", "query"), [("all", ""), ("tag/sea", ""), ("query", "?section=sport&tag=sea")])
def test_every_feed_can_be_cut(site: Live, feed: str, query: str) -> None:
    def addressed(name: str) -> str:
        return f"/feeds/{feed}.{name}{query}"

    copies = {name: site.ask(addressed(name)).headers["ETag"] for name in ("rss", "atom", "json")}
    site.put(event("c", tags=("sea",), section="Sport"), now=LATER)
    gained = {name: site.ask(addressed(name), **TAKES_IT, If_None_Match=copy) for name, copy in copies.items()}
    assert [answer.status for answer in gained.values()] == [226] * 3
    assert [item["title"] for item in orjson.loads(gained["json"].body)["items"]] == ["Council reopens c"]
    for name, answer in gained.items():
        assert answer.headers["ETag"] == site.ask(addressed(name)).headers["ETag"]


def test_the_tag_of_another_feed_names_no_copy_of_this_one(site: Live) -> None:
    other = site.ask("/feeds/tag/sea.rss").headers["ETag"]
    site.put(event("c", tags=("sea",)), now=LATER)
    assert site.ask(RSS, **TAKES_IT, If_None_Match=other).status == 200
