"""Names of files, and the addresses that bodies name."""

from pathlib import Path, PurePosixPath

import pytest

from feedpub.static_site.files import SiteFolder, UnwritableError, file_of
from feedpub.static_site.hosting import HostRules, redirects
from feedpub.static_site.links import Links


@pytest.mark.parametrize(
    ("path", "kind", "name"),
    [
        ("/", "text/html; charset=utf-8", "index.html"),
        ("/articles/harbour", "text/html", "articles/harbour.html"),
        ("/articles/harbour/explanation", "text/html", "articles/harbour/explanation.html"),
        ("/articles/harbour.json", "application/json", "articles/harbour.json"),
        ("/people/ana-lima?page=2", "text/html", "people/ana-lima@page=2.html"),
        ("/places/%C3%A5lesund", "text/html", "places/ålesund.html"),
        ("/feeds/all/archive/2024-05/1.atom", "application/atom+xml", "feeds/all/archive/2024-05/1.atom"),
    ],
)
def test_an_address_has_a_file(path: str, kind: str, name: str) -> None:
    assert file_of(path, kind) == PurePosixPath(name)


@pytest.mark.parametrize(
    "path", ["/../x", "/a/%2e%2e/x", "/a//b", "/a%2Fb/../c", "/.feedpub/x", "/a%00b", "/a%5Cb", "/" + "x" * 300]
)
def test_no_address_leads_out_of_the_folder_or_into_what_is_not_published(path: str) -> None:
    with pytest.raises(UnwritableError, match="no file can be called so"):
        file_of(path, "text/plain")


def test_links_of_a_page_are_those_to_the_site_that_a_file_can_answer() -> None:
    page = b"""<a href="/a/b">x</a> <a href="/c?page=2&amp;x=1">y</a> <a href="/d?page=3">z</a> <img src="/media/1.png">
    <a href="/q?month=2024-05&amp;page=2">q</a>
    <a href="https://news.example/e#top">e</a> <a href="https://elsewhere.example/f">f</a> <a href="//g">g</a>
    <a href="/search?q=x">s</a> <a href="/searching">t</a> <a href="mailto:x@y">m</a> <p>/not/a/link</p>"""
    links = Links("https://news.example", ("/search",))
    assert links.of(page, "text/html; charset=utf-8") == {
        "/a/b",
        "/d?page=3",
        "/q?month=2024-05&page=2",
        "/media/1.png",
        "/e",
        "/searching",
    }
    assert links.of(page, "text/plain") == frozenset()


def test_a_site_below_a_path_has_its_links_without_it() -> None:
    links = Links("https://host.example/news", ())
    assert links.of(b'<a href="/news/a">x</a><a href="/b">y</a>', "text/html") == {"/a"}
    assert links.of(b'{"url": "https://host.example/news/c.json"}', "application/json") == {"/c.json"}


def test_only_the_attributes_that_lead_somewhere_are_followed() -> None:
    page = b"""<meta content="/a"><p title="/b" data-src="/c" xhref="/d">"/e"</p><link href="/f">"""
    assert Links("https://news.example", ()).of(page, "text/html") == {"/a", "/c", "/f"}


def test_redirects_stand_in_the_same_order_in_every_build() -> None:
    asked = [("/quotes", "person"), ("/quotes", "month", "page"), ("/quotes", "organization"), ("/days", "page")]
    lines = redirects(HostRules(parts=set(asked))).splitlines()
    assert [line.partition(" /")[0] for line in lines] == [
        "/days page=:page",
        "/quotes month=:month page=:page",
        "/quotes organization=:organization",
        "/quotes person=:person",
    ]


def test_what_packs_badly_has_no_codings(tmp_path: Path) -> None:
    folder = SiteFolder(tmp_path)
    folder.prepare()
    folder.write(PurePosixPath("a/x.txt"), b"news " * 100, "text/plain")
    assert {one.name for one in (tmp_path / "a").iterdir()} == {"x.txt", "x.txt.gz", "x.txt.br"}
    folder.write(PurePosixPath("a/x.txt"), b"n", "text/plain")
    folder.write(PurePosixPath("a/y.png"), b"news " * 100, "image/png")
    assert {one.name for one in (tmp_path / "a").iterdir()} == {"x.txt", "y.png"}
