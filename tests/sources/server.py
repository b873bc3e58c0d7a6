"""A server on loopback that answers as a test tells it to, well or badly, and remembers what it was asked."""

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

Write = Callable[[bytes], object]
Play = Callable[["Asked", Write, threading.Event], None]


@dataclass(frozen=True)
class Asked:
    """A request."""

    path: str
    headers: Mapping[str, str]


@dataclass
class Server:
    """What is at which path: an answer's bytes, or a function that writes them as it likes."""

    port: int
    pages: dict[str, bytes | Play] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    ending: threading.Event = field(default_factory=threading.Event)

    def at(self, path: str, host: str = "127.0.0.1") -> str:
        """Return the address of a path."""
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """List the paths that were asked for, other than robots.txt."""
        return [each.path for each in self.asked if each.path != "/robots.txt"]


def answer(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """Write an answer."""
    given = {"Content-Length": str(len(body)), "Connection": "close"}
    given |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in given.items() if value), "", ""]
    return "\r\n".join(lines).encode() + body


def redirect(to: str, status: str = "302 Found") -> bytes:
    """Write an answer that leads elsewhere."""
    return answer(status=status, Location=to)


@contextmanager
def serving() -> Iterator[Server]:
    """Serve until the block ends; a connection that a client leaves open is closed then."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = Server(listening.getsockname()[1])
        threads: list[threading.Thread] = []
        accepting = threading.Thread(target=_accept, args=(listening, server, threads))
        accepting.start()
        try:
            yield server
        finally:
            server.ending.set()
            with suppress(OSError):
                listening.shutdown(socket.SHUT_RDWR)
            accepting.join()
            for thread in threads:
                thread.join()


def _accept(listening: socket.socket, server: Server, threads: list[threading.Thread]) -> None:
    with suppress(OSError):
        while not server.ending.is_set():
            connection, _ = listening.accept()
            connection.settimeout(10)
            thread = threading.Thread(target=_serve, args=(connection, server))
            thread.start()
            threads.append(thread)


def _serve(connection: socket.socket, server: Server) -> None:
    with connection, suppress(OSError):
        request = b""
        while b"\r\n\r\n" not in request:
            if not (received := connection.recv(65536)):
                return
            request += received
        first, *lines = request.decode("latin-1").partition("\r\n\r\n")[0].split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        asked = Asked(first.split()[1], headers)
        server.asked.append(asked)
        found = server.pages.get(asked.path, answer(status="404 Not Found"))
        if isinstance(found, bytes):
            connection.sendall(found)
        else:
            found(asked, connection.sendall, server.ending)
