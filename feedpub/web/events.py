"""One event of the API, and its revisions."""

from functools import partial

from flask import Blueprint, Response, request

from feedpub.contract import schema_name
from feedpub.model.listing import DEFAULT_LIMIT
from feedpub.model.revision import RevisionList
from feedpub.site.addresses import event_path, revisions_path
from feedpub.web import query
from feedpub.web.responder import Responder

_ID = "<event_id:article_id>"


def blueprint(responder: Responder) -> Blueprint:
    """Route them.

    Args:
        responder: that answers.

    Returns:
        The routes.
    """
    routes = Blueprint("event", __name__)
    routes.add_url_rule(event_path(_ID), "event", partial(_event, responder))
    routes.add_url_rule(revisions_path(_ID), "revisions", partial(_revisions, responder))
    return routes


def _event(responder: Responder, article_id: str) -> Response:
    query.read(request.args, {})
    version = responder.version()
    found = responder.publisher.revisions.event(article_id, version)
    return responder.respond(found, version, links=[responder.described_by])


def _revisions(responder: Responder, article_id: str) -> Response:
    values = query.read(request.args, {"cursor": str, "limit": query.limit})
    version = responder.version()
    page = responder.publisher.revisions.listed(
        article_id, values.get("cursor"), values.get("limit", DEFAULT_LIMIT), version
    )
    described = responder.describing(schema_name(RevisionList))
    return responder.respond(page, version, links=[described, *query.next_link(page)])
