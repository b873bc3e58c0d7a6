"""Events as they are now, for whoever may see them at a moment."""

from datetime import datetime

from sqlalchemy import Select, func, literal, select, tuple_

from feedpub.model.record import Removal, StoredEvent
from feedpub.model.selection import EVERYTHING, Query
from feedpub.store.guard import releasable, shown
from feedpub.store.matching import matches
from feedpub.store.reading import Reading
from feedpub.store.rows import current_revisions, page_of, removal_of, stored_event
from feedpub.store.tables import articles, counters

Position = tuple[datetime, str]
"""Where a list of events goes on: the last one's instant of publication and id."""

_TOMBSTONE = (articles.c.removed, articles.c.removed_sequence)


class Events(Reading):
    """What may be read of events."""

    def sequence(self) -> int:
        """Return the number of the last committed change.

        Returns:
            0 for an empty store.
        """
        with self._reading() as connection:
            return int(connection.execute(select(counters.c.value).where(counters.c.name == "sequence")).scalar_one())

    def moments(self, after: datetime | None = None) -> tuple[datetime, ...]:
        """Return when embargoes end or ended.

        Args:
            after: only moments later than this.

        Returns:
            Each moment once, oldest first.
        """
        query = select(articles.c.embargo).where(releasable(), articles.c.embargo.is_not(None)).distinct()
        if after is not None:
            query = query.where(articles.c.embargo > after)
        with self._reading() as connection:
            return tuple(connection.execute(query.order_by(articles.c.embargo)).scalars())

    def newest(
        self, as_of: datetime, limit: int, before: Position | None = None, asked: Query = EVERYTHING, *, skip: int = 0
    ) -> tuple[StoredEvent, ...]:
        """List events, newest first by publication, then by id.

        Args:
            as_of: the moment.
            limit: how many at most.
            before: only what follows this position.
            asked: only what has all of this.
            skip: how many of the newest to leave out.

        Returns:
            The events.
        """
        order = (articles.c.published.desc(), articles.c.id.desc())
        query = select(articles.c.id).where(shown(as_of), matches(asked)).order_by(*order).limit(limit).offset(skip)
        if before is not None:
            here = tuple_(articles.c.published, articles.c.id)
            query = query.where(here < tuple_(literal(before[0], articles.c.published.type), literal(before[1])))
        with self._reading() as connection:
            return tuple(stored_event(row) for row in connection.execute(page_of(query).order_by(*order)))

    def count(self, as_of: datetime) -> int:
        """Count the events that may be shown.

        Args:
            as_of: the moment.

        Returns:
            How many ``newest`` would list without a limit.
        """
        with self._reading() as connection:
            return connection.execute(select(func.count()).select_from(articles).where(shown(as_of))).scalar_one()

    def by_slug(self, slug: str, as_of: datetime) -> StoredEvent | Removal | None:
        """Find an event by the name of its page.

        Args:
            slug: the name.
            as_of: the moment.

        Returns:
            The event, its tombstone when it was public and is gone, or None for what was never public.
        """
        return self._one(current_revisions().where(articles.c.slug == slug), as_of)

    def by_id(self, article_id: str, as_of: datetime) -> StoredEvent | Removal | None:
        """Find an event by its article's id.

        Args:
            article_id: the id.
            as_of: the moment.

        Returns:
            The event, its tombstone when it was public and is gone, or None for what was never public.
        """
        return self._one(current_revisions().where(articles.c.id == article_id), as_of)

    def _one(self, query: Select[tuple[object, ...]], as_of: datetime) -> StoredEvent | Removal | None:
        with self._reading() as connection:
            row = connection.execute(
                query.add_columns(shown(as_of).label("shown"), articles.c.id, *_TOMBSTONE)
            ).one_or_none()
        if row is None:
            return None
        if row.shown:
            return stored_event(row)
        return removal_of(row) if row.removed_sequence is not None else None
