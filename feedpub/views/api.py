"""The page that describes the API to people, from the same description that programs read."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from feedpub.views.frame import Frame

_Schema = Mapping[str, Any]
_MANY = (
    3  # addresses that take a parameter: to describe it with each would make the page long, and its differences hard to see
)


class Member(NamedTuple):
    """A parameter, or a member of a document.

    Args:
        name: of it.
        form: what it may be, in a few words.
        model: name of the document that it is or holds; empty where it is none.
        about: what it means.
        always: it is always there, or must be given.
    """

    name: str
    form: str
    model: str
    about: str
    always: bool


class Asked(NamedTuple):
    """An address of the API.

    Args:
        name: by which programs call it.
        path: of the address.
        summary: what it answers.
        description: what one has to know.
        parameters: that it takes and few others do.
        shared: that it takes as many others do.
        answer: name of the document that it answers with; empty where it has none.
        media_type: of the answer.
        example: of an address that can be asked.
        document: an example of the answer; empty where there is none.
        errors: status and meaning of each.
    """

    name: str
    path: str
    summary: str
    description: str
    parameters: tuple[Member, ...]
    shared: tuple[Member, ...]
    answer: str
    media_type: str
    example: str
    document: str
    errors: tuple[tuple[str, str], ...]


class Described(NamedTuple):
    """A document that is sent.

    Args:
        name: of its model.
        about: what it is.
        members: of it.
    """

    name: str
    about: str
    members: tuple[Member, ...]


def api_page(frame: Frame, description: Mapping[str, Any]) -> bytes:
    """Render the page of the API.

    Args:
        frame: of the site.
        description: OpenAPI 3.1.
    """
    shared = _shared(description)
    groups = [
        (group["name"], group["description"], [_asked(description, *one, shared) for one in _of(description, group["name"])])
        for group in description["tags"]
    ]
    schemas = description["components"]["schemas"]
    documents = [_described(name, schema) for name, schema in schemas.items()]
    return frame.render(
        "api.html", about=description["info"]["description"], groups=groups, shared=shared, documents=documents
    )


def _of(description: _Schema, group: str) -> Iterator[tuple[str, _Schema]]:
    for path, operations in description["paths"].items():
        if group in operations["get"]["tags"]:
            yield path, operations["get"]


def _shared(description: _Schema) -> list[Member]:
    """Find the parameters that so many addresses take that they are described once for all: of each name the commonest."""
    taken = Counter(
        member
        for path in description["paths"].values()
        for one in path["get"]["parameters"]
        for member in _parameters(_found(description, one))
    )
    commonest: dict[str, Member] = {}
    for member, times in taken.most_common():
        if times >= _MANY:
            commonest.setdefault(member.name, member)
    return [one for one in taken if commonest.get(one.name) == one]


def _asked(description: _Schema, path: str, operation: _Schema, shared: Sequence[Member]) -> Asked:
    parameters = [_found(description, one) for one in operation["parameters"]]
    members = [member for one in parameters for member in _parameters(one)]
    answer = _found(description, operation["responses"]["200"])
    (media_type, content) = next(iter(answer["content"].items()))
    document = content.get("example")
    told = {status: _found(description, one)["description"] for status, one in operation["responses"].items()}
    return Asked(
        name=operation["operationId"],
        path=path,
        summary=operation["summary"],
        description=operation["description"],
        parameters=tuple(one for one in members if one not in shared),
        shared=tuple(one for one in members if one in shared),
        answer=_model(content["schema"]),
        media_type=media_type,
        example=_example(path, parameters),
        document=json.dumps(document, indent=2, ensure_ascii=False) if document else "",
        errors=tuple((status, about) for status, about in told.items() if status != "200"),
    )


def _example(path: str, parameters: list[_Schema]) -> str:
    """Make an address that can be asked: with what must be given, and the size of the page."""
    for one in parameters:
        path = path.replace(f"{{{one['name']}}}", str(one.get("example")))
    sized = next((f"?limit={one['example']}" for one in parameters if one["name"] == "limit"), "")
    return path + sized


def _found(description: _Schema, part: _Schema) -> _Schema:
    """Follow a reference within the description."""
    for name in part.get("$ref", "#").split("/")[1:]:
        description = description[name]
    return description if "$ref" in part else part


def _parameters(one: _Schema) -> Iterator[Member]:
    """Describe a parameter; of an object that is one for each member, each of these."""
    if "properties" in one["schema"]:
        for name, schema in one["schema"]["properties"].items():
            yield Member(name, _form(schema), "", schema["description"], False)
    else:
        yield Member(one["name"], _form(one["schema"]), "", one["description"], one.get("required", False))


def _described(name: str, schema: _Schema) -> Described:
    required = schema.get("required", ())
    members = (
        Member(member, _form(one), _model(one), one.get("description", ""), member in required)
        for member, one in schema.get("properties", {}).items()
    )
    return Described(name, schema.get("description", ""), tuple(members))


def _model(schema: _Schema) -> str:
    """Name the document that a schema is, or holds."""
    held = schema.get("items", {}) if schema.get("type") == "array" else schema
    named = held.get("$ref") or next((one["$ref"] for one in held.get("anyOf", ()) if "$ref" in one), "")
    return str(named).rpartition("/")[2]


def _form(schema: _Schema) -> str:
    """Say what a value may be, in a few words."""
    if "const" in schema:
        return str(schema["const"])
    if "enum" in schema:
        return ", ".join(str(one) for one in schema["enum"])
    for union in ("anyOf", "oneOf"):
        if union in schema:
            return " or ".join(dict.fromkeys(_form(one) for one in schema[union]))
    if schema.get("type") == "array":
        return f"list of {_form(schema.get('items', {}))}"
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    least, most = schema.get("minimum"), schema.get("maximum")
    bounds = f" from {least} to {most}" if least is not None and most is not None else ""
    words = {"date-time": "instant", "date": "day", "uri": "address"}
    return f"{words.get(schema.get('format', ''), schema.get('type', 'anything'))}{bounds}"
