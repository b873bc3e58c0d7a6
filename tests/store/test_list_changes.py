"""From which rank on events of a list have moved, after an article that comes late into a long one."""

import pytest

from feedpub.model.selection import Selection
from feedpub.store import Store, list_changes, list_of
from tests.builders import MINUTE, NOON
from tests.storing import delete, put


def test_no_more_events_are_counted_than_a_bound_and_what_follows_is_taken_to_have_moved(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [put(store, f"quay {at}", published=NOON + at * MINUTE) for at in range(1, 6)]
    delete(store, ids[3])  # nobody sees it, and the index of facets has it all the same
    after = store.changes.sequence()
    put(store, "late", published=NOON)
    names = list_of(None), list_of(Selection(kind="language", slug="en"))
    found = {}
    for counted in (100, 4, 3, 1):
        monkeypatch.setattr(list_changes, "_COUNTED", counted)
        touched = store.changes.touched(after, store.changes.sequence())
        assert touched is not None
        found[counted] = tuple(touched.lists[name].moved for name in names)
    assert found == {100: (4, 4), 4: (4, 3), 3: (3, 2), 1: (1, 1)}
