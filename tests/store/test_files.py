"""Files of SQLite: who may read them."""

import os
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from feedpub.errors import StoreError
from feedpub.store import Store, open_store
from tests.builders import NOON, event
from tests.serving import eventually


def rights(folder: Path) -> dict[str, str]:
    return {path.name: f"{path.stat().st_mode & 0o777:o}" for path in folder.iterdir()}


@pytest.mark.parametrize("umask", [0o000, 0o022])
def test_only_the_owner_reads_what_may_be_under_embargo(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        with open_store(f"sqlite:///{tmp_path}/store.db") as store:
            with store.writing() as writing:
                writing.articles.put(event(), "[]", published=NOON, modified=NOON, now=NOON)
            assert rights(tmp_path) == {"store.db": "600", "store.db-wal": "600", "store.db-shm": "600"}
    finally:
        os.umask(before)


def test_rights_that_an_operator_gave_stay(tmp_path: Path) -> None:
    file = tmp_path / "store.db"
    file.touch()
    file.chmod(0o640)
    with open_store(f"sqlite:///{file}") as store:
        store.changes.sequence()
        assert set(rights(tmp_path).values()) == {"640"}


def test_a_database_of_another_journal_mode_is_switched(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/store.db"
    open_store(url).close()
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        # As a copy that VACUUM INTO or .dump made has it.
        assert connection.execute(text("PRAGMA journal_mode = DELETE")).scalar_one() == "delete"
    with open_store(url) as store:
        store.changes.sequence()
        assert (tmp_path / "store.db-wal").exists()
    engine.dispose()


def test_a_patient_store_opens_as_soon_as_it_can(tmp_path: Path) -> None:
    folder = tmp_path / "mounted later"
    url = f"sqlite:///{folder}/store.db"
    with pytest.raises(StoreError, match="unable to open database file"):
        open_store(url)
    with open_store(url, patient=True) as store:
        with pytest.raises(StoreError, match="unable to open database file"):
            store.changes.sequence()
        folder.mkdir()
        eventually(lambda: is_empty(store), "the store opens", patience=20)
        with store.writing() as writing:
            writing.articles.put(event(), "[]", published=NOON, modified=NOON, now=NOON)
        assert store.changes.sequence() == 1


def is_empty(store: Store) -> bool:
    try:
        return store.changes.sequence() == 0
    except StoreError:
        return False


def test_patience_does_not_hide_what_no_waiting_helps(tmp_path: Path) -> None:
    (tmp_path / "store.db").write_text("no database " * 1000)
    with pytest.raises(StoreError, match="not a database"):
        open_store(f"sqlite:///{tmp_path}/store.db", patient=True)
