"""Events that quote somebody, in pages by number, as people turn them."""

from sqlalchemy import select

from feedpub.model.record import StoredEvent
from feedpub.model.selection import EVERYTHING, Query
from feedpub.store.newest import newest
from feedpub.store.rows import stored_event
from feedpub.store.session import ReadSession
from feedpub.store.tables import articles


class QuotingEvents:
    """What may be read of them.

    Args:
        session: in which it is read.
    """

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    def newest(self, limit: int, skip: int = 0, matching: Query = EVERYTHING) -> tuple[StoredEvent, ...]:
        """List events that quote somebody, newest first by publication, then by id.

        Args:
            limit: how many at most.
            skip: how many of the newest to leave out.
            matching: only what has all of this.

        Returns:
            The events.
        """
        row, order = articles.alias(), (articles.c.published.desc(), articles.c.id.desc())
        with self._session.connect() as connection:
            found = newest(connection, matching, None)
            quotes = select(row.c.id).where(row.c.id == found.article_id, row.c.quotes > 0).correlate_except(row).exists()
            query = found.query.where(quotes).limit(limit).offset(skip)
            return self._session.page(connection, query, order, found.article_id, stored_event)
