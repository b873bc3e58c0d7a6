"""Transactions of a pass over a source: one for each write, or one for all writes of documents that come in succession."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TypeVar

from feedpub.store import Lease, Store, Writing

# Documents that are stored in one transaction, so that each need not wait for the disk: they keep other writers waiting for
# less than half a second, and whoever looks on sees them come in.
_TOGETHER = 64
_GATHERING = 0.25  # seconds
Item = TypeVar("Item")


def batches(items: Iterable[Item], size: Callable[[Item], int]) -> Iterator[list[Item]]:
    """Gather what comes in quick succession.

    Args:
        items: as they come.
        size: tells how many documents an item is.

    Yields:
        All of them in their order; where they end in an error, first those that came before it.
    """
    batch: list[Item] = []
    begun, held = 0.0, 0
    failure: Exception | None = None
    try:
        for each in items:
            begun, held = (begun, held) if batch else (time.monotonic(), 0)
            batch.append(each)
            held += size(each)
            if held >= _TOGETHER or time.monotonic() - begun > _GATHERING:
                yield batch
                batch = []
    except Exception as error:
        failure = error
    if batch:
        yield batch
    if failure is not None:
        raise failure


class Batching:
    """The transactions of one pass.

    Args:
        store: that is written to.
        lease: that every transaction makes sure of.
    """

    def __init__(self, store: Store, lease: Lease | None) -> None:
        self._store = store
        self._lease = lease
        self._batch: ExitStack | None = None
        self._open: Writing | None = None

    @property
    def has_begun(self) -> bool:
        """Whether a transaction keeps other writers waiting already."""
        return self._open is not None

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """Begin a transaction; within a batch a part of its only one, which the first that writes begins.

        Yields:
            The transaction; an exception takes back what is written here, and nothing else of the batch.
        """
        if self._batch is None:
            with self._store.writing(self._lease) as writing:
                yield writing
            return
        if self._open is None:
            self._open = self._batch.enter_context(self._store.writing(self._lease))
        with self._open.part():
            yield self._open

    def together(self, work: Iterable[Iterable[Item]]) -> Iterator[Item]:
        """Do what is to be done with several documents in one transaction.

        Args:
            work: what gives each document's results, and writes.

        Yields:
            All results, once they are stored. Where one fails, those before it are stored and told all the same.
        """
        results: list[Item] = []
        failure: Exception | None = None
        with ExitStack() as batch:
            self._batch = batch
            try:
                for each in work:
                    results += each
            except Exception as error:
                failure = error
            finally:
                self._batch = self._open = None
        yield from results
        if failure is not None:
            raise failure
