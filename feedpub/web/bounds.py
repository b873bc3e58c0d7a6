"""How much of a request is looked at: whoever writes more than any honest client has no more work done for it."""

from http import HTTPStatus

from flask import Flask, request

from feedpub.translation import message
from feedpub.web.problems import BadParameter, Problem, ProblemError, bad_query

# Browsers send some 150 characters of Accept, caches a handful of entity-tags of 40 characters.
_LONGEST_FIELD = 2_000
_MOST_MEMBERS = 50
# Twice the longest address that the site itself gives out: a search of 200 characters beyond ASCII, with all filters.
_LONGEST_ADDRESS = 8_000
_MOST_PARAMETERS = 50


def bounded(field: str | None) -> str | None:
    """Cut the value of a header field that is a list (RFC 9110, section 5.6.1) to what is looked at.

    Args:
        field: the value, None where the request has none.

    Returns:
        Its first members, as many as any honest client sends.
    """
    if field is None:
        return None
    if len(field) > _LONGEST_FIELD:
        field = field[:_LONGEST_FIELD].rpartition(",")[0]
    return ",".join(field.split(",", _MOST_MEMBERS)[:_MOST_MEMBERS])


def register(app: Flask) -> None:
    """Refuse addresses of an app that are longer, or have more parameters, than anything the site gives out."""
    app.before_request(_refuse_endless)


def _refuse_endless() -> None:
    string = request.query_string
    # Counted as they came, with every character that is written as three.
    if len(request.environ["PATH_INFO"]) + len(string) > _LONGEST_ADDRESS:
        detail = message("Addresses have %(most)s characters at most.", most=_LONGEST_ADDRESS)
        raise ProblemError(Problem(HTTPStatus.REQUEST_URI_TOO_LONG, detail))
    if string.count(b"&") >= _MOST_PARAMETERS:
        raise bad_query(BadParameter("*", message("there may be %(most)s parameters at most", most=_MOST_PARAMETERS)))
