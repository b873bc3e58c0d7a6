"""What is stored and cannot be read: which articles, marked so that all processes leave them out, and looked for."""

from collections.abc import Callable
from datetime import datetime

from feedpub.model.record import UnreadableEvent
from feedpub.store.examination import Examined, examine, unreadable_events
from feedpub.store.faults import Faults
from feedpub.store.leases import Lease
from feedpub.store.transactions import Transactions
from feedpub.store.writing import writing_on


class Integrity:
    """Keeps what cannot be read out of what is published.

    Args:
        transactions: of the store.
        faults: that reading has met.
        now: the time by the database.
    """

    def __init__(self, transactions: Transactions, faults: Faults, now: Callable[[], datetime]) -> None:
        self._transactions = transactions
        self._faults = faults
        self._now = now

    def unreadable(self) -> tuple[UnreadableEvent, ...]:
        """List the articles that this version cannot read in whole; they are left out of what is published.

        Returns:
            The articles, by id; none once their documents were read again.

        Raises:
            StoreError: the database cannot be used.
        """
        with self._transactions.reading() as connection:
            return unreadable_events(connection, self._faults.pending())

    @property
    def has_faults(self) -> bool:
        """Whether this process has met rows that cannot be read and that nobody has marked yet."""
        return bool(self._faults.pending())

    def mark(self, lease: Lease | None = None) -> int:
        """Mark what this process has met that cannot be read, so that all processes leave it out.

        Args:
            lease: the writer must still hold this one.

        Returns:
            How many articles were marked.

        Raises:
            StoreError: the database cannot be used.
            LeaseError: another process has the lease.
        """
        met = self._faults.pending()
        if not met:
            return 0
        now = self._now()
        with self._transactions.writing(lease) as connection, writing_on(connection) as writing:
            marked = writing.marks.mark(met, now)
        self._faults.forget(met)
        return marked

    def examine(self, lease: Lease | None = None) -> int:
        """Look through all that is stored for what cannot be read, and for what can be read again; mark accordingly.

        Args:
            lease: the writer must still hold this one.

        Returns:
            How many articles have a mark now that they had not, or none any more.

        Raises:
            StoreError: the database cannot be used.
            LeaseError: another process has the lease.
        """
        changed, last = 0, ""
        while (found := self._examined(last)).last is not None:
            last = found.last
            for fault in found.faults:
                self._faults.note(fault)
            changed += self.mark(lease) + self._lift(found.marked, lease)
        return changed

    def _examined(self, after: str) -> Examined:
        with self._transactions.primary() as connection:
            return examine(connection, after)

    def _lift(self, marked: tuple[str, ...], lease: Lease | None) -> int:
        if not marked:
            return 0
        now = self._now()
        with self._transactions.writing(lease) as connection, writing_on(connection) as writing:
            return sum(writing.marks.lift(article_id, now) for article_id in marked)
