"""A new output format is one file and one entry in the registry: routes, links, negotiation and the command line follow."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from tests.serving import Client, environment, serving

pytestmark = pytest.mark.slow

# One new file ...
TOY = """
from feedpub.formats.base import Format
from feedpub.model.feed import Feed


def render(feed: Feed) -> bytes:
    return "; ".join(entry.event.article.headline.upper() for entry in feed.entries).encode()


FORMAT = Format("toy{scope}", "text/x-toy-{scope}", "toy", "{scope}", "Toy {scope}", "https://toy.example/", render)
"""
# ... and one entry, here made before anything of feedpub's starts, in every process that it starts.
ENTRY = """
import toy_event, toy_feed
from feedpub import formats

formats.FORMATS = (*formats.FORMATS, toy_event.FORMAT, toy_feed.FORMAT)
"""
COPY = "---\nheadline: Quay reopens\ndate: 2024-05-06\nsection: Ports\n---\n\nROTTERDAM — The quay reopened on Monday.\n"
SCOPES = pytest.mark.parametrize(
    ("scope", "address", "page", "negotiated"),
    [
        ("event", "/articles/quay-reopens.toy", "/articles/quay-reopens", "/articles/quay-reopens"),
        ("feed", "/feeds/all.toy", "/", "/feeds/all"),
    ],
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("toy")
    (folder / "articles").mkdir()
    (folder / "articles" / "quay.md").write_text(COPY, encoding="utf-8")
    for scope in ("event", "feed"):
        (folder / f"toy_{scope}.py").write_text(TOY.format(scope=scope), encoding="utf-8")
    (folder / "sitecustomize.py").write_text(ENTRY, encoding="utf-8")
    return folder


def paths(folder: Path) -> str:
    return f"{folder}:{Path(__file__).parents[1]}"


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[Client]:
    with serving(folder, PYTHONPATH=paths(folder)) as client:
        yield client


@SCOPES
def test_it_has_a_route_a_link_and_a_place_in_negotiation(
    client: Client, scope: str, address: str, page: str, negotiated: str
) -> None:
    media_type = f"text/x-toy-{scope}"
    direct = client.get(address)
    assert (direct.status, direct.body, direct.headers["content-type"]) == (200, b"QUAY REOPENS", media_type)
    chosen = client.get(negotiated, Accept=media_type)
    assert (chosen.status, chosen.body, chosen.headers["content-location"]) == (200, b"QUAY REOPENS", address)
    shown = client.get(page, Accept="text/html")
    (link,) = html.fromstring(shown.body).xpath(f"//head/link[@rel='alternate'][@type='{media_type}']/@href")
    assert str(link).endswith(address)
    assert f'{address}>; rel="alternate"; type="{media_type}"' in shown.headers["link"]


@pytest.mark.parametrize("path", ["/feeds/section/ports.toy", "/feeds/language/en.toy"])
def test_a_format_for_feeds_has_every_feed(client: Client, path: str) -> None:
    assert client.get(path).body == b"QUAY REOPENS"


@pytest.mark.parametrize("name", ["toyevent", "toyfeed"])
def test_it_is_a_choice_of_the_command_line(folder: Path, name: str) -> None:
    command = [sys.executable, "-m", "feedpub", "extract", "articles/quay.md", "--format", name]
    variables = environment(folder, PYTHONPATH=paths(folder))
    ran = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, check=True)
    assert ran.stdout == "QUAY REOPENS\n"
