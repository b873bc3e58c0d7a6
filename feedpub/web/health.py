"""/healthz, /livez and /readyz: how the site does, for monitors and orchestrators; never cached.

Each answers within two seconds or so, whatever hangs.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import orjson
from flask import Blueprint, Response, request

from feedpub.health import Check, Health, Report
from feedpub.health.document import source_document
from feedpub.web.audience import is_insider

_RETRY_SECONDS = "30"


def blueprint(health: Health, token: str | None) -> Blueprint:
    """Route the reports.

    Args:
        health: what is reported.
        token: that opens names and reasons to whoever shows it; None for clients on this machine alone.

    Returns:
        The routes.
    """
    routes = Blueprint("health", __name__)
    rules: dict[str, Callable[[], Response]] = {
        "healthz": lambda: _healthz(health.report(), insider=is_insider(request, token)),
        "readyz": lambda: _readyz(health.ready()),
        "livez": lambda: _answer({"status": "alive"}, HTTPStatus.OK),
    }
    for name, view in rules.items():
        routes.add_url_rule(f"/{name}", name, view)
    return routes


def _healthz(report: Report, *, insider: bool) -> Response:
    status = HTTPStatus.SERVICE_UNAVAILABLE if report.status == "failing" else HTTPStatus.OK
    document: dict[str, Any] = {
        "status": report.status,
        "sequence": report.sequence,
        "events": report.events,
        "checks": {check.name: _check(check, insider=insider) for check in report.checks},
    }
    if insider:
        document["sources"] = [source_document(source) for source in report.sources]
    return _answer(document, status)


def _readyz(ready: bool) -> Response:
    if ready:
        return _answer({"status": "ready"}, HTTPStatus.OK)
    return _answer({"status": "unready"}, HTTPStatus.SERVICE_UNAVAILABLE)


def _answer(document: dict[str, Any], status: HTTPStatus) -> Response:
    body = orjson.dumps(document, option=orjson.OPT_INDENT_2) + b"\n"
    response = Response(body, status, content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = _RETRY_SECONDS
    return response


def _check(check: Check, *, insider: bool) -> dict[str, Any]:
    shown: dict[str, Any] = {"status": check.status, **check.counts}
    if insider and check.reason:
        shown["reason"] = check.reason
    if insider and check.details:
        shown["details"] = [dict(one) for one in check.details]
    return shown
