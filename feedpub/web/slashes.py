"""A slash too many at the end of an address: who comes with it is sent to the address without it, once."""

from http import HTTPStatus
from urllib.parse import quote, unquote

from flask import Flask, request
from werkzeug.wrappers import Response

from feedpub.web.responder import Responder

# What makes an answer depend on a copy that the client has of another address, or on a part that it wants.
_CONDITIONS = ("IF_MATCH", "IF_NONE_MATCH", "IF_MODIFIED_SINCE", "IF_UNMODIFIED_SINCE", "IF_RANGE", "RANGE", "A_IM")
_MOVED = (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT)
_HOPS = 2  # an address without its slash may itself lead on to the one that it is known by


def without_slash(app: Flask, responder: Responder) -> Response | None:
    """Send the current request, for which nothing was found, on to what stands at its address without the last slash.

    Args:
        app: that is asked what stands there.
        responder: whose address the new one is.

    Returns:
        A redirect to where that address leads in the end, or why that cannot be told now; None where nothing stands there
        either.
    """
    path = request.path  # which begins with one slash, whatever was asked: browsers take "//evil.example" for another host
    # They would take a backslash for a slash.
    if request.method not in ("GET", "HEAD") or not path.strip("/") or "\\" in path:
        return None
    if not path.endswith("/") or path.endswith("//"):
        return None
    path, query = path[:-1], request.query_string.decode("latin-1")
    for _ in range(_HOPS):
        there = _ask(app, path, query)
        if there.status_code not in _MOVED:
            break
        path, _, query = there.headers["Location"].removeprefix(responder.site.root).partition("?")
        path = unquote(path)
    if there.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return there  # caches would keep that nothing is there
    if there.status_code not in (HTTPStatus.OK, HTTPStatus.NOT_ACCEPTABLE):
        return None
    return responder.moved(quote(path) + (f"?{query}" if query else ""))


def _ask(app: Flask, path: str, query: str) -> Response:
    """Ask of another address what the current request asks for, without its conditions."""
    kept = {name: value for name, value in request.environ.items() if name.removeprefix("HTTP_") not in _CONDITIONS}
    address = {"PATH_INFO": path.encode().decode("latin-1"), "QUERY_STRING": query, "REQUEST_METHOD": "HEAD"}
    with app.request_context(kept | address):
        return app.full_dispatch_request()
