"""The tables of dates that ship with the package."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from feedpub.language.lexicon import english


@cache
def load(name: str) -> dict[str, Any]:
    """Load one table, once.

    Args:
        name: file name below extraction/data/when.

    Returns:
        What it holds.
    """
    if name.endswith(".en.toml"):
        return dict(english().table(f"times/{name.removesuffix('.en.toml')}"))
    source = resources.files("feedpub.extraction") / "data" / "times" / name
    return tomllib.loads(source.read_text(encoding="utf-8"))
