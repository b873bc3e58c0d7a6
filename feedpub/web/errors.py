"""Every failure becomes a problem: JSON for programs, a page for people."""

import logging
from http import HTTPStatus

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Response as AnyResponse

from feedpub.contract import schema_name
from feedpub.errors import QueryError, StoreError, UnreadableError
from feedpub.health import Failures
from feedpub.model.listing import ProblemDetails
from feedpub.publish import NotPublishedError
from feedpub.translation import message
from feedpub.views import HTML_UTF8, Frame, problem_page
from feedpub.web.negotiation import PROBLEM, prefers_html
from feedpub.web.problems import BadParameter, Problem, ProblemError, bad_query, shortened
from feedpub.web.responder import Responder, not_published
from feedpub.web.slashes import without_slash

_log = logging.getLogger(__name__)
_RETRY_SECONDS = "30"
_ERROR_SECONDS = 60


def register(app: Flask, responder: Responder, failures: Failures) -> None:
    """Answer every error of an app with a problem.

    Args:
        app: whose errors.
        responder: whose site the pages name.
        failures: where it is noted what nobody expected, until the same address answers again.
    """

    def show(problem: Problem) -> Response:
        html = prefers_html(request.headers.get("Accept"))
        body = _page(problem, responder) if html else problem.json(_address())
        response = Response(body, problem.status, content_type=HTML_UTF8 if html else PROBLEM)
        response.headers.extend(problem.headers)
        if not html:
            response.headers.add("Link", responder.describing(schema_name(ProblemDetails)))
        response.headers["Cache-Control"] = _cache_control(problem.status, responder)
        response.headers["Vary"] = "Accept"
        return response

    def not_found(error: NotFound) -> AnyResponse:
        return without_slash(app, responder) or show(_of_http(error))

    app.register_error_handler(NotPublishedError, lambda error: show(not_published(error.removal)))
    app.register_error_handler(ProblemError, lambda error: show(error.problem))
    app.register_error_handler(NotFound, not_found)
    app.register_error_handler(HTTPException, lambda error: show(_of_http(error)))
    app.register_error_handler(RequestRedirect, lambda error: error.get_response())
    app.register_error_handler(QueryError, lambda error: show(_of_query(error)))
    app.register_error_handler(UnreadableError, lambda error: show(_unreadable(error)))
    app.register_error_handler(StoreError, lambda error: show(_unavailable(error)))
    app.register_error_handler(Exception, lambda error: show(_broken(error, failures)))
    app.after_request(lambda response: _answered(response, failures))


def _page(problem: Problem, responder: Responder) -> bytes:
    """Show a problem to a person; nothing is asked of the store, which may be what fails."""
    frame = Frame(responder.site, responder.publisher.formats, look=responder.publisher.look)
    faults = [(one.parameter, one.detail) for one in problem.parameters]
    return problem_page(frame, problem.status, problem.title, problem.detail, faults)


def _cache_control(status: int, responder: Responder) -> str:
    """Let it be known for a while that nothing is there, but not into the moment at which a release may change that.

    All other errors depend on more of a request than its address, such as its Accept, conditions or method: a cache that
    kept one would answer others with it.
    """
    if status not in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE) or request.method not in ("GET", "HEAD"):
        return "no-store"
    try:
        until = responder.version().until
    except StoreError:
        return "no-store"
    left = _ERROR_SECONDS if until is None else (until - responder.now()).total_seconds()
    return f"max-age={max(0, min(_ERROR_SECONDS, int(left)))}"


def _address() -> str:
    return request.full_path if request.query_string else request.path


def _of_http(error: HTTPException) -> Problem:
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    if isinstance(error, NotFound):
        return Problem(status, message("Nothing is published at %(path)s.", path=shortened(request.path)))
    if isinstance(error, MethodNotAllowed):
        allowed = ", ".join(sorted(error.valid_methods or ()))
        detail = message("%(method)s is not possible here.", method=shortened(request.method, 20))
        return Problem(status, detail, headers={"Allow": allowed})
    return Problem(status, error.description or "")


def _answered(response: Response, failures: Failures) -> Response:
    if response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
        failures.forget(shortened(request.path))
    return response


def _of_query(error: QueryError) -> Problem:
    return bad_query(*(BadParameter(one.location, one.reason) for one in error.faults)).problem


def _unavailable(error: StoreError) -> Problem:
    _log.error("the store does not answer: %s", error)
    detail = message("The store does not answer. Please try again in a while.")
    return Problem(HTTPStatus.SERVICE_UNAVAILABLE, detail, "store-unavailable", headers={"Retry-After": _RETRY_SECONDS})


def _unreadable(error: UnreadableError) -> Problem:
    _log.error("%s", error)
    detail = message(
        "What is stored of this article cannot be read now. It is shown again once its document was read again."
    )
    return Problem(HTTPStatus.SERVICE_UNAVAILABLE, detail, "unreadable", headers={"Retry-After": _RETRY_SECONDS})


def _broken(error: Exception, failures: Failures) -> Problem:
    _log.error("%s %s failed", request.method, request.path, exc_info=error)
    failures.note(shortened(request.path), f"{type(error).__name__}: {error}")
    return Problem(HTTPStatus.INTERNAL_SERVER_ERROR, message("Something went wrong here; it has been logged."))
