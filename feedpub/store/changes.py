"""What happened, in the order of commits, and what is gone."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Row, Select, bindparam, select

from feedpub.errors import UnreadableError
from feedpub.model.record import Change, Removal
from feedpub.model.selection import EVERYTHING, Query
from feedpub.store.faults import Fault
from feedpub.store.following import ToldChanges, matching_page
from feedpub.store.guard import announced
from feedpub.store.links import with_skipped
from feedpub.store.matching import matches
from feedpub.store.rows import change_log, change_of, removal_of
from feedpub.store.session import ReadSession
from feedpub.store.tables import articles, changes, counters
from feedpub.store.tombstones import DROPPED
from feedpub.store.touched import Touched, touched_between
from feedpub.store.traces import UNEXPLAINED

_BATCH = 10  # rows read at least: a limit of one must not mean a query for each row that cannot be read


class Extent(NamedTuple):
    """How far the list of changes goes.

    Args:
        dropped: number of the last removal that is told no more; 0 where all are.
        sequence: number of the last committed change; 0 for an empty store.
        unexplained: number of the last change of which it is no longer kept how its answers were chosen; 0 where of all.
    """

    dropped: int
    sequence: int
    unexplained: int


def _last(sequence: BindParameter[int] | None) -> Select[Any]:
    return select(changes.c.at).where(announced(sequence)).order_by(changes.c.sequence.desc()).limit(1)


# Written once: each body that is rendered asks it.
_LAST_UNTIL = _last(bindparam("sequence", type_=changes.c.sequence.type))


class Changes:
    """What may be read of changes.

    Args:
        session: in which it is read.
    """

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    def sequence(self) -> int:
        """Return the number of the last committed change.

        Returns:
            0 for an empty store.
        """
        with self._session.connect() as connection:
            return int(connection.execute(select(counters.c.value).where(counters.c.name == "sequence")).scalar_one())

    def listed(self, after: int, limit: int, until: int) -> tuple[Change, ...]:
        """List what became public and what was removed, in the order of commits, each revision as it was then.

        Revisions of an article that were withdrawn are left out; its removal or notice has a later number. So are those
        that cannot be read; once they can be they get a later number. For the same numbers the answer is the same for ever.

        Args:
            after: only changes with a higher sequence number.
            limit: how many at most.
            until: number of the last change that counts.

        Returns:
            The changes.
        """
        found: list[Change] = []
        since = after
        with self._session.connect() as connection:
            while len(found) < limit:
                batch = max(_BATCH, limit - len(found))
                query = change_log().where(changes.c.sequence > after, announced(until)).order_by(changes.c.sequence)
                rows = connection.execute(query.limit(batch)).all()
                found.extend(self._changes_of(rows))
                if len(rows) < batch:
                    break
                after = rows[-1].sequence
            return with_skipped(connection, found[:limit], since)

    def page(self, query: Query, after: int, limit: int, until: int) -> ToldChanges:
        """Read a page of what the list of events that answer a query gained and lost.

        Args:
            query: what the list is cut to.
            after: number behind which the page begins.
            limit: changes on it at most.
            until: number of the last change that counts.

        Returns:
            Of everything, a page that is full where more follows, and ends with its last change; else one that may be short.
        """
        if query != EVERYTHING:
            with self._session.connect() as connection:
                return matching_page(connection, query, after, limit, until)
        found = self.listed(after, limit + 1, until)
        told = found[:limit]
        return ToldChanges(told, told[-1].sequence if told else after, len(found) > limit)

    def touched(self, after: int, until: int, most: int | None = None) -> Touched | None:
        """Collect what changes touched: more than what really changed, never less.

        Args:
            after: the number behind which they begin.
            until: the number of the last.
            most: articles at most that are looked up; None for any number.

        Returns:
            What was touched; None where that may be anything.
        """
        with self._session.connect() as connection:
            return touched_between(connection, after, until, most)

    def extent(self) -> Extent:
        """Tell between which numbers the list of changes tells all there was, and up to which its answers are explained."""
        named = select(counters.c.name, counters.c.value).where(counters.c.name.in_(("sequence", DROPPED, UNEXPLAINED)))
        with self._session.connect() as connection:
            values = {row.name: row.value for row in connection.execute(named)}
        return Extent(values.get(DROPPED, 0), values["sequence"], values.get(UNEXPLAINED, 0))

    def _changes_of(self, rows: Sequence[Row[Any]]) -> Iterator[Change]:
        """Make changes of rows; what a revision brought that cannot be read is brought by the one that follows it."""
        for row in rows:
            try:
                yield change_of(row)
            except UnreadableError as error:
                if row.revision == row.latest and row.unreadable is None:
                    self._session.faults.note(Fault(row.article_id, row.revision, "event", error.reason))

    def last_at(self, sequence: int | None = None) -> datetime | None:
        """Return when the last change that is told was made.

        Args:
            sequence: number of the last change that is asked about; None for all there are.

        Returns:
            The instant, or None where nothing was ever public.
        """
        query = _last(None) if sequence is None else _LAST_UNTIL
        with self._session.connect() as connection:
            return connection.execute(query, {"sequence": sequence}).scalar_one_or_none()

    def removals(self, limit: int, matching: Query = EVERYTHING) -> tuple[Removal, ...]:
        """List the tombstones of events that were public and are gone, the latest first.

        Args:
            limit: how many at most.
            matching: only what was deleted while it had all of these facets; words are not asked of what is gone.

        Returns:
            The tombstones.
        """
        query = select(articles).where(articles.c.removed_sequence.is_not(None))
        # What was deleted has left the index of words, so that nobody can find out what it said.
        kept = matching.model_copy(update={"search": None})
        if kept != EVERYTHING:
            # The index has the last public facets of what was deleted alone, not of what is withheld.
            query = query.where(articles.c.deleted.is_(True), matches(kept))
        query = query.order_by(articles.c.removed_sequence.desc()).limit(limit)
        with self._session.connect() as connection:
            return tuple(removal_of(row) for row in connection.execute(query))
