"""/status: how the site stands, for the people who run it, as a page and as JSON; never cached."""

from collections.abc import Mapping
from http import HTTPStatus

import orjson
from flask import Blueprint, Response, request

from feedpub.health import site_status
from feedpub.health.document import status_document
from feedpub.store import Store
from feedpub.translation import message
from feedpub.views import HTML_UTF8, Frame, status_page
from feedpub.web.audience import is_insider
from feedpub.web.negotiation import prefers_html
from feedpub.web.problems import Problem, ProblemError, shortened
from feedpub.web.responder import Responder

ASK = message("Only who sits at this machine, or gives the site's health_token as a password, may see how the site does.")
CLOSED = message("Only who sits at this machine may see how the site does; set health_token to open this page to others.")


def blueprint(
    responder: Responder, store: Store, intervals: Mapping[str, float], lease_seconds: float, token: str | None
) -> Blueprint:
    """Route the page.

    Args:
        responder: of the site.
        store: that is asked.
        intervals: seconds between two looks, by source.
        lease_seconds: after how long another process takes over refreshing.
        token: that opens the page to whoever shows it; None for clients on this machine alone.

    Returns:
        The routes.
    """
    routes = Blueprint("status", __name__)

    def status() -> Response:
        _admit(token)
        document = status_document(site_status(store, intervals, lease_seconds))
        as_json = request.path.endswith(".json") or not prefers_html(request.headers.get("Accept"))
        frame = Frame(responder.site, responder.publisher.formats, look=responder.publisher.look)
        body = orjson.dumps(document, option=orjson.OPT_INDENT_2) + b"\n" if as_json else status_page(frame, document)
        return _private(Response(body, content_type="application/json" if as_json else HTML_UTF8))

    def refused() -> Response:
        _admit(token)
        source, key = request.args.get("source", ""), request.args.get("document", "")
        copy = store.sources.refused_copy(source, key)
        if copy is None:
            raise ProblemError(
                Problem(HTTPStatus.NOT_FOUND, message("No bytes of %(document)s are kept.", document=shortened(key)))
            )
        response = _private(Response(copy.content, content_type="application/octet-stream"))
        # It may hold anything, and is for saving: no browser is to run it, or to guess what it is.
        response.headers["Content-Disposition"] = "attachment; filename=refused"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response

    routes.add_url_rule("/status", "status", status)
    routes.add_url_rule("/status.json", "status_json", status)
    routes.add_url_rule("/status/refused", "refused", refused)
    return routes


def _admit(token: str | None) -> None:
    """Refuse whoever may not be told names and reasons.

    Raises:
        ProblemError: 401 where a password would open, else 403.
    """
    if is_insider(request, token):
        return
    if token is None:
        raise ProblemError(Problem(HTTPStatus.FORBIDDEN, CLOSED))
    raise ProblemError(Problem(HTTPStatus.UNAUTHORIZED, ASK, headers={"WWW-Authenticate": 'Basic realm="status"'}))


def _private(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Vary"] = "Accept, Authorization"
    return response
