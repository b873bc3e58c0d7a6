"""How the answers of a revision were chosen, for whoever may see it."""

from collections.abc import Iterator
from datetime import datetime
from itertools import takewhile
from typing import Any, NoReturn

from sqlalchemy import Connection, bindparam, select, update

from feedpub.errors import UnreadableError
from feedpub.store.engine import upsert
from feedpub.store.faults import Fault
from feedpub.store.guard import announced
from feedpub.store.session import ReadSession
from feedpub.store.tables import EPOCH, TICK, changes, counters, traces

DROPPED = ""
"""What is left of a trace that is kept no longer; none that was ever stored is empty."""
UNEXPLAINED = "traces dropped"
"""Name of the counter that holds the number of the last change whose trace was dropped."""
_DROPPED_AT = "traces dropped at"  # the counter that has the moment when that was, in microseconds
_AT_ONCE = 500  # changes that are looked at in one transaction
_blank = update(traces).where(traces.c.article_id == bindparam("of"), traces.c.revision == bindparam("number"))
_blank = _blank.values(trace=DROPPED)


class Traces:
    """What may be read of traces.

    Args:
        session: in which it is read.
    """

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    def find(self, article_id: str, revision: int) -> str | None:
        """Return how a revision's answers were chosen.

        Args:
            article_id: the article's id.
            revision: one of its revisions that the change list tells of.

        Returns:
            The trace as JSON, DROPPED where it is kept no longer, or None where there is none that may be shown.

        Raises:
            UnreadableError: it may be shown, and is missing.
        """
        brought = (changes.c.op == "upsert", changes.c.article_id == article_id, changes.c.revision == revision)
        query = select(traces.c.trace).where(traces.c.article_id == article_id, traces.c.revision == revision)
        with self._session.connect() as connection:
            if connection.execute(select(changes.c.sequence).where(*brought, announced()).limit(1)).first() is None:
                return None
            trace: str | None = connection.execute(query).scalar_one_or_none()
        if trace is None:
            self.refuse(article_id, revision, "the explanation of its answers is missing")
        return trace

    def dropped_at(self) -> datetime | None:
        """Tell when traces were dropped last; None where none ever was."""
        query = select(counters.c.value).where(counters.c.name == _DROPPED_AT)
        with self._session.connect() as connection:
            value = connection.execute(query).scalar_one_or_none()
        return None if value is None else EPOCH + value * TICK

    def refuse(self, article_id: str, revision: int, reason: str) -> NoReturn:
        """Note that nobody can be told how a revision's answers were chosen, until its document is read again.

        Args:
            article_id: the article's id.
            revision: its number.
            reason: what is wrong with its trace.

        Raises:
            UnreadableError: always.
        """
        self._session.faults.note(Fault(article_id, revision, "explanation", reason))
        raise UnreadableError(article_id, reason)


def drop(connection: Connection, before: datetime, now: datetime) -> int:
    """Keep no longer how the answers of revisions were chosen that are old; the next ones, in the order of changes.

    Args:
        connection: of a writer.
        before: of when on they are kept.
        now: the time.

    Returns:
        How many changes were looked at; 0 where there is nothing left to drop.
    """
    old = list(_old(connection, before))
    if brought := [{"of": row.article_id, "number": row.revision} for row in old if row.op == "upsert"]:
        connection.execute(_blank, brought)
    if old:
        upsert(connection, counters, {"name": UNEXPLAINED}, {"value": old[-1].sequence})
        upsert(connection, counters, {"name": _DROPPED_AT}, {"value": (now - EPOCH) // TICK})
    return len(old)


def are_old(connection: Connection, before: datetime) -> bool:
    """Tell whether ``drop`` has something to do; only reads.

    Args:
        connection: of a reader.
        before: of when on traces are kept.
    """
    return next(_old(connection, before, 1), None) is not None


def _old(connection: Connection, before: datetime, limit: int = _AT_ONCE) -> Iterator[Any]:
    last = connection.execute(select(counters.c.value).where(counters.c.name == UNEXPLAINED)).scalar() or 0
    query = select(changes.c.sequence, changes.c.op, changes.c.article_id, changes.c.revision, changes.c.at)
    rows = connection.execute(query.where(changes.c.sequence > last).order_by(changes.c.sequence).limit(limit)).all()
    # No change is dated before an earlier one; a damaged row may have no date.
    return takewhile(lambda row: row.at is None or row.at < before, rows)
