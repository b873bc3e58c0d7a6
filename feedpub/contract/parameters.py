"""What may be asked for: every parameter of an address, with its schema, its meaning and an example."""

import re
from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel

from feedpub.model.listing import DEFAULT_LIMIT, MAX_LIMIT
from feedpub.model.members import members
from feedpub.model.selection import FACET_ORDERS, KINDS, ORDERS, PublicStatus

Schema = dict[str, Any]
_SLUG: Schema = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 100}
_CURSOR: Schema = {"type": "string", "pattern": "^[A-Za-z0-9_-]+$", "minLength": 16, "maxLength": 200}
_AFTER: Schema = {"type": "string", "pattern": "^(now|[0-9]{1,18}|[A-Za-z0-9_-]{20,200})$"}
_SURE: Schema = {"type": "string", "pattern": r"^(0(\.[0-9]{1,2})?|1(\.00?)?)$"}
_EXAMPLES = {
    "section": "science", "tag": "bridges", "person": "ingrid-solvang", "organization": "harbour-authority",
    "place": "bergen-no", "type": "resignation", "speaker": "ingrid-solvang", "language": "en",
}  # fmt: skip


def _asked(name: str, description: str, schema: Schema, example: Any) -> Schema:
    shown = {"example": example} if example is not None else {}
    return {"name": name, "in": "query", "description": description, "schema": schema, **shown}


def _facets() -> dict[str, Schema]:
    about = "Only events that have this {}, by its name in addresses."
    return {kind: _asked(kind, about.format(kind), _SLUG, _EXAMPLES[kind]) for kind in KINDS}


_SEARCH = _asked(
    "q",
    'Only events that say this: words that must all occur, "exact phrases", -without and begin*.',
    {"type": "string", "minLength": 1, "maxLength": 200},
    '"port council" -strike',
)
_SURE_ENOUGH = _asked(
    "min_confidence", "Leaves out answers that are less sure, and events of which nothing is left.", _SURE, "0.9"
)
_STATUS: Schema = {"type": "string", "enum": list(get_args(PublicStatus))}
_SOURCE: Schema = {"type": "string", "minLength": 1, "maxLength": 100}
# 29 February is taken as well, in the years that have it.
_MONTH_AND_DAY = "((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)"
_CLOCK = r"([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])"
_MOMENT: Schema = {"type": "string", "pattern": f"^[12][0-9]{{3}}-{_MONTH_AND_DAY}(T{_CLOCK})?$"}
_FRACTION = r"(\.[0-9]{1,6})?"
_LATITUDE = rf"[+-]?([0-8]?[0-9]{_FRACTION}|90)"
_LONGITUDE = rf"[+-]?((1[0-7][0-9]|[0-9]{{1,2}}){_FRACTION}|180)"
_KILOMETRES = rf"(0\.[0-9]{{0,5}}[1-9]|([1-9][0-9]{{0,3}}|1[0-9]{{4}}){_FRACTION})"
_NEAR: Schema = {"type": "string", "pattern": f"^{_LATITUDE},{_LONGITUDE},{_KILOMETRES}$"}


def _times(name: str, about: str) -> Iterator[Schema]:
    yield _asked(f"{name}_from", f"{about} at this time or later: a day (in UTC) or an instant.", _MOMENT, "2024-04-22")
    yield _asked(f"{name}_until", f"{about} before this time: a day (in UTC) or an instant.", _MOMENT, "2024-05-01")


def _further() -> Iterator[Schema]:
    yield _asked("source", "Only events of this source.", _SOURCE, "wire")
    yield _asked("status", "Only what stands, or only notices that something was taken back.", _STATUS, "usable")
    yield _asked("near", "Only events in this circle: latitude, longitude and kilometres.", _NEAR, "60.39,5.32,30")
    yield from _times("published", "Only what was published first")
    yield from _times("happened", "Only what happened")
    yield _exclusions()


def _exclusions() -> Schema:
    """Describe what is left out as one object, each member a parameter: generated clients know -tag and tag by one name."""
    forms = {f"-{kind}": _SLUG | {"description": f"Leaves out events that have this {kind}."} for kind in KINDS}
    forms["-source"] = _SOURCE | {"description": "Leaves out events of this source."}
    forms["-status"] = _STATUS | {"description": "Leaves out what has this status."}
    schema = {"type": "object", "properties": forms, "additionalProperties": False}
    told = _asked("exclude", "What is left out: parameters of their own, such as -tag=.", schema, {"-tag": "elsewhere"})
    return told | {"style": "form", "explode": True}


FILTERS: dict[str, Schema] = {
    **_facets(),
    **{one["name"]: one for one in (_SEARCH, _SURE_ENOUGH, *_further())},
}
"""The parameters that cut a list, in the order in which addresses have them."""

SORT = _asked(
    "sort",
    "In which order, the latest first: by first publication, by the last change, or by when it happened.",
    {"type": "string", "enum": list(ORDERS), "default": ORDERS[0]},
    "updated",
)

SORT_FACETS = _asked(
    "sort",
    "In which order: that of the slugs, or the most frequent first. Counts move while a list is read by them.",
    {"type": "string", "enum": list(FACET_ORDERS), "default": FACET_ORDERS[0]},
    "count",
)


def fields_of(model: type[BaseModel]) -> Schema:
    """Describe the parameter that chooses members of a list's items.

    Args:
        model: of the items.
    """
    names = members(model)
    one = f"({'|'.join(re.escape(name) for name in names)})"
    outer = [name for name in names if "." not in name]
    about = f"Only these members of each item: {', '.join(outer)}, or members of one, joined by a dot; several by commas."
    return _asked("fields", about, {"type": "string", "pattern": f"^{one}(,{one})*$"}, ",".join(outer[:2]))


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
        "Where to go on: cursor of the page before, the number of a change (2^53 - 1 at most), or now for the present end.",
        _AFTER,
        "0",
    ),
    "wait": _asked(
        "wait",
        "Seconds to wait for a change where there is none yet; then an empty page is the answer.",
        {"type": "integer", "minimum": 0, "maximum": 60, "default": 0},
        25,
    ),
}
"""The parameters of the list of changes."""

COPYING: dict[str, Schema] = {
    "snapshot": _asked("snapshot", "Takes a snapshot up again: cursor of its first line.", _AFTER, None),
    "after_event": _asked(
        "after",
        "Id of the last event of the snapshot that was read.",
        {"type": "string", "pattern": "^urn:uuid:[0-9a-f-]{0,36}$"},
        "urn:uuid:0b5c3b34-7d0c-5a0e-9d3f-5d2f6f2f7c11",
    ),
    "prefix": _asked(
        "prefix",
        "Only events whose UUIDs begin with these hexadecimal digits.",
        {"type": "string", "pattern": "^[0-9a-f]{0,8}$"},
        "0b",
    ),
}
"""The parameters by which copies are made and compared."""

PARAMETERS: dict[str, Schema] = {**PAGING, "sort": SORT, "sort_facets": SORT_FACETS, **FILTERS, **FOLLOWING, **COPYING}
"""All of them, by name."""
PATH_PARAMETERS: dict[str, Schema] = {
    "id": {
        "name": "id",
        "in": "path",
        "required": True,
        "description": "Of the event: its UUID, with urn:uuid: before it or without.",
        "schema": {"type": "string", "pattern": "^(urn:uuid:)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"},
        "example": "urn:uuid:0b5c3b34-7d0c-5a0e-9d3f-5d2f6f2f7c11",
    },
}
"""Those that stand in paths, by name."""
