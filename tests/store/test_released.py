"""Stores that earlier versions of this program have written themselves, brought to this one, served and compared.

A file is what ``sqlite3 feedpub.db .dump`` says of a site with four articles after two looks at it: between them
one was edited, one retracted and one removed.
"""

import gzip
import json
import sqlite3
from pathlib import Path

import pytest

from feedpub.settings import Settings
from feedpub.store import open_store
from feedpub.wiring import create_app
from tests.builders import MINUTE
from tests.store.test_events import put
from tests.store.test_proof import verify

STORES = Path(__file__).parents[1] / "data" / "stores"
VERSIONS = sorted(file.name.partition(".")[0] for file in STORES.glob("*.sql.gz"))


def written(version: str, folder: Path) -> tuple[str, dict[str, str]]:
    """A store of an earlier version: its address, and the headlines of its events by id."""
    file = folder / "feedpub.db"
    connection = sqlite3.connect(file)
    connection.executescript(gzip.decompress((STORES / f"{version}.sql.gz").read_bytes()).decode())
    assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (version,)
    latest = "SELECT id, document FROM articles JOIN revisions ON article_id = id AND revisions.revision = articles.revision"
    shown = connection.execute(f"{latest} WHERE NOT deleted").fetchall()
    connection.close()
    return f"sqlite:///{file}", {name: json.loads(document)["article"]["headline"] for name, document in shown}


def test_there_are_stores_of_earlier_versions() -> None:
    assert VERSIONS[0] == "0001"


@pytest.mark.parametrize("version", VERSIONS)
def test_what_an_earlier_version_has_stored_is_served(version: str, tmp_path: Path) -> None:
    address, headlines = written(version, tmp_path)
    with open_store(address) as store:
        assert store.integrity.examine() == 0
        assert {stored.event.id: stored.event.article.headline for stored in store.events.newest(9)} == headlines
        assert len(headlines) == 3
        verify(store)
    client = create_app(Settings(database_url=address, scheduler="off")).test_client()
    told = {name: client.get(f"/api/events/{name}").get_json() for name in headlines}
    notice = "Retracted: "  # which this version puts before what was taken back
    assert {name: event["article"]["headline"].removeprefix(notice) for name, event in told.items()} == headlines
    assert sum(bool(event["where"]) for event in told.values()) >= 2, "its answers have survived"
    changes = client.get("/api/changes?limit=99").get_json()["items"]
    assert sorted(change["op"] for change in changes if change["op"] == "delete") == ["delete"]
    assert all(client.get(path).status_code == 200 for path in ("/", "/feeds/all.atom", "/search?q=ferry", "/sitemap.xml"))
    with open_store(address) as store:
        put(store, now=store.now() + MINUTE)
        verify(store)
