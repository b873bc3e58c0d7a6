"""AppClient a WSGI application as a server would (PEP 3333), without a server."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from io import BytesIO, StringIO
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes, urlsplit
from wsgiref.util import setup_testing_defaults

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment


@dataclass(frozen=True, slots=True)
class AppAnswer:
    """What an application answers.

    Args:
        status: of HTTP.
        headers: by name in lower case; of a repeated one the last.
        body: uncompressed.
    """

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def content_type(self) -> str:
        """The media type with its parameters."""
        return self.headers.get("content-type", "")

    @property
    def modified(self) -> datetime | None:
        """When it last changed, where that is said."""
        said = self.headers.get("last-modified")
        return _moment(said) if said else None


_moment = lru_cache(maxsize=64)(parsedate_to_datetime)  # much of a site has changed last at the same moment


class AppClient:
    """Asks an application.

    Args:
        app: the application.
        base_url: absolute address of the site's home page, without a slash at its end.
    """

    def __init__(self, app: "WSGIApplication", base_url: str) -> None:
        self._app = app
        self._common: WSGIEnvironment = {
            "REQUEST_METHOD": "GET",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": urlsplit(base_url).netloc,
        }
        setup_testing_defaults(self._common)

    def get(self, path: str) -> AppAnswer:
        """Ask for a path below the site's root, escaped as in addresses, with or without a query.

        Returns:
            The answer, in no content coding.
        """
        named, _, query = path.partition("?")
        environ: WSGIEnvironment = {
            **self._common,
            "PATH_INFO": unquote_to_bytes(named).decode("latin-1"),
            "QUERY_STRING": query,
            "wsgi.input": BytesIO(),
            "wsgi.errors": StringIO(),
        }
        begun: list[tuple[str, list[tuple[str, str]]]] = []

        def start(status: str, headers: list[tuple[str, str]], _failure: object = None) -> Callable[[bytes], object]:
            begun.append((status, headers))
            return lambda _: None

        parts = self._app(environ, start)
        try:
            body = b"".join(parts)
        finally:
            getattr(parts, "close", lambda: None)()
        status, headers = begun[-1]
        return AppAnswer(int(status[:3]), {name.lower(): value for name, value in headers}, body)
