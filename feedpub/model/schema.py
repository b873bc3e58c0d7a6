"""The JSON Schema of Event, as published at schemas/event.schema.json, and those of earlier versions."""

import json
from importlib.resources import files
from typing import Any

from feedpub.model.event import SCHEMA_VERSION, Event

VERSIONS = ("1.0", SCHEMA_VERSION)
"""Every version that events were ever published in."""


def event_schema(version: str = SCHEMA_VERSION) -> dict[str, Any]:
    """Write the schema from the model; that of an earlier version is kept as it was.

    Args:
        version: among ``VERSIONS``.

    Returns:
        A JSON Schema (draft 2020-12) of the JSON document of one event.
    """
    if version != SCHEMA_VERSION:
        kept: dict[str, Any] = json.loads(files("feedpub.model").joinpath(f"event-{version}.schema.json").read_text("utf-8"))
        return kept
    schema = Event.model_json_schema(mode="serialization")
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:feedpub:schema:event:{SCHEMA_VERSION}",
        "title": "feedpub event",
    }
    return head | {key: value for key, value in schema.items() if key != "title"}


def event_schema_text() -> str:
    """Write the schema as the file schemas/event.schema.json holds it.

    Returns:
        The schema as indented JSON with a final newline.
    """
    return json.dumps(event_schema(), indent=2, ensure_ascii=False) + "\n"
