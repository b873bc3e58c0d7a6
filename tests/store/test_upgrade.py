"""Stores that earlier versions wrote."""

import json
from datetime import timedelta
from typing import Any

from sqlalchemy import select, text

from feedpub.model.record import StoredEvent
from feedpub.model.selection import Query, Selection
from feedpub.store import Store, open_store
from feedpub.store.tables import revisions
from tests.builders import MINUTE, NOON, event, query
from tests.formats.samples import bridge
from tests.store.conftest import undo
from tests.store.test_events import ops
from tests.storing import delete, put


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
        with store.writing() as writing:
            connection = writing.connection
            # PostgreSQL plans by what it knows of tables, also of those that were made anew; SQLite knows nothing.
            known = text("SELECT count(*) FROM pg_stats WHERE tablename = 'facets'")
            assert connection.dialect.name == "sqlite" or connection.execute(known).scalar_one() > 0


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
        with (
            store._transactions.leasing() as connection
        ):  # as a program of that version does, which knows nothing of later ones
            connection.execute(text("INSERT INTO leases (name, holder, expires) VALUES ('refresh', 'old', 9)"))
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


def test_events_of_the_first_schema_become_such_of_this_one(database: str) -> None:
    with open_store(database) as store:
        new = bridge()
        for number in (1, 2):
            with store.writing() as writing:
                numbered = new.model_copy(update={"revision": number})
                writing.articles.put(numbered, "[]", published=NOON, modified=NOON, now=NOON + number * MINUTE)
        retracted = put(store, "retracted", status="canceled")
        undo(store, "0009")
        written = _as_before(store)
    with open_store(database) as store:
        assert store.integrity.examine() == 0
        stored = store.events.by_id(new.id)
        assert isinstance(stored, StoredEvent)
        assert all(0 < answer.confidence < 1 for _, answer in stored.event.all())
        plain = json.loads(stored.event.model_dump_json(exclude={"schema_version"}))
        assert _without_confidence(plain) == written
        changes = [change.stored.event.revision for change in store.changes.listed(0, 9, 9) if change.stored]
        assert changes == [1, 2, 1], "every revision can be read"
        solvang = Selection(kind="person", slug="ingrid-solvang")
        assert [
            len(store.events.newest(9, matching=Query(selections=(solvang,), min_confidence=x))) for x in (0.5, 0.99)
        ] == [1, 0]
        assert {one.event.id for one in store.events.newest(9, matching=Query(min_confidence=0.99))} == {retracted}
        assert len(store.events.newest(9, matching=query(person="ingrid-solvang"))) == 1


def _as_before(store: Store) -> object:
    """Take the confidence out of every event that is stored, as version 1.0 had none; return the newest of the bridge."""
    with store._transactions.leasing() as connection:
        rows = connection.execute(select(revisions.c.article_id, revisions.c.revision, revisions.c.document)).all()
        for row in rows:
            document = {**_without_confidence(json.loads(row.document)), "schema_version": "1.0"}
            key = {"id": row.article_id, "number": row.revision, "document": json.dumps(document)}
            change = "UPDATE revisions SET document = :document WHERE article_id = :id AND revision = :number"
            connection.execute(text(change), key)
        newest = next(row.document for row in rows if (row.article_id, row.revision) == (bridge().id, 2))
    return {key: value for key, value in _without_confidence(json.loads(newest)).items() if key != "schema_version"}


def _without_confidence(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_confidence(one) for key, one in value.items() if key != "confidence"}
    return [_without_confidence(one) for one in value] if isinstance(value, list) else value


def test_an_upgrade_finds_the_excerpts_which_search_engines_are_not_told_of(database: str) -> None:
    with open_store(database) as store:
        put(store, "own", headline='"excerpt":true')
        put(store, "excerpt", excerpt=True)
        undo(store, "0009")
    with open_store(database) as store:
        assert [page.slug for day in store.days.listed() for page in store.days.pages(day.day, 9)] == ["excerpt-true"]
