"""The application for any WSGI server: ``wsgi:app``."""

from feedpub.wiring import app

application = app

__all__ = ["app", "application"]
