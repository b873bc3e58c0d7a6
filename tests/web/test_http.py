"""Conditional and coded requests over a real socket, with exact header values."""

import gzip
import re
from datetime import timedelta
from pathlib import Path

import brotli
import pytest

from feedpub.formats import FORMATS
from tests.builders import event
from tests.web.conftest import STORED, Live, serving

PATHS = [
    "/",
    "/feeds",
    "/quotes",
    "/days/2024-04-22",
    "/feeds/all",
    *(f"/feeds/all.{one.suffix}" for one in FORMATS if one.scope == "feed"),
    "/articles/{bridge}",
    *(f"/articles/{{bridge}}.{one.suffix}" for one in FORMATS if one.scope == "event"),
    "/articles/{retracted}",
    "/api/events",
    "/api/changes?after=1&limit=2",
    "/schemas/event.schema.json",
    "/robots.txt",
    "/sitemap.xml",
    "/sitemap-news.xml",
    "/sitemaps/pages.xml",
    "/sitemaps/2024-04-22.xml",
]
CACHE = "public, max-age=300, stale-while-revalidate=60, stale-if-error=86400"
NEGOTIATED = ("/feeds/all", "/articles/{bridge}", "/articles/{retracted}", "/api/changes?after=1&limit=2")


@pytest.fixture(params=PATHS)
def path(request: pytest.FixtureRequest, live: Live) -> str:
    return str(request.param).format(**live.slugs)


def negotiated(path: str, live: Live) -> bool:
    return path in [one.format(**live.slugs) for one in NEGOTIATED]


def test_a_full_answer_says_how_long_it_lasts_and_what_it_is(live: Live, path: str) -> None:
    answer = live.ask(path)
    vary = "Accept, Accept-Encoding" if negotiated(path, live) else "Accept-Encoding"
    assert answer.status == 200
    assert answer.headers["ETag"].strip('"').isalnum()
    assert answer.headers["Cache-Control"] == CACHE
    assert answer.headers["Vary"] == vary
    assert answer.headers["Last-Modified"].startswith("Mon, 06 May 2024 12:0")
    assert answer.headers["Content-Length"] == str(len(answer.body))
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Expires" not in answer.headers
    assert "Content-Encoding" not in answer.headers


def test_each_coding_is_the_same_document_under_a_tag_of_its_own(live: Live, path: str) -> None:
    plain, packed, tight = (live.ask(path, Accept_Encoding=coding) for coding in ("identity", "gzip", "br"))
    assert gzip.decompress(packed.body) == brotli.decompress(tight.body) == plain.body
    assert [answer.headers.get("Content-Encoding") for answer in (plain, packed, tight)] == [None, "gzip", "br"]
    tag = plain.headers["ETag"].strip('"')
    assert [packed.headers["ETag"], tight.headers["ETag"]] == [f'"{tag}-gzip"', f'"{tag}-br"']


@pytest.mark.parametrize("form", ['"{}"', 'W/"{}"', '"{}-gzip"', 'W/"{}-br"', '"old", "{}-br"', "*"])
def test_304_answers_any_form_of_the_tag_and_repeats_what_caches_need(live: Live, path: str, form: str) -> None:
    full = live.ask(path, Accept_Encoding="gzip")
    tag = full.headers["ETag"].strip('"').removesuffix("-gzip")
    kept = live.ask(path, Accept_Encoding="gzip", If_None_Match=form.format(tag), If_Modified_Since="yesterday")
    assert (kept.status, kept.body) == (304, b"")
    for name in ("ETag", "Cache-Control", "Vary", "Last-Modified", "Content-Location", "Link"):
        assert kept.headers.get(name) == full.headers.get(name)
    assert "Content-Type" not in kept.headers


def test_304_answers_the_date_of_last_modified(live: Live, path: str) -> None:
    full = live.ask(path)
    since = full.headers["Last-Modified"]
    assert live.ask(path, If_Modified_Since=since).status == 304
    assert live.ask(path, If_Modified_Since=since, If_None_Match='"old"').status == 200
    assert live.ask(path, If_Modified_Since="Mon, 06 May 2024 11:59:59 GMT").status == 200


def test_head_is_get_without_the_body(live: Live, path: str) -> None:
    full, head = live.ask(path), live.ask(path, "HEAD")
    ignored = {"Date": ""}
    assert (head.status, head.body) == (200, b"")
    assert head.headers | ignored == full.headers | ignored
    assert live.ask(path, "HEAD", If_None_Match=full.headers["ETag"]).status == 304


def test_a_release_bounds_the_life_of_every_copy(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        live.put(event("open"))
        live.put(event("held", embargo=live.clock.time + timedelta(seconds=42.5)))
        before = live.ask("/feeds/all.atom")
        assert before.headers["Cache-Control"] == CACHE.replace("300", "42")
        assert b"held" not in before.body
        assert live.ask("/articles/no-such-page").headers["Cache-Control"] == "max-age=42"
        live.clock.time += timedelta(seconds=43)
        after = live.ask("/feeds/all.atom", If_None_Match=before.headers["ETag"])
        assert (after.status, after.headers["Cache-Control"]) == (200, CACHE)
        assert b"held" in after.body
        assert live.ask("/articles/no-such-page").headers["Cache-Control"] == "max-age=60"


def test_an_edit_moves_tag_and_date_and_leaves_no_date_while_its_second_lasts(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        live.put(event("quay"))
        before = live.ask("/feeds/all.rss")
        edited = live.clock.time = STORED + timedelta(hours=2, milliseconds=300)
        live.put(event("quay", headline="Council closes quay again"), now=edited)
        fresh = live.ask("/feeds/all.rss", If_None_Match=before.headers["ETag"])
        assert (fresh.status, "Last-Modified" in fresh.headers) == (200, False)
        live.clock.time += timedelta(seconds=1)
        assert live.ask("/feeds/all.rss").headers["Last-Modified"] == "Mon, 06 May 2024 14:00:00 GMT"


def test_a_removal_moves_tag_and_date_too(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        live.put(event("stays"))
        live.put(event("goes"))
        before = live.ask("/feeds/all.json")
        live.remove(event("goes"), STORED + timedelta(minutes=30))
        after = live.ask("/feeds/all.json", If_Modified_Since=before.headers["Last-Modified"])
        assert (after.status, after.headers["Last-Modified"]) == (200, "Mon, 06 May 2024 12:30:00 GMT")


def test_an_empty_site_serves_valid_empty_lists(empty: Live) -> None:
    for path in ("/", "/feeds/all.rss", "/feeds/all.atom", "/feeds/all.json", "/api/events", "/api/changes"):
        assert empty.ask(path).status == 200


def test_other_sites_may_read_feeds_and_json_with_their_scripts(live: Live) -> None:
    assert live.ask("/feeds/all.json").headers["Access-Control-Allow-Origin"] == "*"
    assert live.ask("/api/events?limit=x").headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in live.ask("/").headers
    asked = live.ask("/api/events", "OPTIONS", Origin="https://reader.example", Access_Control_Request_Method="GET")
    assert asked.status == 200
    assert "If-None-Match" in asked.headers["Access-Control-Allow-Headers"]


def test_a_page_may_load_nothing_from_elsewhere_and_run_nothing(live: Live) -> None:
    policy = live.ask("/").headers["Content-Security-Policy"]
    assert policy.split("; ") == [
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]


def test_static_files_last_for_ever_under_the_hash_of_their_content(live: Live) -> None:
    page = live.ask("/").body.decode()
    path = page.split('rel="stylesheet" href="')[1].split('"')[0]
    style = live.ask(path, Accept_Encoding="br")
    assert (style.status, style.headers["Content-Type"]) == (200, "text/css; charset=utf-8")
    assert style.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert live.ask(path, If_None_Match=style.headers["ETag"]).status == 304
    older = live.ask("/static/feedpub-0123456789abcdef.css")
    assert (older.status, older.headers["Cache-Control"]) == (200, "no-cache")
    assert older.body == brotli.decompress(style.body)


@pytest.mark.parametrize(
    "asked", [{"If_Match": '"old"'}, {"If_Match": "W/{tag}"}, {"If_Unmodified_Since": "Mon, 06 May 2024 11:00:00 GMT"}]
)
def test_412_answers_who_goes_on_from_another_state(live: Live, path: str, asked: dict[str, str]) -> None:
    tag = live.ask(path).headers["ETag"]
    conditions = {name: value.format(tag=tag) for name, value in asked.items()}
    refused = live.ask(path, If_None_Match=tag, **conditions)  # which would be answered by 304, but comes after
    assert refused.status == 412
    assert refused.headers["Cache-Control"] == "no-store"
    assert refused.json()["type"] == "urn:feedpub:problem:precondition-failed"


def test_412_is_not_the_answer_where_the_state_is_the_expected_one(live: Live, path: str) -> None:
    full = live.ask(path)
    tag, modified = full.headers["ETag"], full.headers["Last-Modified"]
    assert live.ask(path, If_Match=f'"old", {tag}').body == full.body
    assert live.ask(path, If_Match="*").status == 200
    assert live.ask(path, If_Unmodified_Since=modified).status == 200
    assert live.ask(path, If_Match=tag, If_Unmodified_Since="Mon, 06 May 2024 11:00:00 GMT").status == 200
    assert live.ask(path, If_Match=tag, If_None_Match=tag).status == 304


def test_nothing_is_expected_of_what_is_not_there(live: Live) -> None:
    assert live.ask("/articles/no-such-article", If_Match='"old"').status == 404


ICONS = {
    "/favicon.ico": ("image/x-icon", b"\x00\x00\x01\x00\x03\x00"),
    "/apple-touch-icon.png": ("image/png", b"\x89PNG\r\n"),
}


@pytest.mark.parametrize("path", ICONS)
def test_icons_are_where_browsers_and_telephones_look_unasked(live: Live, path: str) -> None:
    content_type, beginning = ICONS[path]
    for coding in ("identity", "br"):
        answer = live.ask(path, Accept_Encoding=coding)
        assert (answer.status, answer.headers["Content-Type"]) == (200, content_type)
        assert answer.body.startswith(beginning)
        assert answer.headers["Cache-Control"] == "public, max-age=86400"
    assert live.ask(path, If_None_Match=answer.headers["ETag"]).status == 304
    assert live.ask(path, If_Match='"old"').status == 412


def test_pages_name_the_icons_by_the_hash_of_their_content(live: Live) -> None:
    page = live.ask("/").body.decode()
    found = re.findall(r'<link rel="(icon|apple-touch-icon)"[^>]* href="([^"]+)"', page)
    assert [rel for rel, _ in found] == ["icon", "icon", "apple-touch-icon"]
    for _, path in found:
        answer = live.ask(path)
        assert (answer.status, answer.headers["Cache-Control"]) == (200, "public, max-age=31536000, immutable")
