"""Stores that earlier versions wrote."""

from datetime import timedelta

from sqlalchemy import text

from feedpub.store import open_store
from tests.builders import MINUTE, NOON, event
from tests.store.conftest import undo
from tests.store.test_events import delete, ops, put


def test_an_upgrade_keeps_what_the_change_list_tells(database: str) -> None:
    with open_store(database) as store:
        put(store, "edited")
        put(store, "edited", now=NOON + MINUTE, headline="Second")
        put(store, "gone")
        delete(store, event("gone").id)
        put(store, "gone", now=NOON + 2 * MINUTE, headline="Back")
        put(store, "retracted")
        put(store, "retracted", now=NOON + 2 * MINUTE, status="canceled", headline="Retracted")
        put(store, "withheld")
        put(store, "withheld", now=NOON + 2 * MINUTE, status="withheld")
        before = ops(store)
        told = [store.changes.listed(0, 99, until) for until in range(store.changes.sequence() + 1)]
        undo(store, "0003")
    with open_store(database) as store:
        assert ops(store) == before
        assert [store.changes.listed(0, 99, until) for until in range(store.changes.sequence() + 1)] == told
        assert len(before) == 6


def test_an_embargo_that_passed_unannounced_is_released_after_an_upgrade(database: str) -> None:
    with open_store(database) as store:
        put(store, embargo=NOON + MINUTE)
        undo(store, "0003")
    with open_store(database) as store:
        assert store.events.count() == 0
        assert store.release(NOON + timedelta(hours=1)) == 1
        assert ops(store) == [(2, "upsert", "Council reopens harbour")]


def test_a_holder_of_the_version_before_has_its_lease_no_more(database: str) -> None:
    with open_store(database) as store:
        undo(store, "0003")
        with store.writing() as writing:
            writing.connection.execute(text("INSERT INTO leases (name, holder, expires) VALUES ('refresh', 'old', 9)"))
    with open_store(database) as store:
        assert store.leases.state("refresh") is None


def test_an_upgrade_passes_over_what_it_cannot_read(database: str) -> None:
    with open_store(database) as store:
        put(store)
        for key, document in (("empty", ""), ("broken", '{"id": '), ("other", '{"schema_version": "0.5"}'), ("list", "[]")):
            name = put(store, key)
            with store.writing() as writing:
                damaged = text("UPDATE revisions SET document = :document WHERE article_id = :id")
                writing.connection.execute(damaged, {"id": name, "document": document})
        undo(store, "0001")
    with open_store(database) as store:
        assert store.integrity.examine() == 4
        assert [stored.slug for stored in store.events.newest(9)] == ["council-reopens-harbour"]
        assert store.events.count() == 1
        assert len(store.integrity.unreadable()) == 4
