"""The JSON API and the health report over a real socket."""

import re
from datetime import timedelta
from pathlib import Path

import jsonschema
import orjson

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
