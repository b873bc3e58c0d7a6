"""Feeds, pages and sitemaps from a server of the test's own into a store, with the real readers."""

import json
import logging
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from feedpub.cli import main
from feedpub.errors import SourceError
from feedpub.ingest import Splitting, refresh
from feedpub.model.document import article_id
from feedpub.readers import may_hold_several, read, split
from feedpub.readers.sitemap import sitemap_of
from feedpub.schedule import Job, Schedule
from feedpub.sources.http import Fetcher, HttpSource
from feedpub.store import Store, open_store
from tests.builders import NOON, TINY, FakeSource, document, drafting_apart
from tests.sources.server import Asked, Server, Write, answer, serving

PAGE = (
    "<!doctype html><html lang=en><head><title>{0}</title><meta property='og:title' content='{0}'>"
    "<meta property='article:published_time' content='2024-05-05T08:00:00Z'></head><body><article><h1>{0}</h1>"
    "<p>HORTA, Portugal — The council reopened the quay on Tuesday after a year of repairs, the harbour master said.</p>"
    "<p>Boats may dock again from Wednesday morning, and the ferry to Pico sails every hour.</p></article></body></html>"
)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def rss(*items: tuple[str, str]) -> bytes:
    listed = "".join(
        f"<item><guid isPermaLink='false'>{guid}</guid><title>{guid.title()}</title><description>{said}</description>"
        "<pubDate>Sun, 05 May 2024 08:00:00 GMT</pubDate></item>"
        for guid, said in items
    )
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Gazette</title>{listed}</channel></rss>'
    return answer(feed.encode(), Content_Type="application/rss+xml", ETag=f'"{hash(feed)}"')


def page(headline: str) -> bytes:
    return answer(PAGE.format(headline).encode(), Content_Type="text/html; charset=utf-8")


def sitemap(*addresses: str) -> bytes:
    listed = "".join(f"<url><loc>{address}</loc></url>" for address in addresses)
    return answer(f"<urlset>{listed}</urlset>".encode(), Content_Type="application/xml")


def source(server: Server, path: str) -> HttpSource:
    fetcher = Fetcher(allow_private=True)
    return HttpSource("wire", server.at(path), sitemap_of=sitemap_of, may_hold_several=may_hold_several, fetcher=fetcher)


def bring(store: Store, wire: HttpSource) -> list[tuple[str, str]]:
    splitting = Splitting(may_hold_several, split)
    given = drafting_apart({"read": read, "program": "1", "splitting": splitting})
    outcomes = refresh(wire, store=store, now=NOON, latest_only=wire.latest_only, **given)
    return [(outcome.key, outcome.status) for outcome in outcomes]


def headlines(store: Store) -> list[str]:
    return sorted(stored.event.article.headline for stored in store.events.newest(100))


def test_items_come_in_under_their_guids_and_stay_when_they_leave_the_feed(server: Server, store: Store) -> None:
    wire = source(server, "/feed")
    server.pages["/feed"] = rss(("quay", "It opened."), ("pier", "It closed."))
    assert bring(store, wire) == [("feed#quay", "new"), ("feed#pier", "new")]
    assert {stored.event.id for stored in store.events.newest(9)} == {article_id("wire", guid) for guid in ("quay", "pier")}
    server.pages["/feed"] = rss(("lock", "It broke."), ("pier", "It opened, too."))
    assert bring(store, wire) == [("feed#lock", "new"), ("feed#pier", "changed")]
    server.pages["/feed"] = rss(("dock", "It is new."))
    assert bring(store, wire) == [("feed", "new")]
    server.pages["/feed"] = rss(("mole", "It is new."))
    assert bring(store, wire) == [("feed", "new")]
    server.pages["/feed"] = rss(("quay", "It opened."), ("dock", "It is new."))
    assert bring(store, wire) == [("feed#quay", "unchanged"), ("feed#dock", "unchanged")]
    assert headlines(store) == ["Dock", "Lock", "Mole", "Pier", "Quay"]


def test_the_address_of_a_feed_may_change(server: Server, store: Store) -> None:
    server.pages["/old"] = server.pages["/new"] = rss(("quay", "It opened."), ("pier", "It closed."))
    bring(store, source(server, "/old"))
    sequence = store.changes.sequence()
    assert {status for _, status in bring(store, source(server, "/new"))} == {"unchanged"}
    assert store.changes.sequence() == sequence


def test_nothing_is_read_and_nothing_lost_where_a_feed_has_not_changed(server: Server, store: Store) -> None:
    body = rss(("quay", "It opened."), ("pier", " "))

    def play(asked: Asked, write: Write, _: object) -> None:
        write(answer(status="304 Not Modified") if "if-none-match" in asked.headers else body)

    server.pages["/feed"] = play
    wire = source(server, "/feed")
    assert bring(store, wire) == [("feed#quay", "new"), ("feed#pier", "refused")]
    assert sorted(bring(store, wire)) == [("feed#pier", "refused"), ("feed#quay", "unchanged")]
    assert [len(asked.headers.get("if-none-match", "")) > 0 for asked in server.asked] == [False, True]
    assert [refused.key for refused in store.sources.states()[0].refused] == ["feed#pier"]


def test_what_was_refused_is_forgotten_when_it_leaves_the_feed(server: Server, store: Store) -> None:
    wire = source(server, "/feed")
    server.pages["/feed"] = rss(("quay", "It opened."), ("pier", " "))
    bring(store, wire)
    server.pages["/feed"] = rss(("quay", "It opened."), ("lock", "It broke."))
    bring(store, wire)
    assert store.sources.states()[0].refused == ()


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone", "500 Oops"])
def test_a_feed_that_fails_says_so_in_the_state_of_its_source_and_keeps_its_articles(
    server: Server, store: Store, status: str
) -> None:
    wire = source(server, "/feed")
    server.pages["/feed"] = rss(("quay", "It opened."), ("pier", "It closed."))
    bring(store, wire)
    server.pages["/feed"] = answer(status=status)
    with pytest.raises(SourceError, match=server.at("/feed")):
        bring(store, wire)
    assert server.at("/feed") in str(store.sources.states()[0].failure)
    assert headlines(store) == ["Pier", "Quay"]


def test_a_feed_that_is_nonsense_for_a_while_is_refused_and_keeps_its_articles(server: Server, store: Store) -> None:
    wire = source(server, "/feed")
    both = server.pages["/feed"] = rss(("quay", "It opened."), ("pier", "It closed."))
    bring(store, wire)
    sequence = store.changes.sequence()
    server.pages["/feed"] = answer(b"\x00\x01 nonsense", Content_Type="image/png")
    assert bring(store, wire) == [(server.at("/feed"), "refused")]
    assert headlines(store) == ["Pier", "Quay"]
    server.pages["/feed"] = both
    assert {status for _, status in bring(store, wire)} == {"unchanged"}
    assert (store.changes.sequence(), store.sources.states()[0].refused) == (sequence, ())


def test_pages_of_a_sitemap_stay_when_they_leave_it_and_go_when_their_server_says_gone(server: Server, store: Store) -> None:
    addresses = [server.at(f"/{name}") for name in ("quay", "pier", "lock")]
    server.pages |= {"/map.xml": sitemap(*addresses), "/quay": page("Quay"), "/pier": page("Pier"), "/lock": page("Lock")}
    assert bring(store, source(server, "/map.xml")) == [(address, "new") for address in addresses]
    server.pages |= {"/map.xml": sitemap(*addresses[:2]), "/pier": answer(status="410 Gone")}
    for outcomes in ([(addresses[0], "unchanged"), (addresses[1], "deleted")], [(addresses[0], "unchanged")]):
        assert bring(store, source(server, "/map.xml")) == outcomes
    assert headlines(store) == ["Lock", "Quay"]
    server.pages["/pier"] = page("Pier again")
    bring(store, source(server, "/map.xml"))
    assert headlines(store) == ["Lock", "Pier again", "Quay"]


def wait_until(condition: Any) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline, "did not happen in time"
        time.sleep(0.02)


def test_a_source_that_fails_is_reported_once_and_holds_up_no_other_and_no_end(
    server: Server, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    def hang(_: Asked, write: Write, ending: Any) -> None:
        write(b"HTTP/1.1 200 OK\r\n\r\n")
        ending.wait()

    server.pages |= {"/broken": answer(status="503 Busy"), "/slow": hang}
    given: dict[str, Any] = {"store": store, "drafting": TINY}
    fine = FakeSource([document("harbour")])
    jobs = [Job("fine", 0.05, partial(refresh, fine, **given))]
    for name in ("broken", "slow"):
        wire = source(server, f"/{name}")
        wire.name = name
        jobs.append(Job(name, 0.05, partial(refresh, wire, latest_only=True, **given), wire.stop))
    with caplog.at_level(logging.INFO), Schedule(store, jobs):
        wait_until(lambda: server.paths().count("/broken") >= 3 and fine.listings >= 3 and "/slow" in server.paths())
    told = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    said = [message for message in told if message.startswith("broken: ")]
    assert said == [f"broken: broken: {server.at('/broken')}: its server answers 503 Service Unavailable"]
    assert headlines(store) == ["The council reopened harbour on Monday."]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FEEDPUB_DATABASE_URL", f"sqlite:///{tmp_path}/site.db")
    return tmp_path


def run(*line: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, line)
    return result.exit_code, result.output


def outcomes_of(*line: str) -> Sequence[tuple[str, str]]:
    _, output = run(*line, "--json")
    return [(found["document"], found["status"]) for found in map(json.loads, output.splitlines())]


@pytest.mark.usefixtures("site")
def test_ingest_takes_an_address_where_it_may(server: Server) -> None:
    server.pages |= {"/feed": rss(("quay", "It opened."), ("pier", "It closed.")), "/quay": page("Quay reopens")}
    code, output = run("ingest", server.at("/feed"))
    assert code == 1
    assert "is not public" in output
    assert "Traceback" not in output
    assert outcomes_of("ingest", "--allow-private", server.at("/feed"), server.at("/quay")) == [
        (f"{server.at('/feed')}#quay", "new"),
        (f"{server.at('/feed')}#pier", "new"),
        (server.at("/quay"), "new"),
    ]


@pytest.mark.usefixtures("site")
def test_extract_and_explain_take_an_address(server: Server) -> None:
    server.pages |= {
        "/quay": page("Quay reopens"),
        "/map.xml": sitemap(server.at("/quay"), server.at("/pier")),
        "/pier": page("Pier closes"),
    }
    code, output = run("extract", "--allow-private", server.at("/quay"))
    assert (code, json.loads(output)["article"]["headline"]) == (0, "Quay reopens")
    code, output = run("explain", "--allow-private", server.at("/quay"))
    assert code == 0
    assert "Quay reopens" in output
    code, output = run("extract", "--allow-private", server.at("/map.xml"))
    assert code == 1
    assert "it is a sitemap" in output
    code, output = run("extract", server.at("/quay"))
    assert code == 1
    assert "is not public" in output


def test_refresh_takes_configured_addresses_and_one_by_hand_is_the_same_article(server: Server, site: Path) -> None:
    server.pages["/feed"] = rss(("quay", "It opened."), ("pier", "It closed."))
    (site / "feedpub.toml").write_text(
        f'[[sources]]\nname = "lost"\nurl = "{server.at("/lost")}"\nallow_private = true\n'
        f'[[sources]]\nname = "agency"\nurl = "{server.at("/feed")}"\nallow_private = true\n'
        f'[[sources]]\nname = "secret"\nurl = "{server.at("/feed")}?a"\n',
        encoding="utf-8",
    )
    code, output = run("refresh")
    assert code == 1
    assert "its server answers 404 Not Found" in output
    assert outcomes_of("ingest", server.at("/feed")) == [("feed#pier", "unchanged"), ("feed#quay", "unchanged")]
    with open_store(f"sqlite:///{site}/site.db") as store:
        assert headlines(store) == ["Pier", "Quay"]
        assert [state.failure is None for state in store.sources.states()] == [True, False, False]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('url = "https://example.org/a"\npath = "copy"', "either a path or a url"),
        ("", "either a path or a url"),
        ('url = "https://me:hush@example.org/a"', "credentials"),
        ('url = "ftp://example.org/a"', "no absolute address"),
        ('path = "copy"\nallow_private = true', "for a source with a url"),
    ],
)
def test_a_source_has_either_a_folder_or_an_address(site: Path, line: str, said: str) -> None:
    (site / "feedpub.toml").write_text(f'[[sources]]\nname = "wire"\n{line}\n', encoding="utf-8")
    code, output = run("refresh")
    assert code == 1
    assert said in output
    assert "hush" not in output
