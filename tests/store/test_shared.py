"""Facets that several events share."""

from feedpub.store import Store
from tests.builders import MINUTE, NOON
from tests.storing import delete, put


def test_only_what_enough_events_have_is_listed(store: Store) -> None:
    put(store, "a", section="Sport", tags=("sea", "ports"))
    put(store, "b", section="Sport", tags=("sea", "air", "own"))
    put(store, "c", section="World", tags=("air",))
    assert store.facets.shared_lists(2, 10) == {"section": 1, "tag": 1, "language": 1}
    assert store.facets.shared_lists(3, 10) == {"language": 1}
    assert store.facets.shared_lists(2, 1) == {"section": 1, "tag": 2, "language": 1}
    assert store.facets.shared_lists(1, 3) == {"section": 1, "tag": 2, "language": 1}
    assert store.facets.shared_slugs("tag", 2, 10, 0) == ("air", "sea")
    assert store.facets.shared_slugs("tag", 1, 2, 1) == ("own", "ports")
    assert store.facets.shared_slugs("person", 1, 10, 0) == ()


def test_what_may_not_be_shown_shares_nothing(store: Store) -> None:
    put(store, "a", section="Sport")
    put(store, "held", section="Sport", embargo=NOON + MINUTE)
    put(store, "withheld", section="Sport", status="withheld")
    gone = put(store, "gone", section="Sport")
    delete(store, gone)
    assert store.facets.shared_slugs("section", 2, 10, 0) == ()
    assert store.facets.shared_lists(2, 10) == {}
    store.release(NOON + MINUTE)
    assert store.facets.shared_slugs("section", 2, 10, 0) == ("sport",)
