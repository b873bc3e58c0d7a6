"""The description of the API is the file in schemas/, and nothing that clients rely on goes out of it unsaid."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from feedpub.contract import openapi, openapi_text
from tests.contract.narrowing import narrowings

FILE = Path(__file__).parents[2] / "schemas" / "openapi.json"


def test_the_file_is_what_the_models_say(update_golden: bool) -> None:
    kept = json.loads(FILE.read_text("utf-8"))
    lost = narrowings(kept, openapi())
    moved = kept["info"]["version"].split(".")[0] != openapi()["info"]["version"].split(".")[0]
    assert moved or not lost, "clients rely on this: put it back, or move the first number of API_VERSION"
    if update_golden:
        FILE.write_text(openapi_text(), "utf-8")
    assert FILE.read_text("utf-8") == openapi_text()


def test_the_description_is_openapi() -> None:
    OpenAPIV31SpecValidator(openapi()).validate()


def _without(*path: str | int) -> Callable[[Any], None]:
    def change(description: Any) -> None:
        for step in path[:-1]:
            description = description[step]
        del description[path[-1]]

    return change


def _with(value: Any, *path: str) -> Callable[[Any], None]:
    def change(description: Any) -> None:
        for step in path[:-1]:
            description = description[step]
        description[path[-1]] = value

    return change


WHEN = ("components", "schemas", "When")
JSON_OF_ITSELF = ("paths", "/openapi.json", "get", "responses", "200", "content", "application/json")


@pytest.mark.parametrize(
    ("change", "lost"),
    [
        (_without("paths", "/api/events"), "/api/events is gone"),
        (_without("paths", "/api/events", "get", "parameters", 0), "/api/events: the parameter cursor is gone"),
        (_without("paths", "/api/events", "get", "responses", "304"), "/api/events: 304 is gone"),
        (_without(*WHEN), "When is gone"),
        (_without(*WHEN, "properties", "precision"), "When.precision is gone"),
        (_with([], *WHEN, "required"), "When.value may be absent now"),
        (_with({"type": "integer"}, *WHEN, "properties", "value"), "When.value may be integer now"),
        (
            _with({"anyOf": [{"type": "string"}, {"type": "null"}]}, *WHEN, "properties", "value"),
            "When.value may be null now",
        ),
        (_with({"type": "string"}, *WHEN, "properties", "role"), "When.role may have other values now"),
        (_with({"$ref": "#/x"}, *WHEN, "properties", "evidence", "items"), "each of When.evidence may be #/x now"),
        (_with(100, "components", "parameters", "limit", "schema", "maximum"), "the parameter limit has a narrower maximum"),
        (_with("^a$", "components", "parameters", "q", "schema", "pattern"), "the parameter q has another pattern"),
        (_with(["a"], "components", "parameters", "q", "schema", "enum"), "the parameter q takes fewer values"),
        (_with(True, "components", "parameters", "q", "required"), "the parameter q must be given now"),
    ],
)
def test_what_clients_lose_is_named(change: Callable[[Any], None], lost: str) -> None:
    changed = copy.deepcopy(openapi())
    change(changed)
    assert any(lost in one for one in narrowings(openapi(), changed)), narrowings(openapi(), changed)


@pytest.mark.parametrize(
    "change",
    [
        _with({"type": "string"}, *WHEN, "properties", "colour"),
        _with({"const": "day", "type": "string"}, *WHEN, "properties", "precision"),
        _with(500, "components", "parameters", "limit", "schema", "maximum"),
        _with({}, "components", "schemas", "Another"),
        _with({"$ref": "#/components/schemas/Event"}, *JSON_OF_ITSELF, "schema"),
    ],
)
def test_what_clients_gain_is_no_loss(change: Callable[[Any], None]) -> None:
    changed = copy.deepcopy(openapi())
    change(changed)
    assert narrowings(openapi(), changed) == []


def test_a_list_of_names_may_grow_and_not_shrink() -> None:
    def naming(names: str) -> dict[str, Any]:
        schema = {"type": "string", "pattern": f"^({names})(,({names}))*$"}
        asked = {"parameters": [{"name": "fields", "in": "query", "schema": schema}], "responses": {}}
        return {"paths": {"/x": {"get": asked}}, "components": {"schemas": {}}}

    assert narrowings(naming("id|who"), naming("id|when|who")) == []
    assert narrowings(naming("id|when|who"), naming("id|who")) == ["/x: the parameter fields has another pattern"]
