"""The schemas that we publish say what we publish."""

import json
from pathlib import Path

import orjson
import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from feedpub.formats import eventjson, jsonfeed, ninjs
from feedpub.model.schema import event_schema
from tests.formats import samples

SCHEMAS = Path(__file__).parents[2] / "schemas"


def validator(name: str) -> Draft202012Validator:
    loaded = [json.loads(path.read_bytes()) for path in sorted(SCHEMAS.glob("*.schema.json"))]
    registry: Registry[object] = Registry().with_resources(
        (schema["$id"], Resource.from_contents(schema)) for schema in loaded
    )
    schema = json.loads((SCHEMAS / name).read_bytes())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, registry=registry)


def test_the_events_schema_is_the_models() -> None:
    path = SCHEMAS / "event.schema.json"
    assert json.loads(path.read_bytes()) == event_schema(), "renew it: feedpub schema > schemas/event.schema.json"


@pytest.mark.parametrize("name", samples.EVENTS)
def test_an_events_document_fits_its_schema(name: str) -> None:
    document = orjson.loads(eventjson.render(samples.feed(samples.entry(name))))
    validator("event.schema.json").validate(document)
    assert document["article"]["url"] == f"https://news.example/articles/{name}"
    assert list(document) == [
        "schema_version",
        "id",
        "revision",
        "status",
        "article",
        "who",
        "what",
        "when",
        "where",
        "quotes",
    ]


def test_the_answers_in_a_json_feed_fit_their_schema() -> None:
    items = orjson.loads(jsonfeed.render(samples.feed(*map(samples.entry, samples.EVENTS))))["items"]
    for item in items:
        validator("jsonfeed.schema.json").validate(item["_feedpub"])


@pytest.mark.parametrize("name", samples.EVENTS)
def test_what_ninjs_says_of_quotations_fits_its_schema(name: str) -> None:
    validator("ninjs.schema.json").validate(orjson.loads(ninjs.render(samples.feed(samples.entry(name)))))
