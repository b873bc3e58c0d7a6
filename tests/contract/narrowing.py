"""What a description of an API promises less than another: whatever a client of the older one may rely on must stay."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

_NAMES = re.compile(r"\^\(([^()]+)\)\(,\(\1\)\)\*\$")
Schema = Mapping[str, Any]
_LEAST, _MOST = ("minimum", "minLength", "minItems"), ("maximum", "maxLength", "maxItems")


def narrowings(old: Schema, new: Schema) -> list[str]:
    """List what an older description promises and a newer one does not.

    Args:
        old: OpenAPI 3.1.
        new: of the same API.

    Returns:
        Each loss in words; none where every client of the old one can go on.
    """
    return [*_paths(old, new), *_documents(old["components"]["schemas"], new["components"]["schemas"])]


def _paths(old: Schema, new: Schema) -> Iterator[str]:
    for path, operations in old["paths"].items():
        if path not in new["paths"]:
            yield f"{path} is gone"
            continue
        before, after = operations["get"], new["paths"][path]["get"]
        yield from (f"{path}: {one}" for one in _parameters(_asked(old, before), _asked(new, after)))
        for status, answer in before["responses"].items():
            if status not in after["responses"]:
                yield f"{path}: {status} is gone"
            else:
                yield from _answer(f"{path}: {status}", _found(old, answer), _found(new, after["responses"][status]))


def _answer(where: str, old: Schema, new: Schema) -> Iterator[str]:
    for media_type, content in old.get("content", {}).items():
        after = new.get("content", {}).get(media_type)
        if after is None:
            yield f"{where}: {media_type} is gone"
        else:
            yield from _sent(where, content["schema"], after["schema"])
    yield from (
        f"{where}: the header {name} is gone" for name in old.get("headers", {}) if name not in new.get("headers", {})
    )


def _parameters(old: Schema, new: Schema) -> Iterator[str]:
    for name, before in old.items():
        if name not in new:
            yield f"the parameter {name} is gone"
            continue
        yield from _taken(f"the parameter {name}", before["schema"], new[name]["schema"])
    for name, after in new.items():
        if after.get("required") and not old.get(name, {}).get("required"):
            yield f"the parameter {name} must be given now"


def _taken(where: str, old: Schema, new: Schema) -> Iterator[str]:
    """Whatever was taken has to be taken still."""
    if new.get("type") not in (old.get("type"), None, "string"):
        yield f"{where} takes {new.get('type')} instead of {old.get('type')}"
    if "enum" in new and not set(old.get("enum", ["anything"])) <= set(new["enum"]):
        yield f"{where} takes fewer values"
    if new.get("pattern") not in (old.get("pattern"), None) and not _names_more(old, new):
        yield f"{where} has another pattern"
    for name in (*_LEAST, *_MOST):
        bound, before = new.get(name), old.get(name)
        if bound is not None and (before is None or (bound > before if name in _LEAST else bound < before)):
            yield f"{where} has a narrower {name}"


def _names_more(old: Schema, new: Schema) -> bool:
    """Tell whether both patterns are lists of names, and the newer one has all of the older one's."""
    lists = [_NAMES.fullmatch(schema.get("pattern", "")) for schema in (old, new)]
    names = [set(found[1].split("|")) for found in lists if found]
    return len(names) == 2 and names[0] <= names[1]


def _documents(old: Schema, new: Schema) -> Iterator[str]:
    for name, before in old.items():
        if name not in new:
            yield f"{name} is gone"
            continue
        members = new[name].get("properties", {})
        for member, schema in before.get("properties", {}).items():
            if member not in members:
                yield f"{name}.{member} is gone"
            else:
                yield from _sent(f"{name}.{member}", schema, members[member])
        kept = new[name].get("required", ())
        yield from (f"{name}.{one} may be absent now" for one in before.get("required", ()) if one not in kept)


def _sent(where: str, old: Schema, new: Schema) -> Iterator[str]:
    """Whatever is sent has to be something that was sent before."""
    further = _forms(new) - _forms(old)
    if "object" in _forms(old):
        further = {one for one in further if not one.startswith("#/components/schemas/")}  # models are objects
    if further:
        yield f"{where} may be {', '.join(sorted(further))} now"
    if "enum" in old and not set(new.get("enum", [new.get("const", "anything")])) <= set(old["enum"]):
        yield f"{where} may have other values now"
    if "items" in old and "items" in new:
        yield from _sent(f"each of {where}", old["items"], new["items"])


def _forms(schema: Schema) -> set[str]:
    """List what a value may be: types, with their formats, and documents."""
    for union in ("anyOf", "oneOf"):
        if union in schema:
            return {form for one in schema[union] for form in _forms(one)}
    if "$ref" in schema:
        return {schema["$ref"]}
    return {f"{schema.get('type', type(schema.get('const')).__name__)} {schema.get('format', '')}".strip()}


def _asked(description: Schema, operation: Schema) -> dict[str, Schema]:
    """List parameters by name; an object stands for one of each of its members."""
    found: dict[str, Schema] = {}
    for one in (_found(description, part) for part in operation["parameters"]):
        members = one["schema"].get("properties")
        found |= {name: {"schema": schema} for name, schema in members.items()} if members else {one["name"]: one}
    return found


def _found(description: Schema, part: Schema) -> Schema:
    for name in part.get("$ref", "#").split("/")[1:]:
        description = description[name]
    return description if "$ref" in part else part
