"""The JSON API and the health report over a real socket."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import jsonschema
import orjson

from feedpub.model.schema import VERSIONS
from tests.builders import event
from tests.web.conftest import STORED, Live, serving

DESCRIBED = '<https://news.example/schemas/event.schema.json>; rel="describedby"; type="application/schema+json"'


def path_of(link: str) -> str:
    found = re.search(r'<https://news\.example([^>]*)>; rel="next"', link)
    assert found
    return found[1]


def test_the_list_is_walked_by_its_links(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        stored = [live.put(event(f"dock {number}", published=STORED - timedelta(hours=number))) for number in range(5)]
        seen, path = [], "/api/events?limit=2"
        while path:
            page = live.ask(path)
            body = orjson.loads(page.body)
            seen += [item["article"]["url"].rpartition("/")[2] for item in body["items"]]
            assert (body["next"] is not None) == body["has_more"] == ('rel="next"' in page.headers["Link"])
            path = path_of(page.headers["Link"]) if body["has_more"] else ""
        assert seen == stored


def test_a_poller_of_changes_ends_with_a_copy(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        copy: dict[str, str] = {}
        after = 0

        def poll() -> None:
            nonlocal after
            more = True
            while more:
                body = orjson.loads(live.ask(f"/api/changes?after={after}&limit=2").body)
                for change in body["items"]:
                    if change["op"] == "delete":
                        del copy[change["id"]]
                    else:
                        copy[change["id"]] = change["event"]["article"]["headline"]
                after, more = body["cursor"], body["has_more"]

        for key in "abc":
            live.put(event(key))
        poll()
        live.put(event("a", headline="Council closes a"), now=STORED + timedelta(minutes=1))
        live.remove(event("b"), STORED + timedelta(minutes=2))
        live.put(event("d"), now=STORED + timedelta(minutes=3))
        poll()
        listed = orjson.loads(live.ask("/api/events").body)["items"]
        assert copy == {item["id"]: item["article"]["headline"] for item in listed}
        assert "Council closes a" in copy.values()


def test_every_document_of_an_event_leads_to_the_schema_that_it_obeys(live: Live) -> None:
    schema = orjson.loads(live.ask("/schemas/event.schema.json").body)
    paths = ("/api/events", f"/articles/{live.slugs['bridge']}.json")
    for answer in (live.ask(path) for path in paths):
        assert DESCRIBED in answer.headers["Link"]
        body = orjson.loads(answer.body)
        for item in body.get("items", [body]):
            jsonschema.validate(item, schema)
    assert DESCRIBED in live.ask("/api/changes").headers["Link"]


def test_answers_that_are_less_sure_than_asked_for_are_left_out(live: Live) -> None:
    def listed(least: str) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = orjson.loads(live.ask(f"/api/events?min_confidence={least}").body)["items"]
        return items

    def answers(item: dict[str, Any]) -> list[dict[str, Any]]:
        found = [*item["who"], *item["when"], *item["where"], *item["quotes"], *([item["what"]] if item["what"] else [])]
        return found + [quote["speaker"] for quote in item["quotes"] if quote["speaker"]]

    assert listed("0") == orjson.loads(live.ask("/api/events").body)["items"]
    for least in ("0.5", "0.9", "0.98"):
        for item in listed(least):
            assert all(answer["confidence"] >= float(least) for answer in answers(item))
            assert answers(item) or item["status"] == "canceled"
            known = {who["id"] for who in item["who"]}
            assert known >= {answer["who"] for answer in answers(item) if "who" in answer}
    bridge = {len(answers(next(item for item in listed(least) if item["who"]))) for least in ("0", "0.6", "0.9", "0.95")}
    assert len(bridge) == 4, "each line leaves out more"
    assert not [item for item in listed("1") if item["status"] == "usable"], "an event of which nothing is left is left out"
    page = live.ask("/api/events?min_confidence=0.9&limit=1")
    assert "min_confidence=0.9" in orjson.loads(page.body)["next"]
    for wrong in ("2", "-1", "0.123", "high", "1.5", "nan"):
        assert live.ask(f"/api/events?min_confidence={wrong}").status == 400


def test_feeds_are_cut_by_how_sure_answers_are(live: Live) -> None:
    moved = live.ask("/feeds/query.json?min_confidence=0.90&person=ingrid-solvang")
    assert (moved.status, moved.headers["Location"]) == (
        301,
        "/feeds/query.json?person=ingrid-solvang&min_confidence=0.9",
    )
    feed = orjson.loads(live.ask("/feeds/query.answers.json?person=ingrid-solvang&min_confidence=0.9").body)
    assert "at least 90 % sure" in feed["title"]
    (item,) = feed["items"]
    assert [who["name"] for who in item["_feedpub"]["who"]] == ["Ingrid Solvang", "Harbour Authority"]
    assert b"inspectors</fp:name>" not in live.ask("/feeds/query.answers.rss?min_confidence=0.9").body
    assert orjson.loads(live.ask("/feeds/query.json?person=ingrid-solvang&min_confidence=0.97").body)["items"] == []
    page = live.ask("/events?min_confidence=0.9").body.decode()
    assert "at least 90 % sure" in page


def test_every_version_of_the_schema_stays_where_it_was(live: Live) -> None:
    served = {version: orjson.loads(live.ask(f"/schemas/event-{version}.schema.json").body) for version in VERSIONS}
    assert [schema["$id"] for schema in served.values()] == [f"urn:feedpub:schema:event:{version}" for version in VERSIONS]
    assert orjson.loads(live.ask("/schemas/event.schema.json").body) == served[VERSIONS[-1]]
