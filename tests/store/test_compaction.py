"""Stores of earlier versions are compressed while they are in use."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select, text

from feedpub.store import Store, compaction, open_store
from feedpub.store.compaction import ROWS
from feedpub.store.tables import facts, revisions, traces, words
from tests.builders import MINUTE, NOON, event
from tests.forking import telling
from tests.store import compactor
from tests.store.conftest import undo
from tests.storing import put

_ARTICLES = 2 * ROWS + 10
_COLUMNS = (revisions.c.document, revisions.c.told, traces.c.trace, words.c.said, words.c.stems, facts.c.facts)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that the version before wrote."""
    path = tmp_path_factory.mktemp("earlier") / "store.db"
    url = f"sqlite:///{path}"
    with open_store(url) as store:
        with store.writing() as writing:
            for number in range(_ARTICLES):
                one = event(f"quay {number}")
                writing.articles.put(one, "[]", published=NOON, modified=NOON, now=NOON)
        put(store, "quay 3", now=NOON + MINUTE, headline="Again")
        put(store, "sample", sample=True)
        undo(store, "0017")
    return path


@pytest.fixture
def earlier(written: Path, tmp_path: Path) -> str:
    """The address of a copy of it."""
    return f"sqlite:///{shutil.copy(written, tmp_path)}"


def _stored(store: Store) -> list[list[str]]:
    with store.writing() as writing:
        return [sorted(filter(None, writing.connection.execute(select(one)).scalars())) for one in _COLUMNS]


def _forms(store: Store) -> set[str]:
    forms: set[str] = set()
    with store.writing() as writing:
        for column in _COLUMNS:
            found = text(f"SELECT DISTINCT typeof({column.name}) FROM {column.table.name}")  # noqa: S608 - no data
            forms.update(writing.connection.execute(found).scalars())
    return forms - {"null"}


def relative_forms(store: Store) -> set[str]:
    """The first bytes of words and traces in SQLite."""
    with store.writing() as writing:
        form = text("SELECT hex(substr(said, 1, 1)) FROM words UNION SELECT hex(substr(trace, 1, 1)) FROM traces")
        return set(writing.connection.execute(form).scalars())


def test_all_that_an_earlier_version_stored_is_compressed_and_stays_what_it_is(earlier: str) -> None:
    with open_store(earlier) as store:
        before = _stored(store)
        assert _forms(store) == {"text"}
        turns = 0
        while store.compaction.step():
            turns += 1
            assert _stored(store) == before
        assert (_forms(store), turns, store.compaction.is_due()) == ({"blob"}, 4 * 3, False)
        assert relative_forms(store) == {"01", "02"}
        put(store, "new")
        assert _forms(store) == {"blob"}
        large = store.compaction.size()
        store.compaction.tidy()
        assert store.compaction.size() < large
        with store.writing() as writing:
            assert writing.connection.execute(text("PRAGMA integrity_check")).scalars().all() == ["ok"]
        assert {one.event.article.headline for one in store.events.newest(9)} >= {"Again"}


def test_one_that_is_killed_leaves_the_rest_to_the_next(earlier: str) -> None:
    with open_store(earlier) as store:
        before = _stored(store)
    told = []
    for lines in (1, 2):
        with telling(compactor.main, earlier) as (process, output):
            told += [int(output.readline()) for _ in range(lines)]
            process.kill()
            told += [int(line) for line in output if line.endswith("\n")]
    with open_store(earlier) as store:
        assert _stored(store) == before
        done = sum(told)
        while rows := store.compaction.step():
            done += rows
        assert (_stored(store), _forms(store)) == (before, {"blob"})
        # What was told is not done again, but for a turn whose process was killed before it could tell.
        rows_left = 4 * _ARTICLES + 7  # each with its trace, words and facts; one has a second revision
        assert rows_left - 2 * ROWS <= done <= rows_left


def test_readers_and_writers_go_on_between_turns(earlier: str) -> None:
    with open_store(earlier) as store, open_store(earlier) as other:
        with other.snapshot() as seen:
            count = seen.events.count()
            store.compaction.step()
            assert seen.events.newest(1)[0].event.article.headline
            put(store, "late")
            assert store.compaction.step() == ROWS
            assert seen.events.count() == count
        assert other.events.count() == count + 1


def test_pages_become_those_of_new_stores_where_nobody_else_has_the_file_open(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with closing(sqlite3.connect(path)) as earlier_version:
        earlier_version.execute("PRAGMA journal_mode = WAL")
    found = []
    with open_store(f"sqlite:///{path}") as store:
        put(store)
        for is_served in (True, False):
            with closing(sqlite3.connect(path)) as site:
                if is_served:
                    site.execute("SELECT count(*) FROM articles").fetchone()
                store.compaction.tidy()
            with store.writing() as writing:
                asked = (writing.connection.execute(text(f"PRAGMA {name}")) for name in ("page_size", "journal_mode"))
                found.append(tuple(one.scalar_one() for one in asked))
        assert store.events.count() == 1
    assert found == [(4096, "wal"), (8192, "wal")]


def test_a_new_store_has_nothing_to_compress(store: Store) -> None:
    put(store)
    assert (store.compaction.is_due(), store.compaction.step()) == (False, 0)
    with store.writing() as writing:
        if writing.connection.dialect.name == "sqlite":
            assert writing.connection.execute(text("PRAGMA integrity_check")).scalars().all() == ["ok"]
    assert store.compaction.size() > 0
    store.compaction.tidy()
    assert store.events.count() == 1


@pytest.mark.parametrize(("many", "before", "is_tidied"), [(3, 0, True), (3, 1, True), (3, 3, False), (5, 0, False)])
def test_a_store_is_tidied_once_most_of_it_is_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: int, before: int, is_tidied: bool
) -> None:
    monkeypatch.setattr(compaction, "MANY", many)
    with open_store(f"sqlite:///{tmp_path}/store.db") as store:
        for number in range(4):
            put(store, f"quay {number}")
        with store.writing() as writing:
            writing.connection.execute(text("CREATE TABLE gone AS SELECT randomblob(100000)"))
            writing.connection.execute(text("DROP TABLE gone"))
        store.compaction.tidy_after(before)
        with store.writing() as writing:
            free = writing.connection.execute(text("PRAGMA freelist_count")).scalar_one()
    assert (free == 0) == is_tidied
