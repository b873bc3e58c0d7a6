"""Killed in the middle and started again: nothing lost, nothing doubled, no half revision."""

import random
from collections import Counter

import pytest
from sqlalchemy import create_engine, text

from feedpub.model.record import Change
from feedpub.store import open_store
from tests import ingest_worker
from tests.forking import telling
from tests.ingest_worker import ARTICLES


def killed_after(url: str, edition: int, lines: int) -> list[str]:
    """Kill it once it has told of so many documents; return all that it told of as stored."""
    with telling(ingest_worker.main, url, str(edition)) as (process, output):
        told = [output.readline().strip() for _ in range(lines)]
        process.kill()
        told += [line.strip() for line in output if line.endswith("\n")]
    return [line.split()[0] for line in told if line.endswith((" new", " changed"))]


@pytest.mark.slow
def test_what_was_told_is_stored_and_another_run_completes_the_first(database: str) -> None:
    chance = random.Random(1)  # noqa: S311 - no secret
    for edition in (1, 2):
        told: set[str] = set()
        for kill in range(3):
            fresh = killed_after(database, edition, kill * ARTICLES // 3 + chance.randrange(1, ARTICLES // 3))
            assert told.isdisjoint(fresh), "what was stored before the kill is not stored again"
            told.update(fresh)
        with telling(ingest_worker.main, database, str(edition)) as (process, output):
            outcomes = Counter(line.split()[1] for line in output)
        assert process.exitcode == 0
        assert outcomes.total() == ARTICLES
        assert_whole(database, edition)


def assert_whole(url: str, edition: int) -> None:
    edited = ARTICLES // 10 if edition == 2 else 0
    with open_store(url) as store:
        events = store.events.newest(10 * ARTICLES)
        changes: list[Change] = []
        while page := store.changes.listed(len(changes), ARTICLES, store.changes.sequence()):
            changes.extend(page)
        assert store.changes.sequence() == len(changes) == ARTICLES + edited
        assert [change.sequence for change in changes] == list(range(1, len(changes) + 1))
    assert len(events) == len({stored.event.id for stored in events}) == ARTICLES
    assert Counter(stored.event.revision for stored in events) == Counter(
        {1: ARTICLES - edited} | ({2: edited} if edited else {})
    )
    for stored in events:
        version = stored.event.article.headline.rpartition(" ")[2]
        assert version == str(stored.event.revision)
        assert stored.event.article.text.endswith(f"version {version}.")
    engine = create_engine(url)
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        counts = [connection.execute(text(f"SELECT count(*) FROM {table}")).scalar() for table in ("revisions", "traces")]  # noqa: S608 - our own tables
        assert counts == [ARTICLES + edited] * 2
    engine.dispose()
