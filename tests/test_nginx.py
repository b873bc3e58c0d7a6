"""The README's nginx sample, in front of the site that it is for."""

import http.client
import os
import re
import ssl
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import brotli
import feedparser
import pytest

from tests.serving import Answer, Client, eventually, free_port, serving

NGINX = os.environ.get("FEEDPUB_TEST_NGINX")
pytestmark = pytest.mark.skipif(not NGINX, reason="FEEDPUB_TEST_NGINX names no nginx (.ci/nginx installs it)")

README = Path(__file__).parents[1] / "README.md"
HOST = "news.example.org"
COPY = """---
title: Ferry crews return to work
date: {day}
---

HORTA, Portugal — Crews on the ferries voted on Tuesday to end a stoppage. “We are back,” said Ana Lima, who leads them.
"""
# Around the sample, what Debian's nginx.conf says otherwise: here nothing may be written outside the test's folder.
AROUND = """
{user}
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/feedpub.conf;
    server {{
        listen 127.0.0.1:{careless};
        location / {{ proxy_pass http://127.0.0.1:{behind}; }}
    }}
}}
"""


@dataclass(frozen=True)
class Front:
    """nginx with the site behind it."""

    plain: int
    secure: int
    careless: Client
    site: Client
    folder: Path

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask over TLS; the certificate must be the host's."""
        trusted = ssl.create_default_context(cafile=str(self.folder / "cert.pem"))
        trusted.check_hostname = False  # the name is asked for below, of a server that listens here
        connection = http.client.HTTPSConnection("127.0.0.1", self.secure, timeout=20, context=trusted)
        named = {"Host": HOST} | {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, path, headers=named)
            found = connection.getresponse()
            return Answer(found.status, {name.lower(): value for name, value in found.getheaders()}, found.read())
        finally:
            connection.close()


def sample(folder: Path, plain: int, secure: int, behind: int) -> str:
    """The README's sample with the ports and the certificate of a test."""
    found = re.search(r"<!-- nginx -->\n```nginx\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    text = found[1]
    for shown, ours in {
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443 ssl;": f"listen 127.0.0.1:{secure} ssl;",
        "server 127.0.0.1:8000;": f"server 127.0.0.1:{behind};",
        f"/etc/ssl/certs/{HOST}.pem": f"{folder}/cert.pem",
        f"/etc/ssl/private/{HOST}.key": f"{folder}/key.pem",
    }.items():
        assert text.count(shown) == 1, shown
        text = text.replace(shown, ours)
    return text


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    folder = tmp_path_factory.mktemp("nginx")
    (folder / "articles").mkdir()
    (folder / "articles" / "ferry.md").write_text(COPY.format(day="2026-02-03"), encoding="utf-8")
    subject = ["-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}"]
    files = ["-keyout", f"{folder}/key.pem", "-out", f"{folder}/cert.pem"]
    key = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    subprocess.run([*key, *subject, *files], check=True, capture_output=True)
    # The client's own word is one more proxy here, so that a test may come from another machine.
    settings = {"FEEDPUB_BASE_URL": f"https://{HOST}", "FEEDPUB_TRUSTED_PROXIES": "2", "FEEDPUB_RATE_LIMIT": "20/minute"}
    with serving(folder, **settings) as site:
        front = Front(free_port(), free_port(), Client(free_port()), site, folder)
        (folder / "feedpub.conf").write_text(sample(folder, front.plain, front.secure, site.port), encoding="utf-8")
        user = "user root;" if os.geteuid() == 0 else ""
        ports = {"careless": front.careless.port, "behind": site.port}
        (folder / "nginx.conf").write_text(AROUND.format(folder=folder, user=user, **ports), encoding="utf-8")
        command = [str(NGINX), "-c", f"{folder}/nginx.conf", "-e", f"{folder}/error.log", "-g", "daemon off;"]
        subprocess.run([*command, "-t"], check=True, capture_output=True)
        process = subprocess.Popen(command)
        try:
            eventually(lambda: _answers(front), "nginx answers")
            yield front
        finally:
            process.terminate()
            process.wait(timeout=30)
        assert "[error]" not in (folder / "error.log").read_text(encoding="utf-8")


def _answers(front: Front) -> bool:
    try:
        return front.ask("/livez").status == 200
    except OSError:
        return False


def test_plain_http_leads_to_tls(front: Front) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", front.plain, timeout=20)
    connection.request("GET", "/feeds/all.rss?x=1", headers={"Host": HOST})
    moved = connection.getresponse()
    assert (moved.status, moved.getheader("Location")) == (301, f"https://{HOST}/feeds/all.rss?x=1")
    connection.close()


@pytest.mark.parametrize("path", ["/", "/feeds/all.rss", "/no-such-page", "/api/events?limit=x"])
def test_every_answer_keeps_its_headers_and_gets_hsts_once(front: Front, path: str) -> None:
    through, straight = front.ask(path), front.site.get(path)
    assert through.headers["strict-transport-security"] == "max-age=63072000"
    assert through.status == straight.status
    assert through.body == straight.body
    for name in ("etag", "last-modified", "cache-control", "vary", "link", "content-type", "content-security-policy"):
        assert through.headers.get(name) == straight.headers.get(name), name
    assert "strict-transport-security" not in straight.headers


@pytest.mark.parametrize("coding", ["br", "gzip", "identity"])
def test_a_feed_comes_through_in_its_coding_and_is_answered_by_304(front: Front, coding: str) -> None:
    full = front.ask("/feeds/all.rss", Accept_Encoding=coding)
    assert full.headers.get("content-encoding", "identity") == coding
    assert full.headers["etag"].startswith('"')  # strong: nginx has not touched the body
    if coding == "br":
        assert feedparser.parse(brotli.decompress(full.body)).entries[0].title == "Ferry crews return to work"
    kept = front.ask("/feeds/all.rss", Accept_Encoding=coding, If_None_Match=full.headers["etag"])
    assert (kept.status, kept.body) == (304, b"")
    assert kept.headers["etag"] == full.headers["etag"]
    assert kept.headers["strict-transport-security"] == "max-age=63072000"
    since = front.ask("/feeds/all.rss", Accept_Encoding=coding, If_Modified_Since=full.headers["last-modified"])
    assert since.status == 304
    assert front.ask("/feeds/all.rss", "HEAD", If_Match='"old"').status == 412


def test_links_name_the_public_address_whatever_a_request_says(front: Front) -> None:
    feed = front.ask("/feeds/all.atom", Host="evil.example", X_Forwarded_Host="evil.example", X_Forwarded_Proto="http")
    assert b"evil.example" not in feed.body
    assert f'href="https://{HOST}/feeds/all.atom"'.encode() in feed.body
    assert front.ask("/quotes/", Host="evil.example").headers["location"] in ("/quotes", f"https://{HOST}/quotes")


def test_the_site_knows_its_visitors_by_the_address_that_nginx_tells(front: Front) -> None:
    assert "sources" in front.site.get("/healthz").json()
    assert "sources" not in front.ask("/healthz").json()  # through a proxy, nobody sits at the machine
    statuses = {
        address: [front.ask("/feeds/all.json", X_Forwarded_For=address).status for _ in range(22)] for address in ADDRESSES
    }
    assert statuses == {address: [200] * 20 + [429] * 2 for address in ADDRESSES}


def test_an_nginx_that_says_nothing_of_its_visitors_is_told_no_names(front: Front) -> None:
    answer = front.careless.get("/healthz")
    assert answer.status == 200
    assert "sources" not in answer.json()
    assert b"details" not in answer.body


ADDRESSES = ("203.0.113.7", "203.0.113.8")
