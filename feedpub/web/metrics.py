"""/metrics: what all processes of the site on this machine have counted, as Prometheus reads it, for whoever may."""

from collections.abc import Callable, Iterator
from http import HTTPStatus

from flask import Blueprint, Response, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.registry import Collector

from feedpub.metrics import BUCKETS, COUNTED, MEASURED, NOTED, Measurements, SharedMeasurements
from feedpub.store import Store
from feedpub.web.audience import is_insider
from feedpub.web.problems import Problem, ProblemError
from feedpub.web.status import ASK, CLOSED

Family = CounterMetricFamily | GaugeMetricFamily | HistogramMetricFamily


class SiteCollector(Collector):
    """What is told of a site.

    Args:
        shared: what its processes have counted.
        store: knows how its sources do.
        look: has this process notice what has changed, also where nobody else asks it.
    """

    def __init__(self, shared: SharedMeasurements, store: Store, look: Callable[[], object]) -> None:
        self._shared = shared
        self._store = store
        self._look = look

    def collect(self) -> Iterator[Family]:
        """Gather it."""
        self._look()
        found = self._shared.all()
        yield from _counters(found)
        yield from _histograms(found)
        yield from _gauges(found)
        yield from self._site()

    def _site(self) -> Iterator[Family]:
        now = self._store.now()
        said = "Since a source was last looked at without failing."
        age = GaugeMetricFamily("feedpub_refresh_age_seconds", said, labels=["source"])
        for source in self._store.sources.states():
            if source.succeeded is not None:
                age.add_metric([source.name], max(0.0, (now - source.succeeded).total_seconds()))
        yield age
        sequence = GaugeMetricFamily("feedpub_sequence", "Number of the last change.")
        sequence.add_metric([], self._store.changes.sequence())
        yield sequence


def blueprint(collector: SiteCollector, token: str | None) -> Blueprint:
    """Route it.

    Args:
        collector: of the site.
        token: that opens it to whoever shows it; None for clients on this machine alone.

    Returns:
        The route.
    """
    routes, registry = Blueprint("metrics", __name__), CollectorRegistry(auto_describe=False)
    registry.register(collector)

    def metrics() -> Response:
        if not is_insider(request, token):
            _refuse(token)
        response = Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
        response.headers["Cache-Control"] = "no-store"
        return response

    routes.add_url_rule("/metrics", "metrics", metrics)
    return routes


def _refuse(token: str | None) -> None:
    if token is None:
        raise ProblemError(Problem(HTTPStatus.FORBIDDEN, CLOSED))
    raise ProblemError(Problem(HTTPStatus.UNAUTHORIZED, ASK, headers={"WWW-Authenticate": 'Bearer realm="metrics"'}))


def _counters(found: Measurements) -> Iterator[Family]:
    for metric in COUNTED:
        counter = CounterMetricFamily(metric.name, metric.help, labels=metric.labels)
        for (name, labels), number in sorted(found.counted.items()):
            if name == metric.name:
                counter.add_metric(labels, number)
        yield counter


def _gauges(found: Measurements) -> Iterator[Family]:
    for metric in NOTED:
        gauge = GaugeMetricFamily(metric.name, metric.help, labels=metric.labels)
        for (name, labels), (value, _) in sorted(found.noted.items()):
            if name == metric.name:
                gauge.add_metric(labels, value)
        yield gauge


def _histograms(found: Measurements) -> Iterator[Family]:
    for metric in MEASURED:
        histogram = HistogramMetricFamily(metric.name, metric.help, labels=metric.labels)
        for (name, labels), durations in sorted(found.measured.items()):
            if name == metric.name:
                histogram.add_metric(labels, _cumulated(durations.counts), durations.total)
        yield histogram


def _cumulated(counts: list[int]) -> list[tuple[str, float]]:
    """Count in each bucket what is no longer than its bound, as Prometheus has it."""
    bounds = [*map(str, BUCKETS), "+Inf"]
    return [(bound, sum(counts[: number + 1])) for number, bound in enumerate(bounds)]
