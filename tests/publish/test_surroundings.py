"""What stands beside an article: what others have in common with it, the nearest first."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from feedpub.model.record import StoredEvent
from feedpub.publish.surroundings import surroundings_of
from feedpub.store import Store, open_store
from feedpub.views import ArticleSurroundings
from tests.builders import MINUTE, NOON
from tests.formats.samples import SITE
from tests.store.test_facets import told
from tests.storing import delete, put

_LATER = NOON + MINUTE
_MIRA, _COUNCIL, _ = told()["who"]
_ROTTERDAM = told()["where"][0]
_NOTHING: dict[str, Any] = {"who": (), "what": None, "where": (), "quotes": (), "section": None, "tags": ()}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path}/news.db", clock=lambda: NOON) as opened:
        yield opened


def beside(store: Store, article: str) -> ArticleSurroundings:
    with store.snapshot() as snapshot:
        stored = snapshot.events.by_id(article)
        assert isinstance(stored, StoredEvent)
        return surroundings_of(snapshot, stored, SITE)


def related(store: Store, article: str) -> list[tuple[str, tuple[str, ...]]]:
    found = beside(store, article).related
    return [(one.entry.event.article.headline.rpartition(" ")[2], one.shared) for one in found]


def sharing(**answers: Any) -> dict[str, Any]:
    """An event that has nothing but these answers."""
    return told() | _NOTHING | answers


def test_what_has_most_in_common_comes_first_and_says_what(store: Store) -> None:
    asked = put(store, "asked", **told(tags=("ports",)))
    put(store, "person", **sharing(who=(_MIRA,)))
    put(store, "both", **sharing(who=(_MIRA, _COUNCIL)))
    put(store, "tag", **sharing(tags=("ports",)))
    assert related(store, asked) == [
        ("both", ("Mira Oduya", "Port Council")),
        ("person", ("Mira Oduya",)),
        ("tag", ("ports",)),
    ]


def test_one_place_or_one_type_alone_makes_no_relation(store: Store) -> None:
    asked = put(store, "asked", **told(tags=()))
    put(store, "place", **sharing(where=(_ROTTERDAM,)))
    put(store, "type", **sharing(what=told()["what"]))
    put(store, "section", **sharing(section="World News"))
    assert related(store, asked) == []
    put(store, "both", **sharing(where=(_ROTTERDAM,), what=told()["what"]))
    assert related(store, asked) == [("both", ("Rotterdam", "Policy decision"))]


def test_of_those_as_near_the_newest_come_first_and_four_are_enough(store: Store) -> None:
    asked = put(store, "asked", **sharing(who=(_MIRA,)))
    for number in range(6):
        put(store, f"n{number}", published=NOON - number * MINUTE, **sharing(who=(_MIRA,)))
    assert [key for key, _ in related(store, asked)] == ["n0", "n1", "n2", "n3"]


def test_what_is_gone_or_was_taken_back_is_related_to_nothing(store: Store) -> None:
    asked = put(store, "asked", **told())
    delete(store, put(store, "gone", **told("gone")))
    back = put(store, "back", status="canceled", **told("back"))
    assert related(store, asked) == []
    assert beside(store, back) == ArticleSurroundings()


def test_an_article_that_names_nothing_has_nothing_beside_it(store: Store) -> None:
    put(store, "other", **told())
    assert related(store, put(store, "asked", **_NOTHING)) == []


def test_what_was_changed_is_told_since_the_last_significant_change(store: Store) -> None:
    article = put(store, "asked", **_NOTHING)
    assert beside(store, article).passages == ()
    put(store, "asked", now=_LATER, headline="Council closes asked", **_NOTHING)
    (changed,) = beside(store, article).passages
    assert changed == ("Council reopens asked", "Council closes asked")
