"""What may be asked for: every parameter of an address, with its schema, its meaning and an example."""

from typing import Any

from feedpub.model.listing import DEFAULT_LIMIT, MAX_LIMIT
from feedpub.model.selection import KINDS

Schema = dict[str, Any]
_SLUG: Schema = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 100}
_CURSOR: Schema = {"type": "string", "pattern": "^[A-Za-z0-9_-]+$", "minLength": 16, "maxLength": 200}
_SURE: Schema = {"type": "string", "pattern": r"^(0(\.[0-9]{1,2})?|1(\.00?)?)$"}
_EXAMPLES = {
    "section": "science", "tag": "bridges", "person": "ingrid-solvang", "organization": "harbour-authority",
    "place": "bergen-no", "type": "resignation", "speaker": "ingrid-solvang", "language": "en",
}  # fmt: skip


def _asked(name: str, description: str, schema: Schema, example: Any) -> Schema:
    return {"name": name, "in": "query", "description": description, "schema": schema, "example": example}


def _facets() -> dict[str, Schema]:
    about = "Only events that have this {}, by its name in addresses."
    return {kind: _asked(kind, about.format(kind), _SLUG, _EXAMPLES[kind]) for kind in KINDS}


FILTERS: dict[str, Schema] = {
    **_facets(),
    "q": _asked(
        "q",
        'Only events that say this: words that must all occur, "exact phrases", -without and begin*.',
        {"type": "string", "minLength": 1, "maxLength": 200},
        '"port council" -strike',
    ),
    "min_confidence": _asked(
        "min_confidence",
        "Leaves out answers that are less sure, and events of which nothing is left.",
        _SURE,
        "0.9",
    ),
}
"""The parameters that cut a list, in the order in which addresses have them."""

PAGING: dict[str, Schema] = {
    "cursor": _asked("cursor", "Where the list goes on: from next of the page before.", _CURSOR, None),
    "limit": _asked(
        "limit",
        "Items on a page at most.",
        {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT},
        20,
    ),
}
"""The parameters by which every list is walked."""

FOLLOWING: dict[str, Schema] = {
    "after": _asked(
        "after",
        "The last sequence number seen: cursor of the page before. 0 for the beginning.",
        {"type": "integer", "minimum": 0, "maximum": 2**63 - 1, "default": 0},
        0,
    ),
}
"""The parameters of the list of changes."""

COPYING: dict[str, Schema] = {
    "prefix": _asked(
        "prefix",
        "Only events whose UUIDs begin with these hexadecimal digits.",
        {"type": "string", "pattern": "^[0-9a-f]{0,8}$"},
        "0b",
    ),
}
"""The parameters by which copies are compared."""

PARAMETERS: dict[str, Schema] = {**PAGING, **FILTERS, **FOLLOWING, **COPYING}
"""All of them, by name."""
PATH_PARAMETERS: dict[str, Schema] = {}
"""Those that stand in paths, by name."""
