"""nginx with the built files and what the build tells it, beside the site itself."""

import http.client
import os
import subprocess
from collections.abc import Iterator
from datetime import timedelta

import pytest

from feedpub.static_site.app_client import AppClient
from feedpub.static_site.manifest import Manifest
from tests.formats.samples import SITE, bare, bridge
from tests.serving import Answer, Client, eventually, free_port
from tests.static_site.test_building import LATER, Desk, _desk

NGINX = os.environ.get("FEEDPUB_TEST_NGINX")
pytestmark = pytest.mark.skipif(not NGINX, reason="FEEDPUB_TEST_NGINX names no nginx (.ci/nginx installs it)")
CONFIGURED = """
{user}
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{ listen 127.0.0.1:{port}; include {site}/.feedpub/nginx.conf; }}
}}
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("files")
    gone = bare()
    with _desk(folder, gone, bridge()) as desk:
        desk.build()
        with desk.store.writing() as writing:
            writing.articles.delete(gone.id, LATER - timedelta(minutes=1))
        desk.build()
        yield desk


@pytest.fixture(scope="module")
def files(desk: Desk) -> Iterator[Client]:
    folder, port = desk.folder.parent, free_port()
    user = "user root;" if os.geteuid() == 0 else ""
    text = CONFIGURED.format(folder=folder, port=port, site=desk.folder, user=user)
    (folder / "nginx.conf").write_text(text, encoding="utf-8")
    command = [str(NGINX), "-c", f"{folder}/nginx.conf", "-e", f"{folder}/error.log", "-g", "daemon off;"]
    subprocess.run([*command, "-t"], check=True, capture_output=True)
    process = subprocess.Popen(command)
    try:
        client = Client(port)
        eventually(lambda: _answers(client), "nginx answers")
        yield client
    finally:
        process.terminate()
        process.wait(timeout=30)


def _answers(client: Client) -> bool:
    try:
        return client.get("/").status == 200
    except OSError:
        return False


def test_every_address_is_answered_as_by_the_site(desk: Desk, files: Client) -> None:
    client = AppClient(desk.site.app(), SITE.base_url)
    manifest = Manifest(desk.folder / ".feedpub" / "manifest.db")
    pages = list(manifest.pages())
    manifest.close()
    assert {page.status for page in pages} == {200, 301, 302, 404, 410}
    for page in pages:
        ours, theirs = client.get(page.path), files.get(page.path)
        if page.target:
            assert theirs.status == page.status
            assert theirs.headers["location"].endswith(page.target)
            continue
        assert theirs.status == ours.status, page.path
        if theirs.status == 200:
            assert theirs.body == ours.body, page.path
            for name in ("content-type", "cache-control", "x-content-type-options", "access-control-allow-origin"):
                assert theirs.headers.get(name) == ours.headers.get(name), (page.path, name)


def test_gzip_conditions_slashes_and_what_is_not_there(files: Client) -> None:
    packed = files.get("/feeds/all.atom", Accept_Encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert files.get("/feeds/all.atom", If_None_Match=files.get("/feeds/all.atom").headers["etag"]).status == 304
    assert files.get("/quotes/").headers["location"].endswith("/quotes")
    missing: Answer = files.get("/no/such/page")
    assert (missing.status, missing.body) == (404, b"nothing")
    assert files.get("/.feedpub/manifest.db").status == 404
    assert files.get("/quotes?page=9").status == 404
    connection = http.client.HTTPConnection("127.0.0.1", files.port, timeout=20)
    connection.request("GET", "/../../etc/passwd")
    assert connection.getresponse().status in (400, 404)
    connection.close()
