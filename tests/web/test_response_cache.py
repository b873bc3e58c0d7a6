"""What is given before Flask is entered is what Flask would give, header by header."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from flask import Flask
from werkzeug.datastructures import Headers
from werkzeug.test import EnvironBuilder

from feedpub.model.article import instant
from feedpub.model.event import Event
from feedpub.publish import Publisher
from feedpub.store import Store, open_store
from feedpub.web import create_app
from feedpub.web.meter import AnswerCounters
from feedpub.web.ready import shared
from feedpub.web.response_cache import ResponseCache
from tests.builders import event
from tests.formats.samples import SITE, bare, bridge, retracted
from tests.web.conftest import STORED, TAKES_IT, Clock

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Given:
    """An answer to a request."""

    status: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def __getitem__(self, name: str) -> str:
        return dict(self.headers)[name.lower()]

    @property
    def content(self) -> bytes:
        return gzip.decompress(self.body) if ("content-encoding", "gzip") in self.headers else self.body


@dataclass
class Site:
    """A site twice over one store: with what is kept in front of Flask, and without."""

    store: Store
    clock: Clock
    kept: Flask
    plain: Flask
    entered: list[str] = field(default_factory=list)

    def put(self, one: Event, **more: Any) -> str:
        published = instant(one.article.published or STORED)
        with self.store.writing() as writing:
            writing.articles.put(one, "[]", published=published, modified=published, now=self.clock(), **more)
        stored = self.store.events.by_id(one.id)
        return stored.slug if stored else ""

    def compare(self, path: str, method: str = "GET", **headers: str) -> tuple[Given, bool]:
        """Ask Flask once and what is before it twice; return the answer, and whether Flask was not entered in the end."""
        expected = ask(self.plain, path, method, **headers)
        assert ask(self.kept, path, method, **headers) == expected, (path, method, headers)
        self.entered.clear()
        assert ask(self.kept, path, method, **headers) == expected, (path, method, headers)
        return expected, not self.entered


def ask(app: Flask, path: str, method: str = "GET", **headers: str) -> Given:
    """Call an app as a server does; underscores in names of headers stand for hyphens."""
    remote = {"REMOTE_ADDR": headers.pop("remote", "127.0.0.1")}
    fields = {name.replace("_", "-"): value for name, value in headers.items()}
    made = EnvironBuilder(path, method=method, headers=Headers(fields), environ_base=remote).get_environ()
    begun: list[tuple[str, tuple[tuple[str, str], ...]]] = []

    def start(status: str, found: list[tuple[str, str]], _error: object = None) -> Any:
        begun.append((status, tuple(sorted((name.lower(), value) for name, value in found))))

    body: Any = app(made, start)
    content = b"".join(body)
    if hasattr(body, "close"):
        body.close()
    return Given(*begun[-1], content)


def cache_of(app: Flask) -> ResponseCache:
    """What stands before an app."""
    assert isinstance(app.wsgi_app, ResponseCache)
    return app.wsgi_app


def site_of(store: Store, clock: Clock, **more: Any) -> Site:
    """Put a site before a store, twice."""
    apps = [
        create_app(Publisher(store, SITE, feed_size=3), store, max_age=300, now=clock, kept_bytes=kept, **more)
        for kept in (32_000_000, 0)
    ]
    cache = cache_of(apps[0])
    made = Site(store, clock, apps[0], apps[1])
    app = cache.app

    def noted(environ: dict[str, Any], start_response: Any) -> Any:
        made.entered.append(environ["PATH_INFO"])
        return app(environ, start_response)

    cache.app = noted
    return made


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A site with articles of several kinds, one that is gone, and one under embargo."""
    clock = Clock()
    with open_store(f"sqlite:///{tmp_path}/news.db", clock=clock) as store:
        made = site_of(store, clock)
        for one in (bare(), retracted(), bridge()):
            made.put(one)
        for number in range(5):
            made.put(event(f"dock {number}", published=STORED - number * HOUR, tags=("docks", "news")))
        gone = event("gone")
        made.put(gone)
        with store.writing() as writing:
            writing.articles.delete(gone.id, clock())
        made.put(event("coming", published=clock.time, embargo=clock.time + HOUR, tags=("docks",)))
        yield made


def addresses(site: Site) -> list[str]:
    """One address of every kind that there is, with some that lead nowhere."""
    slug = site.store.events.newest(1)[0].slug
    person = site.store.facets.most_common("person", 1)[0].slug
    one = site.store.events.newest(1)[0].event.id
    changes = orjson.loads(ask(site.plain, "/api/changes").body)
    suffixes = ("json", "jsonld", "ninjs", "xml", "md", "txt")
    return [
        "/", "/quotes", "/feeds", "/api", "/days/2024-05-06", f"/articles/{slug}", f"/articles/{slug}/explanation",
        *(f"/articles/{slug}.{suffix}" for suffix in suffixes),
        "/tags/docks", "/tags/docks?page=1", "/tags/docks?page=2", f"/people/{person}", f"/events?tag=docks&person={person}",
        "/events?tag=docks&tag=news", "/languages/en",
        *(f"/feeds/{name}" for name in ("all", "all.rss", "all.atom", "all.json", "tag/docks.rss", "tag/docks.atom")),
        "/feeds/all.answers.json", "/feeds/tag/docks.answers.atom",
        "/feeds/all/archive/2024-05/1.rss", "/feeds/all/archive/2024-05/1.atom", "/feeds/query.json?q=council",
        "/feeds.opml", "/feeds/query.rss?person=nobody-at-all&tag=docks", "/feed.xml", "/rss",
        "/api/events", "/api/events?tag=docks&limit=2", "/api/events?near=51.9,4.4,50", "/api/events?limit=x",
        "/api/events?sort=updated", "/api/events?fields=id", f"/api/events/{one}", f"/api/events/{one}/revisions",
        "/api/changes", "/api/changes?after=now", f"/api/changes?after={changes['cursor']}", "/api/changes?after=3&limit=2",
        "/api/changes?after=99", f"/api/changes?after={changes['cursor']}&wait=0", "/api/changes?tag=docks",
        "/api/state", "/api/state?prefix=3f", "/api/events.ndjson", "/api/people", "/api/places", "/api/quotes",
        "/openapi.json", "/schemas/event.schema.json", "/search", "/search?q=council", "/search?q=%22", "/opensearch.xml",
        "/sitemap.xml", "/sitemap-news.xml", "/sitemaps/pages.xml", "/sitemaps/days.xml", "/sitemaps/2024-05-06.xml",
        "/sitemaps/people-1.xml", "/robots.txt", "/favicon.ico", "/livez", "/status.json",
        "/articles/council-reopens-gone", "/articles/no-such-article", "/quotes/", "//", "/tags/docks?utm_source=letter",
    ]  # fmt: skip


NEVER_KEPT = (
    "/livez", "/status", "/api/events.ndjson", "/api/changes?after=now", "/api/changes?after=99", "/favicon.ico",
    "/quotes/", "//", "/feed.xml", "/rss",
)  # fmt: skip


def test_every_kind_of_answer_is_the_same_now_after_an_edit_after_a_removal_and_across_a_release(site: Site) -> None:
    asked = addresses(site)
    before = _compared(site, asked)
    unkept = [path for path, given, hot in before if not hot and given.status == "200 OK"]
    assert {path for path in unkept if not path.startswith(NEVER_KEPT)} == set()
    assert {path for path, _, hot in before if hot and path.startswith(NEVER_KEPT)} == set()
    site.clock.time += timedelta(minutes=1)
    site.put(event("dock 0", headline="Another headline", published=STORED, tags=("docks", "news")))
    edited = _compared(site, asked)
    assert _tags(before)["/feeds/all.rss"] != _tags(edited)["/feeds/all.rss"]
    assert b"dock-1" in _contents(edited)["/tags/docks"]
    with site.store.writing() as writing:
        writing.articles.delete(event("dock 1").id, site.clock())
    assert b"dock-1" not in _contents(_compared(site, asked))["/tags/docks"]
    site.clock.time += HOUR
    released = _compared(site, asked)
    assert any(path == "/feeds/all.rss" and hot and b"coming" in given.content for path, given, hot in released)
    site.clock.time += timedelta(hours=49)
    assert all(hot for path, _, hot in _compared(site, asked) if path == "/sitemap-news.xml")


def _compared(site: Site, asked: list[str]) -> list[tuple[str, Given, bool]]:
    return [(path, *site.compare(path, Accept_Encoding="gzip")) for path in asked]


def _contents(compared: list[tuple[str, Given, bool]]) -> dict[str, bytes]:
    return {path: given.content for path, given, _ in compared}


def _tags(compared: list[tuple[str, Given, bool]]) -> dict[str, str]:
    return {path: given["etag"] for path, given, _ in compared if given.status == "200 OK" and "etag" in dict(given.headers)}


def test_an_answer_is_never_given_for_a_moment_when_an_embargo_ends(site: Site) -> None:
    ask(site.kept, "/feeds/all.rss")
    for seconds in (3599, 1, 1):
        site.clock.time += timedelta(seconds=seconds)
        given, _ = site.compare("/feeds/all.rss")
        assert (b"coming" in given.content) == (site.clock.time >= Clock().time + HOUR)


@pytest.mark.parametrize("settled", [True, False])
def test_every_condition_and_coding_gives_the_same(settled: bool, site: Site) -> None:
    if not settled:  # changed in this very second
        site.clock.time = STORED + timedelta(days=1)
        site.put(event("late", published=site.clock.time, tags=("docks",)))
        site.clock.time += timedelta(milliseconds=400)
    cursor = orjson.loads(ask(site.plain, "/api/changes").body)["cursor"]
    for address in ("/feeds/all", "/tags/docks", f"/api/changes?after={cursor}"):
        given, _ = site.compare(address)
        for headers in _conditions(given["etag"], dict(given.headers).get("last-modified", "Mon, 06 May 2024 12:00:00 GMT")):
            site.compare(address, **headers)
    for headers in (TAKES_IT, {"If_None_Match": "*"}, {"If_None_Match": '"x"', "A_IM": "feed"}, {"Accept_Encoding": "br"}):
        for method in ("GET", "HEAD"):
            site.compare("/feeds/all.atom", method, **headers)


def _conditions(tag: str, modified: str) -> Iterator[dict[str, str]]:
    name = tag.strip('"')
    for known in (
        tag, f"W/{tag}", f'"{name}-gzip"', f'W/"{name}-br"', f'"{name}-zstd"', f'"x", {tag}', "*", '"x"', "", name,
        ", ".join(['"x"'] * 60 + [tag]),
    ):  # fmt: skip
        yield {"If_None_Match": known, "If_Modified_Since": modified, "Accept_Encoding": "br", **TAKES_IT}
        yield {"If_Match": known}
    for since in (modified, "Mon, 01 Jan 2024 00:00:00 GMT", "Fri, 01 Jan 2100 00:00:00 GMT", "yesterday", "", "x" * 5_000):
        yield {"If_Modified_Since": since}
        yield {"If_Unmodified_Since": since, "If_None_Match": tag}
    for coding in ("", "gzip", "br, gzip", "gzip;q=0.5, br;q=0.1", "*", "*;q=0", "zstd", "x" * 3_000 + ",gzip", "GZIP"):
        yield {"Accept_Encoding": coding}
    for accepted in (BROWSER, "application/json", "application/rss+xml", "image/png", "*/*", "", "x" * 3_000):
        yield {"Accept": accepted}
        yield {"Accept": accepted, "If_None_Match": tag}
    yield {"Range": "bytes=0-9"}
    yield {"Host": "in valid/ host"}
    yield {
        "Host": "evil.example",
        "X_Forwarded_Host": "evil.example",
        "X_Forwarded_For": "203.0.113.7",
        "Origin": "https://x",
    }
    yield {"Upgrade": "websocket", "Connection": "Upgrade"}


def test_a_reader_that_takes_it_is_given_what_is_new_alone_and_nobody_else_is(site: Site) -> None:
    given, _ = site.compare("/feeds/all.atom")
    site.clock.time += timedelta(minutes=1)
    site.put(event("fresh", published=site.clock.time))
    assert site.compare("/feeds/all.atom")[1]
    delta, hot = site.compare("/feeds/all.atom", If_None_Match=given["etag"], **TAKES_IT)
    assert (delta.status, hot) == ("226 IM USED", False)
    assert site.compare("/feeds/all.atom", If_None_Match=given["etag"])[0].status == "200 OK"
    assert site.compare("/feeds/all.atom", If_None_Match=given["etag"])[1]


def test_only_what_is_safe_is_given(site: Site) -> None:
    ask(site.kept, "/feeds/all.rss")
    assert not any(site.compare("/feeds/all.rss", method)[1] for method in ("OPTIONS", "POST", "PUT", "DELETE", "BREW"))


def test_forms_of_one_address_stand_beside_each_other(site: Site) -> None:
    slug = site.store.events.newest(1)[0].slug
    page, _ = site.compare(f"/articles/{slug}", Accept=BROWSER)
    document, _ = site.compare(f"/articles/{slug}", Accept="application/json")
    assert page["content-type"].startswith("text/html")
    assert document["content-type"].startswith("application/json")
    for accepted in (BROWSER, "application/json"):
        assert site.compare(f"/articles/{slug}", Accept=accepted)[1]
    assert site.compare(f"/articles/{slug}", Accept="image/png")[0].status == "406 NOT ACCEPTABLE"


def test_what_is_given_counts_against_a_limit_as_all_else(tmp_path: Path) -> None:
    clock = Clock()
    with open_store(f"sqlite:///{tmp_path}/news.db", clock=clock) as store:
        site = site_of(store, clock, rate_limit="4/hour")
        site.put(event())
        for remote in ("203.0.113.7", "203.0.113.8"):
            left = []
            for _ in range(6):
                site.entered.clear()
                given = ask(site.kept, "/feeds/all.rss", remote=remote)
                left.append((given.status[:3], given["ratelimit-remaining"], bool(site.entered)))
                expected = ask(site.plain, "/feeds/all.rss", remote=remote)
                assert _untimed(given) == _untimed(expected)
            begun = remote == "203.0.113.7"  # the second finds what was kept for the first
            assert left[0] == ("200", "3", begun)
            assert (
                left[1:]
                == [(*each, False) for each in (("200", "2"), ("200", "1"), ("200", "0"))] + [("429", "0", True)] * 2
            )
        given, hot = site.compare("/feeds/all.rss")
        assert (hot, given.status, "ratelimit" in dict(given.headers)) == (True, "200 OK", False)


def _untimed(given: Given) -> tuple[str, dict[str, str]]:
    """An answer without the seconds that are left to a client, which pass while it is asked."""
    timed = ("ratelimit", "ratelimit-reset", "retry-after")
    return given.status, {name: value for name, value in given.headers if name not in timed}


def test_a_store_that_does_not_answer_is_not_hidden_by_what_is_kept(site: Site) -> None:
    assert site.compare("/feeds/all.rss")[1]
    site.store.close()
    given, hot = site.compare("/feeds/all.rss")
    assert (given.status, hot) == ("503 SERVICE UNAVAILABLE", False)


def test_what_failed_is_passed_on_until_it_is_seen_to_be_whole(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    tag = site.compare("/feeds/all.atom")[0]["etag"]
    with monkeypatch.context() as broken:
        broken.setattr("feedpub.web.feeds._delta", None)  # what is asked where a condition fails
        assert ask(site.kept, "/feeds/all.atom", If_None_Match=tag).status == "304 NOT MODIFIED"
        assert ask(site.kept, "/feeds/all.atom", If_Match='"x"').status == "500 INTERNAL SERVER ERROR"
    site.entered.clear()
    assert ask(site.kept, "/feeds/all.atom").status == "200 OK"
    assert site.entered == ["/feeds/all.atom"]


def test_memory_has_an_end(tmp_path: Path) -> None:
    clock = Clock()
    with open_store(f"sqlite:///{tmp_path}/news.db", clock=clock) as store:
        site = site_of(store, clock)
        cache = cache_of(site.kept)
        site.put(bridge())
        look, counters = Publisher(store, SITE, feed_size=3).version, AnswerCounters(frozenset())
        small = ResponseCache(cache.app, look, clock, max_age=300, limiter=None, room=200_000, counters=counters)
        site.kept.wsgi_app = small  # type: ignore[method-assign]  # as the app does
        for round_ in range(3):
            for path in addresses(site):
                ask(site.kept, path, Accept=f"text/html;q=0.{round_ + 1},*/*")
        assert 100_000 < small.held <= 250_000


@pytest.mark.parametrize(
    "field",
    [("Set-Cookie", "a=b"), ("X-Request-Id", "1"), ("Vary", "User-Agent"), ("Cache-Control", "no-store"), ("Age", "3")],
)
def test_an_answer_with_a_header_that_may_be_for_one_client_alone_is_not_kept(field: tuple[str, str]) -> None:
    ordinary = [("Content-Type", "text/html"), ("Cache-Control", "public, max-age=9"), ("Vary", "Accept-Encoding")]
    assert shared(ordinary) == (("Vary", "Accept-Encoding"),)
    assert shared([*ordinary, field]) is None
