import gzip
import logging
import socket
import threading
import zlib
from collections.abc import Iterator

import pytest

from feedpub.errors import SourceError, StoppedError
from feedpub.sources.http import Fetcher, network
from feedpub.sources.http.network import checked, resolve, shown
from tests.sources.server import Asked, Play, Server, Write, answer, redirect, serving

LIMIT = 100_000


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def local(**options: float) -> Fetcher:
    return Fetcher(allow_private=True, **options)  # type: ignore[arg-type]  # seconds alone


def refusal(fetcher: Fetcher, address: str) -> str:
    with pytest.raises(SourceError) as caught:
        fetcher.get(address, LIMIT)
    return str(caught.value)


def endlessly(head: bytes, piece: bytes, pause: float = 0) -> Play:
    def play(_: Asked, write: Write, ending: threading.Event) -> None:
        write(head)
        while not ending.wait(pause):
            write(piece)

    return play


def test_a_body_is_fetched_by_a_client_that_says_who_it_is(server: Server) -> None:
    server.pages["/"] = answer(b"copy", ETag='"1"')
    found = local().get(server.at("/#part"), LIMIT, {"If-None-Match": '"0"'})
    assert (found.status, found.content, found.headers["etag"], found.redirects) == (200, b"copy", '"1"', ())
    (asked,) = server.asked
    assert asked.headers["user-agent"].startswith("feedpub")
    assert asked.headers["host"] == f"127.0.0.1:{server.port}"
    assert asked.headers["if-none-match"] == '"0"'


def test_a_compressed_body_is_unpacked(server: Server) -> None:
    server.pages["/"] = answer(gzip.compress(b"copy" * 1000), Content_Encoding="gzip")
    assert local().get(server.at("/"), LIMIT).content == b"copy" * 1000


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:{}/",
        "http://localhost:{}/",
        "http://127.1:{}/",
        "http://2130706433:{}/",
        "http://0x7f000001:{}/",
        "http://0.0.0.0:{}/",
        "http://[::ffff:127.0.0.1]:{}/",
        "http://[::1]:{}/",
    ],
)
def test_an_address_that_is_not_public_is_refused_however_it_is_written(server: Server, address: str) -> None:
    server.pages["/"] = answer(b"secret")
    assert "is not public" in refusal(Fetcher(), address.format(server.port))
    assert server.asked == []


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "127.8.8.8",
        "169.254.169.254",
        "100.64.0.1",
        "100.100.100.200",
        "224.0.0.1",
        "255.255.255.255",
        "0.0.0.0",  # noqa: S104 - listens to nobody
        "::",
        "::1",
        "fe80::1%lo",
        "fd00:ec2::254",
        "ff02::1",
        "::ffff:169.254.169.254",
        "64:ff9b::169.254.169.254",
        "2002:a9fe:a9fe::1",
        "192.0.2.1",
    ],
)
def test_no_kind_of_address_that_is_not_public_passes(address: str) -> None:
    with pytest.raises(SourceError, match="is not public"):
        checked("example.org", ["93.184.216.34", address], allow_private=False)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34", "64:ff9b::5db8:d822"])
def test_public_addresses_pass(address: str) -> None:
    assert checked("example.org", [address], allow_private=False) == (address,)


@pytest.fixture
def public(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the server's own address pass for a public one, and no other."""
    real = network._is_public
    monkeypatch.setattr(network, "_is_public", lambda address: address == "127.0.0.1" or real(address))


@pytest.mark.usefixtures("public")
@pytest.mark.parametrize(
    "target", ["http://169.254.169.254/latest/meta-data", "http://[::1]:{}/secret", "//127.0.0.2:{}/secret"]
)
def test_a_redirect_to_an_address_that_is_not_public_is_refused(server: Server, target: str) -> None:
    server.pages |= {"/": redirect(target.format(server.port)), "/secret": answer(b"secret")}
    assert "is not public" in refusal(Fetcher(), server.at("/"))
    assert server.paths() == ["/"]


def test_a_name_whose_answer_changes_leads_to_the_address_that_was_checked(server: Server) -> None:
    """Another request for the name would get the private address: there is none."""
    asked: list[str] = []
    answers = iter([["127.0.0.1"], ["169.254.169.254"]])

    def changing(host: str, _: int) -> list[str]:
        asked.append(host)
        return next(answers)

    server.pages["/"] = answer(b"copy")
    fetcher = Fetcher(allow_private=True, resolve=changing)
    assert fetcher.get(server.at("/", "news.example"), LIMIT).content == b"copy"
    assert asked == ["news.example"]
    assert server.asked[0].headers["host"] == f"news.example:{server.port}"


@pytest.mark.usefixtures("public")
def test_a_name_that_is_rebound_between_a_request_and_its_redirect_is_refused(server: Server) -> None:
    answers = iter([["127.0.0.1"], ["127.0.0.2"]])
    server.pages |= {"/": redirect("/next"), "/next": answer(b"secret")}
    fetcher = Fetcher(resolve=lambda *_: next(answers))
    assert "its address 127.0.0.2 is not public" in refusal(fetcher, server.at("/", "news.example"))
    assert server.paths() == ["/"]


def test_redirects_are_followed_and_recorded(server: Server) -> None:
    server.pages |= {"/": redirect("/a", "301 Moved Permanently"), "/a": redirect(server.at("/b")), "/b": answer(b"copy")}
    found = local().get(server.at("/"), LIMIT)
    assert (found.content, found.address) == (b"copy", server.at("/b"))
    assert found.redirects == ((server.at("/"), 301), (server.at("/a"), 302))


def test_ten_thousand_redirects_end_after_five(server: Server) -> None:
    for number in range(10_000):
        server.pages[f"/{number}"] = redirect(f"/{number + 1}")
    assert "redirects more than 5 times" in refusal(local(), server.at("/0"))
    assert len(server.asked) == 6


def test_a_redirect_to_itself_ends(server: Server) -> None:
    server.pages["/"] = redirect("/")
    assert "redirects more than 5 times" in refusal(local(), server.at("/"))


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://example.org/", "gopher://127.0.0.1:70/"])
def test_a_redirect_to_another_protocol_is_refused(server: Server, target: str) -> None:
    server.pages["/"] = redirect(target)
    assert "no address of http or https" in refusal(local(), server.at("/"))


def test_an_endless_body_is_broken_off_at_the_limit(server: Server) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n"
    server.pages["/"] = endlessly(head, b"x" * 10_000)
    assert "more than the 100,000 bytes allowed" in refusal(local(), server.at("/"))


def test_a_body_that_drips_is_broken_off_when_the_time_is_up(server: Server) -> None:
    server.pages["/"] = endlessly(b"HTTP/1.1 200 OK\r\n\r\n", b"x", 0.05)
    assert "more than 0.5 seconds in all" in refusal(local(seconds=0.5), server.at("/"))


def test_headers_that_drip_are_broken_off_when_the_time_is_up(server: Server) -> None:
    server.pages["/"] = endlessly(b"HTTP/1.1 200 OK\r\nX-Slow: ", b"x", 0.05)
    assert "more than 0.5 seconds in all" in refusal(local(seconds=0.5), server.at("/"))


def test_endless_headers_are_broken_off(server: Server) -> None:
    server.pages["/"] = endlessly(b"HTTP/1.1 200 OK\r\n", b"X-More: " + b"x" * 1000 + b"\r\n")
    assert "cannot be fetched" in refusal(local(), server.at("/"))


def test_a_server_that_says_nothing_is_left_when_the_time_is_up(server: Server) -> None:
    server.pages["/"] = endlessly(b"", b"", 0.05)
    assert "more than 0.5 seconds in all" in refusal(local(seconds=0.5), server.at("/"))


def test_a_bomb_is_never_unpacked_beyond_the_limit(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    most = []
    real = zlib.decompressobj

    class Watched:
        def __init__(self, bits: int) -> None:
            self._real = real(bits)
            self.eof = False

        def decompress(self, chunk: bytes, limit: int) -> bytes:
            found = self._real.decompress(chunk, limit)
            self.eof = self._real.eof
            most.append(len(found))
            return found

    monkeypatch.setattr("feedpub.sources.http.fetching.zlib.decompressobj", Watched)
    bomb = gzip.compress(bytes(50_000_000))
    assert len(bomb) < LIMIT
    server.pages["/"] = answer(bomb, Content_Encoding="gzip")
    assert "more than the 100,000 bytes allowed" in refusal(local(), server.at("/"))
    assert 0 < sum(most) <= LIMIT + 1


@pytest.mark.parametrize("coding", ["br", "gzip, gzip", "zstd"])
def test_a_coding_that_was_not_asked_for_is_refused(server: Server, coding: str) -> None:
    server.pages["/"] = answer(b"x", Content_Encoding=coding)
    assert "not asked for" in refusal(local(), server.at("/"))
    assert server.asked[0].headers["accept-encoding"] == "gzip"


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (answer(b"not gzip", Content_Encoding="gzip"), "damaged"),
        (answer(gzip.compress(b"copy" * 999)[:-12], Content_Encoding="gzip"), "ends too early"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "cannot be fetched"),
        (b"", "cannot be fetched"),
        (answer(b"short", Content_Length="500"), "cannot be fetched"),
    ],
)
def test_a_damaged_answer_is_refused(server: Server, sent: bytes, said: str) -> None:
    server.pages["/"] = sent
    assert said in refusal(local(), server.at("/"))


def test_a_host_that_is_not_there_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    assert refusal(local(), f"http://127.0.0.1:{port}/").startswith(f"http://127.0.0.1:{port}/: it cannot be fetched")

    def unknown(*_: object) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    assert "leads to no address" in refusal(Fetcher(resolve=unknown), "http://nowhere.example/")


def test_the_next_address_of_a_host_is_tried(server: Server) -> None:
    server.pages["/"] = answer(b"copy")
    fetcher = Fetcher(allow_private=True, resolve=lambda *_: ["127.0.0.2", "127.0.0.1"])
    assert fetcher.get(server.at("/", "news.example"), LIMIT).content == b"copy"


def test_credentials_and_keys_stand_in_no_message(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    server.pages["/"] = answer(status="500 Oops")
    with caplog.at_level(logging.DEBUG):
        local().get(server.at("/?key=hush"), LIMIT)
        assert "hush" not in refusal(local(), "http://me:hush@127.0.0.1:1/")
    assert "hush" not in caplog.text
    assert shown("https://me:hush@example.org/a?key=hush#b") == "https://example.org/a?…"


def test_what_is_being_fetched_can_be_broken_off(server: Server) -> None:
    fetcher = local()

    def play(_: Asked, write: Write, ending: threading.Event) -> None:
        write(b"HTTP/1.1 200 OK\r\n\r\n")
        fetcher.stop()
        ending.wait()

    server.pages["/"] = play
    with pytest.raises(StoppedError):
        fetcher.get(server.at("/"), LIMIT)
    with pytest.raises(StoppedError):
        fetcher.get(server.at("/"), LIMIT)
    assert len(server.asked) == 1


def test_the_system_resolves_names() -> None:
    assert "127.0.0.1" in resolve("localhost", 80)
