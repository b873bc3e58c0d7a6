"""What is known of a source's documents comes back as it was noted, whether it is looked up at once or later."""

from typing import Any

import pytest

from feedpub.store import KnownDocument, Store, source_documents
from tests.builders import NOON
from tests.storing import put

_OTHERS: dict[str, Any] = {
    "minted": "asked for another id",
    "article_id": None,
    "digest": None,
    "edition": None,
    "stamp": None,
    "present": False,
    "missing": True,
    "by_hand": True,
    "refusal": "has no headline",
    "refused_digest": "ab12",
    "refused_by": "program",
    "refused_field": "headline",
    "superseded": True,
    "separate": True,
    "notes": ("left out a video",),
}


@pytest.fixture(params=[0, 1000], ids=["looked up apart", "read together"], autouse=True)
def few(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the documents of a small source as those of a large one are read, and as its own are."""
    monkeypatch.setattr(source_documents, "_FEW", request.param)


def _plain(key: str, article: str) -> KnownDocument:
    return KnownDocument(key, article, article, "cd34", '{"dated": null}', f"{key} 4074 1 1 5")


def _note(store: Store, *noted: KnownDocument, is_new: bool = True) -> None:
    with store.writing() as writing:
        writing.sources.attempted("desk", NOON)
        for each in noted:
            writing.sources.note("desk", each, NOON, is_new=is_new)


@pytest.mark.parametrize("name", _OTHERS)
def test_a_document_that_differs_in_anything_comes_back_among_plain_ones(store: Store, name: str) -> None:
    article = put(store)
    noted = [_plain(key, article) for key in ("a.txt", "b.txt", "c.txt")]
    noted[1] = noted[1]._replace(**{name: _OTHERS[name]})
    _note(store, *noted)
    found = store.sources.documents("desk")
    assert list(found.items()) == [(each.key, each) for each in noted]
    assert len(found) == len(noted)


def test_every_field_is_tried_above() -> None:
    of_its_article = {"sample"}
    assert {*KnownDocument._fields} == {"key"} | of_its_article | {*_OTHERS}


def test_a_document_without_anything_comes_back_and_none_of_another_source(store: Store) -> None:
    _note(store, KnownDocument("new.txt"))
    assert store.sources.documents("desk") == {"new.txt": KnownDocument("new.txt")}
    assert store.sources.documents("wire") == {}


def test_of_many_that_are_asked_for_all_are_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_documents, "_APART", 2)
    article = put(store)
    noted = [_plain(f"{number}.txt", article) for number in range(6)]
    _note(store, *noted)
    found = store.sources.documents("desk")
    assert [found[each.key] for each in reversed(noted)] == [*reversed(noted)]


def test_a_document_that_is_looked_up_later_is_of_the_file_that_was_known_before(store: Store) -> None:
    article = put(store)
    first, last, gone = (_plain(key, article) for key in ("a.txt", "b.txt", "c.txt"))
    _note(store, first, last, gone)
    found = store.sources.documents("desk")
    _note(store, first._replace(digest="ef56", stamp="written since", edition='{"dated": 1}'), is_new=False)
    with store.writing() as writing:
        writing.sources.vanish("desk", "c.txt")
        writing.sources.note("desk", _plain("since.txt", article), NOON, is_new=True)
    assert found["a.txt"] == first._replace(edition='{"dated": 1}')
    assert found["b.txt"] == last
    assert found["c.txt"] == gone._replace(present=False)
    assert list(found) == ["a.txt", "b.txt", "c.txt"]
    with pytest.raises(KeyError):
        found["since.txt"]
