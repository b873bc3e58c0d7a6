"""The JSON Schema of each document of the API, complete in itself, which its answers name (Link: rel=describedby)."""

import re
from typing import Any

from feedpub.contract.components import components
from feedpub.contract.operations import LINES, OPERATIONS
from feedpub.model.base import Frozen
from feedpub.model.event import Event
from feedpub.model.listing import API_VERSION, ProblemDetails, SparseList

Schema = dict[str, Any]
VERSION = API_VERSION.partition(".")[0]
"""Of these schemas: what their documents lose or narrow moves it."""
_WITHIN = "#/$defs/{model}"


def schema_name(model: type[Frozen]) -> str:
    """Return the name of a document's schema in addresses: that of its model, in words joined by hyphens."""
    return re.sub("(?<!^)(?=[A-Z])", "-", model.__name__).lower()


def _named() -> dict[str, tuple[type[Frozen], ...]]:
    models: list[type[Frozen]] = [one.answer for one in OPERATIONS if one.answer and one.answer is not Event]
    models += [SparseList, ProblemDetails]
    return {schema_name(model): (model,) for model in models} | {"snapshot-line": LINES}


SCHEMAS = _named()
"""The models that a document may be of, by the name of its schema; that of one event has versions of its own."""


def api_schema(name: str) -> Schema:
    """Write a schema.

    Args:
        name: among ``SCHEMAS``.

    Returns:
        A JSON Schema (draft 2020-12).
    """
    models = SCHEMAS[name]
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:feedpub:schema:{name}:{VERSION}",
        "title": f"feedpub {name.replace('-', ' ')}",
    }
    parts = components(models, _WITHIN)
    if len(models) == 1:  # Spelled out at the top, where programs look for what a document has.
        return {**parts[models[0].__name__], **head, "$defs": parts}
    return {**head, "anyOf": [{"$ref": _WITHIN.format(model=model.__name__)} for model in models], "$defs": parts}
