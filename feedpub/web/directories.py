"""Directories: all people, organizations, places and so on, and all days with news."""

import re
from datetime import date

from flask import Blueprint, Response, request

from feedpub.model.characters import fit
from feedpub.model.selection import KINDS, FacetKind
from feedpub.publish import NotPublishedError
from feedpub.site.addresses import DAYS, folder_of
from feedpub.web.query import page_asked_for
from feedpub.web.responder import Responder

_LONGEST = 100
"""Characters of a name that is looked for: as many as a name in an address has at most."""


def blueprint(responder: Responder) -> Blueprint:
    """Route the directories.

    Args:
        responder: that answers.

    Returns:
        The routes.
    """
    routes = Blueprint("directories", __name__)
    for kind in KINDS:
        routes.add_url_rule(folder_of(kind), kind, lambda kind=kind: _facets(responder, kind))
    routes.add_url_rule(DAYS, "days", lambda: _days(responder))
    return routes


def _facets(responder: Responder, kind: FacetKind) -> Response:
    """Serve a page of a directory; whatever else a query string says is let be."""
    letter, typed = request.args.get("letter", ""), fit(request.args.get("q", ""))[:_LONGEST].strip()
    if not re.fullmatch("[a-z0-9]?", letter):
        raise NotPublishedError
    version, number = responder.version(), page_asked_for(request.args)
    page = responder.publisher.directories.facets(kind, number, version, initial="" if typed else letter, typed=typed)
    return responder.respond(page, version)


def _days(responder: Responder) -> Response:
    text, version = request.args.get("year"), responder.version()
    if text is not None and not re.fullmatch("[12][0-9]{3}", text):
        raise NotPublishedError
    year = date(int(text), 1, 1).year if text else None
    return responder.respond(responder.publisher.directories.days(year, version), version)
