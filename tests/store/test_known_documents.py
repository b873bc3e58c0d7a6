"""What is known of a source's documents comes back as it was noted, whether it is as usual or not."""

from typing import Any

import pytest

from feedpub.store import KnownDocument, Store
from tests.builders import NOON
from tests.storing import put

_UNUSUAL: dict[str, Any] = {
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


def _usual(key: str, article: str) -> KnownDocument:
    return KnownDocument(key, f"asked for {key}", article, "cd34", '{"dated": null}', "4074 1 1 5")


def _note(store: Store, *noted: KnownDocument) -> None:
    with store.writing() as writing:
        writing.sources.attempted("desk", NOON)
        for each in noted:
            writing.sources.note("desk", each, NOON, is_new=True)


@pytest.mark.parametrize("name", _UNUSUAL)
def test_a_document_that_differs_in_anything_comes_back_among_usual_ones(store: Store, name: str) -> None:
    article = put(store)
    noted = [_usual(key, article) for key in ("a.txt", "b.txt", "c.txt")]
    noted[1] = noted[1]._replace(**{name: _UNUSUAL[name]})
    _note(store, *noted)
    assert list(store.sources.documents("desk").items()) == [(each.key, each) for each in noted]


def test_every_field_is_the_documents_own_or_tried_above() -> None:
    own = {"key", "minted", "article_id", "digest", "edition", "stamp"}
    of_its_article = {"sample"}
    assert {*KnownDocument._fields} == own | of_its_article | {*_UNUSUAL}


def test_a_document_without_anything_comes_back_and_none_of_another_source(store: Store) -> None:
    _note(store, KnownDocument("new.txt"))
    assert store.sources.documents("desk") == {"new.txt": KnownDocument("new.txt")}
    assert store.sources.documents("wire") == {}
