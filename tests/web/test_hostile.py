"""Whatever is asked, the site answers; it never fails."""

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.conftest import Live

PREFIXES = [
    "/",
    "/articles/",
    "/feeds/",
    "/feeds/all.",
    "/api/events?",
    "/api/events?cursor=",
    "/api/changes?after=",
    "/api/events?q=",
    "/search?q=",
    "/static/",
    "/days/",
]
FIELD = st.text(st.characters(min_codepoint=33, max_codepoint=255, exclude_characters="\x7f"), max_size=40)
ANSWERS = {200, 226, 301, 304, 308, 400, 404, 405, 406, 410}


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(PREFIXES), st.binary(max_size=40))
def test_any_address_has_an_answer(live: Live, prefix: str, rest: bytes) -> None:
    assert live.ask(prefix + quote(rest, safe="/?&=")).status in ANSWERS


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["Accept", "Accept-Encoding", "If-None-Match", "If-Modified-Since", "A-IM"]), FIELD)
def test_any_header_has_an_answer(live: Live, name: str, value: str) -> None:
    for path in ("/feeds/all", f"/articles/{live.slugs['bridge']}", "/no-such-page"):
        assert live.ask(path, **{name: value}).status in ANSWERS


@pytest.mark.parametrize("path", ["/api//events", "//feeds/all.rss", "/feeds//all", "/articles//x", "/days/2026-01-01/"])
def test_no_answer_leads_to_the_host_that_the_request_names(live: Live, path: str) -> None:
    answer = live.ask(path, Host="elsewhere.example")
    assert "elsewhere" not in answer.headers.get("Location", "")
