"""Documents of which only some members are wanted."""

from collections.abc import Mapping
from typing import Any

Wanted = Mapping[str, tuple[str, ...]]
"""Members of a document, each with those of its own members that are wanted; with none, it is wanted whole."""


def wanted(names: tuple[str, ...]) -> Wanted:
    """Sort out which members are wanted.

    Args:
        names: among ``model.members``.

    Returns:
        By the outer member, the inner ones; none where the outer one is wanted whole.
    """
    found: dict[str, tuple[str, ...]] = {}
    for name in names:
        outer, _, inner = name.partition(".")
        whole = not inner or found.get(outer) == ()
        found[outer] = () if whole else (*found.get(outer, ()), inner)
    return found


def sparse(document: Mapping[str, Any], of: Wanted) -> dict[str, Any]:
    """Leave out of a document what is not wanted.

    Args:
        document: what JSON can hold.
        of: what is; of nothing, all of it is.

    Returns:
        The rest, in the document's order.
    """
    if not of:
        return dict(document)
    return {name: _cut(value, of[name]) for name, value in document.items() if name in of}


def _cut(value: Any, inner: tuple[str, ...]) -> Any:
    if not inner:
        return value
    if isinstance(value, list):
        return [_cut(one, inner) for one in value]
    return {name: one for name, one in value.items() if name in inner} if isinstance(value, Mapping) else value
