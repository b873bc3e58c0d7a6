"""Pages of what people said: lately, and about somebody or something."""

from flask import Blueprint, Response, request

from feedpub.model.selection import FacetKind, Selection
from feedpub.site.addresses import QUOTES
from feedpub.web.query import page_asked_for, selection_at
from feedpub.web.responder import Responder

_SPOKEN_OF: tuple[FacetKind, ...] = ("person", "organization", "place")


def blueprint(responder: Responder) -> Blueprint:
    """Route the pages.

    Args:
        responder: that answers.

    Returns:
        The routes.
    """
    routes = Blueprint("quotes", __name__)
    routes.add_url_rule(QUOTES, "quotes", lambda: _quotes(responder))
    return routes


def _quotes(responder: Responder) -> Response:
    """Serve a page; whatever else a query string says is let be."""
    version, number = responder.version(), page_asked_for(request.args)
    return responder.respond(responder.publisher.quotations.page(_spoken_of(), number, version), version)


def _spoken_of() -> Selection | None:
    named = ((kind, request.args[kind]) for kind in _SPOKEN_OF if kind in request.args)
    return next((selection_at(kind, slug) for kind, slug in named), None)
