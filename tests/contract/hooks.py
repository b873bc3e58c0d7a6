"""What schemathesis is told of the API beyond its description: names that exist, and what no schema can say of a value.

Loaded by its SCHEMATHESIS_HOOKS; .ci/contract runs it.
"""

import re
from typing import Any

import schemathesis

# A value that a schema allows is one that somebody may have; only those that the site has find anything.
_EXISTING = {
    "section": ("infrastructure", "late"),
    "tag": ("bridges", "norway"),
    "person": ("ingrid-solvang",),
    "organization": ("harbour-authority",),
    "place": ("bergen-no",),
    "type": ("resignation",),
    "speaker": ("ingrid-solvang",),
    "language": ("en", "de", "en-gb"),
    "source": ("wire", "samples"),
    "q": ("bridge -sand", '"the quay"', "reop*"),
}
_UNSAYABLE = re.compile(
    "no event has this|is not one that this list gave out|has no word to search for|only says what to leave out|"
    "has more than 20 parts|is not after|is no number that a change can have"
)
"""Why a value is refused that its schema allows: it names what there is not, was never given out, fits no other value, or
is above 2^53 - 1, where no pattern ends that somebody could read."""


@schemathesis.hook
def map_query(_context: Any, query: dict[str, Any] | None) -> dict[str, Any] | None:
    """Put names that exist in the place of most that are made up."""
    made: dict[str, Any] = {}
    for name, value in (query or {}).items():
        known = _EXISTING.get(name.removeprefix("-"))
        fits = isinstance(value, str) and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value, re.ASCII) and len(value) <= 100
        made[name] = known[len(value) % len(known)] if known and fits and len(value) % 7 else value
    return made if query is not None else None


@schemathesis.hook
def before_call(_context: Any, case: Any, *_rest: Any) -> None:
    """Wait for no change, because none comes."""
    if re.fullmatch("[0-9]{1,2}", str((case.query or {}).get("wait", ""))) and int(case.query["wait"]) <= 60:
        case.query["wait"] = 0


@schemathesis.check
def takes_what_it_describes(_context: Any, response: Any, case: Any) -> None:
    """Refuse that a request is refused which the description allows, but for what no schema can say."""
    generation = case.meta.generation if case.meta else None
    if generation is None or not generation.mode.is_positive or response.status_code != 400:
        return
    faults = response.json().get("errors", [{"detail": "none"}])
    assert all(_UNSAYABLE.search(one["detail"]) for one in faults), faults


@schemathesis.check
def sends_whole_items(_context: Any, response: Any, case: Any) -> None:
    """Insist that all members of items are there that always are, where nobody has chosen among them."""
    is_json = response.status_code == 200 and response.headers["content-type"][0] == "application/json"
    answer = response.json() if is_json else None
    if not isinstance(answer, dict) or "items" not in answer or "fields" in (case.query or {}):
        return
    schema = case.operation.definition.raw["responses"]["200"]["content"]["application/json"]["schema"]
    name = schema["anyOf"][0]["$ref"].rpartition("/")[2] if "anyOf" in schema else ""
    members = case.operation.schema.raw_schema["components"]["schemas"]
    item = members.get(name, {}).get("properties", {}).get("items", {}).get("items", {}).get("$ref", "").rpartition("/")[2]
    required = set(members.get(item, {}).get("required", ()))
    assert all(required <= one.keys() for one in answer["items"]), required
