"""Leases: at most one holder at a time, however many processes ask.

A holder shows that it lives by moving a counter. Whoever waits for a lease takes it over when the counter has stood still
for the time of a lease, by its own monotonic clock: no clock is compared with another, and none that can be set is asked.
Every write of a holder makes sure, in its own transaction, that the lease is still its own.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, false, select, update

from feedpub.store.engine import upsert
from feedpub.store.tables import leases

REFRESH = "refresh"
"""The lease of the process that refreshes the sources and makes releases."""


@dataclass(frozen=True, slots=True)
class Lease:
    """A right that one holder has until it gives it back or stands still for too long.

    Args:
        name: of the right.
        holder: who has it; unique among all processes.
        epoch: how often the right has been taken; it tells a holder from itself before another one had it.
    """

    name: str
    holder: str
    epoch: int


@dataclass(frozen=True, slots=True)
class LeaseState:
    """A lease as others see it.

    Args:
        holder: who has it; empty where it was given back.
        epoch: how often it has been taken.
        beats: the counter that its holder moves.
    """

    holder: str
    epoch: int
    beats: int


class LeaseWatch:
    """Watches a lease from outside.

    Args:
        seconds: for which the counter must stand still before its holder is taken for gone.
        gap: seconds between two looks after which the watch begins anew; None where looks are rare. Who could not look, as
            where the database was locked, does not know that the holder could have moved.
        ticks: a clock that nobody sets.
    """

    def __init__(self, seconds: float, gap: float | None = None, ticks: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._gap = gap
        self._ticks = ticks
        self._seen: LeaseState | None = None
        self._since = self._looked = 0.0

    def free(self, seen: LeaseState | None) -> bool:
        """Look at a lease.

        Args:
            seen: as it is now; None where nobody ever had it.

        Returns:
            Whether nobody has it, or its holder has stood still for too long.
        """
        now = self._ticks()
        hindered = self._gap is not None and now - self._looked > self._gap
        if seen != self._seen or hindered:
            self._seen, self._since = seen, now
        self._looked = now
        return seen is None or not seen.holder or now - self._since >= self._seconds


def state(connection: Connection, name: str) -> LeaseState | None:
    """Look at a lease.

    Args:
        connection: of a reader.
        name: of the lease.

    Returns:
        Its state; None where nobody ever had it.
    """
    columns = (leases.c.holder, leases.c.epoch, leases.c.beats)
    row = connection.execute(select(*columns).where(leases.c.name == name)).one_or_none()
    return row and LeaseState(*row)


def take(connection: Connection, name: str, holder: str, seen: LeaseState | None) -> Lease | None:
    """Take a lease that is free, or whose holder is gone; of several who try one gets it.

    Args:
        connection: of a writer.
        name: of the lease.
        holder: who takes it.
        seen: the state by which the lease was found free; nothing happens where it has moved since.

    Returns:
        The lease, or None where somebody was faster, or the holder came back to life.
    """
    if seen is None:
        first = {"holder": holder, "epoch": 1, "beats": 0}
        return Lease(name, holder, 1) if upsert(connection, leases, {"name": name}, first, false()) else None
    same = (leases.c.holder == seen.holder, leases.c.epoch == seen.epoch, leases.c.beats == seen.beats)
    taken = update(leases).where(leases.c.name == name, *same)
    taken = taken.values(holder=holder, epoch=leases.c.epoch + 1, beats=0)
    epoch = connection.execute(taken.returning(leases.c.epoch)).scalar_one_or_none()
    return None if epoch is None else Lease(name, holder, epoch)


def renew(connection: Connection, lease: Lease) -> bool:
    """Move the counter of one's own lease.

    Args:
        connection: of a writer.
        lease: one's own.

    Returns:
        False where another has taken it.
    """
    moved = update(leases).where(_its_own(lease)).values(beats=leases.c.beats + 1)
    return connection.execute(moved.returning(leases.c.name)).first() is not None


def give_back(connection: Connection, lease: Lease) -> None:
    """Give a lease back; nothing happens when somebody else has it.

    Args:
        connection: of a writer.
        lease: one's own.
    """
    connection.execute(update(leases).where(_its_own(lease)).values(holder=""))


def holds(connection: Connection, lease: Lease) -> bool:
    """Tell whether a lease is still its holder's, and keep others from taking it until the transaction ends.

    Args:
        connection: of a writer.
        lease: one's own.

    Returns:
        False once another has taken it.
    """
    return connection.execute(select(leases.c.name).where(_its_own(lease)).with_for_update()).first() is not None


def _its_own(lease: Lease) -> ColumnElement[bool]:
    return and_(leases.c.name == lease.name, leases.c.holder == lease.holder, leases.c.epoch == lease.epoch)
