"""What happened, in the order of commits, and what is gone."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NoReturn

from sqlalchemy import Row, select

from feedpub.errors import UnreadableError
from feedpub.model.record import Change, Removal
from feedpub.model.selection import EVERYTHING, Query
from feedpub.store.faults import Fault
from feedpub.store.guard import told
from feedpub.store.matching import matches
from feedpub.store.reading import Reading
from feedpub.store.rows import change_log, change_of, removal_of
from feedpub.store.tables import articles, changes, traces

_BATCH = 10  # rows read at least: a limit of one must not mean a query for each row that cannot be read


class Changes(Reading):
    """What may be read of changes."""

    def changes(self, after: int, limit: int, until: int) -> tuple[Change, ...]:
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
        with self._reading() as connection:
            while len(found) < limit:
                batch = max(_BATCH, limit - len(found))
                query = change_log().where(changes.c.sequence > after, told(until)).order_by(changes.c.sequence)
                rows = connection.execute(query.limit(batch)).all()
                found.extend(self._changes_of(rows))
                if len(rows) < batch:
                    break
                after = rows[-1].sequence
        return tuple(found[:limit])

    def _changes_of(self, rows: Sequence[Row[Any]]) -> Iterator[Change]:
        """Make changes of rows; what a revision brought that cannot be read is brought by the one that follows it."""
        for row in rows:
            try:
                yield change_of(row)
            except UnreadableError as error:
                if row.revision == row.latest and row.unreadable is None:
                    self._faults.note(Fault(row.article_id, row.revision, "event", error.reason))

    def last_change(self, sequence: int | None = None) -> datetime | None:
        """Return when the last change that is told was made.

        Args:
            sequence: number of the last change that is asked about; None for all there are.

        Returns:
            The instant, or None where nothing was ever public.
        """
        query = select(changes.c.at).where(told(sequence)).order_by(changes.c.sequence.desc()).limit(1)
        with self._reading() as connection:
            return connection.execute(query).scalar_one_or_none()

    def removals(self, limit: int, asked: Query = EVERYTHING) -> tuple[Removal, ...]:
        """List the tombstones of events that were public and are gone, the latest first.

        Args:
            limit: how many at most.
            asked: only what was deleted while it had all of these facets; words are not asked of what is gone.

        Returns:
            The tombstones.
        """
        query = select(articles).where(articles.c.removed_sequence.is_not(None))
        # What was deleted has left the index of words, so that nobody can find out what it said.
        kept = Query(selections=asked.selections)
        if kept != EVERYTHING:
            # The index has the last public facets of what was deleted alone, not of what is withheld.
            query = query.where(articles.c.deleted.is_(True), matches(kept))
        query = query.order_by(articles.c.removed_sequence.desc()).limit(limit)
        with self._reading() as connection:
            return tuple(removal_of(row) for row in connection.execute(query))

    def trace(self, article_id: str, revision: int) -> str | None:
        """Return how a revision's answers were chosen.

        Args:
            article_id: the article's id.
            revision: one of its revisions that the change list tells of.

        Returns:
            The trace as JSON, or None where there is none that may be shown.

        Raises:
            UnreadableError: it may be shown, and is missing.
        """
        brought = (changes.c.op == "upsert", changes.c.article_id == article_id, changes.c.revision == revision)
        query = select(traces.c.trace).where(traces.c.article_id == article_id, traces.c.revision == revision)
        with self._reading() as connection:
            if connection.execute(select(changes.c.sequence).where(*brought, told()).limit(1)).first() is None:
                return None
            trace: str | None = connection.execute(query).scalar_one_or_none()
        if trace is None:
            self.cannot_explain(article_id, revision, "the explanation of its answers is missing")
        return trace

    def cannot_explain(self, article_id: str, revision: int, reason: str) -> NoReturn:
        """Note that nobody can be told how a revision's answers were chosen, until its document is read again.

        Args:
            article_id: the article's id.
            revision: its number.
            reason: what is wrong with its trace.

        Raises:
            UnreadableError: always.
        """
        self._faults.note(Fault(article_id, revision, "explanation", reason))
        raise UnreadableError(article_id, reason)
