"""/healthz: whether the site serves, and how each source does; for monitoring, never cached."""

import logging
from datetime import datetime
from http import HTTPStatus
from typing import Any

import orjson
from flask import Blueprint, Response

from feedpub.errors import StoreError
from feedpub.model.record import SourceState
from feedpub.web.outlet import Outlet

_log = logging.getLogger(__name__)


def blueprint(outlet: Outlet) -> Blueprint:
    """Route the health report.

    Args:
        outlet: whose store is asked.

    Returns:
        The route.
    """
    routes = Blueprint("health", __name__)
    routes.add_url_rule("/healthz", "healthz", lambda: _answer(outlet))
    return routes


def _answer(outlet: Outlet) -> Response:
    try:
        report, status = _report(outlet), HTTPStatus.OK
    except StoreError as error:
        _log.error("the store does not answer: %s", error)
        report, status = {"status": "unavailable", "reason": "the store does not answer"}, HTTPStatus.SERVICE_UNAVAILABLE
    response = Response(orjson.dumps(report, option=orjson.OPT_INDENT_2) + b"\n", status, content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = "30"
    return response


def _report(outlet: Outlet) -> dict[str, Any]:
    version = outlet.version()
    sources = [_source(state) for state in outlet.store.sources()]
    well = all(source["failure"] is None and not source["refused"] for source in sources)
    return {
        "status": "ok" if well else "degraded",
        "sequence": version.sequence,
        "events": outlet.store.count(version.moment),
        "sources": sources,
    }


def _source(state: SourceState) -> dict[str, Any]:
    return {
        "name": state.name,
        "last_attempt": _iso(state.attempted),
        "last_success": _iso(state.succeeded),
        "failure": state.failure,
        "events": state.public,
        "refused": [{"document": one.key, "reason": one.reason, "since": _iso(one.since)} for one in state.refused],
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
