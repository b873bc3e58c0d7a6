"""A streaming replica of a PostgreSQL database, from which a process reads while it writes to the database itself.

A replica is moments behind, and announces nothing: whoever is on it cannot LISTEN.
Source: https://www.postgresql.org/docs/current/hot-standby.html
"""

import time
from collections.abc import Hashable
from dataclasses import dataclass

from sqlalchemy import Engine

from feedpub.errors import StoreError
from feedpub.store.engine import connect, place
from feedpub.store.opening import Opening

_POLL = 0.25  # seconds for which the replica is not asked again whether it has come further: a small query for all requests


@dataclass(frozen=True, slots=True)
class Replica:
    """What it takes to read from a replica.

    Args:
        engine: of the replica.
        opening: of the same.
    """

    engine: Engine
    opening: Opening


class PolledVersion:
    """A version that is another one every few moments, because nothing tells what is committed."""

    is_exact = False

    def token(self, *, listen: bool) -> Hashable:  # noqa: ARG002 (nothing is announced)
        """Return the number of the present moment."""
        return int(time.monotonic() / _POLL)

    def close(self) -> None:
        """Nothing is held."""


def replica_at(address: str, primary: Engine, timeout: float) -> Replica:
    """Prepare connections to a replica; none is made yet.

    Args:
        address: an SQLAlchemy address of the replica.
        primary: the database that it follows.
        timeout: seconds to wait for locks.

    Returns:
        The replica; what is written to it is refused.

    Raises:
        StoreError: the address cannot be used, or a file has no replicas.
    """
    if primary.dialect.name != "postgresql":
        raise StoreError(place(primary.url), "has no replica: only PostgreSQL has")
    engine = connect(address, timeout)
    if engine.dialect.name != "postgresql":
        raise StoreError(place(engine.url), "is no replica of PostgreSQL")
    return Replica(engine, Opening(engine, timeout, follows=True))
