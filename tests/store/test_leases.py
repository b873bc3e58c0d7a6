from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from feedpub.errors import LeaseError
from feedpub.store import Lease, Store
from tests.builders import NOON

MINE, THEIRS, OTHER = Lease("refresh", "mine"), Lease("refresh", "theirs"), Lease("something else", "theirs")
SECOND = timedelta(seconds=1)


def test_one_holder_at_a_time(store: Store) -> None:
    assert store.acquire(MINE, NOON, 30)
    assert not store.acquire(THEIRS, NOON + 29 * SECOND, 30)
    assert store.acquire(OTHER, NOON, 30), "another lease is another matter"


def test_a_holder_renews_and_an_expired_lease_is_taken_over(store: Store) -> None:
    assert store.acquire(MINE, NOON, 30)
    assert store.acquire(MINE, NOON + 20 * SECOND, 30)
    assert not store.acquire(THEIRS, NOON + 49 * SECOND, 30)
    assert store.acquire(THEIRS, NOON + 50 * SECOND, 30)
    assert not store.acquire(MINE, NOON + 51 * SECOND, 30)


def test_only_the_holder_gives_a_lease_back(store: Store) -> None:
    store.acquire(MINE, NOON, 30)
    store.give_back(THEIRS)
    assert not store.acquire(THEIRS, NOON, 30)
    store.give_back(MINE)
    assert store.acquire(THEIRS, NOON, 30)


def test_of_many_who_ask_at_once_one_gets_it(store: Store) -> None:
    with ThreadPoolExecutor(8) as threads:
        asked = [threads.submit(store.acquire, Lease("refresh", str(n)), NOON, 30) for n in range(24)]
    assert sum(answer.result() for answer in asked) == 1


def test_who_has_lost_a_lease_cannot_write_under_it(store: Store) -> None:
    store.acquire(MINE, NOON, 30)
    with store.writing(MINE, NOON + 29 * SECOND) as writing:
        writing.attempted("wire", NOON)
    with pytest.raises(LeaseError), store.writing(MINE, NOON + 30 * SECOND):
        pass
    store.acquire(THEIRS, NOON + 30 * SECOND, 30)
    with pytest.raises(LeaseError), store.writing(MINE, NOON):
        pass


def test_nobody_takes_over_in_the_middle_of_a_write(store: Store) -> None:
    store.acquire(MINE, NOON, 30)
    with ThreadPoolExecutor(1) as thread:
        with store.writing(MINE, NOON) as writing:
            asked = thread.submit(store.acquire, THEIRS, NOON + 60 * SECOND, 30)
            writing.attempted("wire", NOON)
            assert not asked.done()
        assert asked.result()
