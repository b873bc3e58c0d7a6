"""One client gets its share, and others theirs, also behind proxies."""

import logging
from pathlib import Path

import orjson
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from feedpub.publish import Publisher
from feedpub.store import open_store
from feedpub.web import create_app
from feedpub.web.limiter import client_of
from tests.formats.samples import SITE
from tests.web.conftest import Clock

BROWSER = "text/html,*/*;q=0.8"
ELSEWHERE, OTHER = "203.0.113.7", "198.51.100.9"


def limited(folder: Path, rate: str | None = "3/hour", proxies: int = 0) -> FlaskClient:
    store = open_store(f"sqlite:///{folder}/news.db")
    publisher = Publisher(store, SITE, feed_size=20)
    app = create_app(publisher, store, max_age=300, now=Clock(), rate_limit=rate, trusted_proxies=proxies)
    return app.test_client()


def ask(client: FlaskClient, remote: str, path: str = "/robots.txt", **headers: str) -> TestResponse:
    fields = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.get(path, headers=fields, environ_base={"REMOTE_ADDR": remote})


def test_who_had_its_share_is_told_when_to_come_back(tmp_path: Path) -> None:
    client = limited(tmp_path)
    seen = [ask(client, ELSEWHERE) for _ in range(5)]
    assert [one.status_code for one in seen] == [200, 200, 200, 429, 429]
    assert [one.headers["RateLimit-Remaining"] for one in seen] == ["2", "1", "0", "0", "0"]
    refused = seen[-1]
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert refused.headers["Cache-Control"] == "no-store"
    assert refused.headers["Vary"] == "Accept"
    assert 3500 <= int(refused.headers["Retry-After"]) <= 3600
    assert refused.headers["RateLimit-Reset"] == refused.headers["Retry-After"]
    assert refused.headers["RateLimit-Policy"] == '"client";q=3;w=3600'
    assert refused.headers["RateLimit"] == f'"client";r=0;t={refused.headers["Retry-After"]}'
    assert orjson.loads(refused.data)["type"] == "urn:feedpub:problem:rate-limited"
    assert ask(client, ELSEWHERE, Accept=BROWSER).data.startswith(b"<!doctype html>")
    assert ask(client, OTHER).status_code == 200


@pytest.mark.parametrize("path", ["/", "/feeds/all.rss", "/api/events?limit=x", "/no-such-page", "/" + "x" * 9_000])
def test_whatever_is_asked_counts(path: str, tmp_path: Path) -> None:
    client = limited(tmp_path)
    assert all(ask(client, ELSEWHERE, path).status_code != 429 for _ in range(3))
    assert ask(client, ELSEWHERE, path).status_code == 429


@pytest.mark.parametrize("path", ["/healthz", "/livez", "/readyz"])
def test_monitors_are_never_refused(path: str, tmp_path: Path) -> None:
    client = limited(tmp_path)
    for _ in range(5):
        ask(client, ELSEWHERE)
    assert ask(client, ELSEWHERE, path).status_code != 429
    assert "RateLimit" not in ask(client, ELSEWHERE, path).headers


@pytest.mark.parametrize("remote", ["127.0.0.1", "127.1.2.3", "::1", "::ffff:127.0.0.1", ""])
def test_clients_on_the_machine_are_not_limited(remote: str, tmp_path: Path) -> None:
    client = limited(tmp_path)
    assert {ask(client, remote).status_code for _ in range(9)} == {200}
    assert "RateLimit" not in ask(client, remote).headers


def test_off_is_off(tmp_path: Path) -> None:
    client = limited(tmp_path, rate=None)
    assert {ask(client, ELSEWHERE).status_code for _ in range(9)} == {200}


def test_behind_a_trusted_proxy_each_visitor_is_one(tmp_path: Path) -> None:
    client = limited(tmp_path, proxies=1)
    assert [ask(client, "127.0.0.1", X_Forwarded_For=ELSEWHERE).status_code for _ in range(4)] == [200, 200, 200, 429]
    assert ask(client, "127.0.0.1", X_Forwarded_For=OTHER).status_code == 200
    # What a client writes itself stands before what the proxy adds, and is not believed.
    for number in range(3):
        assert ask(client, "127.0.0.1", X_Forwarded_For=f"10.0.0.{number}, {ELSEWHERE}").status_code == 429
        assert ask(client, "127.0.0.1", X_Forwarded_For=f"127.0.0.1, {ELSEWHERE}").status_code == 429


def test_who_comes_from_loopback_through_a_trusted_proxy_is_limited(tmp_path: Path) -> None:
    client = limited(tmp_path, proxies=1)
    assert [ask(client, "127.0.0.1", X_Forwarded_For="127.0.0.1").status_code for _ in range(4)] == [200, 200, 200, 429]
    assert ask(client, "127.0.0.1").status_code == 200


def test_a_proxy_on_this_machine_that_nobody_has_set_is_named_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    client = limited(tmp_path)
    with caplog.at_level(logging.WARNING):
        assert {ask(client, "127.0.0.1", X_Forwarded_For=ELSEWHERE).status_code for _ in range(5)} == {200}
    assert len([one for one in caplog.records if "trusted_proxies" in one.message]) == 1


def test_no_header_makes_a_client_another_where_no_proxy_is_trusted(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    client = limited(tmp_path)
    with caplog.at_level(logging.WARNING):
        seen = [ask(client, ELSEWHERE, X_Forwarded_For=f"10.0.0.{number}").status_code for number in range(5)]
    assert seen == [200, 200, 200, 429, 429]
    assert len([one for one in caplog.records if "trusted_proxies" in one.message]) == 1


def test_proxies_do_not_change_the_addresses_that_the_site_names(tmp_path: Path) -> None:
    client = limited(tmp_path, proxies=1)
    forged = {"X_Forwarded_Host": "evil.example", "X_Forwarded_Proto": "gopher", "X_Forwarded_Prefix": "/evil"}
    assert b"evil" not in ask(client, "127.0.0.1", "/feeds/all.atom", X_Forwarded_For=ELSEWHERE, **forged).data


@pytest.mark.parametrize(
    ("remote", "client"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("203.0.113.7:5123", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("[2001:db8::1]", "2001:db8::/64"),
        ("[2001:db8::1]:5123", "2001:db8::/64"),
        ("[::1]:5123", None),
        ("unknown" * 50, ("unknown" * 50)[:50]),
        ("127.0.0.1", None),
    ],
)
def test_a_client_is_an_address_or_a_network_of_ipv6(remote: str, client: str | None) -> None:
    assert client_of({"REMOTE_ADDR": remote}, 0) == client


@pytest.mark.parametrize("said", ['"', '"never closed', 'a="b', '198.51.100.9:"', '\\"', ",,", '"a", "'])
def test_nothing_that_a_client_says_before_its_proxy_makes_it_another(said: str, tmp_path: Path) -> None:
    client = limited(tmp_path, proxies=1)
    assert [ask(client, "127.0.0.1", X_Forwarded_For=ELSEWHERE).status_code for _ in range(3)] == [200] * 3
    assert ask(client, "127.0.0.1", X_Forwarded_For=f"{said}, {ELSEWHERE}").status_code == 429
    assert ask(client, "127.0.0.1", X_Forwarded_For=OTHER).status_code == 200


def test_of_two_proxies_the_outer_one_names_the_client(tmp_path: Path) -> None:
    client = limited(tmp_path, proxies=2)
    seen = [ask(client, "10.0.0.1", X_Forwarded_For=f"{OTHER}, {ELSEWHERE}, 10.0.0.2").status_code for _ in range(4)]
    assert seen == [200, 200, 200, 429]
    assert ask(client, "10.0.0.1", X_Forwarded_For=f"{ELSEWHERE}, {OTHER}, 10.0.0.2").status_code == 200
    # Fewer names than proxies: somebody has come in behind the outer one, and is known by the inner.
    assert [ask(client, "10.0.0.9", X_Forwarded_For=f"10.0.0.{n}").status_code for n in range(4)] == [200, 200, 200, 429]


def test_a_redirect_is_one_request_and_says_what_is_left(tmp_path: Path) -> None:
    client = limited(tmp_path)
    seen = [ask(client, ELSEWHERE, "/quotes/") for _ in range(4)]
    assert [(one.status_code, one.headers["RateLimit-Remaining"]) for one in seen] == [
        (301, "2"),
        (301, "1"),
        (301, "0"),
        (429, "0"),
    ]
    assert seen[-1].headers["Cache-Control"] == "no-store"
