"""The list of changes: page by page, for whoever asks again or waits, and as a stream."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

from flask import Blueprint, Response, request

from feedpub.contract import schema_name
from feedpub.model.listing import DEFAULT_LIMIT, ChangeList
from feedpub.model.selection import Query
from feedpub.publish import BehindError, ExpiredCursorError, UnknownCursorError, Version
from feedpub.site.addresses import CHANGES_API
from feedpub.web import query
from feedpub.web.negotiation import best_type
from feedpub.web.problems import BadParameter, Problem, ProblemError, bad_query
from feedpub.web.responder import Responder
from feedpub.web.staying import EVENT_STREAM, Staying

_JSON = "application/json"
_LONGEST_WAIT = 60  # seconds; proxies give up on an answer that takes longer
_CATCHING_UP = 2.0  # seconds for which a follower waits for a replica; most are behind by milliseconds
_LOOK = 0.05  # seconds between two looks at it
_LARGEST = 2**53 - 1  # number of a change: a greater one is not the same in every reader of JSON (RFC 8259, section 6)
_CURSOR = "[A-Za-z0-9_-]{16,200}"


def blueprint(responder: Responder, max_streams: int | None) -> Blueprint:
    """Route the list.

    Args:
        responder: that answers.
        max_streams: followers that may stay at once; None for what the server can hold.

    Returns:
        The routes.
    """
    routes = Blueprint("changes", __name__)
    staying = Staying(responder, max_streams)
    routes.add_url_rule(CHANGES_API, "changes", lambda: _changes(responder, staying))
    return routes


def _changes(responder: Responder, staying: Staying) -> Response:
    values = query.read(request.args, {"after": after, "limit": query.limit, "wait": _seconds, **query.api_filters()})
    found = query.query_of(values)
    streamed = best_type(request.headers.get("Accept"), (_JSON, EVENT_STREAM)) == EVENT_STREAM
    given = (_last_event_id() if streamed else None) or values.get("after")
    version, start = position(responder, given, found)
    if streamed:
        return staying.stream(start, version, found)
    if wait := values.get("wait"):
        version = staying.wait(start, version, found, wait)
    page = responder.publisher.changes.page(start, values.get("limit", DEFAULT_LIMIT), version, found)
    described = [responder.described_by, responder.describing(schema_name(ChangeList))]
    response = responder.respond(page, version, links=[*described, *query.next_link(page)])
    response.headers["Vary"] = "Accept, Accept-Encoding"
    if wait or given == "now":
        response.headers["Cache-Control"] = "no-store"  # of this moment
    return response


def _seconds(text: str) -> int:
    """Read for how long an answer may be waited for."""
    if not re.fullmatch("[0-9]{1,2}", text) or int(text) > _LONGEST_WAIT:
        raise ValueError(f"must be a whole number of seconds from 0 to {_LONGEST_WAIT}")
    return int(text)


def after(text: str) -> str:
    """Read where a follower goes on.

    Args:
        text: of the parameter.

    Raises:
        ValueError: it has the form of nothing that says so. What has it and was never given out is refused by ``position``.
    """
    if re.fullmatch("[0-9]+", text):
        if len(text) > len(str(_LARGEST)) or int(text) > _LARGEST:
            raise ValueError(f"is no number that a change can have: they end at {_LARGEST}")
    elif text != "now" and not re.fullmatch(_CURSOR, text):
        raise ValueError("must be the cursor of a page of this list, the number of a change, or now")
    return text


def _last_event_id() -> str | None:
    """Read behind which event of a stream a follower goes on; a browser sends an empty one where it has heard none."""
    text = request.headers.get("Last-Event-ID")
    try:
        return after(text) if text else None
    except ValueError as error:
        raise bad_query(BadParameter("Last-Event-ID", str(error))) from error


def position(responder: Responder, text: str | None, found: Query) -> tuple[Version, int]:
    """Find where a follower goes on, in a version that has come as far: a replica may be moments behind another one.

    Args:
        responder: that answers.
        text: what it says, or None.
        found: what its list is cut to.

    Returns:
        The version that it sees, and the number behind which it goes on.

    Raises:
        ProblemError: 409 or 410, naming the snapshot with which it can begin again; 503 where this node stays behind.
    """
    end = time.monotonic() + _CATCHING_UP
    while True:
        version = responder.version()
        try:
            with refusing(responder, found):
                return version, responder.publisher.changes.position(text, version, found)
        except BehindError:
            if time.monotonic() > end:
                detail = "This node has not heard of that change yet; come back in a moment."
                behind = Problem(HTTPStatus.SERVICE_UNAVAILABLE, detail, headers={"Retry-After": "1"})
                raise ProblemError(behind) from None
        time.sleep(_LOOK)


@contextmanager
def refusing(responder: Responder, found: Query) -> Iterator[None]:
    """Refuse a follower that cannot go on from where it says.

    Args:
        responder: that answers.
        found: what its list is cut to.

    Yields:
        Nothing.

    Raises:
        ProblemError: 409 or 410, naming the snapshot with which it can begin again.
    """
    try:
        yield
        return
    except UnknownCursorError:
        status, name = HTTPStatus.CONFLICT, "cursor-unknown"
        detail = "This list, with these filters, has not got so far, or has not given out this cursor."
    except ExpiredCursorError:
        status, name, detail = HTTPStatus.GONE, "cursor-expired", "Of some removals since then nobody is told any more."
    members = {"resync": responder.publisher.changes.resync(found)}
    raise ProblemError(Problem(status, f"{detail} Begin again at {members['resync']}.", name, members=members))
