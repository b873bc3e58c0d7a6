"""A site on a real socket: a SQLite store, a publisher, the app, and werkzeug's server in a thread."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread

import orjson
import pytest
from werkzeug.serving import make_server

from feedpub.formats import FORMATS
from feedpub.formats.base import Format
from feedpub.media import MediaStore
from feedpub.model.article import instant
from feedpub.model.event import Event
from feedpub.model.feed import Site
from feedpub.publish import Publisher
from feedpub.site.slugs import article_slugs
from feedpub.store import Store, open_store
from feedpub.views import DEFAULT_LOOK, Look
from feedpub.web import SiteOperation, create_app
from tests.formats.samples import SITE, bare, bridge, retracted

TAKES_IT = {"A_IM": "feed", "User_Agent": "python-reader/3.16 (+https://github.com/lemon24/reader)"}
"""Headers of a reader that takes what is new in a feed alone (226)."""

STORED = datetime(2024, 5, 6, 12, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that a test sets."""

    time: datetime = STORED + timedelta(hours=1)

    def __call__(self) -> datetime:
        return self.time


@dataclass(frozen=True)
class Answer:
    """What came over the socket."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> dict[str, object]:
        made = orjson.loads(self.body)
        assert isinstance(made, dict)
        return made


@dataclass
class Live:
    """A running site."""

    port: int
    store: Store
    clock: Clock
    slugs: dict[str, str] = field(default_factory=dict)

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Send exactly these headers; underscores in their names stand for hyphens."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        response = connection.getresponse()
        lists: dict[str, list[str]] = {}
        for name, value in response.getheaders():
            lists.setdefault(name, []).append(value)
        answer = Answer(response.status, {name: ", ".join(values) for name, values in lists.items()}, response.read())
        connection.close()
        return answer

    def put(self, event: Event, now: datetime = STORED, trace: str = "[]") -> str:
        """Store an event and return the name of its page, which nobody finds while it is under embargo."""
        published = instant(event.article.published or STORED)
        modified = instant(event.article.modified or published)
        with self.store.writing() as writing:
            writing.articles.put(event, trace, published=published, modified=modified, now=now)
        stored = self.store.events.by_id(event.id)
        return stored.slug if stored else next(article_slugs(event.article))

    def remove(self, event: Event, now: datetime) -> None:
        with self.store.writing() as writing:
            writing.articles.delete(event.id, now)


Start = Callable[..., Live]


@contextmanager
def serving(
    folder: Path,
    site: Site = SITE,
    formats: tuple[Format, ...] = FORMATS,
    clock: Clock | None = None,
    token: str | None = None,
    *,
    look: Look = DEFAULT_LOOK,
    media: MediaStore | None = None,
) -> Iterator[Live]:
    """Run an empty site."""
    clock = clock or Clock()
    with open_store(f"sqlite:///{folder}/news.db", clock=clock) as store:
        publisher = Publisher(store, site, feed_size=20, formats=formats, look=look)
        app = create_app(publisher, store, max_age=300, now=clock, operation=SiteOperation(token=token), media=media)
        server = make_server("127.0.0.1", 0, app, threaded=True)
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield Live(server.server_port, store, clock)
        finally:
            server.shutdown()
            thread.join(10)
            server.server_close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Live]:
    """A site that has published nothing."""
    with serving(tmp_path) as live:
        yield live


@pytest.fixture(scope="package")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A site with three articles and one that is gone; tests only read it."""
    with serving(tmp_path_factory.mktemp("site")) as live:
        for name, make in {"bare": bare, "retracted": retracted, "bridge": bridge}.items():
            live.slugs[name] = live.put(make())
        gone = bare().model_copy(update={"id": "urn:uuid:00000000-0000-5000-8000-000000000000"})
        gone = Event.model_validate(gone.model_dump() | {"article": gone.article.model_dump() | {"id": gone.id}})
        live.slugs["gone"] = live.put(gone)
        live.remove(gone, STORED + timedelta(minutes=1))
        yield live


@pytest.fixture(scope="session")
def axe() -> str:
    """The program that knows obstacles on pages: not kept here, so that tests without it say so; CI fetches it."""
    path = os.environ.get("FEEDPUB_TEST_AXE")
    if not path:
        pytest.skip("FEEDPUB_TEST_AXE names no axe.min.js (.ci/browser fetches it)")
    return Path(path).read_text() + "; null"
