"""feedpub doctor URL, against a real site, and against proxies that spoil what it says."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from feedpub.model.feed import Site
from feedpub.wiring.live_site import LiveSite
from tests.formats.samples import SITE, bridge
from tests.serving import free_port
from tests.web.conftest import Live, serving

Spoil = Callable[[str, int, dict[str, str], bytes], tuple[int, dict[str, str], bytes]]


def found(port: int) -> dict[str, str]:
    return {each.name: each.status for each in LiveSite(f"http://127.0.0.1:{port}").findings()}


@contextmanager
def proxied(folder: Path, spoil: Spoil, *, dropped: tuple[str, ...] = ()) -> Iterator[int]:
    """A site behind a proxy that changes its answers, or leaves out headers of requests."""
    front = free_port()
    site: Site = SITE.model_copy(update={"base_url": f"http://127.0.0.1:{front}"})
    with serving(folder, site) as live:
        live.put(bridge())
        server = ThreadingHTTPServer(("127.0.0.1", front), _handler(live, spoil, dropped))
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield front
        finally:
            server.shutdown()
            server.server_close()


def _handler(live: Live, spoil: Spoil, dropped: tuple[str, ...]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kept = {name: value for name, value in self.headers.items() if name.lower() not in dropped}
            answer = live.ask(self.path, **kept)
            own = {name: value for name, value in answer.headers.items() if name not in ("Content-Length", "Connection")}
            status, headers, body = spoil(self.path + self.headers.get("User-Agent", ""), answer.status, own, answer.body)
            self.send_response_only(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if status != 304:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(b"" if status == 304 else body)

        def log_message(self, *_: Any) -> None:
            pass

    return Handler


def _same(_: str, status: int, headers: dict[str, str], body: bytes) -> tuple[int, dict[str, str], bytes]:
    return status, headers, body


def test_a_site_as_it_is_passes(tmp_path: Path) -> None:
    with proxied(tmp_path, _same) as port:
        assert set(found(port).values()) == {"ok"}


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        ("json feed", lambda _, status, headers, body: (status, headers | {"Content-Type": "text/plain"}, body)),
        ("rss conditions", lambda _, status, headers, body: (status, headers | {"ETag": ""}, body)),
        ("rss conditions", lambda _, status, headers, body: (200 if status == 304 else status, headers, body)),
        ("feed readers", lambda asked, status, headers, body: (403 if "Feedly" in asked else status, headers, body)),
        ("missing pages", lambda _, status, headers, body: (200 if status == 404 else status, headers, body)),
        ("atom feed", lambda asked, status, headers, body: (404 if "all.atom" in asked else status, headers, body)),
        ("sitemap", lambda asked, status, headers, body: (404 if "sitemap.xml" in asked else status, headers, body)),
        ("robots.txt", lambda asked, status, headers, body: (status, headers, b"" if "robots" in asked else body)),
        ("discovery", lambda asked, *rest: (200, {"Content-Type": "a/b"}, b"") if asked.startswith("/feedpub") else rest),
    ],
)  # fmt: skip
def test_what_a_proxy_spoils_is_named(tmp_path: Path, name: str, spoil: Spoil) -> None:
    with proxied(tmp_path, spoil) as port:
        assert found(port)[name] == "fails"


def test_uncompressed_feeds_and_short_lives_are_noted(tmp_path: Path) -> None:
    def short(_: str, status: int, headers: dict[str, str], body: bytes) -> tuple[int, dict[str, str], bytes]:
        return status, headers | {"Cache-Control": "max-age=1"}, body

    with proxied(tmp_path, short, dropped=("accept-encoding",)) as port:
        told = found(port)
    assert (told["compression"], told["rss conditions"]) == ("note", "note")


def test_a_site_that_calls_itself_by_another_address_is_told_of_base_url(empty: Live) -> None:
    told = {each.name: each for each in LiveSite(f"http://127.0.0.1:{empty.port}").findings()}
    assert told["rss feed"].status == "fails"
    assert "set base_url" in told["rss feed"].advice


def test_where_nothing_answers_one_thing_is_said() -> None:
    assert found(free_port()) == {"home page": "fails"}
