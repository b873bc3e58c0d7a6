"""Article in, answers out: rooms that each add a layer, in order (``pipeline``), the last of which decides."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from feedpub.extraction.pipeline import extract, run

__all__ = ["extract", "run"]


def __getattr__(name: str) -> Any:
    """Look what is public up on first use, so that a room can be imported without the later ones."""
    if name in __all__:
        return getattr(import_module("feedpub.extraction.pipeline"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
