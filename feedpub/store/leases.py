"""Leases: at most one holder at a time, however many processes ask."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, or_, select

from feedpub.store.engine import upsert
from feedpub.store.tables import leases


@dataclass(frozen=True, slots=True)
class Lease:
    """A right that one holder has for a while.

    Args:
        name: of the right.
        holder: who claims it; unique among all processes.
    """

    name: str
    holder: str


def acquire(connection: Connection, lease: Lease, now: datetime, seconds: float) -> bool:
    """Take a lease that is free or expired, or renew one's own.

    Args:
        connection: of a writer.
        lease: what is asked for, and by whom.
        now: the time.
        seconds: for how long.

    Returns:
        Whether the holder has it now.
    """
    free = or_(leases.c.expires <= now, leases.c.holder == lease.holder)
    values = {"holder": lease.holder, "expires": now + timedelta(seconds=seconds)}
    return upsert(connection, leases, {"name": lease.name}, values, free)


def release(connection: Connection, lease: Lease) -> None:
    """Give a lease back; nothing happens when somebody else has it.

    Args:
        connection: of a writer.
        lease: one's own.
    """
    connection.execute(delete(leases).where(leases.c.name == lease.name, leases.c.holder == lease.holder))


def holds(connection: Connection, lease: Lease, now: datetime) -> bool:
    """Tell whether a lease is still its holder's, and keep others from taking it until the transaction ends.

    Args:
        connection: of a writer.
        lease: one's own.
        now: the time.

    Returns:
        False once it has expired or another has taken it.
    """
    mine = select(leases.c.name).where(leases.c.name == lease.name, leases.c.holder == lease.holder, leases.c.expires > now)
    return connection.execute(mine.with_for_update()).first() is not None
