"""Documents and traces are read back whichever form they are stored in."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import ColumnElement, Connection, func, select, text, type_coerce
from sqlalchemy.dialects import sqlite

import feedpub.store.compression
from feedpub.store import Store
from feedpub.store.compression import CompressedBytes, CompressedText, compressed, restored
from feedpub.store.tables import revisions
from tests.builders import NOON, event

_TYPE = CompressedText()


@pytest.mark.parametrize("said", ["", "{}", '{"text":"Ærø – “quoted” 🐟"}', "bytes that are no text: \udcff"])
def test_a_compressed_text_comes_back(said: str) -> None:
    assert _TYPE.process_result_value(compressed(said), sqlite.dialect()) == said


@pytest.mark.parametrize(
    "damage", [lambda frame: frame[:-9], lambda _: b"", lambda _: b"(\xb5/\xfd" + b"\xff" * 12, lambda frame: frame[4:]]
)
def test_what_is_damaged_stays_what_it_is(damage: Callable[[bytes], bytes]) -> None:
    damaged = damage(compressed('{"a": 1}' * 50))
    assert restored(damaged) == damaged


def test_the_dictionary_of_stores_that_exist_is_never_changed() -> None:
    content = Path(feedpub.store.compression.__file__).with_name("data").joinpath("documents.dict").read_bytes()
    assert sha256(content).hexdigest() == "4ad6376f0d8a52e19cfb9f2cebf15d42fb4a3410bbae3f5bb673b0b579b4e237"


def _by_article(connection: Connection, column: ColumnElement[Any]) -> dict[str, Any]:
    return {row[0]: row[1] for row in connection.execute(select(revisions.c.article_id, column))}


def test_both_forms_are_read_side_by_side(store: Store) -> None:
    with store.writing() as writing:
        for name in ("quay", "pier"):
            writing.articles.put(event(name), "[]", published=NOON, modified=NOON, now=NOON)
        plain = _by_article(writing.connection, revisions.c.document)
        unpack = text("UPDATE revisions SET document = :document WHERE article_id = :id")
        writing.connection.execute(unpack, {"document": plain[event("pier").id], "id": event("pier").id})
    with store.writing() as writing:
        told = func.coalesce(revisions.c.told, revisions.c.document)
        for column in (revisions.c.document, told):
            assert _by_article(writing.connection, column) == plain
        raw = _by_article(writing.connection, type_coerce(told, CompressedBytes))
        assert {name: content.decode() for name, content in raw.items()} == plain
    assert {one.event.id for one in store.events.newest(5)} == {event("quay").id, event("pier").id}
