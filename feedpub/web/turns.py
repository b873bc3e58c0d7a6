"""Turns: how many requests a process works on at once, while any number of others wait for something to happen.

A server that has a thread for each follower of changes could start as many pages at once, and all would be slow. Whoever
works takes a turn; whoever waits gives it back.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from flask import request

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_NAME = "feedpub.turns"


class TurnQueue:
    """A WSGI application that takes a turn for each request of another one.

    Args:
        app: the other one.
        number: of turns.
    """

    def __init__(self, app: "WSGIApplication", number: int) -> None:
        self._app = app
        self._free = BoundedSemaphore(number)

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer a request; what is read of its answer later, as of a stream, takes none of these turns."""
        environ[_NAME] = self
        with self._free:
            return self._app(environ, start_response)

    @contextmanager
    def given_back(self) -> Iterator[None]:
        """Do without one's turn while nothing is worked on."""
        self._free.release()
        try:
            yield
        finally:
            self._free.acquire()


def turns_of_server() -> TurnQueue | None:
    """Return the turns of the server that sent the current request; None for servers that give out none."""
    return request.environ.get(_NAME)
