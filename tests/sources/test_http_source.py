import gzip
import logging
from collections.abc import Iterator

import pytest

from feedpub.errors import GoneError, SourceError
from feedpub.model.document import Document
from feedpub.readers import may_hold_several
from feedpub.readers.sitemap import sitemap_of
from feedpub.sources.http import Fetcher, HttpSource
from feedpub.sources.http.cache import HttpCache, lifetime, pause_of
from tests.sources.server import Asked, Server, Write, answer, redirect, serving

RSS = b'<?xml version="1.0"?><rss version="2.0"><channel><title>Gazette</title></channel></rss>'
HTML = b"<!doctype html><html><title>Quay reopens</title><p>It did.</html>"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


class Ticks:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def source(server: Server, path: str = "/feed", max_document_bytes: int = 2_000_000) -> HttpSource:
    return HttpSource(
        "wire",
        server.at(path),
        sitemap_of=sitemap_of,
        may_hold_several=may_hold_several,
        fetcher=Fetcher(allow_private=True),
        max_document_bytes=max_document_bytes,
    )


def urlset(*pages: str, root: str = "urlset", entry: str = "url", changed: str = "") -> bytes:
    dated = f"<lastmod>{changed}</lastmod>" if changed else ""
    listed = "".join(f"<{entry}><loc>{page}</loc>{dated}</{entry}>" for page in pages)
    return f'<?xml version="1.0"?><{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</{root}>'.encode()


def failure(wire: HttpSource) -> str:
    with pytest.raises(SourceError) as caught:
        list(wire.documents())
    assert caught.value.location == "wire"
    return caught.value.reason


def listed(wire: HttpSource) -> list[str]:
    return [
        found.key.rpartition("/")[2]
        if isinstance(found, Document)
        else f"{found.location.rpartition('/')[2]}: {found.reason}"
        for found in wire.documents()
    ]


def test_a_feed_is_one_document_whose_key_is_not_its_address(server: Server) -> None:
    server.pages["/feed"] = answer(RSS, Content_Type="application/rss+xml; charset=utf-8")
    (found,) = source(server).documents()
    assert isinstance(found, Document)
    assert (found.key, found.content, found.location) == ("feed", RSS, server.at("/feed"))
    assert found.media_type == "application/rss+xml; charset=utf-8"
    assert server.paths() == ["/feed"]


@pytest.mark.parametrize("declared", ["text/html", "text/plain", "application/octet-stream", ""])
def test_a_feed_is_known_by_its_bytes_where_its_server_does_not_know_it(server: Server, declared: str) -> None:
    server.pages["/feed"] = answer(RSS, Content_Type=declared)
    (found,) = source(server).documents()
    assert isinstance(found, Document)
    assert (found.key, found.media_type) == ("feed", "")


def test_a_page_is_a_document_under_its_address(server: Server) -> None:
    server.pages |= {"/quay": redirect("/quay.html"), "/quay.html": answer(HTML, Content_Type="text/html")}
    (found,) = source(server, "/quay#top").documents()
    assert isinstance(found, Document)
    assert (found.key, found.location, found.media_type) == (server.at("/quay"), server.at("/quay.html"), "text/html")


def test_robots_txt_is_obeyed_for_a_page_and_a_feed_is_made_for_robots(server: Server) -> None:
    server.pages |= {
        "/robots.txt": answer(b"User-agent: *\nDisallow: /\n"),
        "/quay": answer(HTML, Content_Type="text/html"),
        "/feed": answer(RSS),
    }
    page = source(server, "/quay")
    assert "robots.txt forbids it to feedpub" in failure(page)
    assert "robots.txt forbids it to feedpub" in failure(page)
    assert server.paths() == ["/quay"], "what it is shows in the first answer alone"
    assert listed(source(server)) == ["feed"]


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        (answer(b"User-agent: feedpub\nAllow: /quay\nDisallow: /q\n"), True),
        (answer(b"User-agent: other\nDisallow: /\n"), True),
        (answer(status="404 Not Found"), True),
        (answer(status="403 Forbidden"), True),
        (answer(status="503 Busy"), False),
        (b"nonsense", False),
    ],
)
def test_robots_txt_is_read_as_rfc_9309_says(server: Server, robots: bytes, allowed: bool) -> None:
    server.pages |= {"/robots.txt": robots, "/quay": answer(HTML, Content_Type="text/html")}
    wire = source(server, "/quay")
    if allowed:
        assert listed(wire) == ["quay"]
    else:
        assert "nobody knows whether robots may fetch it" in failure(wire)


def test_each_page_of_a_sitemap_is_a_document_and_one_that_fails_spoils_only_itself(server: Server) -> None:
    pages = [server.at(f"/{name}") for name in ("quay", "secret", "gone", "lost", "lock")]
    server.pages |= {
        "/robots.txt": answer(b"User-agent: *\nDisallow: /secret\n"),
        "/map.xml": answer(urlset(*pages, "https://elsewhere.example/a"), Content_Type="text/xml"),
        "/quay": answer(HTML, Content_Type="text/html"),
        "/lock": answer(HTML, Content_Type="text/html"),
        "/gone": answer(status="410 Gone"),
    }
    wire = source(server, "/map.xml")
    assert listed(wire) == [
        "quay",
        "secret: robots.txt forbids it to feedpub",
        "gone: its server says that it is gone for good (410)",
        "lost: its server answers 404 Not Found",
        "lock",
        "a: it is on another host than the sitemap that lists it",
    ]
    assert isinstance([found for found in wire.documents() if not isinstance(found, Document)][1], GoneError)
    assert "/secret" not in server.paths()


def test_a_page_is_asked_for_again_when_its_sitemap_says_that_it_changed(server: Server) -> None:
    page = server.at("/quay")
    server.pages |= {"/map.xml": answer(urlset(page, changed="2026-03-04")), "/quay": answer(HTML, Content_Type="text/html")}
    wire, ticks = source(server, "/map.xml"), Ticks()
    wire._cache.ticks = ticks
    list(wire.documents())
    ticks.now += 100_000
    assert listed(wire) == ["quay"]
    assert server.paths().count("/quay") == 1
    server.pages["/map.xml"] = answer(urlset(page, changed="2026-03-05"))
    assert listed(wire) == ["quay"]
    assert server.paths().count("/quay") == 2


def test_a_page_of_which_its_sitemap_says_nothing_is_asked_for_once_an_hour(server: Server) -> None:
    server.pages |= {"/map.xml": answer(urlset(server.at("/quay"))), "/quay": answer(HTML, Content_Type="text/html")}
    wire, ticks = source(server, "/map.xml"), Ticks()
    wire._cache.ticks = ticks
    for passed, asked in ((0, 1), (3_599, 1), (2, 2)):
        ticks.now += passed
        assert listed(wire) == ["quay"]
        assert server.paths().count("/quay") == asked


def test_an_index_of_compressed_sitemaps_leads_to_their_pages(server: Server) -> None:
    inner, broken = server.at("/pages.xml.gz"), server.at("/broken.xml")
    server.pages |= {
        "/index.xml": answer(urlset(inner, broken, root="sitemapindex", entry="sitemap")),
        "/pages.xml.gz": answer(gzip.compress(urlset(server.at("/quay"))), Content_Type="application/gzip"),
        "/broken.xml": answer(b"<urlset><url>"),
        "/quay": answer(HTML, Content_Type="text/html"),
    }
    first, second = listed(source(server, "/index.xml"))
    assert first.startswith("broken.xml: it is not well-formed XML")
    assert second == "quay"


def test_a_sitemap_of_any_length_costs_so_many_pages_and_the_latest_come_first(server: Server) -> None:
    dated = [
        f"<url><loc>{server.at(f'/{number}')}</loc><lastmod>2026-01-01T00:00:00.{number:03}Z</lastmod></url>"
        for number in range(600)
    ]
    server.pages["/map.xml"] = answer(f"<urlset>{''.join(dated)}</urlset>".encode())
    server.pages |= {f"/{number}": answer(HTML, Content_Type="text/html") for number in range(600)}
    found = listed(source(server, "/map.xml"))
    assert (len(found), found[0], found[-1]) == (500, "599", "100")


def test_the_same_document_stands_for_304(server: Server) -> None:
    def play(asked: Asked, write: Write, _: object) -> None:
        known = asked.headers.get("if-none-match") == '"1"' and asked.headers.get("if-modified-since") == "yesterday"
        write(answer(status="304 Not Modified") if known else answer(RSS, ETag='"1"', Last_Modified="yesterday"))

    server.pages["/feed"] = play
    wire = source(server)
    (first,), (again,) = wire.documents(), wire.documents()
    assert first == again
    assert [("if-none-match" in asked.headers) for asked in server.asked] == [False, True]


def test_a_feed_is_not_asked_for_again_while_it_is_fresh(server: Server) -> None:
    server.pages["/feed"] = answer(RSS, Cache_Control="public, max-age=600", Age="100")
    wire, ticks = source(server), Ticks()
    wire._cache.ticks = ticks
    for passed, asked in ((0, 1), (499, 1), (2, 2)):
        ticks.now += passed
        assert listed(wire) == ["feed"]
        assert len(server.asked) == asked


@pytest.mark.parametrize("status", ["503 Service Unavailable", "429 Too Many Requests"])
def test_a_server_that_asks_for_a_pause_gets_it_and_the_trouble_stays_the_same(server: Server, status: str) -> None:
    server.pages["/feed"] = answer(status=status, Retry_After="120")
    wire, ticks = source(server), Ticks()
    wire._cache.ticks = ticks
    first = failure(wire)
    assert "asks for a pause of 120 seconds" in first
    ticks.now += 119
    assert failure(wire) == first
    assert len(server.asked) == 1
    server.pages["/feed"] = answer(RSS)
    ticks.now += 2
    assert listed(wire) == ["feed"]


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 0),
        ({"cache-control": "max-age=60"}, 60),
        ({"cache-control": 'Max-Age="60", public', "age": "70"}, 0),
        ({"cache-control": "max-age=60, no-cache"}, 0),
        ({"cache-control": "max-age=99999999999999999999999"}, 0),
        ({"cache-control": "max-age=999999999"}, 86_400),
        ({"cache-control": "max-age=-1"}, 0),
    ],
)
def test_lifetimes(headers: dict[str, str], seconds: float) -> None:
    assert lifetime(headers) == seconds


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120),
        ("Wed, 04 Mar 2026 08:02:00 GMT", 120),
        ("Wed, 04 Mar 2026 07:00:00 GMT", 0),
        ("9999999", 86_400),
        ("soon", 0),
        ("", 0),
    ],
)
def test_pauses(said: str, seconds: float) -> None:
    assert pause_of({"retry-after": said, "date": "Wed, 04 Mar 2026 08:00:00 GMT"}) == seconds


def test_bodies_are_kept_up_to_a_limit_and_never_where_that_is_forbidden(server: Server) -> None:
    server.pages |= {
        "/a": answer(b"a" * 60, Cache_Control="max-age=60"),
        "/b": answer(b"b" * 60, Cache_Control="max-age=60"),
        "/c": answer(b"c", Cache_Control="no-store, max-age=60"),
    }
    cache = HttpCache(Fetcher(allow_private=True), max_bytes=100)
    for path in ("/a", "/a", "/b", "/b", "/a", "/c", "/c"):
        cache.get(server.at(path), 1000)
    assert server.paths() == ["/a", "/b", "/a", "/c", "/c"]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (answer(status="404 Not Found"), "its server answers 404 Not Found"),
        (answer(status="410 Gone"), "gone for good (410); what came from there stays"),
        (answer(status="299 Odd"), "its server answers 299"),
        (answer(status="304 Not Modified"), "its server answers 304 Not Modified"),
        (answer(b"<urlset><url>"), "it is not well-formed XML"),
        (answer(b"x" * 60_000), "more than the 50,000 bytes allowed"),
    ],
)
def test_a_source_that_fails_names_address_and_reason(server: Server, sent: bytes, said: str) -> None:
    server.pages["/feed"] = sent
    reason = failure(source(server, max_document_bytes=10_000))
    assert reason.startswith(server.at("/feed"))
    assert said in reason


def test_a_feed_that_has_moved_for_good_is_told_of_once(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    server.pages |= {"/feed": redirect("/new", "301 Moved Permanently"), "/new": answer(RSS)}
    wire = source(server)
    for _ in range(2):
        assert listed(wire) == ["feed"]
    moved = [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]
    assert moved == [f"wire: {server.at('/feed')} has moved for good to {server.at('/new')}"]
