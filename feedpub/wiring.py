"""The one place where settings become objects (being built)."""

from typing import Any


def create_app() -> Any:
    """Make the web application (being built)."""
    raise NotImplementedError
