"""The sets that events are counted by, written down in the database: a process that begins need not read all rows anew.

A process that has them in memory writes them down once in a while; another one, or the same after a restart, reads them and
brings them up to its moment by the changes since. What cannot be used is passed over: of another version of the schema or
of feedpub, damaged, of another history, or of too long ago.
"""

import hashlib
from typing import NamedTuple

import zstandard
from sqlalchemy import Connection, delete, select

from feedpub.model.selection import KINDS, ORDERS
from feedpub.store.engine import upsert
from feedpub.store.event_rows import chain_at
from feedpub.store.event_sets import EventSets, is_near
from feedpub.store.migrations import newest_version
from feedpub.store.packing import FORM
from feedpub.store.tables import event_sets

# Changes after which they are written anew: following as many takes a tenth of a second, and writing them for 100,000 events
# two, of which a writer waits for the smallest part.
_STALE = 1_000
_LEVEL = 3  # of Zstandard: 9 leaves a twentieth less and takes four times as long


class WrittenSets(NamedTuple):
    """Sets as they are written down.

    Args:
        sequence: of the last change that they know.
        chain: of the changes up to that one.
        content: as ``EventSets.packed`` returns it.
    """

    sequence: int
    chain: str
    content: bytes


def found(connection: Connection, sequence: int) -> EventSets | None:
    """Read the sets that were written down, and bring them up to the moment of a reader.

    Args:
        connection: of the reader.
        sequence: the last change that it sees.

    Returns:
        The sets; None where none can be used.
    """
    known = connection.execute(select(event_sets).where(event_sets.c.form == _form())).first()
    if known is None or not is_near(connection, sequence, known.sequence, known.chain):
        return None
    content = bytes(known.content)
    if hashlib.sha256(content).hexdigest() != known.digest:
        return None
    sets = EventSets.unpacked(zstandard.decompress(content), known.sequence, known.chain)
    return sets if sets.follow(connection, sequence) else None


def are_due(connection: Connection, sequence: int) -> bool:
    """Tell whether sets should be written down.

    Args:
        connection: of a reader.
        sequence: the last change that they know.

    Returns:
        Whether there are none, or none that are nearly as late.
    """
    noted = select(event_sets.c.sequence, event_sets.c.chain).where(event_sets.c.form == _form())
    known = connection.execute(noted).first()
    if known is None or chain_at(connection, known.sequence) != known.chain:
        return True
    return bool(sequence - known.sequence >= _STALE)


def put(connection: Connection, written: WrittenSets) -> None:
    """Write sets down in the place of what was there; what other versions wrote goes.

    Args:
        connection: of a writer.
        written: the sets.
    """
    content = zstandard.compress(written.content, _LEVEL)
    connection.execute(delete(event_sets).where(event_sets.c.form != _form()))
    values = {"sequence": written.sequence, "chain": written.chain, "content": content}
    upsert(connection, event_sets, {"form": _form()}, values | {"digest": hashlib.sha256(content).hexdigest()})


def _form() -> str:
    """Name what sets are written in: a version of the schema may give articles other facets without a change in the log."""
    return f"{newest_version()} {FORM} {' '.join((*KINDS, *ORDERS))}"
