"""What copies of the site are made of and compared with."""

import re

from flask import Blueprint, Response, request

from feedpub.site.addresses import STATE_API
from feedpub.web import query
from feedpub.web.responder import Responder


def blueprint(responder: Responder) -> Blueprint:
    """Route them.

    Args:
        responder: that answers.

    Returns:
        The routes.
    """
    routes = Blueprint("mirror", __name__)
    routes.add_url_rule(STATE_API, "state", lambda: _state(responder))
    return routes


def _state(responder: Responder) -> Response:
    values = query.read(request.args, {"prefix": _prefix, **query.api_filters()})
    version = responder.version()
    state = responder.publisher.proofs.state(version, values.get("prefix", ""), query.query_of(values))
    return responder.respond(state, version)


def _prefix(text: str) -> str:
    """Read with which digits ids begin."""
    if not re.fullmatch("[0-9a-f]{0,8}", text):
        raise ValueError("must be the first digits of a UUID: up to 8, hexadecimal, in lower case")
    return text
