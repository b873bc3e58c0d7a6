"""Whom and what events are about, and what was said: lists in pages, cut, counted and sorted."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest

from feedpub.model.event import Event
from tests.builders import event
from tests.web.conftest import STORED, Live, serving

HOST = "https://news.example"
NAMES = ("Mira Oduya", "Jonas Veld", "Ada Osei")


def told(number: int) -> Event:
    """An event in which the first of two or three people says two things; each happened later than the one before."""
    names = NAMES[: 2 + number % 2] if number % 3 else NAMES[1:]
    text = "The council met on Monday. " + " ".join(f"“Dock {part} opens,” said {names[0]}." for part in "ab")
    text += " " + " ".join(f"{name} came." for name in names)

    def shown(words: str, nth: int = 0) -> dict[str, Any]:
        start = -1
        for _ in range(nth + 1):
            start = text.index(words, start + 1)
        return {"evidence": [{"start": start, "end": start + len(words), "text": words}], "rule": "made", "confidence": 0.9}

    who = [{"id": f"w{at}", "name": name, "kind": "person", **shown(name)} for at, name in enumerate(names)]
    speaker = {"name": names[0], "who": "w0", "text": names[0], **shown(names[0])}
    quotes = [
        {"id": f"q{part}", "text": f"Dock {part} opens", "kind": "direct", "speaker": speaker, **shown(f"Dock {part} opens")}
        for part in "ab"
    ]
    when = {"value": f"2024-04-{20 - number:02}", "precision": "day", "role": "event", "text": "Monday", **shown("Monday")}
    what = {"summary": "The council met on Monday.", "action": "met", "type": "meeting", **shown("met")}
    made = event(f"dock {number}", text=text, published=STORED - timedelta(hours=number), section="Sport", standfirst=None)
    return Event.model_validate(made.model_dump() | {"who": who, "quotes": quotes, "when": [when], "what": what})


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    with serving(tmp_path_factory.mktemp("lookups")) as live:
        for number in range(7):
            live.put(told(number), now=STORED + timedelta(minutes=number))
        live.put(event("silent", published=STORED - timedelta(days=1)), now=STORED + timedelta(minutes=9))
        live.put(told(8))
        live.remove(told(8), STORED + timedelta(minutes=10))
        yield live


def items(live: Live, path: str) -> list[dict[str, Any]]:
    """Walk all pages of a list by their links, which stand in the header as well."""
    found = []
    while path:
        answer = live.ask(path)
        body = orjson.loads(answer.body)
        assert answer.status == 200, body
        assert live.ask(path, If_None_Match=answer.headers["ETag"]).status == 304
        found += body["items"]
        assert (body["next"] is not None) == body["has_more"]
        assert (f'<{body["next"]}>; rel="next"' in answer.headers["Link"]) == body["has_more"]
        path = (body["next"] or "").removeprefix(HOST)
    return found


@pytest.mark.parametrize("limit", [1, 2, 200])
@pytest.mark.parametrize("query", ["", "&published_from=2024-05-06T08:00Z", "&speaker=mira-oduya", "&-person=ada-osei"])
def test_people_are_counted_as_the_list_of_events_has_them(site: Live, limit: int, query: str) -> None:
    listed = items(site, f"/api/events?limit=200{query}")
    counted = Counter(name for one in listed for name in {who["name"] for who in one["who"]})
    found = items(site, f"/api/people?limit={limit}{query}")
    assert {one["label"]: one["count"] for one in found} == counted
    assert [one["slug"] for one in found] == sorted(one["slug"] for one in found)
    for one in found:
        assert len(items(site, one["events"].removeprefix(HOST))) >= one["count"]
        assert site.ask(one["url"].removeprefix(HOST)).status == 200


@pytest.mark.parametrize("query", ["", "&published_from=2024-05-06T08:00Z", "&-person=ada-osei"])
def test_people_are_sorted_by_how_many_events_name_them(site: Live, query: str) -> None:
    by_slug = items(site, f"/api/people?limit=200{query}")
    expected = sorted(by_slug, key=lambda one: (-one["count"], one["slug"]))
    for limit in (1, 2, 200):
        assert items(site, f"/api/people?sort=count&limit={limit}{query}") == expected
    assert site.ask("/api/people?sort=happened").status == site.ask("/api/events?sort=count").status == 400


def test_types_say_what_belongs_to_them(site: Live) -> None:
    (meeting,) = items(site, "/api/types")
    assert (meeting["slug"], meeting["label"], meeting["count"]) == ("meeting", "Meeting", 7)
    known = {one["slug"]: one for one in orjson.loads(site.ask("/schemas/event-types.json").body)["types"]}
    assert {name: meeting.get(name) for name in ("definition", "topic", "topic_name")} == {
        name: known.get("meeting", {}).get(name) for name in ("definition", "topic", "topic_name")
    }
    assert items(site, "/api/organizations") == items(site, "/api/places") == []


@pytest.mark.parametrize("limit", [1, 3, 4, 200])
@pytest.mark.parametrize("order", ["published", "updated", "happened"])
def test_what_was_said_is_listed_whole_however_pages_are_cut(site: Live, limit: int, order: str) -> None:
    listed = items(site, f"/api/events?sort={order}&limit=200")
    expected = [(one["id"], quote) for one in listed for quote in one["quotes"]]
    found = items(site, f"/api/quotes?sort={order}&limit={limit}")
    assert [(one.pop("event")["id"], one) for one in found] == expected
    assert len(expected) == 14


@pytest.mark.parametrize("limit", [1, 3, 200])
def test_of_a_speaker_only_their_own_words_are_listed(site: Live, limit: int) -> None:
    for name in NAMES[:2]:
        said = [one for one in items(site, "/api/quotes") if one["speaker"]["name"] == name]
        found = items(site, f"/api/quotes?speaker={name.lower().replace(' ', '-')}&limit={limit}")
        assert found == said
        assert said
    assert items(site, f"/api/quotes?min_confidence=0.95&limit={limit}") == []


def test_events_come_in_the_order_that_is_asked_for(site: Live) -> None:
    def order(sort: str, limit: int) -> list[str]:
        return [one["article"]["headline"] for one in items(site, f"/api/events?sort={sort}&limit={limit}")]

    docks = [f"Council reopens dock {number}" for number in range(7)]
    for limit in (1, 3, 200):
        assert order("published", limit) == [*docks, "Council reopens silent"]
        assert order("updated", limit) == ["Council reopens silent", *docks[::-1]]
        assert order("happened", limit) == [*docks, "Council reopens silent"]


def test_fields_choose_among_the_members_of_items(site: Live) -> None:
    (one, *_) = items(site, "/api/events?fields=id,article.headline,who.name")
    whole, *_ = items(site, "/api/events")
    headline = whole["article"]["headline"]
    assert one == {
        "id": whole["id"],
        "article": {"headline": headline},
        "who": [{"name": who["name"]} for who in whole["who"]],
    }
    page = orjson.loads(site.ask("/api/events?limit=1&fields=who.name,id").body)
    assert "fields=id,who.name&" in page["next"]
    assert [*items(site, "/api/people?fields=slug")[0]] == ["slug"]
    assert items(site, "/api/events?fields=who,who.name")[0] == {"who": whole["who"]}
    assert [*items(site, "/api/quotes?fields=event.headline&limit=2")[0]["event"]] == ["headline"]


@pytest.mark.parametrize("path", ["/api/events", "/api/quotes", "/api/people", "/api/types"])
def test_every_parameter_at_fault_is_named_at_once(site: Live, path: str) -> None:
    query = "limit=0&fields=id,colour&cursor=abc&near=1&no=1" + (
        "&sort=size" if path in ("/api/events", "/api/quotes") else ""
    )
    problem = orjson.loads(site.ask(f"{path}?{query}").body)
    named = [one["parameter"] for one in problem["errors"]]
    assert named == [one.partition("=")[0] for one in query.split("&")]


def test_each_facet_that_no_event_has_is_named(site: Live) -> None:
    for path in ("/api/events", "/api/quotes", "/api/people"):
        answer = site.ask(f"{path}?person=nobody&section=none")
        assert answer.status == 400
        assert [one["parameter"] for one in orjson.loads(answer.body)["errors"]] == ["section", "person"]


def test_a_cursor_goes_on_with_its_own_list_alone(site: Live) -> None:
    lists = ["/api/events?", "/api/events?sort=updated&", "/api/quotes?", "/api/quotes?sort=happened&", "/api/people?"]
    cursors = [orjson.loads(site.ask(f"{path}limit=1").body)["next"].rpartition("=")[2] for path in lists]
    for path in lists:
        took = [site.ask(f"{path}limit=1&cursor={cursor}").status for cursor in cursors]
        assert took == [200 if path == of else 400 for of in lists]


def test_what_is_taken_back_quotes_nobody(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        live.put(told(1))
        notice = event("dock 1", status="canceled")
        live.put(notice, now=STORED + timedelta(minutes=1))
        assert items(live, "/api/quotes") == items(live, "/api/people") == []
        assert [one["status"] for one in items(live, "/api/events?sort=happened")] == ["canceled"]
