"""The members of documents, by the names that choose among them."""

from functools import cache
from types import NoneType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel


@cache
def members(model: type[BaseModel]) -> tuple[str, ...]:
    """List what may be wanted of a document: each member, and each member of one, joined by a dot.

    Args:
        model: of the document.

    Returns:
        The names, in the order of the model.
    """
    found: list[str] = []
    for name, field in model.model_fields.items():
        found.append(name)
        for one in _models(field.annotation):
            found += [f"{name}.{part}" for part, inner in one.model_fields.items() if not inner.exclude]
    return tuple(dict.fromkeys(found))


def _models(annotation: Any) -> list[type[BaseModel]]:
    """Find the models that a member is, or holds."""
    if get_origin(annotation) in (tuple, list, Union, Annotated) or NoneType in get_args(annotation):
        return [one for part in get_args(annotation) for one in _models(part)]
    return [annotation] if isinstance(annotation, type) and issubclass(annotation, BaseModel) else []
