"""What happened, in the order of commits, and what is gone."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Connection, Row, Select, bindparam, select

from feedpub.errors import UnreadableError
from feedpub.model.record import Change, Removal
from feedpub.model.selection import EVERYTHING, Query
from feedpub.store.event_rows import sequence_of
from feedpub.store.faults import Fault
from feedpub.store.following import ToldChanges, matching_page
from feedpub.store.guard import announced
from feedpub.store.links import skipped_between, with_skipped
from feedpub.store.matching import matches
from feedpub.store.rows import change_log, change_of, removal_of
from feedpub.store.session import ReadSession
from feedpub.store.tables import articles, changes, counters
from feedpub.store.tombstones import DROPPED
from feedpub.store.touched import Touched, touched_between
from feedpub.store.traces import UNEXPLAINED

# Numbers of the sequence that are looked at for one page: each of which nobody is told takes 67 bytes of what it tells, and
# thousands may lie between two that somebody is, as when a source was removed.
_LOOKED_AT = 1_000
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
# On most sites nothing is, and each feed asks.
_ANY_REMOVED = select(articles.c.id).where(articles.c.removed_sequence > 0).limit(1)


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
            return sequence_of(connection)

    def listed(self, after: int, limit: int, until: int) -> tuple[Change, ...]:
        """List what became public and what was removed, in the order of commits, each revision as it was then.

        Revisions of an article that were withdrawn are left out; its removal or notice has a later number. So are those
        that cannot be read; once they can be they get a later number. For the same numbers the answer is the same for ever.
        There may be fewer than there is room for, although more follow (``page``).

        Args:
            after: only changes with a higher sequence number.
            limit: how many at most.
            until: number of the last change that counts.

        Returns:
            The changes.
        """
        with self._session.connect() as connection:
            return self._whole(connection, after, limit, until).changes

    def page(self, query: Query, after: int, limit: int, until: int) -> ToldChanges:
        """Read a page of what the list of events that answer a query gained and lost.

        Args:
            query: what the list is cut to.
            after: number behind which the page begins.
            limit: changes on it at most.
            until: number of the last change that counts.

        Returns:
            The page; it may be short, or empty, where much lies between that is told to nobody or does not match.
        """
        with self._session.connect() as connection:
            if query != EVERYTHING:
                return matching_page(connection, query, after, limit, until)
            return self._whole(connection, after, limit, until)

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

    def _whole(self, connection: Connection, after: int, limit: int, until: int) -> ToldChanges:
        """Read a page of all that is told; it looks at a bounded number of changes, of which nobody may be told any."""
        reach = min(until, after + _LOOKED_AT)
        found = self._told(connection, after, limit + 1, (reach, until))
        told = with_skipped(connection, found[:limit], after)
        end = told[-1].sequence if told else after
        if len(found) > limit or reach == until:
            return ToldChanges(told, end, len(found) > limit)
        return ToldChanges(told, reach, True, skipped_between(connection, end, reach))

    def _told(self, connection: Connection, after: int, limit: int, bounds: tuple[int, int]) -> list[Change]:
        """Read changes up to the first of two numbers, as they are told at the second."""
        reach, until = bounds
        found: list[Change] = []
        while len(found) < limit:
            batch = max(_BATCH, limit - len(found))
            within = changes.c.sequence > after, changes.c.sequence <= reach
            query = change_log().where(*within, announced(until)).order_by(changes.c.sequence)
            rows = connection.execute(query.limit(batch)).all()
            found.extend(self._changes_of(rows))
            if len(rows) < batch:
                break
            after = rows[-1].sequence
        return found

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
        with self._session.connect() as connection:
            if connection.execute(_ANY_REMOVED).first() is None:
                return ()
            return tuple(removal_of(row) for row in connection.execute(_removed(matching).limit(limit)))


def _removed(matching: Query) -> Select[Any]:
    """Select what was public and is gone, the latest first."""
    query = select(articles).where(articles.c.removed_sequence.is_not(None))
    # What was deleted has left the index of words, so that nobody can find out what it said.
    kept = matching.model_copy(update={"search": None})
    if kept != EVERYTHING:
        # The index has the last public facets of what was deleted alone, not of what is withheld.
        query = query.where(articles.c.deleted.is_(True), matches(kept))
    return query.order_by(articles.c.removed_sequence.desc())
