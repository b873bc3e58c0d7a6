"""The first hour of a site: samples, announced as such, that make way for the first own article and leave nothing behind."""

import shutil
import time
from pathlib import Path
from typing import Any

import orjson
import pytest
from click.testing import CliRunner

from feedpub.cli import main
from feedpub.ingest import Drafting, refresh
from feedpub.media import MediaStore
from feedpub.model.document import Document
from feedpub.settings import Settings, SourceSettings, load_settings
from feedpub.sources.data.build import FILES, SAMPLES
from feedpub.store import open_store
from feedpub.wiring.documents import sources_of
from feedpub.wiring.extraction import extractor_of, reader_of
from feedpub.wiring.ingesting import ingest_places, refresh_sources
from tests.serving import Client, eventually, serving

OWN = (
    "date 2026-02-03 The island's last ferry crew returns.\n\nHORTA, Portugal — Crews voted on Tuesday to go back to work.\n"
)
NUMBER = len(FILES)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A site without settings in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return Settings(database_url=f"sqlite:///{tmp_path / 'feedpub.db'}")


def drop(folder: Path, text: str = OWN) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "own.txt").write_text(text, encoding="utf-8")
    return folder / "own.txt"


def counted(site: Settings, *, sample: bool) -> int:
    with open_store(site.database_url) as store:
        return sum(bool(one.event.article.sample) is sample for one in store.events.newest(99))


def ops(site: Settings) -> list[str]:
    with open_store(site.database_url) as store:
        return [change.op for change in store.changes.listed(0, 99, store.changes.sequence())]


def refreshed(site: Settings) -> list[str]:
    return [outcome.status for outcome in refresh_sources(site)]


@pytest.mark.parametrize("beside", [False, True], ids=["new folder", "beside the samples"])
def test_samples_make_way_for_the_first_own_article(site: Settings, tmp_path: Path, beside: bool) -> None:
    if beside:
        shutil.copytree(SAMPLES, tmp_path / "articles")
    assert refreshed(site) == ["new"] * NUMBER
    assert (counted(site, sample=True), counted(site, sample=False)) == (NUMBER, 0)
    drop(tmp_path / "articles")
    assert sorted(refreshed(site)) == ["deleted"] * NUMBER + ["new"]
    assert (counted(site, sample=True), counted(site, sample=False)) == (0, 1)
    assert ops(site) == ["upsert"] + ["delete"] * NUMBER
    assert refreshed(site) == ["unchanged"]
    with open_store(site.database_url) as store:
        assert [state.failure for state in store.sources.states()] == [None]


@pytest.mark.parametrize("shared", [False, True], ids=["theirs alone", "shown by an own article"])
def test_nobody_sees_own_articles_beside_samples_and_no_picture_of_theirs_is_left(
    site: Settings, tmp_path: Path, shared: bool
) -> None:
    refreshed(site)
    kept = MediaStore(site.media)
    names = list(kept.names())
    folder = drop(tmp_path / "articles").parent
    if shared:
        shutil.copy(next((SAMPLES / "pictures").iterdir()), folder / "own.png")
        (folder / "own.md").write_text(f"---\nheadline: Own\ndate: 2026-02-03\nimages: own.png\n---\n\n{OWN}")
    outcomes = refresh_sources(site)
    first = next(outcomes)
    assert (first.status, counted(site, sample=True), counted(site, sample=False)) == ("new", 0, 1 + shared)
    assert len(list(outcomes)) == NUMBER + shared
    assert list(kept.names()) == (names if shared else [])
    assert names


def test_samples_make_way_for_a_source_that_is_set_later(site: Settings, tmp_path: Path) -> None:
    refreshed(site)
    drop(tmp_path / "desk")
    later = site.model_copy(update={"sources": (SourceSettings(name="desk", path=tmp_path / "desk"),)})
    assert sorted(refreshed(later)) == ["deleted"] * NUMBER + ["new"]
    assert (counted(site, sample=True), counted(site, sample=False)) == (0, 1)


def test_samples_stay_while_a_source_has_nothing_but_what_is_refused(
    site: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feedpub.sources.folder.now", lambda: time.time() + 9)  # what lies there need not be read again
    refreshed(site)
    drop(tmp_path / "desk", "Nobody says when this was.\n")
    later = site.model_copy(update={"sources": (SourceSettings(name="desk", path=tmp_path / "desk"),)})
    for _ in range(3):
        assert refreshed(later) == ["refused"]
    assert (counted(site, sample=True), counted(site, sample=False)) == (NUMBER, 0)


def test_samples_do_not_come_back_as_news_when_sources_are_written_down(
    site: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What `feedpub source add` writes names the folder that was read until then, where the samples lie."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(SAMPLES, tmp_path / "articles")
    refreshed(site)
    drop(tmp_path / "articles")
    (tmp_path / "desk").mkdir()
    assert CliRunner().invoke(main, ["source", "add", "desk", "desk"]).exit_code == 0
    later = site.model_copy(update={"sources": load_settings().sources})
    refreshed(later)
    assert counted(later, sample=False) == 1
    assert counted(later, sample=True) == 0


def test_samples_make_way_for_an_article_given_by_hand_and_stay_away(site: Settings, tmp_path: Path) -> None:
    refreshed(site)
    given = [outcome.status for outcome in ingest_places(site, [drop(tmp_path / "elsewhere")])]
    assert sorted(given) == ["deleted"] * NUMBER + ["new"]
    assert refreshed(site) == []
    assert (counted(site, sample=True), counted(site, sample=False)) == (0, 1)


def test_a_missing_folder_brings_no_samples_back_and_still_rings_the_alarm(site: Settings, tmp_path: Path) -> None:
    refreshed(site)
    drop(tmp_path / "articles")
    refreshed(site)
    shutil.rmtree(tmp_path / "articles")
    with pytest.raises(Exception, match="1 of its documents has vanished"):
        refreshed(site)
    assert (counted(site, sample=True), counted(site, sample=False)) == (0, 1)


def test_samples_that_an_earlier_version_stored_unmarked_are_marked_without_an_alarm(site: Settings) -> None:
    class Unmarked:
        name = "articles"

        def documents(self) -> Any:
            ((source, _),) = sources_of(site)
            return (
                found.model_copy(update={"sample": False}) for found in source.documents() if isinstance(found, Document)
            )

    drafting = Drafting(read=reader_of(site), extract=extractor_of(site), publisher="feedpub")
    with open_store(site.database_url) as store:
        assert len(list(refresh(Unmarked(), store=store, now=store.now, drafting=drafting))) == NUMBER
    refreshed(site)
    refreshed(site)
    assert (counted(site, sample=True), counted(site, sample=False)) == (NUMBER, 0)


@pytest.mark.slow
def test_a_new_site_shows_samples_as_such_until_there_is_an_own_article(tmp_path: Path) -> None:
    with serving(tmp_path, FEEDPUB_INTERVAL="0.5") as client:
        assert "These articles are samples" in (tmp_path / "serve.log").read_text(encoding="utf-8")
        events = client.get("/api/events").json()["items"]
        assert len(events) == NUMBER
        assert all(event["article"]["sample"] for event in events)
        assert_samples_are_marked(client, events[0]["article"]["url"].partition("/articles/")[2])
        drop(tmp_path / "articles")
        eventually(lambda: titles(client) == ["Crews voted on Tuesday to go back to work"], "only the own article is public")
        assert b"samples" not in client.get("/").body
        assert b"noindex" not in client.get("/").body
        assert b"/sitemaps/2026-02-03.xml" in client.get("/sitemap.xml").body
        assert client.get("/healthz").json()["sources"][0]["failure"] is None
        last = client.get(f"/api/changes?after={NUMBER}&limit=99").json()["items"]
        assert sorted(change["op"] for change in last) == ["delete"] * NUMBER + ["upsert"]


def titles(client: Client) -> list[str]:
    return [event["article"]["headline"] for event in client.get("/api/events").json()["items"]]


def assert_samples_are_marked(client: Client, slug: str) -> None:
    notice = b"Sample: invented to show feedpub"
    for path in ("/", "/quotes", f"/articles/{slug}", "/languages/en"):
        body = client.get(path, Accept="text/html").body
        assert b'<aside class="samples"' in body, path
        assert b'content="noindex' in body, path
    for form in (".jsonld", ".json", ".ninjs", ".xml", ".md", ".txt"):
        assert notice in client.get(f"/articles/{slug}{form}").body, form
    for form in ("rss", "atom", "json"):
        assert client.get(f"/feeds/all.{form}").body.count(notice) >= NUMBER, form
    listed = client.get("/sitemap.xml").body
    assert listed.count(b"<loc>") == 1
    assert client.get("/sitemaps/pages.xml").body.count(b"<loc>") == 1
    assert b"<url>" not in client.get("/sitemap-news.xml").body or b"/articles/" not in client.get("/sitemap-news.xml").body
    assert orjson.loads(client.get(f"/articles/{slug}.json").body)["article"]["sample"] is True
