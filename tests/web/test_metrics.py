"""/metrics as Prometheus reads it, of one process and of several."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from feedpub.metrics import BUCKETS, EXTRACTION, REQUESTS, Durations, Measurements, SharedMeasurements
from feedpub.settings import Settings
from feedpub.wiring import create_app
from tests.failures.site import copy
from tests.serving import eventually, serving

Samples = dict[tuple[str, tuple[tuple[str, str], ...]], float]


def samples(text: str) -> Samples:
    """What Prometheus would take up."""
    families = text_string_to_metric_families(text)
    return {(one.name, tuple(sorted(one.labels.items()))): one.value for family in families for one in family.samples}


def requests(kind: str, status: int) -> tuple[str, tuple[tuple[str, str], ...]]:
    return "feedpub_requests_total", (("kind", kind), ("status", str(status)))


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder = tmp_path_factory.mktemp("site")
    settings = Settings(database_url=f"sqlite:///{folder}/feedpub.db", scheduler="off", health_token="t" * 16)
    return create_app(settings).test_client()


def read(client: FlaskClient) -> Samples:
    answer = client.get("/metrics")
    assert answer.headers["Cache-Control"] == "no-store"
    return samples(answer.get_data(as_text=True))


def test_requests_are_counted_by_kind_and_status_from_memory_or_not(client: FlaskClient) -> None:
    before = read(client)
    tag = client.get("/feeds/all.rss").headers["ETag"]
    for _ in range(3):
        assert client.get("/feeds/all.rss", headers={"If-None-Match": tag}).status_code == 304
    for address in ("/no/such/thing", "/nor.this"):
        assert client.get(address).status_code == 404
    after = read(client)
    grown = {key: value - before.get(key, 0) for key, value in after.items() if value != before.get(key, 0)}
    assert (grown[requests("feeds", 200)], grown[requests("feeds", 304)], grown[requests("other", 404)]) == (1, 3, 2)
    assert grown["feedpub_render_seconds_count", (("kind", "feeds"),)] == 1, "304 come from memory"
    assert grown["feedpub_render_seconds_bucket", (("kind", "feeds"), ("le", "+Inf"))] == 1
    assert after["feedpub_sequence", ()] == 0
    assert sum(value for (name, _), value in after.items() if name == "feedpub_cache_bytes") > 0


@pytest.mark.parametrize(
    ("agent", "reader", "number"),
    [
        ("Feedly/1.0 (+http://www.feedly.com/fetcher.html; 12 subscribers; like FeedFetcher-Google)", "Feedly", 12),
        (
            "NewsBlur - 3 subscribers - http://www.newsblur.com/site/1",
            "NewsBlur",
            3,
        ),
        ('"\n; 9999999999 subscribers', None, 0),
        ("Mozilla/5.0", None, 0),
    ],
)
def test_readers_tell_of_their_subscribers(client: FlaskClient, agent: str, reader: str | None, number: int) -> None:
    before = read(client)
    client.get("/feeds/all.atom", headers={"User-Agent": agent.replace("\n", " ")})
    client.get("/api/events", headers={"User-Agent": f"{agent.split(maxsplit=1)[0]}/api (5 subscribers)".replace("\n", " ")})
    new = {key: value for key, value in read(client).items() if key[0] == "feedpub_subscribers" and key not in before}
    expected = {("feedpub_subscribers", (("feed", "/feeds/all.atom"), ("reader", reader))): number} if reader else {}
    assert new == expected


def test_strangers_are_told_nothing(client: FlaskClient) -> None:
    away = {"REMOTE_ADDR": "192.0.2.1"}
    refused = client.get("/metrics", environ_overrides=away)
    assert (refused.status_code, refused.headers["WWW-Authenticate"]) == (401, 'Bearer realm="metrics"')
    assert b"feedpub_" not in refused.data
    assert client.get("/metrics", environ_overrides=away, headers={"Authorization": f"Bearer {'t' * 16}"}).status_code == 200


def extractions(folder: Path) -> list[int]:
    """Count the extractions by how long they took, in this process and in those that have written to a folder."""
    return list(SharedMeasurements(folder).all().measured.get((EXTRACTION.name, ()), Durations()).counts)


def test_what_processes_have_counted_is_added_up(tmp_path: Path) -> None:
    here = extractions(tmp_path)  # by tests before this one
    for name, number in (("1-gone", 2), ("2-gone", 3)):
        counted = Measurements()
        counted.count(REQUESTS, "elsewhere", "200", number=number)
        for seconds in (0.0, BUCKETS[0], 1.1, 1000.0):
            counted.measure(EXTRACTION, seconds)
        (tmp_path / f"{name}.json").write_text(counted.written(), encoding="utf-8")
    (tmp_path / "3-broken.json").write_text('{"counted": [', encoding="utf-8")
    found = SharedMeasurements(tmp_path).all()
    assert found.counted[REQUESTS.name, ("elsewhere", "200")] == 5
    counts = [now - before for now, before in zip(extractions(tmp_path), here, strict=True)]
    assert [counts[at] for at in (0, BUCKETS.index(2.5), len(BUCKETS))] == [4, 2, 2]


@pytest.mark.slow
def test_whichever_worker_is_asked_tells_of_all_processes(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "quay.txt").write_text(copy("quay"), encoding="utf-8")
    with serving(tmp_path, FEEDPUB_INTERVAL="1") as client:
        (tmp_path / "articles" / "mill.txt").write_text(copy("mill"), encoding="utf-8")
        new = ("feedpub_documents_total", (("source", "articles"), ("status", "new")))

        def told() -> Samples | None:
            found = samples(client.get("/metrics").body.decode())
            return found if found.get(new, 0) >= 1 and found.get(("feedpub_change_lag_seconds_count", ()), 0) >= 1 else None

        found = eventually(told, "the worker tells what the scheduler has counted")
        assert found["feedpub_extraction_seconds_count", ()] >= 2
        assert found["feedpub_refresh_age_seconds", (("source", "articles"),)] < 60
