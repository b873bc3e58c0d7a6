"""A load balancer: each request goes to the next of several nodes, so that whoever follows a site meets all of them."""

import http.client
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle
from threading import Thread

_PASSED_ON = ("accept", "accept-encoding", "if-none-match", "user-agent")
_OWN = ("connection", "transfer-encoding", "date", "server", "content-length")
_TIMEOUT = 90.0


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    nodes: Iterator[int]

    def do_GET(self) -> None:
        """Pass a request on, and its answer back."""
        connection = http.client.HTTPConnection("127.0.0.1", next(self.nodes), timeout=_TIMEOUT)
        try:
            given = {name: value for name, value in self.headers.items() if name.lower() in _PASSED_ON}
            connection.request("GET", self.path, headers=given)
            answer = connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException):
            self.send_error(502)
            return
        finally:
            connection.close()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in _OWN:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(ConnectionError):  # who asked was killed
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing of single requests."""


@contextmanager
def balancing(ports: Sequence[int]) -> Iterator[str]:
    """Pass requests on to nodes in turn until the block ends.

    Args:
        ports: where they listen on loopback.

    Yields:
        The address to ask.
    """
    handler = type("_Balancer", (_Handler,), {"nodes": cycle(ports)})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
