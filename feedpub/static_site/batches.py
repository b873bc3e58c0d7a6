"""What one process builds at a time: it asks for addresses, writes the answers down, and reports what they lead to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from feedpub.collector import READING, spare_loaded
from feedpub.static_site.app_client import AppAnswer, AppClient
from feedpub.static_site.files import SiteFolder, UnwritableError, file_of
from feedpub.static_site.hosting import KEPT_HEADERS
from feedpub.static_site.links import Links
from feedpub.static_site.manifest import BuiltAddress

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

NEVER = -1
"""The number of no change: what is said to be built of it is built again."""
Told = tuple[str, str, PurePosixPath | None]
"""A path, with the tag and the file of what is built of it."""


@dataclass(slots=True)
class BuiltBatch:
    """What became of some addresses.

    Args:
        pages: what is built of each.
        links: paths that they name.
        written: how many files were written.
        removed: how many were taken away.
        failed: addresses that have no file, with the reason.
    """

    pages: list[BuiltAddress] = field(default_factory=list)
    links: set[str] = field(default_factory=set)
    written: int = 0
    removed: int = 0
    failed: tuple[str, ...] = ()


class BatchBuilder:
    """Builds addresses in this process.

    Args:
        app: makes the web app, when it is needed first.
        base_url: absolute address of the home page.
        served: paths that only a program can answer.
        folder: to write to.
    """

    _prepared: "BatchBuilder"

    def __init__(self, app: "Callable[[], WSGIApplication]", base_url: str, served: tuple[str, ...], folder: Path) -> None:
        self._app = app
        self._base_url = base_url
        self._served = served
        self._folder = SiteFolder(folder)

    @classmethod
    def prepare(cls, builder: "BatchBuilder") -> None:
        """Make ready the process that this runs in."""
        cls._prepared = builder

    @classmethod
    def build_prepared(cls, told: Iterable[Told], sequence: int) -> BuiltBatch:
        """Build in a process that was made ready."""
        return cls._prepared.build(told, sequence)

    def build(self, told: Iterable[Told], sequence: int) -> BuiltBatch:
        """Ask for addresses and write down what has changed.

        Args:
            told: of each address what is built.
            sequence: number of the last change before they are asked for.
        """
        batch = BuiltBatch()
        for path, etag, file in told:
            self._one(batch, path, (etag, file), sequence)
        return batch

    def _one(self, batch: BuiltBatch, path: str, built: tuple[str, PurePosixPath | None], sequence: int) -> None:
        answer = self._client.get(path)
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            self._fail(batch, path, built, answer.status)
            return
        target = self._target(path, answer)
        name = self._name(batch, path, answer) if answer.status == HTTPStatus.OK and not target else None
        etag = answer.headers.get("etag", "")
        if name:
            batch.links |= self._links.of(answer.body, answer.content_type)
            if built != (etag, name) or not etag or not self._folder.has(name):
                self._folder.write(name, answer.body, answer.content_type, answer.modified)
                batch.written += 1
        if built[1] and built[1] != name:
            self._folder.remove(built[1])
            batch.removed += 1
        status = HTTPStatus.FOUND if target and answer.status == HTTPStatus.OK else answer.status
        headers = {known: answer.headers[known] for known in KEPT_HEADERS if known in answer.headers}
        batch.pages.append(BuiltAddress(path, status, name, etag, target, headers, sequence))
        if target and not self._links.is_served(target):
            batch.links.add(target)

    def _fail(self, batch: BuiltBatch, path: str, built: tuple[str, PurePosixPath | None], status: int) -> None:
        """Leave what is there, to be asked for in the next build whatever happens till then."""
        batch.failed += (f"{path}: the site answers {status}",)
        batch.pages.append(BuiltAddress(path, status, built[1], "", None, {}, NEVER))

    def _target(self, path: str, answer: AppAnswer) -> str | None:
        """Tell where an address leads; one that chooses among several forms leads to that which it prefers."""
        if answer.status in (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.FOUND, HTTPStatus.PERMANENT_REDIRECT):
            return self._path(answer.headers["location"])
        chosen = answer.headers.get("content-location")
        return self._path(chosen) if chosen and self._path(chosen) != path else None

    def _path(self, address: str) -> str:
        return urlsplit(address).path.removeprefix(urlsplit(self._base_url).path) or "/"

    def _name(self, batch: BuiltBatch, path: str, answer: AppAnswer) -> PurePosixPath | None:
        try:
            return file_of(path, answer.content_type)
        except UnwritableError as error:
            batch.failed += (f"{error.what}: {error}",)
            return None

    @cached_property
    def _client(self) -> AppClient:
        client = AppClient(self._app(), self._base_url)
        # To look through the whole program again and again would be a twentieth of the time.
        spare_loaded(READING)
        return client

    @cached_property
    def _links(self) -> Links:
        return Links(self._base_url, self._served)
