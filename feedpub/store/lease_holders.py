"""The leases of a store, for those who hold them, take them or look at them."""

from feedpub.store import leases
from feedpub.store.leases import Lease, LeaseState
from feedpub.store.transactions import Transactions


class Leases:
    """Takes, renews and gives back leases, each in a transaction of its own.

    Args:
        transactions: of the store.
    """

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def state(self, name: str) -> LeaseState | None:
        """Look at a lease.

        Args:
            name: of the lease.

        Returns:
            Its state; None where nobody ever had it.

        Raises:
            StoreError: the database cannot be used.
        """
        with self._transactions.primary() as connection:
            return leases.state(connection, name)

    def take(self, name: str, holder: str, seen: LeaseState | None) -> Lease | None:
        """Take a lease that is free, or whose holder is gone; of several who try one gets it.

        Args:
            name: of the lease.
            holder: who takes it.
            seen: the state by which the lease was found free; nothing happens where it has moved since.

        Returns:
            The lease, or None where somebody was faster, or the holder came back to life.

        Raises:
            StoreError: the database cannot be used.
        """
        with self._transactions.leasing() as connection:
            return leases.take(connection, name, holder, seen)

    def renew(self, lease: Lease) -> bool:
        """Show that a holder lives.

        Args:
            lease: one's own.

        Returns:
            False where another has taken it.

        Raises:
            StoreError: the database cannot be used.
        """
        with self._transactions.leasing() as connection:
            return leases.renew(connection, lease)

    def give_back(self, lease: Lease) -> None:
        """Give a lease back; nothing happens when somebody else has it.

        Args:
            lease: one's own.

        Raises:
            StoreError: the database cannot be used.
        """
        with self._transactions.leasing() as connection:
            leases.give_back(connection, lease)
