"""What happened, in the order of commits, and what is gone."""

from datetime import datetime

from sqlalchemy import not_, select

from feedpub.model.record import Change, Removal
from feedpub.model.selection import EVERYTHING, Query
from feedpub.store.guard import shown, told
from feedpub.store.matching import matches
from feedpub.store.reading import Reading
from feedpub.store.rows import change_log, change_of, removal_of
from feedpub.store.tables import articles, changes, traces


class Changes(Reading):
    """What may be read of changes."""

    def changes(self, after: int, limit: int, as_of: datetime) -> tuple[Change, ...]:
        """List what became public and what was removed, in the order of commits, each revision as it was then.

        Revisions of an article that may not be shown any more are left out; its removal or notice has a later number.

        Args:
            after: only changes with a higher sequence number.
            limit: how many at most.
            as_of: the moment.

        Returns:
            The changes.
        """
        query = change_log().where(changes.c.sequence > after, told(as_of)).order_by(changes.c.sequence).limit(limit)
        with self._reading() as connection:
            return tuple(change_of(row) for row in connection.execute(query))

    def last_change(self, as_of: datetime, sequence: int | None = None) -> datetime | None:
        """Return when the last change that may be told was made.

        Args:
            as_of: the moment.
            sequence: number of the last change that is asked about; None for all there are.

        Returns:
            The instant, or None where nothing was ever public.
        """
        query = change_log().where(told(as_of)).order_by(changes.c.sequence.desc()).limit(1)
        if sequence is not None:
            query = query.where(changes.c.sequence <= sequence)
        with self._reading() as connection:
            return connection.execute(query.with_only_columns(changes.c.at)).scalar_one_or_none()

    def removals(self, limit: int, as_of: datetime, asked: Query = EVERYTHING) -> tuple[Removal, ...]:
        """List the tombstones of events that were public and are gone, the latest first.

        Args:
            limit: how many at most.
            as_of: the moment.
            asked: only what was deleted while it had all of these facets; words are not asked of what is gone.

        Returns:
            The tombstones.
        """
        query = select(articles).where(articles.c.removed_sequence.is_not(None), not_(shown(as_of)))
        # What was deleted has left the index of words, so that nobody can find out what it said.
        kept = Query(selections=asked.selections)
        if kept != EVERYTHING:
            # The index has the last public facets of what was deleted alone, not of what is withheld.
            query = query.where(articles.c.deleted.is_(True), matches(kept))
        query = query.order_by(articles.c.removed_sequence.desc()).limit(limit)
        with self._reading() as connection:
            return tuple(removal_of(row) for row in connection.execute(query))

    def trace(self, article_id: str, revision: int, as_of: datetime) -> str | None:
        """Return how a revision's answers were chosen.

        Args:
            article_id: the article's id.
            revision: one of its revisions that the change list tells of.
            as_of: the moment.

        Returns:
            The trace as JSON, or None where there is none that may be shown.
        """
        told_of = change_log().where(changes.c.article_id == article_id, changes.c.revision == revision, told(as_of))
        current = select(articles.c.id).where(articles.c.id == article_id, articles.c.revision == revision, shown(as_of))
        query = select(traces.c.trace).where(traces.c.article_id == article_id, traces.c.revision == revision)
        query = query.where(told_of.where(changes.c.op == "upsert").exists() | current.exists())
        with self._reading() as connection:
            return connection.execute(query).scalar_one_or_none()
