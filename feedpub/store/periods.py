"""Publication within a period: how many events it has, which, and where the next one with events lies; for archives."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select

from feedpub.model.record import StoredEvent
from feedpub.model.selection import EVERYTHING, Query
from feedpub.store.guard import shown
from feedpub.store.matching import matches
from feedpub.store.rows import stored_event
from feedpub.store.session import ReadSession
from feedpub.store.tables import articles

_PUBLISHED = articles.c.published


class Periods:
    """What may be read of a period, which begins with its start and ends before its end.

    Args:
        session: in which it is read.
    """

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    def count(self, start: datetime, end: datetime, matching: Query = EVERYTHING) -> int:
        """Count the events of a period.

        Args:
            start: of the period.
            end: of the period.
            matching: only what has all of this.

        Returns:
            How many.
        """
        with self._session.connect() as connection:
            query = select(func.count()).select_from(articles).where(_within(start, end), matches(matching))
            return connection.execute(query).scalar_one()

    def events(
        self, start: datetime, end: datetime, limit: int, skip: int, *, matching: Query = EVERYTHING
    ) -> tuple[StoredEvent, ...]:
        """List events of a period, oldest first by publication, then by id.

        Args:
            start: of the period.
            end: of the period.
            limit: how many at most.
            skip: how many of the oldest to leave out.
            matching: only what has all of this.

        Returns:
            The events.
        """
        order = (_PUBLISHED, articles.c.id)
        query = select(articles.c.id).where(_within(start, end), matches(matching)).order_by(*order)
        with self._session.connect() as connection:
            return self._session.page(connection, query.limit(limit).offset(skip), order, articles.c.id, stored_event)

    def last_before(self, moment: datetime, matching: Query = EVERYTHING) -> datetime | None:
        """Return when the last event that matches and lies before a moment was published, or None."""
        with self._session.connect() as connection:
            query = select(func.max(_PUBLISHED)).where(shown(), moment > _PUBLISHED, matches(matching))
            return connection.execute(query).scalar()

    def first_since(self, moment: datetime, matching: Query = EVERYTHING) -> datetime | None:
        """Return when the first event that matches and lies at or after a moment was published, or None."""
        with self._session.connect() as connection:
            query = select(func.min(_PUBLISHED)).where(shown(), moment <= _PUBLISHED, matches(matching))
            return connection.execute(query).scalar()


def _within(start: datetime, end: datetime) -> ColumnElement[bool]:
    return and_(shown(), start <= _PUBLISHED, end > _PUBLISHED)
