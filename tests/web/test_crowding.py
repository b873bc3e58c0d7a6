"""Whatever strangers ask for, what everybody asks for stays in memory."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import orjson
import pytest
from flask.testing import FlaskClient

from feedpub.formats import FORMATS
from feedpub.formats.base import Format
from feedpub.model.feed import Feed
from feedpub.publish import Publisher
from feedpub.store import Store, open_store
from feedpub.web import create_app
from tests.builders import event
from tests.formats.samples import SITE
from tests.web.conftest import STORED, Clock

ROOM = 400_000  # bytes: the home page and the feeds fit in well, what strangers ask for does not


class Counted:
    """A format that counts how often it renders the feed of everything."""

    def __init__(self, output: Format) -> None:
        assert output.assembly
        self.rendered = 0
        self._document = output.assembly.document
        self.format = replace(output, assembly=replace(output.assembly, document=self.document))

    def document(self, feed: Feed, entries: Iterable[bytes]) -> bytes:
        self.rendered += feed.address.endswith("/all")
        return self._document(feed, entries)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path}/news.db") as store:
        for number in range(40):
            with store.writing() as writing:
                made = event(f"dock {number}", tags=("news", f"dock {number % 3}"))
                writing.articles.put(made, "[]", published=STORED, modified=STORED, now=STORED)
        yield store


def cursors(client: FlaskClient) -> Iterator[str]:
    """Follow the list of events one by one."""
    path = "/api/events?limit=1"
    while following := orjson.loads(client.get(path).data)["next"]:
        path = following.removeprefix(SITE.base_url)
        yield path


@pytest.mark.parametrize("kind", ["limits", "cursors", "forged cursors", "changes", "searches", "combinations", "results"])
def test_nobody_crowds_out_the_feed_of_everything(kind: str, store: Store) -> None:
    counted = Counted(next(one for one in FORMATS if one.name == "rss"))
    formats = tuple(counted.format if one.name == "rss" else one for one in FORMATS)
    publisher = Publisher(store, SITE, feed_size=20, cache_bytes=ROOM, formats=formats)
    client = create_app(publisher, store, max_age=300, now=Clock()).test_client()
    before = client.get("/feeds/all.rss").data
    asked = {
        "limits": [f"/api/events?limit={number}" for number in range(1, 201)],
        "cursors": list(cursors(client)) * 2,
        "forged cursors": [f"/api/events?cursor=forged{number}" for number in range(200)],
        "changes": [f"/api/changes?after={after}&limit={limit}" for after in range(40) for limit in (49, 51, 100)],
        "searches": [f"/api/events?q=dock+{number}" for number in range(200)],
        "combinations": [f"/feeds/query.atom?tag=news&q=dock+{number}" for number in range(100)],
        "results": [f"/search?q=dock+{number}&cursor=forged" for number in range(100)],
    }[kind]
    refused = {client.get(path).status_code for path in asked} - {200, 301}
    assert refused == ({400} if kind in ("forged cursors", "results") else set())
    assert client.get("/feeds/all.rss").data == before
    assert counted.rendered == 1
