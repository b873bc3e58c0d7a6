"""The hot path: what was answered before, and still is the answer, is given before Flask is entered.

An answer is kept by path, query and, where it is negotiated, Accept; it holds as long as the site's version does. Whether
that has moved is learnt without asking a table. All else of a request is decided by ``ready``. What is not ready is passed
on: errors, redirects, streams, waiting, what is for one client alone, and whatever nobody has asked for yet.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from http import HTTPStatus
from threading import Lock
from typing import TYPE_CHECKING, Any, cast

from cachetools import LRUCache

from feedpub.errors import StoreError
from feedpub.publish import Version
from feedpub.web.limiter import Limiter
from feedpub.web.meter import AnswerCounters
from feedpub.web.ready import Given, ReadyAnswer, basis_of, shared

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_KEPT = (str(HTTPStatus.OK.value), str(HTTPStatus.NOT_MODIFIED.value))
_LONGEST_ACCEPT = 2000  # characters of an Accept by which an answer is kept
_NEGOTIATED = 200  # bytes by which it is known that an address has several answers
Key = tuple[str, str, str | None]


class ResponseCache:
    """A WSGI application before another one, whose answers it gives again.

    Args:
        app: the other one.
        look: tells the version of the site at a moment.
        now: the clock.
        max_age: the longest time in seconds for which a copy may be used without asking again.
        limiter: counts requests of clients that have a limit; None where none has.
        room: bytes for answers; a quarter more for those whose queries whoever asks puts together.
        counters: count what is given; what is passed on is not counted here.
    """

    def __init__(  # noqa: PLR0913 (all that an answer depends on, by name)
        self,
        app: "WSGIApplication",
        look: Callable[[datetime], Version],
        now: Callable[[], datetime],
        *,
        max_age: int,
        limiter: Limiter | None,
        room: int,
        counters: AnswerCounters,
    ) -> None:
        self.app = app
        self._counters = counters
        self._look = look
        self._now = now
        self._max_age = max_age
        self._limiter = limiter
        self._lock = Lock()
        # None stands for an address whose answers are found by Accept as well.
        self._fixed: LRUCache[Key, ReadyAnswer | None] = LRUCache(room, getsizeof=_size)
        self._composed: LRUCache[Key, ReadyAnswer | None] = LRUCache(room // 4, getsizeof=_size)

    @property
    def held(self) -> int:
        """Bytes that the answers take, about."""
        return int(self._fixed.currsize + self._composed.currsize)

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer a request."""
        method = environ["REQUEST_METHOD"]
        if method not in ("GET", "HEAD") or "HTTP_UPGRADE" in environ:
            return self.app(environ, start_response)
        given = self._ready(environ)
        if given is None:
            return self.app(environ, self._watched(environ, start_response))
        start_response(given.status, given.headers)
        return [given.body] if method == "GET" and given.body else []

    def _ready(self, environ: "WSGIEnvironment") -> Given | None:
        answer = self._found(environ)
        if answer is None:
            return None
        now = self._now()
        try:
            version = self._look(now)
        except StoreError:  # whoever is asked next says so
            return None
        if answer.version is not version and answer.version != version:
            return None
        given = answer.to(environ, now)
        quota = self._limiter.count(environ) if self._limiter and given else None
        if given and quota:
            if quota.exceeded:
                return None
            given.headers.extend(quota.headers.items())
        if given:
            answer.counter.count(given.status, environ)
        return given

    def _found(self, environ: "WSGIEnvironment") -> ReadyAnswer | None:
        path, query = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
        kept = self._composed if query else self._fixed
        with self._lock:
            try:
                found = kept[path, query, None]
                return found or kept[path, query, environ.get("HTTP_ACCEPT", "")]
            except KeyError:
                return None

    def _watched(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> "StartResponse":
        """Have what begins the answer to a request keep it."""

        def begin(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            if status.startswith(_KEPT):
                self._keep(environ, headers)
            elif status.startswith("5"):
                self._forget(environ)
            return start_response(status, headers, *rest)

        return cast("StartResponse", begin)

    def _keep(self, environ: "WSGIEnvironment", headers: list[tuple[str, str]]) -> None:
        basis, accept = basis_of(environ), environ.get("HTTP_ACCEPT", "")
        same = shared(headers) if basis else None
        if basis is None or same is None or len(accept) > _LONGEST_ACCEPT:
            return
        path, query = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
        answer = ReadyAnswer(basis, same, self._max_age, self._counters.of(path))
        kept = self._composed if query else self._fixed
        if answer.size > kept.maxsize:
            return
        with self._lock:
            if answer.is_negotiated:
                kept[path, query, None] = None
            kept[path, query, accept if answer.is_negotiated else None] = answer

    def _forget(self, environ: "WSGIEnvironment") -> None:
        """Have the next request for an address that fails passed on, to where it is noted that it no longer does."""
        path, query = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
        with self._lock:
            (self._composed if query else self._fixed).pop((path, query, None), None)


def _size(answer: ReadyAnswer | None) -> int:
    return answer.size if answer else _NEGOTIATED
