"""A slash too many at the end of an address."""

from pathlib import Path

import pytest
from sqlalchemy import text

from tests.builders import event
from tests.web.conftest import Live, serving


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("/articles/{bridge}/", "/articles/{bridge}"),
        ("/articles/{bridge}.json/", "/articles/{bridge}.json"),
        ("/feeds/", "/feeds"),
        ("/feeds/all/", "/feeds/all"),
        ("/feeds/all.rss/", "/feeds/all.rss"),
        ("/quotes/", "/quotes"),
        ("/days/2024-04-22/", "/days/2024-04-22"),
        ("/api/events/?limit=2", "/api/events?limit=2"),
        ("/robots.txt/", "/robots.txt"),
        # What leads on from there is followed here, so that there is one redirect.
        ("/atom.xml/", "/feeds/all.atom"),
        ("/events/?tag=bridges&section=infrastructure", "/events?section=infrastructure&tag=bridges"),
    ],
)
def test_it_is_taken_away_by_one_redirect(live: Live, asked: str, there: str) -> None:
    asked, there = asked.format(**live.slugs), there.format(**live.slugs)
    for method in ("GET", "HEAD"):
        moved = live.ask(asked, method, If_None_Match="*", If_Match='"old"')
        assert (moved.status, moved.headers["Location"]) == (301, there)
    assert live.ask(there).status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/articles/no-such-article/",
        "/articles/{gone}/",
        "/no/such/page/",
        "/quotes//",
        "//evil.example/",
        "//evil.example/quotes/",
        "/\\evil.example/",
        "/%5C%5Cevil.example/",
        "/%2F%2Fevil.example/",
        "/quotes%2F%2F",
        "/events/?language=en&section=no-such-section",
        "/sitemaps/1999-01-01.xml/",
    ],
)
def test_nobody_is_sent_to_where_nothing_is_or_to_another_host(live: Live, path: str) -> None:
    answer = live.ask(path.format(**live.slugs), Host="evil.example")
    assert answer.status == 404
    assert "Location" not in answer.headers


def test_nothing_but_reading_is_redirected(live: Live) -> None:
    assert live.ask("/quotes/", "POST").status == 404


def test_why_it_cannot_be_told_what_stands_there_is_said_and_not_kept(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        slug = live.put(event("quay"))
        with live.store.writing() as writing:
            writing.connection.execute(text("UPDATE revisions SET document = '{'"))
        answer = live.ask(f"/articles/{slug}/")
        assert (answer.status, answer.headers["Cache-Control"], answer.headers["Retry-After"]) == (503, "no-store", "30")
        assert answer.json()["type"] == "urn:feedpub:problem:unreadable"


@pytest.mark.parametrize("path", ["//quotes", "///quotes", "//quotes/"])
def test_slashes_at_the_beginning_lead_to_no_other_host(live: Live, path: str) -> None:
    answer = live.ask(path)
    assert (answer.status, answer.headers.get("Location", "/quotes")) in ((200, "/quotes"), (301, "/quotes"))
