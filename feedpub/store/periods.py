"""Publication within a period: how many events it has, which, and where the next one with events lies; for archives."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, false, func, select, true

from feedpub.model.record import StoredEvent
from feedpub.model.selection import EVERYTHING, Query, Selection, TimeRange
from feedpub.store.guard import shown, unseen
from feedpub.store.matching import matches, matches_itself
from feedpub.store.newest import newest
from feedpub.store.rows import stored_event
from feedpub.store.session import ReadSession
from feedpub.store.tables import articles, facets

_PUBLISHED = articles.c.published
# Events that are asked for words one after the other: some 5 ms of work; to look up all that say them takes 15 and more.
_FEW = 1_000


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
        asked = _cut(matching, TimeRange(start=start, end=end))
        if asked is None:
            return 0
        simple = matching in (EVERYTHING, Query(selections=matching.selections[:1]))
        with self._session.connect() as connection:
            found = self._session.wide.count(connection, asked)
            if found is not None:
                return found
            if simple:
                return _count_simply(connection, start, end, next(iter(matching.selections), None))
            return _count(connection, _answering(connection, start, end, asked))

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
        earlier = _cut(matching, TimeRange(end=moment))
        if earlier is None:
            return None
        with self._session.connect() as connection:
            last = newest(connection, earlier, None).query.limit(1)
            return connection.execute(select(_PUBLISHED).where(articles.c.id.in_(last.correlate(None)))).scalar()

    def first_since(self, moment: datetime, matching: Query = EVERYTHING) -> datetime | None:
        """Return when the first event that matches and lies at or after a moment was published, or None."""
        with self._session.connect() as connection:
            query = select(func.min(_PUBLISHED)).where(shown(), moment <= _PUBLISHED, matches(matching))
            return connection.execute(query).scalar()


def _cut(query: Query, time: TimeRange) -> Query | None:
    """Cut a query to what was published within a time; None where nothing can answer it."""
    published = query.published.common(time)
    return query.model_copy(update={"published": published}) if published else None


def _count(connection: Connection, rows: Select[Any]) -> int:
    return int(connection.execute(select(func.count()).select_from(rows.subquery())).scalar_one())


def _count_simply(connection: Connection, start: datetime, end: datetime, selection: Selection | None) -> int:
    """Count the events of a period, or those with a facet, in an index alone; those few that are not shown are taken off."""
    if selection is None:
        rows = select(articles.c.id).where(articles.c.deleted == false(), start <= _PUBLISHED, end > _PUBLISHED)
        # Spelled so that the few are looked up by what hides them.
        hidden = select(articles.c.id).where(
            unseen(), func.coalesce(articles.c.deleted, true()) == false(), start <= _PUBLISHED, end > _PUBLISHED
        )
        return _count(connection, rows) - _count(connection, hidden)
    named = (facets.c.kind == selection.kind, facets.c.slug == selection.slug)
    rows = select(facets.c.article_id).where(*named, start <= facets.c.published, end > facets.c.published)
    hidden = rows.where(facets.c.article_id.in_(select(articles.c.id).where(unseen())))
    return _count(connection, rows) - _count(connection, hidden)


def _answering(connection: Connection, start: datetime, end: datetime, asked: Query) -> Select[Any]:
    """Select what answers a query that is cut to a period."""
    if asked.search is None:
        return newest(connection, asked, None).query.order_by(None)
    within = select(articles.c.id).where(_within(start, end))
    few = _count(connection, within.limit(_FEW)) < _FEW
    return within.where(matches_itself(asked) if few else matches(asked))


def _within(start: datetime, end: datetime) -> ColumnElement[bool]:
    return and_(shown(), start <= _PUBLISHED, end > _PUBLISHED)
