"""Every failure of every route has one shape."""

import logging
from pathlib import Path

import pytest

from feedpub.web.query import api_filters
from tests.builders import event
from tests.web.conftest import Answer, Live, serving

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
TYPES = {
    400: "urn:feedpub:problem:bad-query", 409: "urn:feedpub:problem:cursor-unknown", 410: "urn:feedpub:problem:gone"
}  # fmt: skip
FAILURES = [
    ("GET", "/no-such-page", 404),
    ("GET", "/feeds/all.pdf", 404),
    ("GET", "/sitemaps/2024-04-21.xml", 404),
    ("GET", "/sitemaps/2024-13-45.xml", 404),
    ("GET", "/articles/never-was", 404),
    ("GET", "/articles/never-was.json", 404),
    ("GET", "/articles/Not_A_Slug", 404),
    ("GET", "/articles/{gone}", 410),
    ("GET", "/articles/{gone}.jsonld", 410),
    ("GET", "/api/events?limit=0", 400),
    ("GET", "/api/events?limit=abc", 400),
    ("GET", "/api/events?limit=5&limit=5", 400),
    ("GET", "/api/events?cursor=%21%21%21", 400),
    ("GET", "/api/events?cursor=%FF%00", 400),
    ("GET", "/api/events?page=2", 400),
    ("GET", "/api/changes?after=-1", 400),
    ("GET", "/api/changes?after=999999", 409),
    ("GET", "/api/changes?after=x&limit=y", 400),
    ("GET", "/schemas/event.schema.json?x=1", 400),
    ("DELETE", "/", 405),
    ("POST", "/feeds/all.rss", 405),
    ("PUT", "/articles/{bridge}", 405),
    ("PATCH", "/api/events", 405),
]


@pytest.mark.parametrize(("method", "path", "status"), FAILURES)
def test_programs_get_problem_details(live: Live, method: str, path: str, status: int) -> None:
    asked = path.format(**live.slugs)
    answer = live.ask(asked, method, Accept="application/json")
    problem = answer.json()
    assert answer.status == problem["status"] == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert problem["type"] == TYPES.get(status, "about:blank")
    assert problem["instance"] == asked
    assert problem["title"]
    assert problem["detail"]
    assert ("errors" in problem) == (status == 400)
    assert answer.headers["Vary"] == "Accept"


@pytest.mark.parametrize(("method", "path", "status"), FAILURES)
def test_people_get_a_page(live: Live, method: str, path: str, status: int) -> None:
    answer = live.ask(path.format(**live.slugs), method, Accept=BROWSER)
    assert (answer.status, answer.headers["Content-Type"]) == (status, "text/html; charset=utf-8")
    assert answer.body.startswith(b"<!doctype html>")


def test_a_bad_query_names_each_parameter_at_fault(live: Live) -> None:
    problem = live.ask("/api/changes?after=x&limit=1000&colour=red").json()
    known = ", ".join(("after", "limit", "wait", *api_filters()))
    assert problem["errors"] == [
        {"parameter": "after", "detail": "must be the cursor of a page of this list, the number of a change, or now"},
        {"parameter": "limit", "detail": "must be a whole number from 1 to 200"},
        {"parameter": "colour", "detail": f"there is no such parameter here; there are: {known}"},
    ]


def test_405_names_what_is_allowed(live: Live) -> None:
    assert live.ask("/feeds/all.rss", "DELETE").headers["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("path", ["/feeds/all", "/articles/{bridge}"])
def test_406_names_what_there_is(live: Live, path: str) -> None:
    answer = live.ask(path.format(**live.slugs), Accept="image/png")
    assert (answer.status, answer.headers["Content-Type"]) == (406, "application/problem+json")
    assert "application/" in str(answer.json()["detail"])


def test_without_its_store_the_site_says_so_and_when_to_come_back(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with serving(tmp_path) as live:
        live.put(event("quay"))
        live.store.close()
        for path in ("/", "/feeds/all.rss", "/articles/council-reopens-quay.json", "/api/events", "/api/changes"):
            _unavailable(live.ask(path))
        health = live.ask("/healthz")
        assert (health.status, health.json()["status"]) == (503, "failing")
        assert (
            b"<h1>Service Unavailable" in live.ask("/", Accept=BROWSER).body or live.ask("/", Accept=BROWSER).status == 503
        )
    assert any(record.levelno == logging.ERROR and "store" in record.message for record in caplog.records)


def _unavailable(answer: Answer) -> None:
    assert (answer.status, answer.headers["Content-Type"]) == (503, "application/problem+json")
    assert answer.headers["Retry-After"] == "30"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json()["type"] == "urn:feedpub:problem:store-unavailable"
