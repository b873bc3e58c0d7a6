"""Counting answers, those from memory where they are given, and timing those that are not."""

import os
import re
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from feedpub.metrics import CACHE, LAG, OWN, RENDERING, REQUESTS, SUBSCRIBERS
from feedpub.publish import Version

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_HOME, _OTHER, _FEEDS = "home", "other", "feeds"
# As Feedly, Inoreader, NewsBlur and others have it: "Feedly/1.0 (+http://…; 12 subscribers; like FeedFetcher-Google)".
_TOLD = "subscriber"
_SUBSCRIBERS = re.compile(r"\b(\d{1,9}) subscribers?\b")
_READER = re.compile(r"[A-Za-z][A-Za-z._]{0,19}(?: [A-Za-z][A-Za-z._]{0,19}){0,3}")  # no numbers, which change


class AnswerCounter:
    """Counts the answers to requests of one kind of address.

    Args:
        kind: of the addresses.
    """

    __slots__ = ("_is_feed", "_keys", "_kind")

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._is_feed = kind == _FEEDS
        self._keys: dict[str, tuple[str, tuple[str, str]]] = {}  # by status line; there are few, and none is made twice

    def count(self, status: str, environ: "WSGIEnvironment") -> None:
        """Count an answer.

        Args:
            status: with its reason.
            environ: of the request.
        """
        key = self._keys.get(status)
        if key is None:
            key = self._keys[status] = (REQUESTS.name, (self._kind, status[:3]))
        OWN.count_one(key)
        if self._is_feed and _TOLD in environ.get("HTTP_USER_AGENT", "") and status[0] in "23":
            _note_subscribers(environ)


class AnswerCounters:
    """The counters of all kinds of addresses.

    Args:
        kinds: first parts of addresses that there are; all others are counted together, so that they have an end.
    """

    def __init__(self, kinds: frozenset[str]) -> None:
        self._kinds = kinds
        self._counters = {kind: AnswerCounter(kind) for kind in (*kinds, _HOME, _OTHER)}

    def of(self, path: str) -> AnswerCounter:
        """Return the counter of an address.

        Args:
            path: of a request.
        """
        return self._counters[kind_of(path, self._kinds)]


class RequestMeter:
    """A WSGI application before another one, which counts its answers by kind and status.

    Args:
        app: the other one.
        counters: count them.
    """

    def __init__(self, app: "WSGIApplication", counters: AnswerCounters) -> None:
        self._app = app
        self._counters = counters

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer a request."""
        counter = self._counters.of(environ["PATH_INFO"])

        def begin(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            counter.count(status, environ)
            return start_response(status, headers, *rest)

        return self._app(environ, cast("StartResponse", begin))


class RenderMeter:
    """A WSGI application before another one, which notes how long its answers take.

    Args:
        app: the other one.
        kinds: as those of the counters.
    """

    def __init__(self, app: "WSGIApplication", kinds: frozenset[str]) -> None:
        self._app = app
        self._kinds = kinds
        self.held: Callable[[], int] = int  # bytes of answers that are kept; only what is rendered moves them

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer a request."""
        begun = time.perf_counter()
        try:
            return self._app(environ, start_response)
        finally:
            OWN.measure(RENDERING, time.perf_counter() - begun, kind_of(environ["PATH_INFO"], self._kinds))
            OWN.note(CACHE, self.held(), str(os.getpid()))


class LagMeter:
    """Tells the version of a site, and notes how old a change was when this process first served it.

    Args:
        look: tells the version at a moment.
        last_at: tells when the last change was made.
    """

    def __init__(self, look: Callable[[datetime], Version], last_at: Callable[[], datetime | None]) -> None:
        self._look = look
        self._last_at = last_at
        self._sequence: int | None = None

    def __call__(self, now: datetime) -> Version:
        """Look."""
        version = self._look(now)
        if version.sequence != self._sequence:
            before, self._sequence = self._sequence, version.sequence
            changed = None if before is None else self._last_at()  # what was there when the process began is no news
            if changed is not None:
                OWN.measure(LAG, max(0.0, (now - changed).total_seconds()))
        return version


def kind_of(path: str, kinds: frozenset[str]) -> str:
    """Tell which kind of address one is.

    Args:
        path: of a request.
        kinds: first parts of addresses that there are.

    Returns:
        One of them, ``home``, or ``other``.
    """
    first = path[1:].partition("/")[0]
    return first if first in kinds else _OTHER if first else _HOME


def _note_subscribers(environ: "WSGIEnvironment") -> None:
    """Note how many subscribers the reader of a feed says that it has."""
    agent = environ.get("HTTP_USER_AGENT", "")[:500]
    if found := _SUBSCRIBERS.search(agent):
        name = _READER.match(agent)
        OWN.note(SUBSCRIBERS, int(found[1]), name[0] if name else _OTHER, environ["PATH_INFO"][:200])
