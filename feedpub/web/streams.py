"""Followers that stay: an open answer for each, which tells changes as they come, and those who wait for one.

Source: https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http import HTTPStatus
from threading import Lock

import orjson

from feedpub.errors import StoreError
from feedpub.model.selection import Query
from feedpub.publish import ChangeFeed, ChangeWatch, Version, frame
from feedpub.web.problems import Problem, ProblemError

HEARTBEAT = 15.0
"""Seconds after which an idle stream says that it lives: proxies close what is silent for a minute."""
_RETRY = 2000  # milliseconds after which a client that lost its stream asks again
_RETRY_SECONDS = "10"


class Places:
    """Counts those who stay, so that they never take all the threads of a server.

    Args:
        number: of those who may stay at once.
    """

    def __init__(self, number: int) -> None:
        self._left = number
        self._lock = Lock()

    def take(self) -> "FollowerPlace":
        """Take a place.

        Raises:
            ProblemError: 503, there is none.
        """
        with self._lock:
            if self._left <= 0:
                detail = "As many followers as this server holds are waiting here. Please ask again in a while."
                headers = {"Retry-After": _RETRY_SECONDS}
                raise ProblemError(Problem(HTTPStatus.SERVICE_UNAVAILABLE, detail, "too-many-followers", headers=headers))
            self._left -= 1
        return FollowerPlace(self._give_back)

    def _give_back(self) -> None:
        with self._lock:
            self._left += 1


class FollowerPlace:
    """The place of one who stays, given back once.

    Args:
        give_back: called for it.
    """

    def __init__(self, give_back: Callable[[], None]) -> None:
        self._give_back: Callable[[], None] | None = give_back

    def leave(self) -> None:
        """Give it back; again changes nothing."""
        give_back, self._give_back = self._give_back, None
        if give_back:
            give_back()

    def __del__(self) -> None:
        # A server that fails while it begins an answer closes none.
        self.leave()

    def __enter__(self) -> "FollowerPlace":
        return self

    def __exit__(self, *_: object) -> None:
        self.leave()


class EventStream:
    """The body of an open answer.

    Args:
        changes: that it tells.
        watch: that wakes it.
        place: that it takes; None where it may not stay, and ends when it has told what there is.
        telling: held while it works: one stream does at a time, so that visitors share the interpreter with one at most.
        start: number behind which it begins.
        version: of the site to begin with.
        query: what its list is cut to.
    """

    def __init__(  # noqa: PLR0913 (all that a stream depends on, by name)
        self,
        changes: ChangeFeed,
        watch: ChangeWatch,
        place: FollowerPlace | None,
        telling: Lock,
        *,
        start: int,
        version: Version,
        query: Query,
    ) -> None:
        self._changes, self._watch, self._place, self._telling = changes, watch, place, telling
        self._at, self._version, self._query = start, version, query
        self._said = start
        self._chunks = self._lasting()

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        return next(self._chunks)

    def close(self) -> None:
        """Give the place back: the client has gone, or the server ends."""
        if self._place:
            self._place.leave()

    def _lasting(self) -> Iterator[bytes]:
        """Tell changes until the store fails: the client then asks again, and is told why it gets no answer."""
        with suppress(StoreError):
            yield from self._tell()

    def _tell(self) -> Iterator[bytes]:
        yield f"retry: {_RETRY}\n\n".encode()
        beat = time.monotonic() + HEARTBEAT
        while True:
            told, has_more = self._next()
            if told:
                yield told
            if has_more:
                continue
            if self._place is None:
                yield self._position()
                return
            later = self._watch.wait(self._version, beat - time.monotonic())
            self._version = later or self._version
            if time.monotonic() >= beat:
                beat = time.monotonic() + HEARTBEAT
                yield b":\n\n" + self._position()

    def _next(self) -> tuple[bytes, bool]:
        """Write what comes next, and tell whether more follows at once."""
        with self._telling:
            found = self._changes.frames(self._at, self._version, self._query)
        self._at = found.sequence
        if found.body:
            self._said = self._at
        return found.body, found.has_more

    def _position(self) -> bytes:
        """Say where the stream has got to where nothing that it told says so."""
        if self._said == self._at:
            return b""
        self._said = self._at
        cursor = self._changes.cursor(self._at, self._query)
        return frame("cursor", cursor, orjson.dumps({"cursor": cursor, "sequence": self._at}))
