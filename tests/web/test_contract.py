"""The description of the API is that of what is served."""

import re
from typing import Any

import jsonschema
import orjson
import pytest

from feedpub.contract import openapi
from tests.formats.samples import bridge
from tests.web.conftest import Live

Description = dict[str, Any]


def _asked(description: Description) -> list[tuple[str, Description]]:
    return [(path, operations["get"]) for path, operations in description["paths"].items()]


def _found(description: Any, part: Any) -> Any:
    for name in part.get("$ref", "#").split("/")[1:]:
        description = description[name]
    return description if "$ref" in part else part


def test_each_address_takes_the_parameters_that_it_is_described_with(live: Live) -> None:
    served = orjson.loads(live.ask("/openapi.json").body)
    for path, operation in _asked(served):
        asked = path.format(id=bridge().id)
        parameters = [_found(served, one) for one in operation["parameters"]]
        (fault,) = orjson.loads(live.ask(f"{asked}?no-such=1").body)["errors"]
        taken = re.findall(r"[\w-]+", fault["detail"].partition("there are: ")[2])
        described = [
            name for one in parameters if one["in"] == "query" for name in one["schema"].get("properties", [one["name"]])
        ]
        assert sorted(taken) == sorted(described), path


def test_answers_are_what_they_are_described_as(live: Live) -> None:
    served = orjson.loads(live.ask("/openapi.json").body)
    for path, operation in _asked(served):
        for query, status in (("", 200), ("?no-such=1&limit=x", 400)):
            answer = live.ask(path.format(id=bridge().id) + query)
            described = _found(served, operation["responses"][str(status)])
            assert answer.status == status
            content = described["content"][answer.headers["Content-Type"]]
            if "ndjson" in answer.headers["Content-Type"]:
                continue  # which has a test of its own
            checker = _checker(content["schema"], served)
            checker.validate(orjson.loads(answer.body))
            if "example" in content:
                checker.validate(content["example"])
            assert all(name in answer.headers for name in described["headers"] if not name.startswith("RateLimit"))


def _checker(schema: Description, served: Description) -> jsonschema.Draft202012Validator:
    whole = {**schema, "components": served["components"]}
    return jsonschema.Draft202012Validator(whole, format_checker=jsonschema.FormatChecker())


def _described(live: Live, path: str) -> list[tuple[str, Description, Description]]:
    """Validate what an address answers by each of our schemas that it names for the whole of it."""
    answer = live.ask(path)
    named = re.findall(r'<https://news\.example(/schemas/[^>]+)>; rel="describedby"', answer.headers["Link"])
    schemas = [(name, orjson.loads(live.ask(name).body)) for name in named if not name.startswith("/schemas/event.")]
    lines = answer.body.splitlines() if "ndjson" in answer.headers["Content-Type"] else [answer.body]
    found = []
    for name, schema in schemas:
        jsonschema.Draft202012Validator.check_schema(schema)
        for line in lines:
            jsonschema.validate(orjson.loads(line), schema)
            found.append((name, schema, orjson.loads(line)))
    return found


def test_each_document_names_the_schema_that_it_obeys(live: Live) -> None:
    served = orjson.loads(live.ask("/openapi.json").body)
    without = {"/api/events/{id}", "/schemas/event.schema.json", "/openapi.json"}  # of others, which have tests of their own
    for path, operation in _asked(served):
        asked = path.format(id=bridge().id)
        fields = "fields" in [_found(served, one)["name"] for one in operation["parameters"]]
        for query in ("", "?no-such=1", *(["?fields=id"] if fields and path == "/api/events" else [])):
            found = _described(live, asked + query)
            assert found or (path in without and not query), path
            for name, schema, document in found:
                assert schema["$id"] == f"urn:feedpub:schema:{re.sub(r'-(?=[0-9])', ':', name[9:]).partition('.')[0]}"
                with pytest.raises(jsonschema.ValidationError):
                    jsonschema.validate(dict.fromkeys(document), schema)
    assert "spec.openapis.org" in live.ask("/openapi.json").headers["Link"]


def test_lines_of_a_snapshot_are_what_they_are_described_as(live: Live) -> None:
    served = orjson.loads(live.ask("/openapi.json").body)
    first, *events, last = live.ask("/api/events.ndjson").body.splitlines()
    assert len(events) == 3
    lines = [("SnapshotHead", first), *(("SnapshotEvent", line) for line in events), ("SnapshotEnd", last)]
    for name, line in lines:
        _checker({"$ref": f"#/components/schemas/{name}"}, served).validate(orjson.loads(line))


def test_the_description_names_the_site_and_its_pages(live: Live) -> None:
    served = orjson.loads(live.ask("/openapi.json").body)
    assert served["servers"] == [{"url": "https://news.example"}]
    for path in ("/api/events", "/api/changes?after=x", "/openapi.json", "/schemas/event.schema.json"):
        links = live.ask(path).headers["Link"]
        assert '<https://news.example/openapi.json>; rel="service-desc"; type="application/json"' in links
        assert '<https://news.example/api>; rel="service-doc"; type="text/html"' in links
    assert "service-desc" not in live.ask("/").headers.get("Link", "")


def test_people_find_every_address_and_document_on_a_page(live: Live) -> None:
    described = openapi()
    page = live.ask("/api").body.decode()
    assert '<a href="/api">' in live.ask("/").body.decode()
    assert '<a href="/api">' in live.ask("/feeds").body.decode()
    for path, operation in _asked(described):
        assert f"GET {path}<" in page
        assert f'id="{operation["operationId"]}"' in page
        (section,) = re.findall(rf'<h3 id="{operation["operationId"]}">.*?</section>', page, re.S)
        taken = [_found(described, one) for one in operation["parameters"]]
        names = {name for one in taken for name in one["schema"].get("properties", {one["name"]: None})}
        assert names <= set(re.findall(r"<code>([\w-]+)</code>", section)), path
    ids = re.findall(r'id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
    assert set(described["components"]["schemas"]) <= set(ids)


def test_pages_of_other_sites_may_ask_and_are_told(live: Live) -> None:
    asked = live.ask("/api/events", "OPTIONS", Origin="https://other.example", Access_Control_Request_Method="GET")
    assert (asked.status, asked.headers["Access-Control-Allow-Origin"]) == (200, "*")
    assert set(asked.headers["Access-Control-Allow-Methods"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert {"If-None-Match", "Last-Event-ID"} <= set(asked.headers["Access-Control-Allow-Headers"].split(", "))
    for path in ("/api/events", "/api/events?limit=0", "/feeds/all.rss", "/openapi.json"):
        shown = live.ask(path, Origin="https://other.example").headers
        assert shown["Access-Control-Allow-Origin"] == "*"
        assert {"Link", "ETag", "Retry-After", "RateLimit", "RateLimit-Policy"} <= set(
            shown["Access-Control-Expose-Headers"].split(", ")
        )
