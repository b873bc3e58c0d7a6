"""The judges themselves: what they are there to find they must find."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from feedpub.extraction import extract
from feedpub.formats.eventjson import document
from feedpub.ingest import Drafting, refresh
from feedpub.model.feed import Site as Publisher
from feedpub.publish.entries import entry_of
from feedpub.readers import read
from feedpub.sources.directory import DirectorySource
from feedpub.store import open_store
from tests.chaos import follower
from tests.chaos.newsroom import Newsroom
from tests.chaos.soundness import soundness
from tests.chaos.verdict import Memory, Site, is_published, judge, remembered
from tests.formats.samples import SITE


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    made = Newsroom(tmp_path / "desk", seed=7)
    for act in ("new", "new", "new", "new", "edit", "retract", "far"):
        made.act({act: 1})
    return made


@pytest.fixture
def filled(database: str, newsroom: Newsroom) -> str:
    assert set(taken_in(database, newsroom)) == {"new"}
    return database


def taken_in(database: str, newsroom: Newsroom) -> list[str]:
    """Look at a newsroom's folder; tell what became of each file."""
    with open_store(database) as store:
        drafting = Drafting(read=read, extract=extract, publisher="The Gazette")
        outcomes = refresh(DirectorySource("desk", newsroom.folder), store=store, drafting=drafting, now=datetime.now(UTC))
        return [found.status for found in outcomes]


def told(database: str, site: Publisher = SITE) -> Site:
    """What the site's API would say, without a server."""
    with open_store(database) as store:
        events = {one.event.id: document(entry_of(one, site)) for one in store.events.newest(100)}
    changes = [
        {"sequence": 1 + at, "op": "upsert", "id": key, "url": event["article"]["url"], "event": event}
        for at, (key, event) in enumerate(events.items())
    ]
    found = frozenset(key for key, event in events.items() if event["status"] == "usable")
    return Site(tuple(changes), events, found)


def memory(site: Site) -> Memory:
    rows = [(change["sequence"], change["op"], change["id"], follower.digest_of(change)) for change in site.changes]
    return Memory("follower", tuple(rows), dict(site.events), (), {}, 1)


def test_nothing_is_wrong_with_an_exact_copy(filled: str, newsroom: Newsroom) -> None:
    site = told(filled)
    assert len(site.events) == 4
    assert judge(filled, site, [memory(site), memory(site)], [newsroom]) == []
    assert is_published(filled, [newsroom])


def test_each_fault_of_a_follower_is_found(filled: str, newsroom: Newsroom) -> None:
    site = told(filled)
    exact = memory(site)
    first, *others = exact.told
    stale = {key: event | {"revision": 99} for key, event in exact.copy.items()}
    faults = {
        "never told": replace(exact, told=tuple(others)),
        "in disorder or twice": replace(exact, told=(*exact.told, first)),
        "told otherwise than now": replace(exact, told=((*first[:3], "another"), *others)),
        "different things": replace(exact, told=((*first[:3], "another"), *others)),
        "lacks 4 events": replace(exact, copy={}),
        "4 old ones": replace(exact, copy=stale),
        "shown before": replace(exact, faults=("it is shown before its moment",)),
    }
    for said, broken in faults.items():
        assert any(said in line for line in judge(filled, site, [exact, broken], [newsroom])), said


def test_a_search_that_finds_too_little_is_found(filled: str, newsroom: Newsroom) -> None:
    site = told(filled)
    blind = replace(site, found=frozenset())
    assert any("a search finds" in line for line in judge(filled, blind, [memory(site)], [newsroom]))


def test_a_site_that_shows_other_copy_than_the_folder_holds_is_found(filled: str, newsroom: Newsroom) -> None:
    site = told(filled)
    newsroom.act({"edit": 1})
    assert not is_published(filled, [newsroom])
    assert any("of the copy the site lacks" in line for line in judge(filled, site, [memory(site)], [newsroom]))


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM changes WHERE sequence = 2",
        "UPDATE counters SET value = 77 WHERE name = 'sequence'",
        "DELETE FROM traces WHERE article_id = (SELECT min(article_id) FROM traces)",
        "DELETE FROM words WHERE article_id = (SELECT min(article_id) FROM words)",
        "DELETE FROM facets WHERE kind = 'section'",
        "UPDATE articles SET revision = 2",
        "UPDATE articles SET unreadable = 'of another version'",
        "UPDATE changes SET at = 1 WHERE sequence = 3",
        "UPDATE documents SET digest = 'another'",
        "UPDATE documents SET present = (1 = 0)",
        "INSERT INTO documents (source, key, present, missing, by_hand) VALUES ('desk', 'gone.md', 1 = 1, 1 = 0, 1 = 0)",
    ],
)
def test_each_damage_of_the_tables_is_found(filled: str, newsroom: Newsroom, damage: str) -> None:
    assert soundness(filled, [newsroom]) == []
    engine = create_engine(filled)
    with engine.begin() as connection:
        connection.execute(text(damage))
    engine.dispose()
    assert soundness(filled, [newsroom])


def test_a_version_that_takes_the_place_of_a_newer_one_is_found(filled: str, newsroom: Newsroom) -> None:
    before = {path: path.read_bytes() for path in newsroom.folder.iterdir()}
    newsroom.act({"edit": 1})
    taken_in(filled, newsroom)
    assert soundness(filled, [newsroom]) == []
    for path, content in before.items():
        path.write_bytes(content)
    taken_in(filled, newsroom)
    (said,) = soundness(filled, [newsroom])
    assert "back to" in said


def page(*sequences: int, embargo: str | None = None) -> dict[str, Any]:
    article = {"headline": "The quay opens", "embargo": embargo}
    items = [
        {"sequence": each, "op": "upsert", "id": str(each), "url": "", "event": {"article": article}} for each in sequences
    ]
    return {"items": items, "sequence": max(sequences, default=0), "has_more": False}


def followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *pages: dict[str, Any]) -> Memory:
    """What a follower remembers of a site that answers with these pages."""
    answers = iter(pages)
    monkeypatch.setattr(follower, "fetch", lambda port, path: json.loads(json.dumps(next(answers))))  # noqa: ARG005
    state = follower.open_state(tmp_path / "state.db")
    for _ in pages:
        follower.Follower(state, 10).follow(1)
    state.close()
    return remembered(tmp_path / "state.db")


def test_a_follower_takes_each_change_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = followed(tmp_path, monkeypatch, page(1, 2), page(5))
    assert ([sequence for sequence, *_ in seen.told], sorted(seen.copy), seen.faults) == ([1, 2, 5], ["1", "2", "5"], ())


def test_a_follower_says_what_comes_twice_and_what_comes_early(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = followed(tmp_path, monkeypatch, page(1, 2), page(2), page(3, embargo="2999-01-01T00:00:00+00:00"))
    assert len(seen.faults) == 2
    assert "change 2 comes after 2" in seen.faults[0]
    assert "before its moment" in seen.faults[1]
