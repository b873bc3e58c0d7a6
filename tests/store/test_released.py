"""Stores that earlier versions of this program have written themselves, brought to this one, served and compared.

A file is what ``sqlite3 feedpub.db .dump`` says of a site with four articles after two looks at it: between them
one was edited, one retracted and one removed. No program had 0004, 0005 or 0006 as its newest version.
"""

import gzip
import sqlite3
from pathlib import Path

import pytest

from feedpub.settings import Settings
from feedpub.store import open_store
from feedpub.wiring import create_app
from tests.builders import MINUTE
from tests.store.test_proof import verify
from tests.storing import put

STORES = Path(__file__).parents[1] / "data" / "stores"
VERSIONS = sorted(file.name.partition(".")[0] for file in STORES.glob("*.sql.gz"))

DATELINES = {
    "urn:uuid:fccf782c-160e-51c7-b691-b966d7aa9422": "HORTA, Portugal",
    "urn:uuid:932cf688-6bea-59fc-9c7e-787189b16c09": "BREST, France",
    "urn:uuid:20ecf2bc-9cd3-563d-ae96-1a9c93afed4b": "ROTTERDAM, Netherlands",
}
"""What the articles begin with that each of these sites shows, by their ids: the fourth is gone."""


def written(version: str, folder: Path) -> str:
    """A store of an earlier version: its address."""
    file = folder / "feedpub.db"
    connection = sqlite3.connect(file)
    connection.executescript(gzip.decompress((STORES / f"{version}.sql.gz").read_bytes()).decode())
    assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (version,)
    connection.close()
    return f"sqlite:///{file}"


def test_there_is_a_store_of_each_version_that_a_program_had() -> None:
    assert {f"{number:04}" for number in range(1, 20)} - set(VERSIONS) == {"0004", "0005", "0006"}


@pytest.mark.parametrize("version", VERSIONS)
def test_what_an_earlier_version_has_stored_is_shown(version: str, tmp_path: Path) -> None:
    with open_store(written(version, tmp_path)) as store:
        assert store.integrity.examine() == 0
        shown = {stored.event.id: stored.event for stored in store.events.newest(9)}
        assert {name: event.article.text.partition(" — ")[0] for name, event in shown.items()} == DATELINES
        assert sum(bool(event.where) for event in shown.values()) >= 2, "its answers have survived"
        # What an article said before it was retracted is told no more.
        told = sorted((one.op, one.id in DATELINES) for one in store.changes.listed(0, 99, store.changes.sequence()))
        assert told == [("delete", False), *[("upsert", True)] * 4]
        assert all(store.traces.find(event.id, event.revision) for event in shown.values())
        verify(store)
        put(store, now=store.now() + MINUTE)
        verify(store)


@pytest.mark.parametrize("version", [VERSIONS[0], VERSIONS[-1]])
def test_what_an_earlier_version_has_stored_is_served(version: str, tmp_path: Path) -> None:
    client = create_app(Settings(database_url=written(version, tmp_path), scheduler="off")).test_client()
    pages = [f"/api/events/{name}" for name in DATELINES]
    for path in (*pages, "/", "/feeds/all.atom", "/search?q=ferry", "/sitemap.xml", "/api/changes"):
        assert client.get(path).status_code == 200, path
