"""Words and traces are stored as what is different about them beside their documents, and read back as they were."""

from pathlib import Path

import pytest
from sqlalchemy import Dialect, select, text
from sqlalchemy.dialects import postgresql, sqlite

from feedpub.store import Store, open_store
from feedpub.store.compression import compressed
from feedpub.store.relative_text import Beside, RelativeText, is_lost, relative, restored_beside
from feedpub.store.tables import traces, words
from tests.builders import MINUTE, NOON, event
from tests.store.test_compaction import relative_forms
from tests.store.test_search import found
from tests.storing import delete, put

_DOCUMENT = (
    '{"article":{"headline":"Council reopens harbour","text":"The “Ærø” ferry is back.\\n\\nIt runs again, the council’s '
    'Ada Osei said."}}'
)
_WORDS = "council reopens harbour ¶ the ærø ferry is back it runs again the council s ada osei said"
_TRACE = '[{"rule":"who.named","text":"Ada Osei"}]'
# As they lie in stores that exist: whatever becomes of this program, it reads them.
_STORED = {
    _WORDS: b"\x01(\xb5/\xfd$\\\xb5\x00\x00@\xc2\xb6\xc3\xa6r\xc3\xb8 \x04\x00_tb\x18\x8a\xde*`\n\x86 \xb2\x8aa\x1d",
    _TRACE: b'\x02(\xb5/\xfd$(\xb5\x00\x00`[{da Osei"}]\x02\x00\x0b\x86\x1c\xf0\x04\xc9X\xec\x0c\xc4\xde',
}


def _read(stored: bytes, document: bytes | None = _DOCUMENT.encode()) -> str | None:
    return RelativeText().process_result_value(restored_beside(stored, document), sqlite.dialect())


@pytest.mark.parametrize("of_words", [True, False])
@pytest.mark.parametrize("said", ["", _WORDS, _TRACE, "Ærø – “quoted” 🐟", "bytes that are no text: \udcff"])
def test_a_text_comes_back_beside_its_document(said: str, of_words: bool) -> None:
    kind = RelativeText(of_words=of_words)
    stored = kind.process_bind_param(Beside(said, _DOCUMENT), sqlite.dialect())
    assert isinstance(stored, bytes)
    assert _read(stored) == _read(stored, compressed(_DOCUMENT)) == said
    elsewhere: Dialect = postgresql.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy has no types for it
    assert kind.process_bind_param(Beside(said, _DOCUMENT), elsewhere) == said


@pytest.mark.parametrize("said", _STORED)
def test_stores_that_exist_can_be_read(said: str) -> None:
    assert _read(_STORED[said]) == said


def test_all_forms_are_read() -> None:
    assert {
        _read(form) for form in (_TRACE.encode(), compressed(_TRACE), relative(Beside(_TRACE, _DOCUMENT), of_words=False))
    } == {_TRACE}


@pytest.mark.parametrize("document", [None, b"", b"{}", _DOCUMENT.replace("harbour", "pier").encode(), b"\xff" * 20])
def test_beside_another_document_a_text_is_lost_rather_than_another_one(document: bytes | None) -> None:
    for stored in _STORED.values():
        found = _read(stored, document)
        assert found is not None
        assert is_lost(found)


@pytest.mark.parametrize("damage", [slice(1), slice(9), slice(-1)])
def test_what_is_damaged_is_lost(damage: slice) -> None:
    for stored in _STORED.values():
        found = _read(stored[damage])
        assert found is not None
        assert is_lost(found)


def test_whatever_bit_is_damaged_a_text_is_lost_or_itself() -> None:
    for said, stored in (*_STORED.items(), (_WORDS, compressed(_WORDS))):
        for bit in range(8 * len(stored)):
            damaged = bytearray(stored)
            damaged[bit // 8] ^= 1 << bit % 8
            found = _read(bytes(damaged))
            # Frames of the earlier form have no checksum.
            assert found is not None
            assert found == said or is_lost(found) or stored == compressed(_WORDS)


def test_no_words_and_no_trace_are_taken_for_lost() -> None:
    assert not any(map(is_lost, ("", "1", _WORDS, _TRACE, "¶")))


def test_what_is_read_comes_with_its_document(database: str) -> None:
    with open_store(database) as store:
        put(store, text="A ferry.")
        put(store, now=NOON + MINUTE, text="A barge.")
        put(store, "other", text="A ferry.")
        with store.writing() as writing:
            said = {row.article_id: row.said for row in writing.connection.execute(select(words.c.article_id, words.c.said))}
            told = writing.connection.execute(select(traces.c.trace)).scalars().all()
            is_sqlite = writing.connection.dialect.name == "sqlite"
        assert [said[event(key).id].split()[-1] for key in ("harbour", "other")] == ["barge", "ferry"]
        assert told == ["[]"] * 3
        if is_sqlite:
            assert relative_forms(store) == {"01", "02"}


def _damaged(store: Store) -> str:
    """Store two articles, damage the document of one of them, and return its id."""
    put(store, "pier", headline="At the pier", text="A ferry.")
    damaged = put(store, headline="At the harbour", text="A ferry.")
    with store.writing() as writing:
        writing.connection.execute(text("UPDATE revisions SET document = '{}' WHERE article_id = :id"), {"id": damaged})
    return damaged


def test_a_damaged_document_spoils_no_search_of_others(store: Store) -> None:
    _damaged(store)
    assert found(store, "ferry") == ["pier"]
    with store.snapshot() as seen:
        assert all(word.isprintable() for word in seen.vocabulary.words())


@pytest.mark.parametrize("damage", [b"\x81", b"\xff", b"\x11(\xb5/\xfd", b"(\xb5/\xfd"])
def test_damaged_words_spoil_no_search_and_no_writer(tmp_path: Path, damage: bytes) -> None:
    with open_store(f"sqlite:///{tmp_path}/store.db") as store:
        for key in ("pier", "quay", "dock"):
            put(store, key, headline=f"At the {key}", text="A ferry.")
        with store.writing() as writing:
            spoiled = text("UPDATE words SET said = CAST(:damage AS BLOB) WHERE article_id != :id")
            writing.connection.execute(spoiled, {"damage": damage, "id": event("pier").id})
        with store.snapshot() as seen:
            assert seen.vocabulary.words()["ferry"] == 1
        put(store, "quay", NOON + MINUTE, headline="At the quay", text="A barge.")
        assert (found(store, "ferry"), found(store, "barge")) == (["pier"], ["quay"])
        with store.writing() as writing:
            kept = writing.connection.execute(
                select(words.c.said).where(words.c.article_id == event("dock").id)
            ).scalar_one()
            assert kept == "", "the index has nothing of it, so that nothing need be made anew another time"
        put(store, "dock", NOON + MINUTE, headline="At the dock", text="A barge.")
        assert found(store, "barge") == ["quay", "dock"]


def test_an_article_whose_document_is_damaged_is_found_by_its_next_revision_alone(store: Store) -> None:
    damaged = _damaged(store)
    put(store, now=NOON + MINUTE, headline="At the harbour", text="A barge.")
    assert (found(store, "ferry"), found(store, "barge")) == (["pier"], ["harbour"])
    delete(store, damaged, NOON + 2 * MINUTE)
    assert (found(store, "ferry"), found(store, "barge")) == (["pier"], [])
