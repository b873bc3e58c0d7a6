"""What the program says in JSON: one line for each request, refresh and release, in every process."""

import io
import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from feedpub.logs import REQUESTS, JsonFormatter
from feedpub.settings import Settings
from feedpub.web.request_log import RequestLog
from feedpub.wiring import create_app
from tests.failures.site import copy
from tests.serving import eventually, serving


class Lines:
    """What is said in JSON to some logger."""

    def __init__(self) -> None:
        self._written = io.StringIO()
        self.handler = logging.StreamHandler(self._written)
        self.handler.setFormatter(JsonFormatter())

    def all(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self._written.getvalue().splitlines()]


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Iterator[Lines]:
    said, root = Lines(), logging.getLogger()
    caplog.set_level(logging.INFO, REQUESTS)
    root.addHandler(said.handler)
    yield said
    root.removeHandler(said.handler)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    settings = Settings(
        database_url=f"sqlite:///{tmp_path_factory.mktemp('site')}/feedpub.db",
        scheduler="off",
        log="json",
        trusted_proxies=1,
    )
    return create_app(settings).test_client()


def test_each_request_is_a_line_that_its_id_finds(client: FlaskClient, lines: Lines) -> None:
    for _ in range(2):  # of which the second is answered from memory
        answer = client.get(
            "/feeds/all.rss?x=1", headers={"X-Request-ID": "proxy-4711", "User-Agent": "Reader"}, buffered=True
        )
        assert answer.headers["X-Request-ID"] == "proxy-4711"
    spoken_for = {"X-Forwarded-For": "192.0.2.7"}
    assert client.get("/nothing", headers=spoken_for, buffered=True).headers["X-Request-ID"] != "proxy-4711"
    first, second, missing = lines.all()
    assert first | {"milliseconds": 0, "time": ""} == second | {"milliseconds": 0, "time": ""}
    expected = {"method": "GET", "path": "/feeds/all.rss", "query": "x=1", "status": 200, "request_id": "proxy-4711"}
    assert expected.items() <= first.items()
    assert first["bytes"] == len(answer.data) > 0
    assert (first["agent"], first["client"], first["level"]) == ("Reader", "local", "info")
    assert (missing["status"], missing["client"]) == (404, "192.0.2.7")


@pytest.mark.parametrize("given", ["", "a b", 'x","status":"200', "ä", "a" * 129])
def test_an_id_that_could_forge_a_line_is_replaced(client: FlaskClient, lines: Lines, given: str) -> None:
    answer = client.get("/livez", headers={"X-Request-ID": given}, buffered=True)
    assert answer.headers["X-Request-ID"] not in (given, "")
    assert lines.all()[0]["request_id"] == answer.headers["X-Request-ID"]


def test_what_is_said_within_a_request_bears_its_id(lines: Lines) -> None:
    def app(_environ: Any, _start: Any) -> Any:
        logging.getLogger("feedpub.anything").warning("on\nthe way")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        RequestLog(app, 0)({"REQUEST_METHOD": "GET", "PATH_INFO": "/x", "HTTP_X_REQUEST_ID": "one"}, None)  # type: ignore[arg-type]  # nothing is begun
    inside, line = lines.all()
    assert (inside["request_id"], inside["message"]) == ("one", "on\nthe way")
    assert (line["request_id"], line["status"], line["level"]) == ("one", 500, "warning")


def test_every_process_of_a_site_speaks_json(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    with serving(tmp_path, FEEDPUB_LOG="json", FEEDPUB_INTERVAL="1") as client:
        client.get("/", X_Request_ID="from-a-proxy")
        (tmp_path / "articles" / "quay.txt").write_text(copy("quay"), encoding="utf-8")
        log = tmp_path / "serve.log"
        eventually(lambda: '"documents": {"new": 1' in log.read_text(encoding="utf-8"), "the refresh is told of")
    said = log.read_text(encoding="utf-8").splitlines()
    prose = [line for line in said if not line.startswith("{")]
    found = [json.loads(line) for line in said if line.startswith("{")]
    assert [line for line in prose if not line.startswith(("feedpub: http", "0 documents"))] == []
    assert {line["logger"] for line in found} >= {"feedpub.requests", "feedpub.refreshes", "_granian"}
    assert [line["status"] for line in found if line.get("request_id") == "from-a-proxy"] == [200]


def test_what_libraries_say_of_every_step_is_not_passed_on() -> None:
    said = "from feedpub.logs import speak; import logging; speak('text')"
    told = "; ".join(
        f"logging.getLogger('{name}').info('{name} steps')" for name in ("watchfiles.main", "apscheduler", "feedpub")
    )
    run = subprocess.run([sys.executable, "-c", f"{said}; {told}"], capture_output=True, text=True, check=True)
    assert [line.rpartition(": ")[2] for line in run.stderr.splitlines()] == ["feedpub steps"]
