"""Clients that hold a server's connections and do nothing more with them, as phones in tunnels and attackers do."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

_SMALL = 4096  # bytes that a client's system takes in for it, before it has read any


@dataclass(frozen=True)
class Crowd:
    """How many connections of each kind.

    Args:
        idle: had an answer, and keep the connection.
        silent: never send anything.
        half_sent: stop within the headers of a request.
        half_bodies: stop within the body of a request.
        unread: ask for a feed, and take nothing of the answer.
        requests: that each of these sends at once; with many, the answers are more than the server's system takes in.
    """

    idle: int = 0
    silent: int = 0
    half_sent: int = 0
    half_bodies: int = 0
    unread: int = 0
    requests: int = 1


@contextmanager
def crowded(port: int, crowd: Crowd) -> Iterator[None]:
    """Hold connections until the block ends.

    Args:
        port: of the server.
        crowd: how many.

    Yields:
        Nothing; the connections are open.
    """
    with ExitStack() as held:
        for _ in range(crowd.silent):
            held.enter_context(_connected(port))
        for _ in range(crowd.half_sent):
            held.enter_context(_connected(port)).sendall(_request("/")[:-10])
        for _ in range(crowd.half_bodies):
            held.enter_context(_connected(port)).sendall(_request("/", "POST", "Content-Length: 1000") + b"half")
        for _ in range(crowd.unread):
            held.enter_context(_connected(port, _SMALL)).sendall(_request("/feeds/all.rss") * crowd.requests)
        for _ in range(crowd.idle):
            _converse(held.enter_context(_connected(port)))
        yield


def _connected(port: int, room: int | None = None) -> socket.socket:
    made = socket.socket()
    made.settimeout(20)
    if room is not None:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
    made.connect(("127.0.0.1", port))
    return made


def _request(path: str, method: str = "GET", *headers: str) -> bytes:
    lines = (f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", *headers, "", "")
    return "\r\n".join(lines).encode()


def _converse(connection: socket.socket) -> None:
    """Ask for something small, and read all of the answer."""
    connection.sendall(_request("/robots.txt"))
    with connection.makefile("rb") as answer:
        assert b" 200 " in answer.readline()
        length = 0
        while (line := answer.readline()) != b"\r\n":
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert len(answer.read(length)) == length
