"""/healthz, /livez and /readyz: what they tell, to whom, and when."""

import threading
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import orjson
import pytest
from sqlalchemy import create_engine, text, update
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from feedpub.errors import SourceError
from feedpub.extraction import extract
from feedpub.formats import FORMATS
from feedpub.health import Failures, Health
from feedpub.ingest import Drafting, refresh
from feedpub.model.document import Document
from feedpub.model.feed import Feed
from feedpub.store import REFRESH
from feedpub.store.tables import revisions
from feedpub.web.audience import is_insider
from tests.builders import FakeSource, document, event, tiny_read
from tests.web.conftest import STORED, Answer, Live, serving

SHOWN = "a token that opens the door"


def report(live: Live, *documents: Document, failure: SourceError | None = None) -> Answer:
    assert live.store.leases.take(REFRESH, "somebody", live.store.leases.state(REFRESH))
    with suppress(SourceError):
        list(
            refresh(
                FakeSource(documents, failure=failure),
                store=live.store,
                drafting=Drafting(read=tiny_read, extract=extract, publisher="Harbour Press"),
                now=STORED,
            )
        )
    return live.ask("/healthz")


def test_health_says_how_each_source_does(empty: Live) -> None:
    answer = report(empty, document("quay"))
    assert (answer.status, answer.headers["Cache-Control"]) == (200, "no-store")
    report_of = answer.json()
    assert (report_of["status"], report_of["sequence"], report_of["events"]) == ("ok", 1, 1)
    assert report_of["sources"] == [
        {
            "name": "wire",
            "status": "ok",
            "reason": None,
            "interval": None,
            "last_attempt": "2024-05-06T12:00:00+00:00",
            "last_success": "2024-05-06T12:00:00+00:00",
            "failure": None,
            "events": 1,
            "refused": [],
            "refused_count": 0,
        }
    ]


def checks(answer: Answer) -> dict[str, str]:
    return {name: check["status"] for name, check in orjson.loads(answer.body)["checks"].items()}


def test_health_names_its_checks(empty: Live) -> None:
    found = checks(empty.ask("/healthz"))
    assert set(found) == {"database", "writing", "disk", "scheduler", "sources", "refused", "unreadable", "render"}
    assert {name for name, status in found.items() if status != "ok"} == {"scheduler"}, "nobody refreshes this one"


def test_health_names_each_refused_document_and_its_reason(empty: Live) -> None:
    answer = report(empty, document("quay"), document("bad.txt", "BROKEN"))
    (source,) = orjson.loads(answer.body)["sources"]
    assert (answer.status, answer.json()["status"]) == (200, "degraded")
    (refused,) = source["refused"]
    assert (refused["document"], refused["since"]) == ("bad.txt", "2024-05-06T12:00:00+00:00")
    assert "is broken" in refused["reason"]


def test_health_names_a_source_that_fails(empty: Live) -> None:
    answer = report(empty, failure=SourceError("wire", "is not there"))
    (source,) = orjson.loads(answer.body)["sources"]
    assert (answer.json()["status"], source["last_success"]) == ("degraded", None)
    assert "is not there" in source["failure"]


def test_others_are_told_counts_and_no_names(empty: Live) -> None:
    report(empty, document("quay"), document("secret-plan.txt", "BROKEN"))
    inside, outside = empty.ask("/healthz"), empty.ask("/healthz", X_Forwarded_For="203.0.113.7")
    assert b"secret-plan" in inside.body
    assert b"secret-plan" not in outside.body
    assert b"wire" not in outside.body
    assert b"reason" not in outside.body
    assert b"/" not in outside.body, "a folder, or an address of a database"
    told = orjson.loads(outside.body)
    assert told["status"] == "degraded"
    assert told["checks"]["refused"] == {"status": "degraded", "documents": 1}


def asked(remote: str, host: str = "127.0.0.1:8000", **headers: str) -> Request:
    builder = EnvironBuilder(base_url=f"http://{host}/", environ_base={"REMOTE_ADDR": remote})
    builder.headers.extend({name.replace("_", "-"): value for name, value in headers.items()})
    return Request(builder.get_environ())


@pytest.mark.parametrize("remote", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "[::1]:8000"])
def test_a_client_on_the_machine_is_an_insider(remote: str, host: str) -> None:
    assert is_insider(asked(remote, host), None)


@pytest.mark.parametrize(
    ("remote", "host", "headers"),
    [
        ("203.0.113.7", "127.0.0.1:8000", {}),
        ("::ffff:203.0.113.7", "127.0.0.1:8000", {}),
        ("", "127.0.0.1", {}),
        ("127.0.0.1", "127.0.0.1", {"X_Forwarded_For": "127.0.0.1"}),
        ("127.0.0.1", "127.0.0.1", {"Forwarded": "for=127.0.0.1"}),
        ("127.0.0.1", "127.0.0.1", {"X_Forwarded_For": ""}),
        ("127.0.0.1", "127.0.0.1", {"Origin": "https://evil.example"}),
        ("127.0.0.1", "rebound.evil.example:8000", {}),
        ("127.0.0.1", "127.0.0.1", {"Authorization": f"Bearer {SHOWN}", "X_Forwarded_For": "203.0.113.7"}),
        ("203.0.113.7", "127.0.0.1", {"Authorization": "Bearer None"}),
    ],
)
def test_everybody_else_is_none(remote: str, host: str, headers: dict[str, str]) -> None:
    assert not is_insider(asked(remote, host, **headers), None)


@pytest.mark.parametrize("protocol", ["HTTP/1.0", "HTTP/1"])
def test_a_proxy_that_says_nothing_and_speaks_as_nginx_does_unless_told_is_none(protocol: str) -> None:
    request = asked("127.0.0.1")
    request.environ["SERVER_PROTOCOL"] = protocol
    assert not is_insider(request, None)


def test_the_token_opens_names_and_reasons_from_everywhere() -> None:
    far = {"remote": "203.0.113.7", "host": "news.example.org", "X_Forwarded_For": "203.0.113.7"}
    assert is_insider(asked(**far, Authorization=f"Bearer {SHOWN}"), SHOWN)
    assert is_insider(asked(**far, Authorization=f"bearer {SHOWN}"), SHOWN)
    for wrong in ("Bearer", f"Basic {SHOWN}", f"Bearer {SHOWN}x", "Bearer ", SHOWN):
        assert not is_insider(asked(**far, Authorization=wrong), SHOWN)


def test_a_process_that_answers_is_alive_and_one_that_can_serve_is_ready(empty: Live) -> None:
    for path, status in (("/livez", "alive"), ("/readyz", "ready")):
        answer = empty.ask(path)
        assert (answer.status, answer.json(), answer.headers["Cache-Control"]) == (200, {"status": status}, "no-store")
    empty.store.close()
    assert empty.ask("/livez").status == 200


def test_without_its_store_a_process_is_alive_and_not_ready(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        live.store.close()
        answer = live.ask("/readyz")
        assert (answer.status, answer.json(), answer.headers["Retry-After"]) == (503, {"status": "unready"}, "30")
        assert set(checks(live.ask("/healthz")).items()) >= {("database", "failing"), ("writing", "failing")}
        assert live.ask("/livez").status == 200


def test_a_row_that_cannot_be_read_is_counted_and_named(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        live.put(event("quay"))
        live.put(event("mill"))
        with live.store.writing() as writing:
            damaged = update(revisions).where(revisions.c.article_id == event("quay").id)
            writing.connection.execute(damaged.values(document="{"))
        answer = live.ask("/healthz")
        assert (answer.status, live.ask("/feeds/all.rss").status) == (200, 200)
        found = orjson.loads(answer.body)["checks"]
        assert (found["unreadable"]["status"], found["unreadable"]["events"]) == ("degraded", 1)
        (named,) = found["unreadable"]["details"]
        assert (named["event"], named["source"], named["shown"]) == (event("quay").id, "wire", False)
        assert found["render"]["status"] == "ok"
        outside = orjson.loads(live.ask("/healthz", X_Forwarded_For="203.0.113.7").body)["checks"]
        assert outside["unreadable"] == {"status": "degraded", "events": 1}


def test_an_address_that_fails_is_named_until_it_answers_again(tmp_path: Path) -> None:
    broken = [True]

    def render(_feed: Feed) -> bytes:
        if broken:
            raise TypeError("a format's own mistake")
        return b"{}"

    formats = tuple(replace(one, render=render) if one.name == "ninjs" else one for one in FORMATS)
    with serving(tmp_path, formats=formats) as live:
        path = f"/articles/{live.put(event('quay'))}.ninjs"
        assert live.ask(path).status == 500
        answer = live.ask("/healthz")
        assert (answer.status, checks(answer)["render"]) == (200, "degraded")
        reason = orjson.loads(answer.body)["checks"]["render"]["reason"]
        assert reason == f"{path}: TypeError: a format's own mistake"
        broken.clear()
        assert live.ask(path).status == 200
        assert checks(live.ask("/healthz"))["render"] == "ok"


def test_of_many_who_ask_while_a_check_hangs_one_waits(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        hangs, go_on = threading.Event(), threading.Event()

        def render() -> None:
            hangs.set()
            assert go_on.wait(20)

        health = Health(live.store, render, Failures(), intervals={}, lease_seconds=30, patience=0.2)
        assert health.report().checks[-1].reason == "it does not answer in time"
        patient = Health(live.store, render, Failures(), intervals={}, lease_seconds=30, patience=20)
        patient._last = health.report()
        patient._made = time.monotonic()
        hangs.clear()
        waits = threading.Thread(target=patient.report)
        waits.start()
        assert hangs.wait(20)
        assert patient.report() is patient._last, "at once, while the other waits"
        go_on.set()
        waits.join(20)
        assert patient.report().status != "failing"


def test_a_database_that_is_locked_fails_the_check_of_writing_alone(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        engine = create_engine(f"sqlite:///{tmp_path}/news.db", isolation_level="AUTOCOMMIT")
        with engine.connect() as other:
            other.execute(text("BEGIN EXCLUSIVE"))
            answer = live.ask("/healthz")
            other.execute(text("ROLLBACK"))
        engine.dispose()
        assert answer.status == 503
        assert {name for name, status in checks(answer).items() if status == "failing"} == {"writing"}
        assert "locked" in orjson.loads(answer.body)["checks"]["writing"]["reason"]
