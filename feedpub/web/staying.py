"""Who stays until something comes: for one answer, or on an open stream."""

import time
from contextlib import nullcontext
from threading import Lock

from flask import Response, request

from feedpub.model.listing import MAX_STREAMS
from feedpub.model.selection import Query
from feedpub.publish import ChangeWatch, Version
from feedpub.web.responder import Responder
from feedpub.web.streams import EventStream, Places
from feedpub.web.turns import turns_of_server

EVENT_STREAM = "text/event-stream"


class Staying:
    """Lets followers stay.

    A server that says nothing of its turns may have any number of threads, or one: there a stream tells what there is and
    ends, and its client comes again; unless the site's owner says how many it may hold.

    Args:
        responder: that answers.
        most: followers that may stay at once; None for what the server can hold.
    """

    def __init__(self, responder: Responder, most: int | None) -> None:
        self._responder = responder
        self._places = Places(MAX_STREAMS if most is None else most)
        self._asked_for = most is not None
        self._watch = ChangeWatch(responder.version)
        self._telling = Lock()

    @property
    def _may_stay(self) -> bool:
        if not request.environ.get("wsgi.multithread"):
            return False
        return self._asked_for or turns_of_server() is not None

    def wait(self, start: int, version: Version, query: Query, seconds: float) -> Version:
        """Wait until a page of the list has something to tell.

        Args:
            start: number behind which the page begins.
            version: that the request sees.
            query: what the list is cut to.
            seconds: to wait at most.

        Returns:
            The version to render.

        Raises:
            ProblemError: 503, too many wait.
        """
        end, changes, turns = time.monotonic() + seconds, self._responder.publisher.changes, turns_of_server()
        found = changes.frames(start, version, query)
        if found.body or found.has_more or not self._may_stay:
            return version
        with self._places.take():
            while (left := end - time.monotonic()) > 0:
                with turns.given_back() if turns else nullcontext():
                    version = self._watch.wait(version, left) or version
                found = changes.frames(found.sequence, version, query)
                if found.body or found.has_more:
                    break
        return version

    def stream(self, start: int, version: Version, query: Query) -> Response:
        """Open a stream.

        Args:
            start: number behind which it begins.
            version: that the request sees.
            query: what the list is cut to.

        Raises:
            ProblemError: 503, too many are open.
        """
        response = Response(content_type=EVENT_STREAM)
        if request.method != "HEAD":
            place = self._places.take() if self._may_stay else None
            changes = self._responder.publisher.changes
            body = EventStream(changes, self._watch, place, self._telling, start=start, version=version, query=query)
            response = Response(body, content_type=EVENT_STREAM, direct_passthrough=True)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Vary"] = "Accept, Accept-Encoding"
        response.headers["X-Accel-Buffering"] = "no"  # nginx would keep events until it has some kilobytes
        return response
