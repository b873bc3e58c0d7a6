"""What happened, in the order of commits, and what is gone."""

from datetime import datetime

from sqlalchemy import select

from feedpub.model.record import Change, Removal
from feedpub.model.selection import EVERYTHING, Query
from feedpub.store.guard import told
from feedpub.store.matching import matches
from feedpub.store.reading import Reading
from feedpub.store.rows import change_log, change_of, removal_of
from feedpub.store.tables import articles, changes, traces


class Changes(Reading):
    """What may be read of changes."""

    def changes(self, after: int, limit: int, until: int) -> tuple[Change, ...]:
        """List what became public and what was removed, in the order of commits, each revision as it was then.

        Revisions of an article that were withdrawn are left out; its removal or notice has a later number. For the same
        numbers the answer is the same for ever.

        Args:
            after: only changes with a higher sequence number.
            limit: how many at most.
            until: number of the last change that counts.

        Returns:
            The changes.
        """
        query = change_log().where(changes.c.sequence > after, told(until)).order_by(changes.c.sequence).limit(limit)
        with self._reading() as connection:
            return tuple(change_of(row) for row in connection.execute(query))

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
        """
        brought = (changes.c.op == "upsert", changes.c.article_id == article_id, changes.c.revision == revision)
        query = select(traces.c.trace).where(traces.c.article_id == article_id, traces.c.revision == revision)
        query = query.where(select(changes.c.sequence).where(*brought, told()).exists())
        with self._reading() as connection:
            return connection.execute(query).scalar_one_or_none()
