"""Publication within a period: how many events it has, which, and where the next one with events lies; for archives."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select

from feedpub.model.record import StoredEvent
from feedpub.model.selection import EVERYTHING, Query
from feedpub.store.guard import shown
from feedpub.store.matching import matches
from feedpub.store.reading import Reading
from feedpub.store.tables import articles

_PUBLISHED = articles.c.published


class Periods(Reading):
    """What may be read of a period, which begins with its start and ends before its end."""

    def count_between(self, start: datetime, end: datetime, asked: Query = EVERYTHING) -> int:
        """Count the events of a period.

        Args:
            start: of the period.
            end: of the period.
            asked: only what has all of this.

        Returns:
            How many.
        """
        with self._reading() as connection:
            query = select(func.count()).select_from(articles).where(_within(start, end), matches(asked))
            return connection.execute(query).scalar_one()

    def between(
        self, start: datetime, end: datetime, limit: int, skip: int, *, asked: Query = EVERYTHING
    ) -> tuple[StoredEvent, ...]:
        """List events of a period, oldest first by publication, then by id.

        Args:
            start: of the period.
            end: of the period.
            limit: how many at most.
            skip: how many of the oldest to leave out.
            asked: only what has all of this.

        Returns:
            The events.
        """
        order = (_PUBLISHED, articles.c.id)
        query = select(articles.c.id).where(_within(start, end), matches(asked)).order_by(*order)
        with self._reading() as connection:
            return self._page(connection, query.limit(limit).offset(skip), order)

    def last_before(self, moment: datetime, asked: Query = EVERYTHING) -> datetime | None:
        """Return when the last event that is asked for and lies before a moment was published, or None."""
        with self._reading() as connection:
            query = select(func.max(_PUBLISHED)).where(shown(), moment > _PUBLISHED, matches(asked))
            return connection.execute(query).scalar()

    def first_since(self, moment: datetime, asked: Query = EVERYTHING) -> datetime | None:
        """Return when the first event that is asked for and lies at or after a moment was published, or None."""
        with self._reading() as connection:
            query = select(func.min(_PUBLISHED)).where(shown(), moment <= _PUBLISHED, matches(asked))
            return connection.execute(query).scalar()


def _within(start: datetime, end: datetime) -> ColumnElement[bool]:
    return and_(shown(), start <= _PUBLISHED, end > _PUBLISHED)
