"""The JSON Schemas of what is sent, from its models: as it is sent, and with what their docstrings say of each member."""

import re
from collections.abc import Iterable
from inspect import cleandoc
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, models_json_schema
from pydantic_core import core_schema

from feedpub.model.base import Frozen

Schema = dict[str, Any]
_REFERENCE = "#/components/schemas/{model}"
_ARGUMENT = re.compile(r"^ {4}(\w+): (.*(?:\n {8}.*)*)", re.MULTILINE)


class _AsSent(GenerateJsonSchema):
    """Writes schemas of what is sent: a member is always there, but where there may be nothing to say."""

    def field_is_required(
        self, field: core_schema.ModelField | core_schema.DataclassField | core_schema.TypedDictField, total: bool
    ) -> bool:
        """Tell whether the member is in every document."""
        return field.get("serialization_exclude_if") is None or super().field_is_required(field, total)

    def model_schema(self, schema: core_schema.ModelSchema) -> Schema:
        """Give each member what the docstrings say of it, and leave out what says nothing to who reads it."""
        made = super().model_schema(schema)
        about, required = _arguments(schema["cls"]), made.get("required", [])
        members = {
            name: _member(member, about.get(name), always=name in required)
            for name, member in made.get("properties", {}).items()
        }
        # Without additionalProperties: what later versions add must not break who reads this one.
        kept = {key: one for key, one in made.items() if key not in ("title", "additionalProperties", "description")}
        return {"description": _line((schema["cls"].__doc__ or "").partition("\n\n")[0]), **kept, "properties": members}


def components(models: Iterable[type[Frozen]], place: str = _REFERENCE) -> dict[str, Schema]:
    """Describe models, and all that they are made of.

    Args:
        models: of what is sent.
        place: of each schema in the document that holds them all, as a reference with ``{model}`` in it.

    Returns:
        The schemas by name, in alphabetical order.
    """
    pairs = [(model, "serialization") for model in models]
    _, made = models_json_schema(pairs, ref_template=place, schema_generator=_AsSent)  # type: ignore[arg-type]  # a literal
    return dict(sorted(made["$defs"].items()))


def reference(model: type[Frozen]) -> Schema:
    """Refer to the schema of a model."""
    return {"$ref": _REFERENCE.format(model=model.__name__)}


def _arguments(model: type[BaseModel]) -> dict[str, str]:
    """Read what docstrings say of the members of a model, those of its bases included."""
    found: dict[str, str] = {}
    for one in reversed(model.__mro__):
        told = cleandoc(one.__doc__ or "") if issubclass(one, Frozen) else ""
        arguments = told.partition("\nArgs:\n")[2].partition("\nRaises:")[0]
        found |= {name: _line(words) for name, words in _ARGUMENT.findall(arguments)}
    return found


def _member(schema: Schema, about: str | None, *, always: bool) -> Schema:
    told = {key: one for key, one in schema.items() if key not in ("title", "default")}
    if not always and {"type": "null"} in told.get("anyOf", ()):
        rest = [one for one in told.pop("anyOf") if one != {"type": "null"}]
        told |= rest[0] if len(rest) == 1 else {"anyOf": rest}
    return {"description": about, **told} if about else told


def _line(words: str) -> str:
    line = " ".join(words.split()).replace("``", "")
    return line[:1].upper() + line[1:] if not line.startswith("urn:") else line
