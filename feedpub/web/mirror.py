"""What copies of the site are made of and compared with."""

import re
from hashlib import sha256
from http import HTTPStatus

from flask import Blueprint, Response, request

from feedpub.contract import schema_name
from feedpub.model.listing import EventState
from feedpub.model.selection import Query
from feedpub.publish import Export
from feedpub.site.addresses import SNAPSHOT_API, STATE_API
from feedpub.web import changes, conditional, query
from feedpub.web.responder import Reply, Responder
from feedpub.web.streaming import Turns, coded

_NDJSON = "application/x-ndjson"
_EXPORTS = 2  # that a worker writes at once: half of its threads are left to all other visitors


def blueprint(responder: Responder) -> Blueprint:
    """Route them.

    Args:
        responder: that answers.

    Returns:
        The routes.
    """
    routes = Blueprint("mirror", __name__)
    turns = Turns(_EXPORTS)
    routes.add_url_rule(STATE_API, "state", lambda: _state(responder))
    routes.add_url_rule(SNAPSHOT_API, "snapshot", lambda: _snapshot(responder, turns))
    return routes


def _state(responder: Responder) -> Response:
    values = query.read(request.args, {"prefix": _prefix, **query.api_filters()})
    version = responder.version()
    state = responder.publisher.proofs.state(version, values.get("prefix", ""), query.query_of(values))
    return responder.respond(state, version, links=[responder.describing(schema_name(EventState))])


def _snapshot(responder: Responder, turns: Turns) -> Response:
    values = query.read(request.args, {"snapshot": changes.after, "after": _event_id, **query.api_filters()})
    export, last = _begun(responder, values.get("snapshot"), query.query_of(values)), values.get("after", "")
    coding = conditional.coding_for(request.headers.get("Accept-Encoding"))
    response = Reply(content_type=_NDJSON)
    etag = _etag(export, last, responder.site.root)
    # Weak: what is taken back while it is read is no longer in it.
    response.headers["ETag"] = f"W/{conditional.tag_of(etag, coding)}"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Link"] = ", ".join((responder.described_by, responder.describing("snapshot-line")))
    known = request.headers.get("If-None-Match")
    if conditional.is_current(etag, None, if_none_match=known, if_modified_since=None):
        response.status_code = HTTPStatus.NOT_MODIFIED
        return response
    if coding != "identity":
        response.headers["Content-Encoding"] = coding
    if request.method == "HEAD":
        return response
    return turns.stream(response, coded(responder.publisher.exports.lines(export, last), coding))


def _begun(responder: Responder, snapshot: str | None, found: Query) -> Export:
    if snapshot is None:
        return responder.publisher.exports.begin(found)
    _, sequence = changes.position(responder, snapshot, found)
    with changes.refusing(responder, found):
        return responder.publisher.exports.begin(found, sequence)


def _etag(export: Export, last: str, root: str) -> str:
    told = f"{export.sequence} {export.count} {export.digest} {export.query.string} {last} {root}"
    return sha256(told.encode()).hexdigest()[:32]


def _event_id(text: str) -> str:
    """Read behind which event an export goes on."""
    if not re.fullmatch("urn:uuid:[0-9a-f-]{0,36}", text):
        raise ValueError("must be the id of the last event that was read")
    return text


def _prefix(text: str) -> str:
    """Read with which digits ids begin."""
    if not re.fullmatch("[0-9a-f]{0,8}", text):
        raise ValueError("must be the first digits of a UUID: up to 8, hexadecimal, in lower case")
    return text
