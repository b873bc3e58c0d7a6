"""What was shown at one number of the sequence, read later."""

import json
import random

import pytest

from feedpub.model.digests import digest_of
from feedpub.model.selection import Query, Selection
from feedpub.store import Store
from tests.builders import MINUTE, NOON
from tests.store.test_proof import History, total
from tests.storing import delete, put

CITY = Query(selections=(Selection(kind="section", slug="city"),))


def exported(store: Store, sequence: int, query: Query = Query(), after: str = "") -> dict[str, str]:  # noqa: B008 - frozen
    """Ids and digests, all but those of what is gone verified against their documents."""
    found = {}
    for part in store.exports.events(sequence, query, after):
        for one in part:
            assert one.id not in found
            assert one.told is None or digest_of(json.loads(one.told)) == one.digest
            found[one.id] = one.digest
    assert list(found) == sorted(found)
    return found


@pytest.mark.parametrize("seed", range(2))
def test_a_number_of_the_sequence_shows_the_same_for_ever(store: Store, seed: int) -> None:
    history, then = History(store, seed + 20), []
    for _ in range(25):
        history.step()
        standing = store.state.standing()
        then.append((store.changes.sequence(), exported(store, store.changes.sequence()), standing))
    for sequence, shown, standing in then:
        assert exported(store, sequence) == shown
        assert (len(shown), total(shown)) == (standing.shown, standing.digest)
        half = random.Random(seed).choice(["", *shown])  # noqa: S311 - the same on every run
        assert exported(store, sequence, after=half) == {name: digest for name, digest in shown.items() if name > half}


def test_what_was_taken_back_since_is_gone_and_what_was_edited_is_as_it_was(store: Store) -> None:
    edited, removed, retracted = (put(store, key) for key in ("edited", "removed", "retracted"))
    sequence = store.changes.sequence()
    put(store, "edited", NOON + MINUTE, headline="Second")
    delete(store, removed, NOON + 2 * MINUTE)
    put(store, "retracted", NOON + 3 * MINUTE, status="canceled")
    put(store, "new", NOON + 4 * MINUTE)
    found = {one.id: one for part in store.exports.events(sequence) for one in part}
    assert {name for name, one in found.items() if one.told is None} == {removed, retracted}
    assert found.keys() == {edited, removed, retracted}
    assert json.loads(found[edited].told or "")["article"]["headline"] == "Council reopens edited"


def test_a_list_is_cut_by_what_each_event_was_found_by_then(store: Store) -> None:
    moved, stays, leaves = (put(store, key, section="City") for key in ("moved", "stays", "leaves"))
    sequence = store.changes.sequence()
    put(store, "moved", NOON + MINUTE, section="Sea", headline="Ferries stop")
    delete(store, leaves, NOON + 2 * MINUTE)
    assert exported(store, sequence, CITY).keys() == {moved, stays, leaves}
    assert exported(store, store.changes.sequence(), CITY).keys() == {stays}
    assert {part.id for found in store.exports.members(sequence, CITY) for part in found} == {moved, stays, leaves}
