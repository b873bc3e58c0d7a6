"""Publication by time: the days that have events, and the pages of each, for sitemaps."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Connection, Row, case, func, select, true

from feedpub.model.record import Heading, ListedPage, NewsDay
from feedpub.store.documents import heading_in
from feedpub.store.guard import shown
from feedpub.store.headings import HeadingKey
from feedpub.store.news_days import OWN, STANDS
from feedpub.store.rows import DOCUMENT, LATEST, current_revisions, heading_of
from feedpub.store.session import ReadSession
from feedpub.store.tables import articles, revisions

_AT_ONCE = 500  # documents that are read by one question; SQLite allows a thousand ids in the oldest versions


def _page_of(row: Row[tuple[object, ...]]) -> ListedPage:
    """Make a page of a row; most have no pictures, and no document then."""
    if row.document is None:
        return ListedPage(row.slug, row.modified)
    images = heading_in(row.document, row.article_id, row.revision).images
    return ListedPage(row.slug, row.modified, tuple(image.url for image in images))


class Days:
    """What may be read of days.

    Args:
        session: in which it is read.
    """

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    def around(self, moment: datetime) -> tuple[datetime | None, datetime | None]:
        """Find the publications next to a moment, of what may be shown.

        Args:
            moment: the moment.

        Returns:
            The last instant of publication at or before it, and the first one after it; None where there is none.
        """
        column = articles.c.published
        before = select(func.max(column)).where(shown(), column <= moment)
        after = select(func.min(column)).where(shown(), column > moment)
        with self._session.connect() as connection:
            return connection.execute(before).scalar(), connection.execute(after).scalar()

    def listed(self) -> tuple[NewsDay, ...]:
        """List the days (in UTC) on which anything was published that stands and is our own.

        Returns:
            The days, newest first.
        """
        with self._session.connect() as connection:
            return self._session.news_days.listed(connection)

    def beside(self, day: date) -> tuple[date | None, date | None]:
        """Find the days (in UTC) with news before and after one.

        Args:
            day: between them.

        Returns:
            The nearest earlier day on which anything was published that stands, and the nearest later one.
        """
        with self._session.connect() as connection:
            return days_beside(connection, day)

    def pages(self, day: date, limit: int) -> tuple[ListedPage, ...]:
        """List the pages of a day (in UTC) and read no more than need be; samples and excerpts have no part in it.

        Args:
            day: of publication.
            limit: how many at most.

        Returns:
            The pages, newest first.
        """
        start = datetime.combine(day, time(), UTC)
        within = (articles.c.published >= start, articles.c.published < start + timedelta(days=1))
        listed = (shown(), STANDS, OWN, *within)
        document = case((articles.c.pictured == true(), DOCUMENT)).label("document")
        named = (articles.c.id.label("article_id"), articles.c.revision, articles.c.slug)
        query = select(*named, revisions.c.modified, document).join(revisions, LATEST).where(*listed)
        query = query.order_by(articles.c.published.desc(), articles.c.id.desc()).limit(limit)
        with self._session.connect() as connection:
            return tuple(self._session.readable(connection.execute(query), _page_of))

    def headings(self, as_of: datetime, since: datetime, limit: int) -> tuple[Heading, ...]:
        """List what stands of the news after a moment, and is our own, without the checks that reading whole events takes.

        Args:
            as_of: the moment; what is dated later is no news yet.
            since: only what was published later.
            limit: how many at most.

        Returns:
            The headings, newest first.
        """
        recent = (shown(), STANDS, OWN, articles.c.published > since, articles.c.published <= as_of)
        named = (articles.c.id, articles.c.revision, revisions.c.changed)
        query = select(*named).outerjoin(revisions, LATEST).where(*recent)
        query = query.order_by(articles.c.published.desc(), articles.c.id.desc()).limit(limit)
        with self._session.connect() as connection:
            keys = [_key(*row) for row in connection.execute(query)]
            found = self._session.headings.known(keys)
            unknown = [key[0] for key in keys if key not in found]
            for start in range(0, len(unknown), _AT_ONCE):
                found |= self._read(connection, unknown[start : start + _AT_ONCE])
        return tuple(found[key] for key in keys if key in found)

    def _read(self, connection: Connection, ids: Sequence[str]) -> dict[HeadingKey, Heading]:
        """Read headings that are not kept; those that cannot be read are left out."""
        rows = connection.execute(current_revisions().where(articles.c.id.in_(ids)))
        read = self._session.readable(rows, lambda row: (_key(row.article_id, row.revision, row.changed), heading_of(row)))
        self._session.headings.keep(dict(read))
        return dict(read)


def _key(article_id: str, revision: int, changed: datetime | None) -> HeadingKey:
    return article_id, revision, changed


def days_beside(connection: Connection, day: date) -> tuple[date | None, date | None]:
    """Find the days with news before and after one; see ``Days.beside``."""
    start = datetime.combine(day, time(), UTC)
    column, stands = articles.c.published, (shown(), STANDS)
    earlier = select(func.max(column)).where(*stands, column < start)
    later = select(func.min(column)).where(*stands, column >= start + timedelta(days=1))
    found = [connection.execute(query).scalar() for query in (earlier, later)]
    before, after = (moment.astimezone(UTC).date() if moment else None for moment in found)
    return before, after
