"""Events as they are now, for whoever may see them."""

from datetime import datetime

from sqlalchemy import ColumnElement, func, literal, select, tuple_

from feedpub.errors import UnreadableError
from feedpub.model.record import Release, Removal, StoredEvent
from feedpub.model.selection import EVERYTHING, Query
from feedpub.store.faults import Fault
from feedpub.store.guard import shown, waiting
from feedpub.store.matching import matches
from feedpub.store.reading import Reading
from feedpub.store.rows import current_revisions, removal_of, stored_event
from feedpub.store.tables import articles, counters, documents

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

    def next_release(self) -> datetime | None:
        """Return when the first embargo ends.

        Returns:
            The moment, which may have passed where nobody has made the release yet; None where nothing is under embargo.
        """
        with self._reading() as connection:
            return connection.execute(select(func.min(articles.c.embargo)).where(waiting())).scalar()

    def releases(self, limit: int) -> tuple[Release, ...]:
        """List the articles that wait for their moment, without a word of what they say.

        Args:
            limit: how many at most.

        Returns:
            The first one first.
        """
        document = select(func.min(documents.c.key)).where(documents.c.article_id == articles.c.id).scalar_subquery()
        query = select(articles.c.id, articles.c.source, document, articles.c.embargo).where(waiting())
        with self._reading() as connection:
            found = connection.execute(query.order_by(articles.c.embargo, articles.c.id).limit(limit))
            return tuple(Release(*row) for row in found)

    def newest(
        self, limit: int, before: Position | None = None, asked: Query = EVERYTHING, *, skip: int = 0
    ) -> tuple[StoredEvent, ...]:
        """List events, newest first by publication, then by id.

        Args:
            limit: how many at most.
            before: only what follows this position.
            asked: only what has all of this.
            skip: how many of the newest to leave out.

        Returns:
            The events.
        """
        order = (articles.c.published.desc(), articles.c.id.desc())
        query = select(articles.c.id).where(shown(), matches(asked)).order_by(*order).limit(limit).offset(skip)
        if before is not None:
            here = tuple_(articles.c.published, articles.c.id)
            query = query.where(here < tuple_(literal(before[0], articles.c.published.type), literal(before[1])))
        with self._reading() as connection:
            return self._page(connection, query, order)

    def count(self) -> int:
        """Count the events that may be shown.

        Returns:
            How many ``newest`` would list without a limit.
        """
        with self._reading() as connection:
            return connection.execute(select(func.count()).select_from(articles).where(shown())).scalar_one()

    def by_slug(self, slug: str) -> StoredEvent | Removal | None:
        """Find an event by the name of its page.

        Args:
            slug: the name.

        Returns:
            The event, its tombstone when it was public and is gone, or None for what was never public.

        Raises:
            UnreadableError: it is public, and this version cannot read it.
        """
        return self._one(articles.c.slug == slug)

    def by_id(self, article_id: str) -> StoredEvent | Removal | None:
        """Find an event by its article's id.

        Args:
            article_id: the id.

        Returns:
            The event, its tombstone when it was public and is gone, or None for what was never public.

        Raises:
            UnreadableError: it is public, and this version cannot read it.
        """
        return self._one(articles.c.id == article_id)

    def _one(self, condition: ColumnElement[bool]) -> StoredEvent | Removal | None:
        query = current_revisions().add_columns(articles.c.id, articles.c.announced, articles.c.unreadable, *_TOMBSTONE)
        with self._reading() as connection:
            row = connection.execute(query.where(condition)).one_or_none()
        if row is None or row.announced is None:
            return removal_of(row) if row is not None and row.removed_sequence is not None else None
        if row.unreadable is not None:
            raise UnreadableError(row.id, row.unreadable)
        try:
            return stored_event(row)
        except UnreadableError as error:
            self._faults.note(Fault(row.id, row.revision, "event", error.reason))
            raise
