"""Tombstones, which are told for a time: whoever asks for what is older has to begin with a snapshot."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, select, update

from feedpub.store import facts
from feedpub.store.engine import upsert
from feedpub.store.event_rows import sequence_of
from feedpub.store.tables import changes, counters

DROPPED = "dropped"
"""Name of the counter that holds the number of the last removal that is told no more."""


def drop(connection: Connection, before: datetime) -> int:
    """Tell no more of removals that are old, nor by what anything was found until then.

    The log keeps their rows, because its chain runs over all numbers. They are withdrawn by the next change to come, so that
    what the numbers until now bring stays the same.

    Args:
        connection: of a writer.
        before: of when on removals are kept.

    Returns:
        How many were dropped.
    """
    last = connection.execute(select(func.max(changes.c.sequence)).where(*_old(before))).scalar()
    if last is None:
        return 0
    following = sequence_of(connection) + 1
    withdrawn = update(changes).where(*_old(before)).values(withdrawn=following).returning(changes.c.sequence)
    total = len(connection.execute(withdrawn).all())
    upsert(connection, counters, {"name": DROPPED}, {"value": last})
    facts.forget(connection, last)
    return total


def are_old(connection: Connection, before: datetime) -> bool:
    """Tell whether ``drop`` has something to do; only reads.

    Args:
        connection: of a reader.
        before: of when on removals are kept.
    """
    return connection.execute(select(changes.c.sequence).where(*_old(before)).limit(1)).first() is not None


def _old(before: datetime) -> tuple[ColumnElement[bool], ...]:
    return changes.c.op == "delete", changes.c.withdrawn.is_(None), changes.c.at < before
