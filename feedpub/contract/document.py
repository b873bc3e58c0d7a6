"""The description as a whole (OpenAPI 3.1.1, https://spec.openapis.org/oas/v3.1.1.html)."""

import json
import re
from http import HTTPStatus
from typing import Any

from apispec import APISpec

from feedpub.contract.components import components, reference
from feedpub.contract.examples import example
from feedpub.contract.operations import GROUPS, LINES, OPERATIONS, Operation
from feedpub.contract.parameters import PARAMETERS, PATH_PARAMETERS, fields_of
from feedpub.contract.problems import ANYWHERE, ERRORS, TYPES, ErrorAnswer, type_uri
from feedpub.model.base import Frozen
from feedpub.model.listing import API_VERSION, MAX_LIMIT, ProblemDetails, SparseList

Schema = dict[str, Any]
PROBLEM = "application/problem+json"
_HEADERS = {
    "ETag": "Of this state of the answer; sent back as If-None-Match it is answered by 304 while nothing has changed.",
    "Link": "next leads to the following page, describedby to the JSON Schema, service-desc to this description (RFC 8288).",
    "RateLimit": "What is left to this client, as r requests in t seconds (draft-ietf-httpapi-ratelimit-headers).",
    "RateLimit-Policy": "What a client may ask for, as q requests in w seconds.",
    "Retry-After": "Seconds after which it may be tried again.",
}
_RESYNC = "https://news.example/api/events.ndjson"
_FAULT = {"parameter": "limit", "detail": f"must be a whole number from 1 to {MAX_LIMIT}"}
_ABOUT = (
    "Every event that this site publishes, with who, what, when, where and who said what, and the words that prove each. "
    "Reading needs no key, and pages of any other site may do it. Lists come in pages: next leads on until it is null."
)


def openapi(title: str = "feedpub", address: str = "/") -> Schema:
    """Describe the API of a site.

    Args:
        title: of the site.
        address: of its root.

    Returns:
        What JSON can hold.
    """
    spec = APISpec(
        title=f"{title}: news events",
        version=API_VERSION,
        openapi_version="3.1.1",
        info={"description": _ABOUT},
        servers=[{"url": address}],
        tags=[{"name": name, "description": about} for name, about in GROUPS.items()],
    )
    _add_parts(spec)
    for operation in OPERATIONS:
        spec.path(path=operation.path, operations={"get": _operation(operation)})
    made: Schema = spec.to_dict()
    return made


def openapi_text() -> str:
    """Write the description as the file schemas/openapi.json holds it, of no site in particular."""
    return json.dumps(openapi(), indent=2, ensure_ascii=False) + "\n"


def _add_parts(spec: APISpec) -> None:
    models: list[type[Frozen]] = [*LINES, *(one.answer for one in OPERATIONS if one.answer)]
    for name, schema in components([*models, SparseList, ProblemDetails]).items():
        spec.components.schema(name, component=schema)
    for name, parameter in PARAMETERS.items():
        spec.components.parameter(name, parameter["in"], {key: one for key, one in parameter.items() if key != "in"})
    for name, about in _HEADERS.items():
        spec.components.header(name, {"description": about, "schema": {"type": "string"}})
    for error in ERRORS:
        content = {PROBLEM: {"schema": reference(ProblemDetails), "example": _problem(error)}}
        spec.components.response(
            error.name, {"description": error.about, "headers": _headers(error.status), "content": content}
        )
    spec.components.response(
        "NotModified", {"description": "What If-None-Match names is current.", "headers": _headers(304)}
    )


def _operation(operation: Operation) -> Schema:
    errors = sorted((*ANYWHERE, *operation.errors))
    return {
        "operationId": operation.name,
        "tags": [operation.group],
        "summary": operation.summary,
        "description": operation.description,
        "parameters": [*_in_path(operation.path), *operation.parameters, *_fields(operation)],
        "responses": {
            "200": _answer(operation),
            "304": "NotModified",
            **{str(one.status): one.name for one in errors},
        },
    }


def _answer(operation: Operation) -> Schema:
    plain = {"type": "object"} if "json" in operation.media_type.partition("/")[2].split("+") else {"type": "string"}
    schema = reference(operation.answer) if operation.answer else plain
    schema = {"anyOf": [schema, reference(SparseList)]} if operation.items else schema
    content: Schema = {"schema": schema}
    if operation.answer:
        content["example"] = example(operation.answer.__name__)
    forms = {operation.media_type: content}
    forms |= {operation.streamed: {"schema": {"type": "string"}}} if operation.streamed else {}
    return {"description": operation.summary, "headers": _headers(200), "content": forms}


def _headers(status: int) -> Schema:
    names = {200: ("ETag", "Link"), 304: ("ETag",), 429: ("Retry-After",), 503: ("Retry-After",)}.get(status, ())
    return {name: {"$ref": f"#/components/headers/{name}"} for name in (*names, "RateLimit", "RateLimit-Policy")}


def _fields(operation: Operation) -> list[Schema]:
    return [fields_of(operation.items)] if operation.items else []


def _in_path(path: str) -> list[Schema]:
    return [PATH_PARAMETERS[name] for name in re.findall(r"\{(\w+)\}", path)]


def _problem(error: ErrorAnswer) -> Schema:
    title = TYPES[error.type] if error.type else HTTPStatus(error.status).phrase
    made: Schema = {"type": type_uri(error.type), "title": title, "status": error.status, "detail": error.about}
    made |= {"errors": [_FAULT]} if error.type == "bad-query" else {}
    return made | ({"resync": _RESYNC} if error.type.startswith("cursor-") else {})
