"""feedpub: news articles in, validated news events out, each fact with the characters that prove it.

articles/ ──sources──▶ Document ──readers──▶ Article ──extraction──▶ Event
                                                                       │
           web, files ◀── bytes ◀──formats── Feed ◀──publish── store ◀─┘ ingest
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from feedpub.extraction import extract
    from feedpub.model.article import Article
    from feedpub.model.event import Event
    from feedpub.readers import read
    from feedpub.wiring import create_app

__all__ = ["Article", "Event", "create_app", "extract", "read"]

# Looked up on first use, so that importing the package imports nothing.
_HOMES = {
    "Article": "feedpub.model.article",
    "Event": "feedpub.model.event",
    "create_app": "feedpub.wiring",
    "extract": "feedpub.extraction",
    "read": "feedpub.readers",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'feedpub' has no attribute {name!r}")
