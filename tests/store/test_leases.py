from concurrent.futures import ThreadPoolExecutor

import pytest

from feedpub.errors import LeaseError
from feedpub.store import Lease, LeaseState, LeaseWatch, Store
from tests.builders import NOON


def taken(store: Store, holder: str, name: str = "refresh") -> Lease:
    """Take a lease, whoever has it."""
    lease = store.leases.take(name, holder, store.leases.state(name))
    assert lease is not None
    return lease


def test_one_holder_at_a_time(store: Store) -> None:
    assert store.leases.state("refresh") is None
    assert store.leases.take("refresh", "mine", None) == Lease("refresh", "mine", 1)
    assert store.leases.take("refresh", "theirs", None) is None
    assert store.leases.take("something else", "theirs", None), "another lease is another matter"
    assert store.leases.state("refresh") == LeaseState("mine", 1, 0)


def test_a_holder_that_moves_keeps_the_lease_and_one_that_stands_still_loses_it(store: Store) -> None:
    mine = taken(store, "mine")
    seen = store.leases.state("refresh")
    assert store.leases.renew(mine)
    assert store.leases.take("refresh", "theirs", seen) is None, "it has moved since it was looked at"
    theirs = store.leases.take("refresh", "theirs", store.leases.state("refresh"))
    assert theirs == Lease("refresh", "theirs", 2)
    assert not store.leases.renew(mine)


def test_only_the_holder_gives_a_lease_back(store: Store) -> None:
    mine = taken(store, "mine")
    store.leases.give_back(Lease("refresh", "theirs", 1))
    assert LeaseWatch(30).free(store.leases.state("refresh")) is False
    store.leases.give_back(mine)
    assert LeaseWatch(30).free(store.leases.state("refresh")) is True
    assert store.leases.take("refresh", "theirs", store.leases.state("refresh")) == Lease("refresh", "theirs", 2)


def test_of_many_who_ask_at_once_one_gets_it(store: Store) -> None:
    for _ in range(2):
        seen = store.leases.state("refresh")
        with ThreadPoolExecutor(8) as threads:
            asked = [threads.submit(store.leases.take, "refresh", str(n), seen) for n in range(24)]
        assert sum(answer.result() is not None for answer in asked) == 1


def test_who_has_lost_a_lease_cannot_write_under_it(store: Store) -> None:
    mine = taken(store, "mine")
    with store.writing(mine) as writing:
        writing.sources.attempted("wire", NOON)
    taken(store, "theirs")
    with pytest.raises(LeaseError), store.writing(mine):
        pass


def test_who_had_a_lease_before_another_did_has_it_no_more_under_the_same_name(store: Store) -> None:
    before = taken(store, "mine")
    store.leases.give_back(taken(store, "theirs"))
    assert taken(store, "mine").epoch == 3
    assert not store.leases.renew(before)
    with pytest.raises(LeaseError), store.writing(before):
        pass


def test_nobody_takes_over_in_the_middle_of_a_write(store: Store) -> None:
    mine = taken(store, "mine")
    with ThreadPoolExecutor(1) as thread:
        with store.writing(mine) as writing:
            asked = thread.submit(store.leases.take, "refresh", "theirs", LeaseState("mine", 1, 0))
            writing.sources.attempted("wire", NOON)
            assert not asked.done()
        assert asked.result()


class Ticks:
    """A monotonic clock that a test moves."""

    def __init__(self) -> None:
        self.time = 1000.0

    def __call__(self) -> float:
        return self.time


def test_a_holder_is_gone_once_its_counter_has_stood_still_for_the_time_of_a_lease() -> None:
    ticks = Ticks()
    watch = LeaseWatch(30, gap=30, ticks=ticks)
    for beats in range(3):
        for _ in range(3):
            assert not watch.free(LeaseState("mine", 1, beats))
            ticks.time += 9
    seen = LeaseState("mine", 1, 2)
    assert [watch.free(seen) for ticks.time in (ticks.time, ticks.time + 2.9, ticks.time + 3)] == [False, False, True]
    assert not watch.free(LeaseState("theirs", 2, 2)), "whoever took it since lives"
    assert watch.free(LeaseState("", 2, 2))
    assert watch.free(None)


def test_who_could_not_look_for_the_time_of_a_lease_begins_anew() -> None:
    ticks = Ticks()
    watch, rare = LeaseWatch(30, gap=30, ticks=ticks), LeaseWatch(30, ticks=ticks)
    seen = LeaseState("mine", 1, 0)
    assert not watch.free(seen)
    assert not rare.free(seen)
    ticks.time += 31
    assert not watch.free(seen), "the holder may have been locked out as well"
    assert rare.free(seen), "a holder that could write would have moved"
    ticks.time += 29
    assert not watch.free(seen)
    ticks.time += 1
    assert watch.free(seen)
