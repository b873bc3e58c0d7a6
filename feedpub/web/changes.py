"""The list of changes: page by page, for whoever asks again and again."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

from flask import Blueprint, Response, request

from feedpub.model.listing import DEFAULT_LIMIT
from feedpub.model.selection import Query
from feedpub.publish import ExpiredCursorError, UnknownCursorError, Version
from feedpub.site.addresses import CHANGES_API
from feedpub.web import query
from feedpub.web.problems import Problem, ProblemError
from feedpub.web.responder import Responder

_LARGEST = 2**63 - 1  # number of a change that a store can hold


def blueprint(responder: Responder) -> Blueprint:
    """Route the list.

    Args:
        responder: that answers.

    Returns:
        The routes.
    """
    routes = Blueprint("changes", __name__)
    routes.add_url_rule(CHANGES_API, "changes", lambda: _changes(responder))
    return routes


def _changes(responder: Responder) -> Response:
    values = query.read(request.args, {"after": after, "limit": query.limit, **query.api_filters()})
    version, found = responder.version(), query.query_of(values)
    start = position(responder, values.get("after"), version, found)
    page = responder.publisher.changes.page(start, values.get("limit", DEFAULT_LIMIT), version, found)
    return responder.respond(page, version, links=[responder.described_by, *query.next_link(page)])


def after(text: str) -> str:
    """Read where a follower goes on."""
    if not re.fullmatch("now|[0-9]{1,19}|[A-Za-z0-9_-]{16,200}", text) or (text.isdecimal() and int(text) > _LARGEST):
        raise ValueError("must be the cursor of a page of this list, the number of a change, or now")
    return text


def position(responder: Responder, text: str | None, version: Version, found: Query) -> int:
    """Find where a follower goes on.

    Args:
        responder: that answers.
        text: what it says, or None.
        version: that it sees.
        found: what its list is cut to.

    Raises:
        ProblemError: 409 or 410, naming the snapshot with which it can begin again.
    """
    with refusing(responder, found):
        return responder.publisher.changes.position(text, version, found)


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
