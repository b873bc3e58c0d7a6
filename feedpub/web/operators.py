"""What those who run a site ask it: how it does, what came in, and what it has counted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask

from feedpub.health import Failures, Health
from feedpub.metrics import SharedMeasurements
from feedpub.store import Store
from feedpub.web import health, metrics, status
from feedpub.web.responder import Responder


@dataclass(frozen=True, slots=True)
class SiteOperation:
    """How a site is operated.

    Args:
        intervals: seconds between two looks, by source.
        lease_seconds: after how long another process takes over refreshing.
        token: that opens names and reasons to whoever shows it; None for clients on this machine alone.
        metrics: folder in which the processes of the site tell one another what they count; None for those of this process
            alone.
    """

    intervals: Mapping[str, float] = field(default_factory=dict)
    lease_seconds: float = 30
    token: str | None = None
    metrics: Path | None = None


def register(
    app: Flask, responder: Responder, store: Store, look: Callable[[], object], operation: SiteOperation
) -> Failures:
    """Route their pages.

    Args:
        app: the app.
        responder: of the site.
        store: that is asked.
        look: has this process notice what has changed.
        operation: how the site is operated.

    Returns:
        What is to be told of requests that fail.
    """
    failures = Failures()
    intervals, lease_seconds, token = operation.intervals, operation.lease_seconds, operation.token
    watched = Health(store, responder.main_feed, failures, intervals=intervals, lease_seconds=lease_seconds)
    app.register_blueprint(health.blueprint(watched, token))
    app.register_blueprint(status.blueprint(responder, store, intervals, lease_seconds, token))
    collector = metrics.SiteCollector(SharedMeasurements(operation.metrics), store, look)
    app.register_blueprint(metrics.blueprint(collector, token))
    return failures
