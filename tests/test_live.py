"""The main job over a real socket: articles in a folder, a process that serves, clients that poll."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import feedparser
import orjson
import pytest

from tests.following import placed
from tests.serving import Answer, Client, entry_of, environment, eventually, serving

pytestmark = pytest.mark.slow

FIRST = """date 2026-02-03 The island's last ferry crew returns to work.

HORTA, Portugal — Crews on the inter-island ferries voted on Tuesday to end an eleven-day stoppage.

“We got what we asked for,” said Beatriz Vilhena, who speaks for the crews.
"""
SECOND = """date 2026-02-04 A glass works that made lighthouse lenses is to close.

TURKU, Finland — The owner of a glass works said on Wednesday that it would close in June.
"""
THIRD = """date 2026-02-05 A flood wall holds on its first night.

KHULNA, Bangladesh — A new flood wall kept the river out of the market on Thursday night.
"""


COPY = {"ferry.txt": FIRST, "glass.txt": SECOND, "flood.txt": THIRD}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("live")
    (folder / "articles").mkdir()
    for name, text in COPY.items():
        (folder / "articles" / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[Client]:
    with serving(folder, FEEDPUB_INTERVAL="0.5") as client:
        yield client


@pytest.fixture(autouse=True)
def _put_back(folder: Path, client: Client) -> Iterator[None]:
    """One server is for all; it shows again what it showed before once a test is over."""
    shown = texts(client)
    yield
    for file in (folder / "articles").iterdir():
        if file.name not in COPY:
            file.unlink()
    for name, text in COPY.items():
        (folder / "articles" / name).write_text(text, encoding="utf-8")
    eventually(lambda: texts(client) == shown and not refused(client), "the site is as it was")


def texts(client: Client) -> dict[str, str]:
    return {event["id"]: event["article"]["text"] for event in client.get("/api/events").json()["items"]}


def events(client: Client) -> dict[str, Any]:
    return {event["article"]["standfirst"][:10]: event for event in client.get("/api/events").json()["items"]}


def test_a_server_that_starts_as_it_should_warns_of_nothing(folder: Path, client: Client) -> None:
    log = (folder / "serve.log").read_text(encoding="utf-8")
    assert f"Listening at: http://127.0.0.1:{client.port}" in log
    assert "[WARNING]" not in log


def test_edit_reaches_every_feed_and_leaves_the_other_entries_as_they_were(folder: Path, client: Client) -> None:
    before = client.get("/feeds/all.atom")
    shown = events(client)
    assert client.get("/feeds/all.atom", If_None_Match=before.headers["etag"]).status == 304
    ferry, glass = shown["The island"], shown["A glass wo"]

    (folder / "articles" / "ferry.txt").write_text(FIRST.replace("eleven-day", "twelve-day"), encoding="utf-8")
    after = eventually(
        lambda: (found := client.get("/feeds/all.atom", If_None_Match=before.headers["etag"])).status == 200 and found,
        "the feed carries the edit",
    )

    assert after.headers["etag"] != before.headers["etag"]
    assert b"twelve-day" in after.body
    old, new = (feedparser.parse(feed.body) for feed in (before, after))
    assert [entry.id for entry in old.entries] == [entry.id for entry in new.entries]
    dates = [next(entry.updated for entry in feed.entries if entry.id == ferry["id"]) for feed in (old, new)]
    assert dates[0] < dates[1]
    assert entry_of(before.body, glass["id"]) == entry_of(after.body, glass["id"])
    assert client.get("/feeds/all.atom", If_None_Match=after.headers["etag"]).status == 304
    for path in ("/feeds/all.rss", "/feeds/all.json", f"/articles/{slug(ferry)}", f"/articles/{slug(ferry)}.json"):
        assert b"twelve-day" in client.get(path).body, path


def slug(event: Any) -> str:
    return str(event["article"]["url"]).rsplit("/", 1)[1]


def test_broken_file_is_reported_and_everything_else_is_published(folder: Path, client: Client) -> None:
    (folder / "articles" / "broken.txt").write_text("date 2026-13-45 Nothing.\n\nNo such day.\n", encoding="utf-8")
    health = eventually(lambda: refused(client), "the refusal is reported")
    assert health[0]["document"] == "broken.txt"
    assert "2026-13-45" in health[0]["reason"]
    assert "broken.txt" in (folder / "serve.log").read_text(encoding="utf-8")
    assert len(events(client)) == 3


def refused(client: Client) -> Any:
    return [refusal for source in client.get("/healthz").json()["sources"] for refusal in source["refused"]]


def test_removed_file_is_gone_and_leaves_a_tombstone(folder: Path, client: Client) -> None:
    gone = events(client)["A flood wa"]
    before = client.get("/feeds/all.rss")
    (folder / "articles" / "flood.txt").unlink()
    eventually(lambda: client.get(f"/articles/{slug(gone)}").status == 410, "the page is gone")
    after = client.get("/feeds/all.rss", If_None_Match=before.headers["etag"])
    assert after.status == 200
    assert gone["id"].encode() not in after.body
    assert client.get(f"/articles/{slug(gone)}.jsonld").status == 410
    last = client.get("/api/changes?after=0").json()["items"][-1]
    assert (last["op"], last["id"]) == ("delete", gone["id"])


def test_poller_that_follows_the_changes_ends_with_an_exact_copy(folder: Path, client: Client) -> None:
    copy: dict[str, Any] = {}
    cursor = poll(client, copy, 0)
    steps: list[Callable[[], object]] = [
        lambda: (folder / "articles" / "new.md").write_text(
            "---\ndate: 2026-02-06\nheadline: A new line\n---\nPORTO — It opened on Friday.\n", encoding="utf-8"
        ),
        lambda: (folder / "articles" / "glass.txt").write_text(SECOND.replace("June", "July"), encoding="utf-8"),
        (folder / "articles" / "flood.txt").unlink,
    ]
    for step in steps:
        step()
        cursor = eventually(partial(moved_on, client, copy, cursor), "the change arrives")
    assert copy == {event["id"]: event for event in client.get("/api/events").json()["items"]}
    assert len(copy) == 3


def moved_on(client: Client, copy: dict[str, Any], cursor: int) -> int:
    found = poll(client, copy, cursor)
    return found if found > cursor else 0


def poll(client: Client, copy: dict[str, Any], cursor: int) -> int:
    while True:
        page = client.get(f"/api/changes?after={cursor}&limit=2").json()
        for change in page["items"]:
            assert change["sequence"] > cursor
            cursor = change["sequence"]
            if change["op"] == "upsert":
                copy[change["id"]] = placed(change)
            else:
                copy.pop(change["id"], None)  # of what was gone before, that alone is told
        if not page["has_more"]:
            return cursor


def test_same_articles_in_a_fresh_store_have_the_same_ids(folder: Path, client: Client, tmp_path: Path) -> None:
    first = sorted(event["id"] for event in events(client).values())
    (tmp_path / "articles").symlink_to(folder / "articles")
    with serving(tmp_path) as other:
        assert sorted(event["id"] for event in events(other).values()) == first


def test_extract_gives_the_same_bytes_in_any_zone_locale_and_hash_seed(folder: Path) -> None:
    outputs = {
        subprocess.run(
            [sys.executable, "-m", "feedpub", "extract", "articles/ferry.txt"],
            cwd=folder,
            env=environment(folder, TZ=zone, LC_ALL=locale, PYTHONHASHSEED=seed),
            capture_output=True,
            check=True,
        ).stdout
        for zone, locale, seed in (("UTC", "C", "0"), ("Asia/Kolkata", "C.UTF-8", "1"), ("America/St_Johns", "POSIX", "77"))
    }
    assert len(outputs) == 1
    assert orjson.loads(outputs.pop())["article"]["published"] == "2026-02-03"


def test_a_store_is_served_as_the_same_bytes_in_any_zone_locale_and_hash_seed(folder: Path, client: Client) -> None:
    article = f"/articles/{slug(events(client)['The island'])}"
    documents = [f"{article}.{suffix}" for suffix in ("json", "jsonld", "ninjs", "xml", "md", "txt")]
    feeds = ["/feeds/all.rss", "/feeds/all.atom", "/feeds/all.json", "/feeds/place/finland.atom", "/feeds.opml"]
    pages = ["/", article, f"{article}/explanation", "/quotes", "/feeds", "/days/2026-02-03", "/places/finland"]
    lists = ["/sitemap.xml", "/sitemap-news.xml", "/sitemaps/2026-02-03.xml", "/api/events", "/api/changes?after=0"]
    paths = [*documents, *feeds, *pages, *lists]
    seen = [served(client, paths)]
    for zone, locale, seed in (("Asia/Kolkata", "C", "1"), ("America/St_Johns", "POSIX", "77")):
        machine = {"TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed, "FEEDPUB_SCHEDULER": "off"}
        with serving(folder, FEEDPUB_BASE_URL=f"http://127.0.0.1:{client.port}", **machine) as other:
            seen.append(served(other, paths))
    for path in paths:
        assert seen[0][path].status == 200, path
        assert {(one[path].body, one[path].headers["etag"]) for one in seen} == {
            (seen[0][path].body, seen[0][path].headers["etag"])
        }


def served(client: Client, paths: list[str]) -> dict[str, Answer]:
    return {path: client.get(path) for path in paths}
