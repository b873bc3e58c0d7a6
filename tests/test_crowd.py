"""A crowd of connections that do nothing takes no turn from those who ask."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from feedpub.cli.server import connections, limit_stalls
from tests.crowd import Crowd, crowded
from tests.serving import PATIENCE, Client, environment, eventually, serving

ARTICLES = Path(__file__).parents[1] / "articles"
CROWDS = {
    "idle": Crowd(idle=200),
    "silent": Crowd(silent=200),
    "half-sent": Crowd(half_sent=200),
    "half a body": Crowd(half_bodies=50),
    "unread": Crowd(unread=50, requests=20),
    "all": Crowd(idle=200, silent=20, half_sent=50, half_bodies=20, unread=50, requests=20),
}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    folder = tmp_path_factory.mktemp("crowd")
    shutil.copytree(ARTICLES, folder / "articles")
    with serving(folder) as client:
        yield client


@pytest.mark.slow
@pytest.mark.parametrize("name", CROWDS)
def test_a_visitor_gets_its_page_whatever_others_hold(name: str, client: Client) -> None:
    with crowded(client.port, CROWDS[name]):
        for path in ("/", "/feeds/all.rss", "/api/events?limit=3"):
            assert client.get(path).status == 200


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_crowd_does_not_keep_the_server_from_stopping(number: signal.Signals, tmp_path: Path) -> None:
    shutil.copytree(ARTICLES, tmp_path / "articles")
    with serving(tmp_path) as client, crowded(client.port, CROWDS["all"]):
        os.kill(client.process, number)
        eventually(lambda: not _listens(client.port), "the server stops", patience=PATIENCE)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_the_limit_of_open_files_is_raised_as_far_as_the_system_allows(tmp_path: Path) -> None:
    limits = "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (64, 512))"
    raised = "from feedpub.cli.server import open_files; print(open_files(), resource.getrlimit(resource.RLIMIT_NOFILE))"
    command = [sys.executable, "-c", f"{limits}; {raised}"]
    done = subprocess.run(command, env=environment(tmp_path), capture_output=True, check=True, text=True)
    assert done.stdout == "512 (512, 512)\n"


@pytest.mark.parametrize(("files", "held"), [(None, 8192), (1_000_000, 8192), (1024, 896), (64, 16)])
def test_a_worker_holds_no_more_connections_than_it_may_open_files(files: int | None, held: int) -> None:
    assert connections(files) == held


@pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="the system knows no such bound")
def test_who_takes_nothing_of_an_answer_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        assert limit_stalls(7) >= 1
        with socket.create_connection(listening.getsockname()), listening.accept()[0] as accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 7000
