"""What is refused for good is not met again before its bytes or the program change."""

import os
import time
from typing import Any

import pytest

from feedpub.ingest import Outcome, refresh
from feedpub.model.article import Article
from feedpub.model.document import Document
from feedpub.pool import Budget, BudgetedPool
from feedpub.store import Store
from tests.builders import NOON, FakeSource, document, drafting_apart, tiny_read

PROGRAM = "one program"


class Counting:
    """A reader that remembers what it has read."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def __call__(self, document: Document) -> Article:
        self.read.append(document.key)
        return tiny_read(document)


def bring(store: Store, source: FakeSource, **options: Any) -> list[Outcome]:
    return list(refresh(source, store=store, now=NOON, **drafting_apart({"program": PROGRAM} | options)))


def seen(store: Store, source: FakeSource, **options: Any) -> tuple[list[str], list[tuple[str, str, str]]]:
    """Refresh a source; return what was read for it, and what came of each document."""
    counting = Counting()
    outcomes = bring(store, source, read=counting, **options)
    return counting.read, [(each.key, each.status, each.reason) for each in outcomes]


BROKEN = ("a", "refused", "text: is broken")


def test_bytes_that_cannot_be_read_are_read_once_and_stay_refused(store: Store) -> None:
    source = FakeSource([document("a", "BROKEN"), document("harbour")])
    assert seen(store, source) == (["a", "harbour"], [BROKEN, ("harbour", "new", "")])
    for _ in range(2):
        assert seen(store, source) == ([], [BROKEN, ("harbour", "unchanged", "")])
    assert [(each.key, each.reason) for each in store.sources.states()[0].refused] == [("a", "text: is broken")]


def test_they_are_read_again_when_they_change_when_the_program_does_or_when_somebody_asks(store: Store) -> None:
    source = FakeSource([document("a", "BROKEN")])
    bring(store, source)
    assert seen(store, FakeSource([document("a", "BROKEN otherwise")])) == (["a"], [BROKEN])
    assert seen(store, source, program="another program") == (["a"], [BROKEN])
    assert seen(store, source, program="another program") == ([], [BROKEN])
    assert seen(store, source, again=True) == (["a"], [BROKEN])
    assert seen(store, FakeSource([document("a")])) == (["a"], [("a", "new", "")])
    assert store.sources.states()[0].refused == ()


def test_good_bytes_that_come_back_need_no_reading_and_bad_ones_neither(store: Store) -> None:
    good, bad = FakeSource([document("a")]), FakeSource([document("a", "BROKEN")])
    assert seen(store, good)[0] == ["a"]
    assert seen(store, bad)[0] == ["a"]
    assert seen(store, good) == ([], [("a", "unchanged", "")])
    assert store.sources.states()[0].refused == ()
    assert seen(store, bad) == (["a"], [BROKEN])


def test_what_raised_something_else_may_do_better_next_time(store: Store) -> None:
    source = FakeSource([document("a", "BOOM")])
    for _ in range(2):
        read, outcomes = seen(store, source)
        assert (read, outcomes[0][1]) == (["a"], "refused")


def test_without_a_program_no_refusal_lasts(store: Store) -> None:
    source = FakeSource([document("a", "BROKEN")])
    bring(store, source)
    assert seen(store, source, program="") == (["a"], [BROKEN])
    assert seen(store, source, program="") == (["a"], [BROKEN])


def test_a_refused_document_that_vanishes_and_returns_is_read(store: Store) -> None:
    source = FakeSource([document("a", "BROKEN"), document("harbour")])
    bring(store, FakeSource([document("a"), document("harbour")]))
    bring(store, source)
    bring(store, FakeSource([document("harbour")]))
    assert seen(store, source)[0] == ["a"]


def _read_hostile(given: Document) -> Article:
    if given.content.startswith(b"ENDLESS"):
        while True:
            pass
    if given.content.startswith(b"WAITING"):
        time.sleep(3600)
    if given.content.startswith(b"HOARDING"):
        hoard: list[bytes] = []
        try:
            while True:
                hoard.append(b"x" * 1_000_000)
        except MemoryError as error:
            raise ValueError("a reader that does not know what it was short of") from error
    if given.content.startswith(b"DEADLY"):
        os.abort()
    return tiny_read(given)


POISONS = {
    "ENDLESS": "takes more than 3 seconds (document_seconds)",
    "WAITING": "takes more than 3 seconds (document_seconds)",
    "HOARDING": "needs more than 100 MB of memory (document_megabytes)",
    "DEADLY": "ends the process that reads it (SIGABRT)",
}


@pytest.mark.slow
def test_poison_is_refused_by_name_among_its_neighbours_and_not_taken_again(store: Store) -> None:
    copy = [document(f"{n:02}") for n in range(20)]
    copy[5:5] = [document(word.lower(), word) for word in POISONS]
    # A worker imports this module, uncompiled at the worst, within the budget of its first document.
    with BudgetedPool(2, Budget(3, 100)) as pool:
        outcomes = bring(store, FakeSource(copy), read=_read_hostile, executor=pool)
        assert [each.key for each in outcomes] == [each.key for each in copy]
        refused = {each.key: each for each in outcomes if each.status == "refused"}
        assert {key: each.reason for key, each in refused.items()} == {key.lower(): why for key, why in POISONS.items()}
        assert str(refused["endless"].error).startswith("endless: takes more than")
        assert [each.status for each in outcomes if each.key not in refused] == ["new"] * 20
    read, again = seen(store, FakeSource(copy))
    assert read == []
    assert [(each.key, each.reason) for each in refused.values()] == [
        (key, why) for key, status, why in again if status == "refused"
    ]
