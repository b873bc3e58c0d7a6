"""The one place where settings become objects: a module for each thing that a process may do with them.

``app`` and ``create_app`` are looked up on first use, so that a command loads only what it needs.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from feedpub.wiring.application import create_app

__all__ = ["create_app"]


def app_in_turns(number: int) -> Any:
    """Make the app for a server that has a thread for each follower of changes.

    Args:
        number: of requests that are worked on at once.

    Returns:
        The WSGI application.

    Raises:
        FeedpubError: a setting is wrong, or no waiting will help the store.
    """
    return _application().served_app(number)


def __getattr__(name: str) -> Any:
    if name not in ("app", "create_app"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    application = _application()
    # The app is made when a WSGI server asks for it, not when somebody imports this module; and only once.
    found = globals()[name] = application.create_app if name == "create_app" else application.served_app()
    return found


def _application() -> Any:
    return import_module("feedpub.wiring.application")
