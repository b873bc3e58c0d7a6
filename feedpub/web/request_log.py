"""A line in the log for each request, and an id by which it is found again in the logs of proxies and of this program."""

import logging
import re
import time
from collections.abc import Iterable, Iterator
from contextvars import Token
from secrets import token_hex
from typing import TYPE_CHECKING, Any, cast

from feedpub.logs import REQUESTS, current_request
from feedpub.web.limiter import client_of

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_HEADER = "X-Request-ID"
_SANE = re.compile(r"[A-Za-z0-9_.:/+=@-]{1,128}")  # what proxies and tracers send; nothing that could forge a line
_LONGEST = 2000  # characters of an address or a name of a client that are worth a log's room
_log = logging.getLogger(REQUESTS)


class RequestLog:
    """A WSGI application before another one, which tells of each request once its answer is handed over.

    Args:
        app: the other one.
        trusted_proxies: through how many clients come.
    """

    def __init__(self, app: "WSGIApplication", trusted_proxies: int) -> None:
        self._app = app
        self._trusted_proxies = trusted_proxies

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer a request."""
        given = environ.get("HTTP_X_REQUEST_ID", "")
        request_id = given if _SANE.fullmatch(given) else token_hex(8)
        facts = self._facts(environ, request_id)
        begun = time.perf_counter()

        def begin(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            facts["status"] = int(status[:3])
            headers.append((_HEADER, request_id))
            return start_response(status, headers, *rest)

        was: Token[str | None] = current_request.set(request_id)
        try:
            body = self._app(environ, cast("StartResponse", begin))
        except BaseException:
            _tell(facts | {"status": 500}, begun, 0)
            raise
        finally:
            current_request.reset(was)
        return _LoggedBody(body, facts, begun)

    def _facts(self, environ: "WSGIEnvironment", request_id: str) -> dict[str, Any]:
        query = environ.get("QUERY_STRING", "")
        return {
            "request_id": request_id,
            "method": environ["REQUEST_METHOD"][:20],
            "path": environ["PATH_INFO"][:_LONGEST],
            "query": query[:_LONGEST],
            "client": client_of(environ, self._trusted_proxies) or "local",
            "agent": environ.get("HTTP_USER_AGENT", "")[:_LONGEST],
        }


class _LoggedBody:
    """The body of an answer, which is told of when the server is done with it.

    Args:
        body: as the application gives it.
        facts: of the request.
        begun: when it came.
    """

    def __init__(self, body: Iterable[bytes], facts: dict[str, Any], begun: float) -> None:
        self._body = body
        self._facts = facts
        self._begun = begun
        self._bytes = 0

    def __iter__(self) -> Iterator[bytes]:
        """Give the parts, as they come."""
        for part in self._body:
            self._bytes += len(part)
            yield part

    def close(self) -> None:
        """Close the body, and tell of it."""
        try:
            if close := getattr(self._body, "close", None):
                close()
        finally:
            _tell(self._facts, self._begun, self._bytes)


def _tell(facts: dict[str, Any], begun: float, size: int) -> None:
    took = round((time.perf_counter() - begun) * 1000, 3)
    status = facts.get("status", 500)
    level = logging.WARNING if status >= 500 else logging.INFO
    said = {**facts, "status": status, "bytes": size, "milliseconds": took}
    _log.log(level, "%s %s %d", facts["method"], facts["path"], status, extra={"facts": said})
