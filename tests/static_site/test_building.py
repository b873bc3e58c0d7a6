"""The built site beside the one that is served: the same bytes at every address, now and after each change."""

import gzip
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from http import HTTPStatus
from pathlib import Path

import brotli
import pytest
from flask import Flask

from feedpub.model.event import Event
from feedpub.publish import Publisher, stale_since
from feedpub.site.addresses import explanation_path
from feedpub.static_site import BuildError, Built, StaticSite, build
from feedpub.static_site.app_client import AppClient
from feedpub.static_site.files import file_of
from feedpub.static_site.links import Links
from feedpub.static_site.manifest import Manifest
from feedpub.store import Store, open_store
from feedpub.web import create_app
from tests.formats.samples import SITE, bare, bridge, retracted
from tests.web.conftest import STORED

SEEDS = ("/", "/sitemap.xml", "/feeds", "/feeds/all", "/rss", "/favicon.ico")
ELSEWHERE = ("/static/logo", "/pictures/", "/authors/")  # of the samples; nobody keeps them
SERVED = ("/search", "/events", "/api", "/feeds/query", "/status")
LATER = STORED + timedelta(hours=1)


@dataclass
class Desk:
    """A small newsroom, and the folder that its site is built in."""

    store: Store
    site: StaticSite
    folder: Path

    def put(self, event: Event, now: datetime = STORED) -> None:
        moment = event.article.published
        moment = moment if isinstance(moment, datetime) else datetime(2024, 5, 6, tzinfo=UTC)
        with self.store.writing() as writing:
            writing.articles.put(event, "[]", published=moment, modified=moment, now=now)

    def build(self) -> Built:
        *_, done = build(self.site, self.folder, 1)
        return done

    def files(self) -> dict[str, bytes]:
        named = (one for one in self.folder.rglob("*") if one.is_file() and ".feedpub" not in one.parts)
        return {one.relative_to(self.folder).as_posix(): one.read_bytes() for one in named}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A site that is built, for tests that only look."""
    with _desk(tmp_path_factory.mktemp("built"), bare(), retracted(), bridge()) as desk:
        desk.build()
        yield desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A small one, for tests that build it."""
    with _desk(tmp_path, bare(), retracted()) as desk:
        yield desk


@contextmanager
def _desk(tmp_path: Path, *events: Event) -> Iterator[Desk]:
    with open_store(f"sqlite:///{tmp_path}/news.db", clock=lambda: LATER) as store:
        publisher = Publisher(store, SITE, feed_size=20)

        def app() -> Flask:
            return create_app(publisher, store, max_age=300, now=lambda: LATER)

        site = StaticSite(
            app=app,
            base_url=SITE.base_url,
            seeds=SEEDS,
            timed=("/robots.txt", "/sitemap-news.xml"),
            served=SERVED,
            program="one",
            sequence=store.changes.sequence,
            unexplained=lambda: store.changes.extent().unexplained,
            explanations=explanation_path("%"),
            stale_since=partial(stale_since, store, 20),
            errors={HTTPStatus.NOT_FOUND: b"nothing", HTTPStatus.GONE: b"gone"},
        )
        desk = Desk(store, site, tmp_path / "site")
        for event in events:
            desk.put(event)
        yield desk


def test_every_file_is_what_the_site_answers_at_its_address_and_so_are_its_codings(built: Desk) -> None:
    client = AppClient(built.site.app(), SITE.base_url)
    manifest = Manifest(built.folder / ".feedpub" / "manifest.db")
    pages = list(manifest.pages())
    manifest.close()
    assert len([page for page in pages if page.file]) > 50
    for page in pages:
        answer = client.get(page.path)
        if page.file is None:
            assert answer.status >= 300 or answer.headers["content-location"] != page.path
            continue
        file = built.folder / page.file
        assert file.read_bytes() == answer.body, page.path
        assert page.headers["content-type"] == answer.headers["content-type"]
        for suffix, unpack in ((".gz", gzip.decompress), (".br", brotli.decompress)):
            beside = file.with_name(file.name + suffix)
            if beside.exists():
                assert unpack(beside.read_bytes()) == answer.body
                assert beside.stat().st_size < len(answer.body)
        if modified := answer.modified:
            assert file.stat().st_mtime == modified.timestamp()


def test_pictures_that_are_made_for_sharing_are_built(built: Desk) -> None:
    made = {
        name: body
        for name, body in built.files().items()
        if re.fullmatch(r"articles/[a-z0-9-]+/image-[0-9a-f]{16}\.png", name)
    }
    assert made
    assert all(body.startswith(b"\x89PNG") for body in made.values())


def test_no_link_within_the_site_leads_nowhere(built: Desk) -> None:
    files = built.files()
    moved = {line.split()[0] for line in files["_redirects"].decode().splitlines()}
    links = Links(SITE.base_url, SERVED)
    for name, body in files.items():
        if name.endswith((".html", ".rss", ".atom", ".json", ".xml")) and not name.startswith("4"):
            kind = "text/html" if name.endswith(".html") else "text/xml"
            for path in links.of(body, kind):
                found = {str(file_of(path, kind)) for kind in ("text/html", "text/xml")}
                assert found & set(files) or path in moved or path.startswith(ELSEWHERE), (name, path)


def test_a_second_build_writes_nothing_and_one_after_an_edit_what_has_changed(desk: Desk) -> None:
    first = desk.build()
    assert first.written > 20
    assert desk.build().written == 0
    event = bare()
    changed = event.article.model_copy(update={"headline": "Another headline altogether"})
    before = {name: (desk.folder / name).stat().st_mtime_ns for name in desk.files()}
    desk.put(event.model_copy(update={"article": changed}), LATER - timedelta(minutes=1))
    again = desk.build()
    assert 0 < again.written < first.written
    assert any("Another headline altogether" in body.decode("utf-8", "ignore") for body in desk.files().values())
    untouched = [name for name in before if name.startswith("static/")]
    assert untouched
    assert all((desk.folder / name).stat().st_mtime_ns == before[name] for name in untouched)
    whole = replace(desk, folder=desk.folder.with_name("whole"))
    assert again.asked < whole.build().asked - 10, "what shows the other article alone stands"
    moved = "_redirects"  # what was at an address before is known to the folder alone that had it
    assert desk.files() | {moved: b""} == whole.files() | {moved: b""}


def test_only_what_may_have_changed_is_asked_for_again(desk: Desk) -> None:
    desk.build()
    asked: list[int] = []

    def stale_since(since: int) -> Callable[[str], bool]:
        asked.append(since)
        return lambda path: path == "/"

    desk.site = replace(desk.site, stale_since=stale_since)
    event = bare()
    desk.put(event.model_copy(update={"article": event.article.model_copy(update={"headline": "Another"})}), LATER)
    done = desk.build()
    assert asked == [2]
    assert done.asked == 3  # the home page and what changes with time


def test_explanations_that_are_kept_no_longer_are_built_again(desk: Desk) -> None:
    elsewhere = ("/feeds", "/people", "/organizations", "/places", "/tags", "/types", "/quotes", "/days", "/sitemaps")
    desk.site = replace(desk.site, served=(*SERVED, *elsewhere))
    desk.put(bridge())
    desk.build()
    (page,) = (name for name in desk.files() if name.endswith("/explanation.html"))
    assert b"kept for a limited time" not in desk.files()[page]
    assert desk.store.drop_traces(LATER)
    assert desk.build().asked == 3  # the page and what changes with time
    assert b"kept for a limited time" in desk.files()[page]
    assert desk.build().asked == 2


def test_what_is_removed_goes_and_is_told_as_gone(desk: Desk) -> None:
    desk.build()
    slug = desk.store.events.by_id(bare().id).slug  # type: ignore[union-attr]  # it was stored above
    assert f"articles/{slug}.html" in desk.files()
    with desk.store.writing() as writing:
        writing.articles.delete(bare().id, LATER)
    done = desk.build()
    assert done.removed >= 8
    files = desk.files()
    assert not [name for name in files if name.startswith(f"articles/{slug}")]
    assert f"/articles/{slug} /410.html 410" in files["_redirects"].decode()
    assert f'location = "/articles/{slug}" {{ return 410; }}' in (desk.folder / ".feedpub/nginx.conf").read_text()


def test_another_program_builds_everything_again(desk: Desk) -> None:
    first = desk.build()
    desk.site = replace(desk.site, program="two")
    assert desk.build().asked == first.asked


def test_an_interrupted_build_goes_on_where_it_was_and_ends_with_the_same_bytes(desk: Desk) -> None:
    begun = build(desk.site, desk.folder, 1)
    first = next(begun)
    begun.close()
    (desk.folder / ".feedpub/unfinished/1").write_bytes(b"half of a fi")
    done = desk.build()
    whole = replace(desk, folder=desk.folder.with_name("whole"))
    assert done.asked < whole.build().asked - first.asked + 5  # what changes with time is asked for again
    assert desk.files() == whole.files()
    assert not list((desk.folder / ".feedpub/unfinished").iterdir())


def test_two_builds_do_not_write_to_one_folder(desk: Desk) -> None:
    running = build(desk.site, desk.folder, 1)
    next(running)
    with pytest.raises(BuildError, match="another build writes to this folder"):
        next(build(desk.site, desk.folder, 1))
    running.close()


def test_headers_and_redirects_say_what_the_site_says(built: Desk) -> None:
    headers, redirects = (built.folder / "_headers").read_text(), (built.folder / "_redirects").read_text()
    assert re.search(r"^/feeds/\*\.atom\n(  .*\n)*  content-type: application/atom\+xml", headers, re.MULTILINE)
    assert "content-security-policy: default-src 'none'" in headers.partition("\n/")[0]
    assert "/rss /feeds/all.rss 301\n" in redirects
    assert re.search(r"^/feeds/all /feeds/all\.\w+ 302$", redirects, re.MULTILINE)


@pytest.mark.slow
def test_a_build_that_is_killed_is_taken_up_again_by_the_command(tmp_path: Path) -> None:
    (tmp_path / "copy").mkdir()
    for number in range(3):
        head = f"---\ntitle: Ferry {number} sails\ndate: 2024-05-0{number + 1}\n---\n\n"
        text = f"{head}HORTA, Portugal — “We sail,” said Ana Lima on Tuesday.\n"
        (tmp_path / "copy" / f"{number}.md").write_text(text, encoding="utf-8")
    settings = {
        "FEEDPUB_BASE_URL": "https://news.example",
        "FEEDPUB_DATABASE_URL": f"sqlite:///{tmp_path}/news.db",
        "FEEDPUB_SOURCES": '[{"name": "copy", "path": "copy"}]',
    }
    command = [sys.executable, "-m", "feedpub", "build"]

    def run(name: str, *more: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen([*command, name, *more], cwd=tmp_path, env=os.environ | settings, stderr=subprocess.DEVNULL)

    assert run("whole", "--jobs", "1").wait(120) == 0
    killed = run("killed", "--no-refresh", "--jobs", "2")
    while not list((tmp_path / "killed").rglob("*.html")) and killed.poll() is None:
        time.sleep(0.02)
    killed.send_signal(signal.SIGKILL)
    killed.wait(60)
    assert run("killed", "--no-refresh", "--jobs", "1").wait(120) == 0

    def files(name: str) -> dict[str, bytes]:
        return {
            one.relative_to(tmp_path / name).as_posix(): one.read_bytes()
            for one in (tmp_path / name).rglob("*")
            if one.is_file() and ".feedpub" not in one.parts
        }

    assert files("killed") == files("whole")
