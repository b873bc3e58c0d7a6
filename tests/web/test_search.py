"""Search over a real socket: the page, the filter of the event list, and the description for browsers."""

import re
from collections.abc import Callable, Hashable
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html
from sqlalchemy import text

from feedpub.publish.cache import Cache
from feedpub.publish.forgiveness import KnownWords
from feedpub.publish.publication import Publication
from tests.builders import event
from tests.web.conftest import STORED, Answer, Live, serving

BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"


def page(answer: Answer) -> lxml_html.HtmlElement:
    return lxml_html.fromstring(answer.body.decode())


def hits(answer: Answer) -> list[str]:
    return [str(link.get("href")).rpartition("/")[2] for link in page(answer).cssselect(".hits h2 a")]


def listed(answer: Answer) -> list[str]:
    return [item["article"]["url"].rpartition("/")[2] for item in orjson.loads(answer.body)["items"]]


@pytest.mark.parametrize(
    "query", ["cracks", "Solvang", "norway%20engineers", "%22steps+down%22", "fjord*", "bergen+-harbours"]
)
def test_page_and_list_find_the_same(live: Live, query: str) -> None:
    expected = [] if query == "bergen+-harbours" else [live.slugs["bridge"]]
    assert hits(live.ask(f"/search?q={query}")) == listed(live.ask(f"/api/events?q={query}")) == expected


def test_a_result_shows_the_words_sought_and_nothing_as_markup(live: Live) -> None:
    (hit,) = page(live.ask("/search?q=%3Csteps%3E+repair*+until")).cssselect(".hits li")
    assert hit.findtext("h2/a/mark") == "steps"
    assert "Engineer of Fjordspan bridge <steps down> & apologises" in hit.text_content()
    assert [mark.text for mark in hit.cssselect(".snippet mark")] == ["Until", "repairs", "until"]
    assert "<repairs> & tests" in hit.text_content()
    assert hit.cssselect("time")[0].get("datetime") == "2024-04-22"


@pytest.mark.parametrize(
    ("path", "indexed"),
    [("/search", True), ("/search?q=bridge", False), ("/search?q=zeppelin", False), ("/search?q=%3F%21", False)],
)
def test_the_form_is_for_search_engines_too_and_results_are_for_people_alone(live: Live, path: str, indexed: bool) -> None:
    shown = page(live.ask(path, Accept=BROWSER))
    said = [meta.get("content") for meta in shown.cssselect("meta[name=robots]")]
    assert said == ["max-image-preview:large" if indexed else "noindex,follow"]
    assert [link.get("href") for link in shown.cssselect("link[rel=canonical]")] == (
        ["https://news.example/search"] if indexed else []
    )
    assert [meta.get("content") for meta in shown.cssselect("meta[name=description]")] == (
        ["Search the articles of Harbour Wire by words, names and days."] if indexed else []
    )


def test_every_page_has_the_form_and_leads_browsers_to_the_description(live: Live) -> None:
    for path in ("/", "/feeds", "/quotes", f"/articles/{live.slugs['bridge']}", "/no-such-page", "/search?q=%22a+b"):
        shown = page(live.ask(path, Accept=BROWSER))
        (form,) = shown.cssselect("form[role=search]")
        assert form.get("action") == "/search"
        assert form.cssselect("input[name=q]")[0].get("value") == ('"a b' if "search" in path else "")
        assert shown.cssselect("link[rel=search]")[0].get("href") == "/opensearch.xml"
        assert "form-action 'self'" in live.ask(path).headers["Content-Security-Policy"]


def test_the_description_leads_back_to_the_page(live: Live) -> None:
    answer = live.ask("/opensearch.xml")
    assert answer.headers["Content-Type"] == "application/opensearchdescription+xml"
    (url,) = etree.fromstring(answer.body).xpath("//*[local-name()='Url'][@type='text/html']/@template")
    assert str(url).startswith("https://news.example/")
    asked = str(url).removeprefix("https://news.example").replace("{searchTerms}", quote("Ingrid Solvang"))
    assert hits(live.ask(asked)) == [live.slugs["bridge"]]


@pytest.mark.parametrize("query", ["", "+", "%3F%21", "-bridge", "a" * 201])
def test_what_cannot_be_searched_for_is_said_to_people_and_programs(live: Live, query: str) -> None:
    shown = live.ask(f"/search?q={query}", Accept=BROWSER)
    assert shown.status == (200 if query in ("", "+") else 400)
    assert page(shown).cssselect(".syntax dt")
    assert b'class="hits"' not in shown.body
    problem = live.ask(f"/api/events?q={query}")
    assert (problem.status, problem.headers["Content-Type"]) == (400, "application/problem+json")
    (fault,) = orjson.loads(problem.body)["errors"]
    assert fault["parameter"] == "q"
    assert fault["detail"] in shown.body.decode() or shown.status == 200


def test_characters_that_html_forbids_are_shown_to_nobody(live: Live) -> None:
    answer = live.ask("/search?q=cab%00les%0B%C2%80%EF%BF%BF")
    assert (answer.status, hits(answer)) == (200, [live.slugs["bridge"]])
    assert "cables" in (page(answer).findtext(".//h1/q") or "")


def test_nothing_found_is_said_with_a_way_on(live: Live) -> None:
    answer = live.ask("/search?q=zeppelin%3Cscript%3E")
    assert (answer.status, hits(answer)) == (200, [])
    assert "Nothing that is published says all of this" in page(answer).text_content()
    assert b"<script" not in answer.body
    assert listed(live.ask("/api/events?q=zeppelin")) == []


def test_what_was_taken_back_shows_its_notice(live: Live) -> None:
    found = page(live.ask("/search?q=withdrawn+OR+retracted")).cssselect(".hits")
    assert found == []
    headline = page(live.ask(f"/articles/{live.slugs['retracted']}", Accept=BROWSER)).findtext(".//h1") or ""
    words = re.findall(r"\w+", headline.partition(":")[2])
    assert live.slugs["retracted"] in hits(live.ask(f"/search?q={'+'.join(words)}"))


def test_pages_lead_from_one_to_the_next_and_back(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        stored = [live.put(event(f"dock {number}", published=STORED - timedelta(hours=number))) for number in range(45)]
        seen: list[str] = []
        path = "/search?q=%22Council+reopens%22+dock*"
        while path:
            answer = live.ask(path)
            seen += hits(answer)
            onward = {str(link.text): str(link.get("href")) for link in page(answer).cssselect(".onward a")}
            assert ("Newest results" in onward) == (len(seen) > 20)
            path = onward.get("Older results", "")
        assert seen == stored
        assert hits(live.ask(onward["Newest results"])) == stored[:20]


@pytest.mark.parametrize("unreadable", [range(20, 45), range(100), range(30, 31)])
def test_pages_go_on_over_what_cannot_be_read(tmp_path: Path, unreadable: range) -> None:
    with serving(tmp_path) as live:
        stored = [live.put(event(f"dock {number}", published=STORED - timedelta(minutes=number))) for number in range(130)]
        for number in unreadable:
            with live.store.writing() as writing:
                broken = text("UPDATE revisions SET document = '{' WHERE article_id = :id")
                writing.connection.execute(broken, {"id": event(f"dock {number}").id})
        seen: list[str] = []
        path = "/search?q=dock*"
        while path:
            answer = live.ask(path)
            seen += hits(answer)
            path = {str(link.text): str(link.get("href")) for link in page(answer).cssselect(".onward a")}.get(
                "Older results", ""
            )
        assert seen == [slug for number, slug in enumerate(stored) if number not in unreadable]


def test_the_list_pages_through_a_search_within_a_facet(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        stored = [
            live.put(
                event(f"dock {number}", published=STORED - timedelta(hours=number), section="Sport" if number % 2 else "A")
            )
            for number in range(9)
        ]
        seen, path = [], "/api/events?q=Dock%20-%22dock+3%22&section=sport&limit=2"
        while path:
            answer = live.ask(path)
            seen += listed(answer)
            following = orjson.loads(answer.body)["next"] or ""
            path = following.removeprefix("https://news.example")
            assert not path or path.startswith("/api/events?section=sport&q=dock+-%22dock+3%22&limit=2&cursor=")
        assert seen == [stored[1], stored[5], stored[7]]


@pytest.mark.parametrize("path", ["/search?q=bridge&cursor=x", "/api/events?q=bridge&cursor=x"])
def test_a_cursor_that_is_none_is_refused(live: Live, path: str) -> None:
    answer = live.ask(path)
    assert (answer.status, orjson.loads(answer.body)["errors"][0]["parameter"]) == (400, "cursor")


def test_a_search_is_revalidated_and_sees_each_edit(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        live.put(event("pier"))
        first = live.ask("/search?q=pier")
        assert live.ask("/search?q=pier", If_None_Match=first.headers["ETag"]).status == 304
        live.put(event("pier", headline="Council closes the quay"), STORED + timedelta(minutes=1))
        second = live.ask("/search?q=pier", If_None_Match=first.headers["ETag"])
        assert (second.status, hits(second)) == (200, [])


def test_searches_have_room_of_their_own_in_memory(empty: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    used: list[Cache[Publication]] = []
    get = Cache.get

    def noted(cache: Cache[Publication], key: Hashable, make: Callable[[], Publication], state: Hashable) -> Publication:
        used.append(cache)
        return get(cache, key, make, state)

    monkeypatch.setattr(Cache, "get", noted)
    empty.ask("/search?q=room")
    empty.ask("/api/events?q=room")
    empty.ask("/search?q=own")
    empty.ask("/api/events?limit=7")
    empty.ask("/robots.txt")
    composed, *others, main = used
    assert others == [composed, composed, composed]
    assert main is not composed
    assert 0 < composed.room < main.room


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60) | st.text(st.sampled_from("\"'-*():&|!<>\\%_ bridgeOR"), max_size=40))
def test_anything_can_be_searched_for(live: Live, query: str) -> None:
    path = f"?q={quote(query.encode('utf-8', 'surrogatepass'))}"
    assert live.ask(f"/search{path}", Accept=BROWSER).status == live.ask(f"/search{path}").status or not query.strip()
    assert live.ask(f"/api/events{path}").status in (200, 400)
    feed = live.ask(f"/feeds/query.json{path}")
    if feed.status == 301:
        feed = live.ask(feed.headers["Location"])
    assert feed.status in (200, 400)


@pytest.mark.parametrize(
    ("typed", "meant"), [("Solvagn", "solvang"), ("enginear", "engineer"), ("norway+enginear", "norway engineer")]
)
def test_a_misspelt_search_is_corrected_and_says_so(live: Live, typed: str, meant: str) -> None:
    answer = live.ask(f"/search?q={typed}")
    assert hits(answer) == hits(live.ask(f"/search?q={quote(meant)}")) == [live.slugs["bridge"]]
    (note,) = page(answer).cssselect(".corrected")
    assert note.findtext("q") == typed.replace("+", " ")
    assert note.findtext("strong/a") == meant
    assert hits(live.ask(str(note.cssselect("a")[0].get("href")))) == hits(answer)
    assert listed(live.ask(f"/api/events?q={typed}")) == []


@pytest.mark.parametrize("typed", ["Solvang", "zeppelin", "%22Solvagn+said%22", "norway+zeppelin", "fjord*+-norway"])
def test_what_is_spelt_well_or_like_nothing_stays_as_it_is(live: Live, typed: str) -> None:
    shown = page(live.ask(f"/search?q={typed}"))
    assert not shown.cssselect(".corrected")


def test_a_search_suggests_whom_and_what_it_names(live: Live) -> None:
    named = page(live.ask("/search?q=solvang")).cssselect(".named a")
    assert [(one.text, one.get("href")) for one in named] == [("Ingrid Solvang", "/people/ingrid-solvang")]


def test_a_search_is_narrowed_by_what_its_results_have_in_common_and_by_dates(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        harbour, quay = (
            live.put(event(name, section=section, published=STORED - timedelta(days=days)))
            for name, section, days in (("harbour", "Sport", 3), ("quay", "Politics", 0))
        )
        shown = page(live.ask("/search?q=council"))
        links = {str(one.text): str(one.get("href")) for one in shown.cssselect(".narrow li a")}
        assert hits(live.ask(links["Sport"])) == [harbour]
        (back,) = page(live.ask(links["Sport"])).cssselect(".within a[aria-label]")
        assert hits(live.ask(str(back.get("href")))) == [quay, harbour]
        day = STORED.date().isoformat()
        assert hits(live.ask(f"/search?q=council&published_from={day}&published_until=")) == [quay]
        assert hits(live.ask(f"/search?q=council&published_from=&published_until={day}")) == [harbour]
        assert live.ask("/search?q=council&published_from=yesterday").status == 400


def test_the_words_in_the_news_are_read_once_until_something_changes(empty: Live) -> None:
    known, texts = KnownWords(), ("The harbour reopens.", "A zeppelin lands.")
    found = []
    for number, said in enumerate(texts):
        empty.put(event(f"dock {number}", text=said, standfirst=None))
        with empty.store.snapshot() as seen:
            found.append(known.read(seen))
            assert known.read(seen) is found[-1]
    assert ["zeppelin" in words for words in found] == [False, True]
