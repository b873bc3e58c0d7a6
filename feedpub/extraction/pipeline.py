"""The rules of extraction, layer by layer."""

from collections.abc import Callable
from typing import Any

from feedpub.extraction.rule import Rule

RULES: tuple[Rule[Callable[..., Any]], ...] = ()
"""Every rule, in the order of the layers."""
