"""Whether anything was committed is known without a table being asked."""

import multiprocessing
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event, text

from feedpub.publish.version import Calendar
from feedpub.store import Store, open_store
from tests.builders import NOON
from tests.storing import put


def settled(store: Store, patience: float = 10) -> object:
    """What is told once it can be told."""
    end = time.monotonic() + patience
    while (found := store.data_version.token(listen=True)) is None and time.monotonic() < end:
        time.sleep(0.01)
    assert found is not None
    return found


def eventually(holds: Callable[[], bool], patience: float = 10) -> bool:
    end = time.monotonic() + patience
    while not holds() and time.monotonic() < end:
        time.sleep(0.01)
    return holds()


def test_what_another_process_commits_moves_it_and_what_is_read_does_not(database: str, store: Store) -> None:
    put(store, "first")
    calendar = Calendar(store)
    known, seen = calendar.version(NOON, announced=True), settled(store)
    store.events.newest(5)
    if store.data_version.is_exact:
        assert store.data_version.token(listen=True) == seen
    with open_store(database) as other:
        put(other, "second")
    later = store.changes.sequence()
    assert later > known.sequence
    if store.data_version.is_exact:
        assert calendar.version(NOON, announced=True).sequence == later
    assert eventually(lambda: calendar.version(NOON, announced=True).sequence == later)


def test_what_this_process_commits_moves_it_at_once(store: Store) -> None:
    calendar = Calendar(store)
    for name in ("first", "second", "third"):
        settled(store)
        put(store, name)
        assert calendar.version(NOON, announced=True).sequence == store.changes.sequence()


def test_the_dropping_of_removals_is_a_version_of_its_own(store: Store) -> None:
    put(store, "first")
    with store.writing() as writing:
        writing.articles.delete(store.events.newest(1)[0].event.id, NOON)
    calendar = Calendar(store)
    before = calendar.version(NOON)
    store.drop_tombstones(store.now())
    after = calendar.version(NOON)
    assert (after.sequence, before.dropped, after.dropped) == (before.sequence, 0, 2)


def test_as_long_as_nothing_is_committed_no_statement_is_made(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/store.db") as store:
        put(store, "first")
        calendar = Calendar(store)
        version = calendar.version(NOON)
        engine, asked = store._transactions._engine, list[str]()
        event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
        assert [calendar.version(NOON) for _ in range(5)] == [version] * 5
        assert asked == []
        put(store, "second")
        asked.clear()
        assert calendar.version(NOON).sequence == version.sequence + 1
        assert asked


def test_a_file_that_lets_nobody_write_is_asked_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(f"sqlite:///{tmp_path}/store.db") as store:
        put(store, "first")
    monkeypatch.setattr("feedpub.store.files._is_writable", lambda _: False)  # which root may do everywhere
    with open_store(f"sqlite:///{tmp_path}/store.db") as store:
        assert store.data_version.token(listen=True) is None
        assert Calendar(store).version(NOON).sequence == 1


def test_a_closed_store_tells_nothing(store: Store) -> None:
    settled(store)
    store.close()
    assert store.data_version.token(listen=True) is None


def test_a_forked_process_learns_for_itself(store: Store) -> None:
    put(store, "first")
    calendar = Calendar(store)
    calendar.version(NOON, announced=True)
    settled(store)
    context = multiprocessing.get_context("fork")
    begun, written, answer = context.Event(), context.Event(), context.Queue()

    def follow() -> None:
        calendar.version(NOON, announced=True)
        settled(store)
        begun.set()
        written.wait(20)
        found = eventually(lambda: calendar.version(NOON, announced=True).sequence == 2)
        answer.put((found, settled(store) is not None))
        answer.close()
        answer.join_thread()
        os._exit(0)

    child = context.Process(target=follow)
    child.start()
    assert begun.wait(20)
    put(store, "second")
    written.set()
    assert answer.get(timeout=30) == (True, True)
    child.join(20)
    assert eventually(lambda: calendar.version(NOON, announced=True).sequence == 2)


def test_who_announces_nothing_is_found_all_the_same_and_a_lost_connection_is_made_again(
    database: str, store: Store
) -> None:
    if store.data_version.is_exact:
        return
    put(store, "first")
    calendar = Calendar(store)
    calendar.version(NOON, announced=True)
    settled(store)
    engine = create_engine(database.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT")
    with engine.connect() as stranger:
        stranger.execute(text("UPDATE counters SET value = value + 1 WHERE name = 'sequence'"))
        assert eventually(lambda: calendar.version(NOON, announced=True).sequence == 2)
        listening = "FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()"
        gone = f"SELECT pg_terminate_backend(pid) {listening}"
        assert stranger.execute(text(gone)).all() == [(True,)]
        assert eventually(lambda: store.data_version.token(listen=True) is None)
        stranger.execute(text("UPDATE counters SET value = value + 1 WHERE name = 'sequence'"))
        assert calendar.version(NOON, announced=True).sequence == 3
    engine.dispose()
    settled(store)
