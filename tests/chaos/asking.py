"""Asking a site for what it must know in the end, however busy it is now."""

from contextlib import suppress
from typing import Any

from tests.chaos.follower import UnavailableError, fetch
from tests.serving import eventually


def answer(port: int, path: str) -> Any:
    """Ask for JSON until it comes.

    Args:
        port: where the site listens on loopback.
        path: with its query string.

    Returns:
        What the body holds.
    """
    found: list[Any] = []

    def came() -> bool:
        with suppress(UnavailableError):
            found.append(fetch(port, path))
        return bool(found)

    eventually(came, f"{path} is answered")
    return found[0]
